/** The map on the page: one focusable canvas named "Network map", its mirror for assistive technology, and a tooltip. All high-rate data goes past React. */
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { isPlace, type Hit } from '../../render/hit-test';
import type { MapRenderer } from '../../render/map-renderer';
import type { ThemeName } from '../../render/palette';
import type { MapNames } from '../../render/scene';
import { NO_SCALES } from '../../render/wan-scales';
import { useMapChoice } from '../../store/map-controls';
import { whenReady } from '../../store/ready';
import { onMapKey } from './map-keys';
import { itemId, MapMirror, placeId } from './MapMirror';
import styles from './map-view.module.css';
import { useMapPointer, type Hovered, type Point, type PointerHandlers } from './use-map-pointer';
import { useMapRenderer, type FrameBus } from './use-map-renderer';
import { useAfterFirstPicture, usePlaceContext, usePlaces, useStopped } from './use-places';
import { useWaveOnMap } from './use-wave-on-map';
import { waveWords, type Asked } from './wave-words';

const WanLegend = lazy(() => whenReady.then(() => import('../legend/WanLegend')).then((module) => ({ default: module.WanLegend })));
const NetworkMenu = lazy(() => import('./NetworkMenu').then((module) => ({ default: module.NetworkMenu })));

export interface MapViewProps {
  readonly bus: FrameBus;
  readonly names: MapNames;
  readonly theme: ThemeName;
  readonly reducedMotion?: boolean;
  /** Simulated seconds per second; 0 = at rest. */
  readonly speed: number;
  readonly selection: number | null;
  readonly onSelect: (slot: number | null) => void;
  /** Enter on the selected client. */
  readonly onOpen?: (slot: number) => void;
  /** A click on anything but sites' titles, lines and servers: these have a menu. */
  readonly onPick?: (hit: Hit) => void;
  readonly onHover?: (hit: Hit | null) => void;
  readonly onContextMenu?: (hit: Hit | null, at: Point) => void;
  /** A drag from one client to another: the place for a wall. Without it, drags pan. */
  readonly onWallDrag?: (from: number, to: number, at: Point) => void;
  readonly onResize?: (widthCssPx: number, heightCssPx: number) => void;
  readonly onFirstDraw?: () => void;
  /** The view moved, by whatever means; while it flies at every picture. */
  readonly onCamera?: () => void;
  /** The renderer's handle, for search, keys and exports; null when the map goes. */
  readonly onRenderer?: (renderer: MapRenderer | null) => void;
  /** At most two lines about what is under the pointer. */
  readonly tooltipOf?: (hit: Hit) => readonly string[];
}

const EDGE_CSS_PX = 40;
const MIRROR_MILLIS = 1000;

export function MapView(props: MapViewProps) {
  const mirrorId = useId();
  const { bus, names, selection, onRenderer } = props;
  const [scales, setScales] = useState(NO_SCALES);
  const wanWidth = useMapChoice((state) => state.wanWidth);
  const stoppedAt = useStopped();
  const feed = {
    bus,
    names,
    stoppedAt,
    wanWidth,
    theme: props.theme,
    reducedMotion: props.reducedMotion ?? false,
    speed: props.speed,
    selection,
    onResize: props.onResize,
    onFirstDraw: props.onFirstDraw,
    onCamera: props.onCamera,
    onScales: setScales,
    canDragClients: props.onWallDrag !== undefined,
  };
  const { renderer, canvasRef } = useMapRenderer(feed, useLatest(feed));
  const handlers = useRef<PointerHandlers>(NO_HANDLERS);
  const hovered = useMapPointer(renderer, handlers);
  const places = usePlaces(renderer, hovered?.hit ?? null);
  useEffect(() => {
    handlers.current = handlersOf(props, places.openMenu);
  });
  const context = usePlaceContext(renderer, names, stoppedAt(bus.frame?.time ?? 0));
  const asked = useWaveOnMap(renderer);
  useEffect(() => {
    onRenderer?.(renderer);
    return () => onRenderer?.(null);
  }, [renderer, onRenderer]);
  useSlowRefresh(bus);
  useEffect(() => {
    if (renderer && selection !== null && document.activeElement === renderer.surface) keepInView(renderer, selection);
  }, [renderer, selection]);
  const placeWords = useAfterFirstPicture(renderer);
  const wordsOf = (place: Hit): readonly string[] => (context && placeWords ? placeWords(place, context) : []);
  const said = places.place ? wordsOf(places.place).join(', ') : null;
  const onMenu = (hit: Hit, at: Point): void => {
    if (!places.openMenu(hit, at)) props.onContextMenu?.(hit, at);
  };
  const tip = tipOf(hovered, places.place, renderer);
  return (
    <div className={styles.host}>
      <canvas
        ref={canvasRef}
        className={styles.surface}
        tabIndex={0}
        role="listbox"
        aria-label="Network map"
        aria-roledescription="network map"
        aria-owns={mirrorId}
        aria-activedescendant={activeId(mirrorId, renderer, selection, said)}
        onBlur={() => places.menu === null && places.goTo(null)}
        onKeyDown={(event) =>
          renderer && onMapKey(event, { renderer, selection, onSelect: props.onSelect, onOpen: props.onOpen, place: places.place, goTo: places.goTo, onMenu })
        }
      />
      <MapMirror id={mirrorId} renderer={renderer} selection={selection} labelOf={names.labelOf} asked={asked} place={said} />
      <Suspense>
        <WanLegend scales={scales} />
      </Suspense>
      {tip && places.menu === null && (
        <Tooltip
          hovered={tip}
          lines={isPlace(tip.hit) ? wordsOf(tip.hit) : linesOf(tip.hit, props.tooltipOf, renderer, asked)}
          width={renderer?.surface.clientWidth ?? 0}
        />
      )}
      {context && places.menu && (
        <Suspense>
          <NetworkMenu {...places.menu} context={context} onClose={places.closeMenu} surface={renderer?.surface ?? null} />
        </Suspense>
      )}
    </div>
  );
}

