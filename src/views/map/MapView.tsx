/** The map on the page: one focusable canvas named "Network map", its mirror for assistive technology, and a tooltip. All high-rate data goes past React. */
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Hit } from '../../render/hit-test';
import type { MapRenderer } from '../../render/map-renderer';
import type { ThemeName } from '../../render/palette';
import type { MapNames } from '../../render/scene';
import { useDocument } from '../../store/document-store';
import { itemId, MapMirror } from './MapMirror';
import { STEP_OF_KEY, walk } from './map-walk';
import styles from './map-view.module.css';
import { outagesOverTime, type OutagesAt } from './outages-over-time';
import { useMapPointer, type Hovered, type Point, type PointerHandlers } from './use-map-pointer';
import { useMapRenderer, type FrameBus, type MapFeed } from './use-map-renderer';
import { useWaveOnMap } from './use-wave-on-map';
import { waveWords, type Asked } from './wave-words';

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
  /** A click on anything, also on what is no client. */
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

const ZOOM_STEP = 1.5;
const EDGE_CSS_PX = 40;
const MIRROR_MILLIS = 1000;

export function MapView(props: MapViewProps) {
  const mirrorId = useId();
  const feed = feedOf(props, useOutages());
  const latest = useLatest(feed);
  const handlers = useLatest<PointerHandlers>({
    onSelect: props.onSelect,
    onPick: props.onPick,
    onHover: props.onHover,
    onContextMenu: props.onContextMenu,
    onWallDrag: props.onWallDrag,
  });
  const { renderer, canvasRef } = useMapRenderer(feed, latest);
  const hovered = useMapPointer(renderer, handlers);
  const asked = useWaveOnMap(renderer);
  const { onRenderer, selection } = props;
  useEffect(() => {
    onRenderer?.(renderer);
    return () => onRenderer?.(null);
  }, [renderer, onRenderer]);
  useSlowRefresh(props.bus);
  useEffect(() => {
    if (renderer && selection !== null && document.activeElement === renderer.surface) keepInView(renderer, selection);
  }, [renderer, selection]);
  const isMirrored = selection !== null && renderer?.chainOf(selection) !== null && renderer !== null;
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
        aria-activedescendant={isMirrored ? itemId(mirrorId, selection) : undefined}
        onKeyDown={(event) => renderer && onKey(event, renderer, props)}
      />
      <MapMirror id={mirrorId} renderer={renderer} selection={selection} labelOf={props.names.labelOf} asked={asked} />
      {hovered && props.tooltipOf && (
        <Tooltip hovered={hovered} lines={linesOf(hovered.hit, props.tooltipOf, renderer, asked)} width={renderer?.surface.clientWidth ?? 0} />
      )}
    </div>
  );
}

/** From the document: acts that are taken back or dropped no longer count. */
function useOutages(): OutagesAt {
  const scenario = useDocument((state) => state.loaded?.scenario ?? null);
  const acts = useDocument((state) => state.acts);
  return useMemo(() => outagesOverTime(scenario, acts), [scenario, acts]);
}

function feedOf(props: MapViewProps, outagesAt: OutagesAt): MapFeed {
  return {
    bus: props.bus,
    names: props.names,
    outagesAt,
    theme: props.theme,
    reducedMotion: props.reducedMotion ?? false,
    speed: props.speed,
    selection: props.selection,
    onResize: props.onResize,
    onFirstDraw: props.onFirstDraw,
    onCamera: props.onCamera,
    canDragClients: props.onWallDrag !== undefined,
  };
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

function onKey(event: KeyboardEvent, renderer: MapRenderer, props: MapViewProps): void {
  if (event.altKey || event.metaKey || event.ctrlKey) return;
  if (!handleKey(event, renderer, props)) return;
  // Arrows step through time elsewhere on the page; inside the map they walk.
  event.preventDefault();
  event.stopPropagation();
}

function handleKey(event: KeyboardEvent, renderer: MapRenderer, props: MapViewProps): boolean {
  const { layout, camera } = renderer;
  const { selection } = props;
  const step = STEP_OF_KEY[event.key];
  if (step && layout && !event.shiftKey) {
    const next = walk(layout, selection === null ? null : renderer.chainOf(selection), step, renderer.columns.state);
    if (next !== null) props.onSelect(next);
    return true;
  }
  switch (event.key) {
    case '+':
    case '=':
      camera.zoomBy(ZOOM_STEP);
      return true;
    case '-':
      camera.zoomBy(1 / ZOOM_STEP);
      return true;
    case '0':
      camera.fit();
      return true;
    case 'f':
      if (selection !== null) camera.flyTo(selection);
      return true;
    case 'F':
      camera.fit();
      return true;
    case 'Enter':
      if (selection === null || !props.onOpen) return false;
      props.onOpen(selection);
      return true;
    case 'ContextMenu':
    case 'F10':
      return (event.key === 'ContextMenu' || event.shiftKey) && openMenu(renderer, props);
    default:
      return false;
  }
}

function openMenu(renderer: MapRenderer, props: MapViewProps): boolean {
  const place = props.selection === null ? null : renderer.whereIs(props.selection);
  if (!place || props.selection === null || !props.onContextMenu) return false;
  const { left, top } = renderer.surface.getBoundingClientRect();
  props.onContextMenu({ kind: 'client', slot: props.selection }, { x: left + place.x, y: top + place.y });
  return true;
}

function keepInView(renderer: MapRenderer, slot: number): void {
  const place = renderer.whereIs(slot);
  const { clientWidth, clientHeight } = renderer.surface;
  if (!place) return;
  const isInside = place.x > EDGE_CSS_PX && place.y > EDGE_CSS_PX && place.x < clientWidth - EDGE_CSS_PX && place.y < clientHeight - EDGE_CSS_PX;
  if (!isInside) renderer.camera.panBy(clientWidth / 2 - place.x, clientHeight / 2 - place.y);
}

/** Of a client also what it has of the question: on the second line, there are no more. */
function linesOf(hit: Hit, tooltipOf: (hit: Hit) => readonly string[], renderer: MapRenderer | null, asked: Asked): readonly string[] {
  const lines = tooltipOf(hit);
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
