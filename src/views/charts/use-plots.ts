/** Joins the plots with the stores: lines and gestures outside React, what people point at and choose into the charts' store. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Status } from '../../engine/contract';
import { chartControls, useCharts, type Stretch } from '../../store/charts';
import { seek } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { attempt } from '../../store/verbs';
import { PlotGestures, type PlotHandlers } from './gestures';
import { LiveLines } from './live-lines';
import { chosen, moved, runTimes, stretchOf, timeAt, timelineEnd, zoomed, type RunTimes } from './stretches';
import { walk } from './walk';

/** Readouts follow the pointer so often; the line itself at once. */
const TELL_MILLIS = 100;
const ZOOM_STEP = 1.5;

const runNow = (): RunTimes => runTimes(useStatus.getState().status);
const stretchNow = (): Stretch => stretchOf(useCharts.getState().span, runNow());

export function goTo(t: number): void {
  const most = Math.max(runNow().furthest, timelineEnd(runNow()));
  void attempt('The run did not move', () => seek(Math.min(most, Math.max(0, t))));
}

/** Around the cursor, else the playhead, else the middle. */
export function zoomBy(factor: number): void {
  const stretch = stretchNow();
  const { cursor } = useCharts.getState();
  const candidates = [cursor, runNow().time, (stretch.from + stretch.to) / 2];
  const at = candidates.find((t): t is number => t !== null && t >= stretch.from && t <= stretch.to) ?? stretch.from;
  useCharts.setState({ span: zoomed(stretch, factor, at, runNow()) });
}
export const showAll = (): void => useCharts.setState({ span: 'played', marked: null });

function zoomToMarked(): void {
  const { marked } = useCharts.getState();
  if (marked !== null && marked.to > marked.from) useCharts.setState({ span: chosen(marked.from, marked.to, runNow()), marked: null });
  else useCharts.setState({ marked: null });
}

/** `step` and `knownTo` of the keys: one bucket, and the end of what is known. */
export function usePlots(width: number, bucket: number, knownTo: number): (root: HTMLDivElement) => () => void {
  const [lines, setLines] = useState<LiveLines | null>(null);
  const ground = useRef({ bucket, knownTo });
  useEffect(() => {
    ground.current = { bucket, knownTo };
  }, [bucket, knownTo]);
  const rootRef = useCallback((root: HTMLDivElement) => {
    const made = new LiveLines(root);
    const pointed = tellCursor(made);
    const gestures = new PlotGestures(
      root,
      handlersFor(made, pointed, () => ground.current),
    );
    setLines(made);
    return () => {
      gestures.destroy();
      made.destroy();
      pointed.stop();
      setLines(null);
      useCharts.setState({ cursor: null, marked: null });
    };
  }, []);
  useLines(lines, width);
  useControls();
  return rootRef;
}

interface Pointed {
  readonly tell: (t: number | null) => void;
  /** What was to be told and is not yet: never. */
  readonly stop: () => void;
}

/** The line follows the pointer at once, what reads it some times a second. */
function tellCursor(lines: LiveLines): Pointed {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let latest: number | null = null;
  const tell = (t: number | null): void => {
    latest = t;
    lines.pointed = t !== null;
    lines.setCursor(t);
    timer ??= setTimeout(() => {
      timer = null;
      useCharts.setState({ cursor: latest });
    }, TELL_MILLIS);
  };
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return { tell, stop };
}

function handlersFor(lines: LiveLines, point: Pointed, ground: () => { readonly bucket: number; readonly knownTo: number }): PlotHandlers {
  const at = (x: number): number => timeAt(lines.view.stretch, lines.view.width, x);
  return {
    hover: (x) => point.tell(x === null ? null : at(x)),
    go: (x) => goTo(at(x)),
    mark: (a, b) => useCharts.setState({ marked: { from: Math.min(at(a), at(b)), to: Math.max(at(a), at(b)) } }),
    zoomToMarked,
    dropMarked: () => useCharts.setState({ marked: null }),
    zoomBy: (factor, x) => useCharts.setState({ span: zoomed(lines.view.stretch, factor, at(x), runNow()) }),
    panBy: (dx) => useCharts.setState({ span: moved(lines.view.stretch, at(dx) - lines.view.stretch.from, runNow()) }),
    key: (event) => {
      // keys take over from the pointer, also from what it has not told yet
      point.stop();
      lines.pointed = false;
      return keyed(event, lines.view, ground());
    },
  };
}

function keyed(event: KeyboardEvent, { stretch, width }: LiveLines['view'], ground: { readonly bucket: number; readonly knownTo: number }): boolean {
  const { cursor, marked } = useCharts.getState();
  if (event.key === 'Enter') {
    if (marked !== null) zoomToMarked();
    else goTo(cursor ?? runNow().time);
    return true;
  }
  if (event.key === 'Escape') {
    if (marked === null && cursor === null) return false;
    useCharts.setState(marked === null ? { cursor: null } : { marked: null });
    return true;
  }
  // Where buckets are narrower than a pixel, a step is as many of them as can be seen.
  const perPixel = (stretch.to - stretch.from) / Math.max(1, width);
  const step = ground.bucket * Math.max(1, Math.round((2 * perPixel) / ground.bucket));
  const next = walk({ cursor: cursor ?? runNow().time, marked }, event.key, event.shiftKey, { stretch, knownTo: ground.knownTo, step });
  if (next === null) return false;
  useCharts.setState(next);
  return true;
}

function useLines(lines: LiveLines | null, width: number): void {
  const { from, to } = useStretch();
  useEffect(() => lines?.setView({ from, to }, width), [lines, from, to, width]);
  useEffect(() => {
    if (lines === null) return undefined;
    takeClock(lines, useStatus.getState().status);
    const stops = [
      useStatus.subscribe(({ status }, before) => {
        if (status !== before.status) takeClock(lines, status);
      }),
      useCharts.subscribe(({ cursor, marked }, before) => {
        // Under the pointer the line is further than what is told of it.
        if (cursor !== before.cursor && !lines.pointed) lines.setCursor(cursor);
        if (marked !== before.marked) lines.setMarked(marked);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [lines]);
}

function takeClock(lines: LiveLines, status: Status | null): void {
  if (status === null) return;
  const speed = status.state === 'playing' ? (status.achievedSpeed ?? status.speed) : 0;
  lines.setClock({ time: status.time, speed, at: performance.now() });
}

/** What is shown; as long as its ends stay where they are, nothing renders. */
export function useStretch(): Stretch {
  const span = useCharts((state) => state.span);
  const from = useStatus((state) => stretchOf(span, runTimes(state.status)).from);
  const to = useStatus((state) => stretchOf(span, runTimes(state.status)).to);
  return useMemo(() => ({ from, to }), [from, to]);
}

function useControls(): void {
  useEffect(() => {
    chartControls.current = { zoomBy: (factor) => zoomBy(factor >= 1 ? ZOOM_STEP : 1 / ZOOM_STEP), frameAll: showAll, frameSelection: showAll };
    return () => {
      chartControls.current = null;
    };
  }, []);
}