const NO_HANDLERS: PointerHandlers = { onSelect: () => undefined, onPick: undefined, onHover: undefined, onContextMenu: undefined, onWallDrag: undefined };

/** Sites' titles, lines and servers open their menu by either button; a card is flown to by the left one. */
function handlersOf(props: MapViewProps, openMenu: (hit: Hit | null, at: Point) => boolean): PointerHandlers {
  return {
    onSelect: props.onSelect,
    onPick: (hit, at) => {
      if (hit.kind === 'card' || !openMenu(hit, at)) props.onPick?.(hit);
    },
    onHover: props.onHover,
    onContextMenu: (hit, at) => {
      if (!openMenu(hit, at)) props.onContextMenu?.(hit, at);
    },
    onWallDrag: props.onWallDrag,
  };
}

function activeId(mirrorId: string, renderer: MapRenderer | null, selection: number | null, place: string | null): string | undefined {
  if (place !== null) return placeId(mirrorId);
  return renderer !== null && selection !== null && renderer.chainOf(selection) !== null ? itemId(mirrorId, selection) : undefined;
}

/** What the pointer is over, or the place that the keyboard is at. */
function tipOf(hovered: Hovered | null, place: Hit | null, renderer: MapRenderer | null): Hovered | null {
  if (hovered !== null || place === null) return hovered;
  const at = renderer?.whereIsPlace(place) ?? null;
  return at === null ? null : { hit: place, x: at.x, y: at.y };
}

/** The newest value for callbacks that outlive a rendering. */
function useLatest<T>(value: T): React.RefObject<T> {
  const ref = useRef(value);
  useEffect(() => {
    ref.current = value;
  });
  return ref;
}

/** The mirror follows the run about once a second: it is read, not watched. */
function useSlowRefresh(bus: FrameBus): void {
  const [, setRevision] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // After the wait, so that the last frame before a pause is read too.
    const refresh = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setRevision((revision) => revision + 1);
      }, MIRROR_MILLIS);
    };
    const stops = [bus.onFrame(refresh), bus.onLayout(refresh)];
    return () => {
      for (const stop of stops) stop();
      clearTimeout(timer);
    };
  }, [bus]);
}

function keepInView(renderer: MapRenderer, slot: number): void {
  const place = renderer.whereIs(slot);
  const { clientWidth, clientHeight } = renderer.surface;
  if (!place) return;
  const isInside = place.x > EDGE_CSS_PX && place.y > EDGE_CSS_PX && place.x < clientWidth - EDGE_CSS_PX && place.y < clientHeight - EDGE_CSS_PX;
  if (!isInside) renderer.camera.panBy(clientWidth / 2 - place.x, clientHeight / 2 - place.y);
}

/** Of a client also what it has of the question: on the second line, there are no more. */
function linesOf(hit: Hit, tooltipOf: MapViewProps['tooltipOf'], renderer: MapRenderer | null, asked: Asked): readonly string[] {
  const lines = tooltipOf?.(hit) ?? [];
  const wave = renderer?.columns.wave ?? null;
  if (hit.kind !== 'client' || wave === null) return lines;
  const [first = '', second] = lines;
  const words = waveWords(wave[hit.slot] ?? 0, asked);
  return [first, second === undefined ? words : `${second} · ${words}`];
}

function Tooltip({ hovered, lines, width }: { readonly hovered: Hovered; readonly lines: readonly string[]; readonly width: number }) {
  if (lines.length === 0) return null;
  const isRight = hovered.x > width / 2;
  const style = isRight ? { right: width - hovered.x + 14, top: hovered.y + 14 } : { left: hovered.x + 14, top: hovered.y + 14 };
  return (
    <div className={styles.tip} style={style} aria-hidden="true">
      {lines.slice(0, 2).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
