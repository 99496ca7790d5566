/** The map, and what acting on it means for the page. */
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { Hit } from '../render/hit-test';
import type { MapRenderer } from '../render/map-renderer';
import { openAsk } from '../store/asking';
import { useBrush } from '../store/brush';
import { useDocument } from '../store/document-store';
import { frameBus } from '../store/frame-bus';
import { bothNames, labelOf, nameOf, onLabels } from '../store/labels';
import { cameraMoved, mapControls } from '../store/map-controls';
import { select, selectAndFocus } from '../store/selection';
import { send } from '../store/session';
import { useStatus } from '../store/status-store';
import { useUi } from '../store/ui-store';
import { describe } from '../views/map/MapMirror';
import { MapView } from '../views/map/MapView';
import type { Point } from '../views/map/use-map-pointer';
import { controlsOf } from './map-handle';
import { mapNames } from './map-names';
import { markReady } from '../store/ready';
import { useMedia } from './use-media';

const MapVeil = lazy(() => import('../views/brush/MapVeil').then((module) => ({ default: module.MapVeil })));
const BrushNote = lazy(() => import('../views/brush/BrushNote').then((module) => ({ default: module.BrushNote })));

let renderer: MapRenderer | null = null;
const currentRenderer = (): MapRenderer | null => renderer;
function takeRenderer(next: MapRenderer | null): void {
  renderer = next;
  mapControls.current = next === null ? null : controlsOf(next);
}

export function MapPane() {
  const selection = useUi((state) => state.selection);
  const scenario = useDocument((state) => state.loaded?.scenario ?? null);
  const speed = useStatus((state) => (state.status?.state === 'playing' ? state.status.speed : 0));
  const names = useMemo(() => mapNames(scenario), [scenario]);
  const reducedMotion = useMedia('(prefers-reduced-motion: reduce)');
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const chosen = useUi((state) => state.theme);
  const dark = chosen === 'system' ? systemDark : chosen === 'dark';
  const brushed = useBrush((state) => state.brush !== null);
  const resize = useViewReports();
  const [, setLabels] = useState(0);
  useEffect(
    () =>
      onLabels(() => {
        renderer?.labelsChanged();
        setLabels((count) => count + 1);
      }),
    [],
  );
  return (
    <>
      <MapView
        bus={frameBus}
        names={names}
        theme={dark ? 'dark' : 'light'}
        reducedMotion={reducedMotion}
        speed={speed}
        selection={selection}
        onSelect={select}
        onOpen={selectAndFocus}
        onPick={pick}
        onContextMenu={openMenu}
        onWallDrag={(from, to) => void proposeWall(from, to)}
        onResize={resize}
        onFirstDraw={markReady}
        onCamera={cameraMoved}
        onRenderer={takeRenderer}
        tooltipOf={tooltipOf}
      />
      {brushed && (
        <Suspense>
          <MapVeil renderer={currentRenderer} theme={dark ? 'dark' : 'light'} />
          <BrushNote place="map" />
        </Suspense>
      )}
    </>
  );
}

/** Tells the engine what is shown: frames are made for that, and none while the map is out of sight. */
function useViewReports(): (width: number, height: number) => void {
  const [size, setSize] = useState<readonly [number, number]>([0, 0]);
  const shown = useUi((state) => state.view === 'map');
  useEffect(() => {
    const report = (): void => {
      const [widthCssPx, heightCssPx] = size;
      if (widthCssPx > 0 && heightCssPx > 0) void send({ do: 'view', widthCssPx, heightCssPx, visible: shown && !document.hidden }).catch(() => undefined);
    };
    report();
    document.addEventListener('visibilitychange', report);
    return () => document.removeEventListener('visibilitychange', report);
  }, [size, shown]);
  return (width, height) => setSize((before) => (before[0] === width && before[1] === height ? before : [width, height]));
}

function pick(hit: Hit): void {
  if (hit.kind === 'card') mapControls.current?.flyTo({ kind: 'site', index: hit.site });
  if (hit.kind === 'box') mapControls.current?.flyTo({ kind: 'subnet', index: hit.subnet });
}

function openMenu(hit: Hit | null, at: Point): void {
  if (hit?.kind === 'client') useUi.setState({ menu: { slot: hit.slot, x: at.x, y: at.y } });
  else if (hit?.kind === 'link') void proposeWall(hit.from, hit.to);
  else if (hit?.kind === 'box') askSubnet(hit.subnet);
  else if (hit?.kind === 'wall') useUi.setState({ buildOpen: true, sheet: null });
}

/** Asking is what can be done with a whole subnet; sites have a menu. */
function askSubnet(index: number): void {
  const subnet = useDocument.getState().loaded?.scenario.subnets[index];
  if (subnet !== undefined) openAsk({ subnet: subnet.cidr });
}

/** A line drawn from one client to another asks for a wall between them; the dialog says in which directions. */
async function proposeWall(from: number, to: number): Promise<void> {
  const { addressOf } = await import('../store/verbs');
  const [a, b] = await Promise.all([addressOf(from), addressOf(to)]);
  useUi.setState({ dialog: 'block', blockDraft: { from: a, to: b, bothWays: true } });
}

function tooltipOf(hit: Hit): readonly string[] {
  switch (hit.kind) {
    case 'client': {
      const label = labelOf(hit.slot);
      const state = renderer?.columns.state[hit.slot] ?? 0;
      return [label === null ? '…' : bothNames(label), describe(state, '').replace(/^, /, '')];
    }
    case 'link':
      return [`${nameOf(hit.from)} – ${nameOf(hit.to)}`, 'peer link · right click to block it'];
    case 'wall':
      return ['firewall between', `${nameOf(hit.left)} and ${nameOf(hit.right)}`];
    default:
      return [];
  }
}
