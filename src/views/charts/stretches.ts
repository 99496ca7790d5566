/** Which stretch of time the charts show, and how it is zoomed. Pure: everything that moves the view goes through here. */
import type { Status } from '../../engine/contract';
import type { ChartSpan, Stretch } from '../../store/charts';

/** What the timeline knows of the run, in µs. */
export interface RunTimes {
  readonly time: number;
  readonly furthest: number;
  readonly duration: number;
}

export function runTimes(status: Pick<Status, 'time' | 'furthest' | 'durationMicros'> | null): RunTimes {
  return { time: status?.time ?? 0, furthest: status?.furthest ?? 0, duration: status?.durationMicros ?? 0 };
}

const SECOND = 1_000_000;
/** Round lengths that what was played is rounded up to: the axis rests while the run goes on. */
const LENGTHS = [
  10, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 10_800, 14_400, 21_600, 28_800, 43_200, 64_800, 86_400, 129_600, 172_800,
  259_200, 432_000, 604_800,
].map((seconds) => seconds * SECOND);
/** Nothing shorter can be told apart: the shortest bucket is a tenth of the keep-alive interval. */
const LEAST = 2 * SECOND;

export function timelineEnd({ furthest, duration, time }: RunTimes): number {
  return Math.max(duration, furthest, time, SECOND);
}

export function stretchOf(span: ChartSpan, run: RunTimes): Stretch {
  const end = timelineEnd(run);
  if (span === 'timeline') return { from: 0, to: end };
  if (span === 'played') {
    const played = Math.max(run.furthest, run.time);
    return { from: 0, to: Math.min(end, LENGTHS.find((length) => length >= played) ?? end) };
  }
  return span;
}

/** Inside 0 … end, at least two seconds long; all of it is the timeline again. */
export function chosen(from: number, to: number, run: RunTimes): ChartSpan {
  const end = timelineEnd(run);
  const length = Math.min(end, Math.max(LEAST, Math.abs(to - from)));
  const first = Math.min(Math.max(0, (from + to) / 2 - length / 2), end - length);
  return length >= end ? 'timeline' : { from: first, to: first + length };
}

/** The instant `at` keeps its place. */
export function zoomed(stretch: Stretch, factor: number, at: number, run: RunTimes): ChartSpan {
  const inside = Math.min(stretch.to, Math.max(stretch.from, at));
  return chosen(inside - (inside - stretch.from) / factor, inside + (stretch.to - inside) / factor, run);
}

export function moved(stretch: Stretch, by: number, run: RunTimes): ChartSpan {
  const end = timelineEnd(run);
  const length = stretch.to - stretch.from;
  const first = Math.min(Math.max(0, stretch.from + by), Math.max(0, end - length));
  return { from: first, to: first + length };
}

/** CSS px from the left edge of the plots. */
export function xOf({ from, to }: Stretch, width: number, t: number): number {
  return ((t - from) * width) / (to - from);
}
export function timeAt({ from, to }: Stretch, width: number, x: number): number {
  return from + (Math.min(width, Math.max(0, x)) * (to - from)) / Math.max(1, width);
}
