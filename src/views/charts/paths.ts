/** SVG paths of a chart: steps, since a bucket's value holds for the whole of it. */
import { area, curveStepAfter, line } from 'd3';
import type { SeriesView } from '../../engine/contract';
import type { Stretch } from '../../store/charts';
import { bucketsIn, isUnfinished } from './known';
import type { Part, Plot } from './plots';
import type { Heights } from './scales';
import { xOf } from './stretches';

export interface Frame {
  readonly series: SeriesView;
  readonly stretch: Stretch;
  readonly width: number;
  readonly heights: Heights;
}
interface Edge {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}
export interface Drawn {
  readonly tone: Part['tone'];
  /** What is over, and what is not over yet. */
  readonly done: string;
  readonly open: string;
}

/** Buckets from `first` to `last`, equal ones as one, and, for the steps, where the last of them ends. */
function edges(frame: Frame, first: number, last: number, low: (i: number) => number, high: (i: number) => number): Edge[] {
  const { series, stretch, width } = frame;
  const found: Edge[] = [];
  let end: Edge | undefined;
  for (let i = first; i <= last; i++) {
    const [from, to] = [low(i), high(i)];
    if (end?.low === from && end.high === to) continue;
    end = { x: xOf(stretch, width, i * series.bucket), low: from, high: to };
    found.push(end);
  }
  if (end !== undefined) found.push({ ...end, x: xOf(stretch, width, Math.min(series.now, (last + 1) * series.bucket)) });
  return found;
}

function areaOf(frame: Frame, first: number, last: number, low: (i: number) => number, high: (i: number) => number): string {
  const { y } = frame.heights;
  const corners = edges(frame, first, last, low, high);
  if (corners.every((edge) => edge.low === edge.high)) return '';
  const shape = area<Edge>()
    .x((edge) => round(edge.x))
    .y0((edge) => round(y(edge.low)))
    .y1((edge) => round(y(edge.high)))
    .curve(curveStepAfter);
  return shape(corners) ?? '';
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** What is over ends before the present bucket. */
function split(frame: Frame): { readonly first: number; readonly last: number; readonly open: number } {
  const { first, last } = bucketsIn(frame.series, frame.stretch.from, frame.stretch.to);
  return last >= first && isUnfinished(frame.series, last) ? { first, last: last - 1, open: last } : { first, last, open: -1 };
}

export function stackPaths(plot: Plot, frame: Frame): readonly Drawn[] {
  const { first, last, open } = split(frame);
  const base = new Float64Array(frame.series.count);
  return plot.parts.map(({ tone, values }) => {
    const low = base.slice();
    for (let i = 0; i < base.length; i++) base[i]! += values[i] ?? 0;
    const [from, to] = [(i: number): number => low[i]!, (i: number): number => low[i]! + (values[i] ?? 0)];
    return { tone, done: areaOf(frame, first, last, from, to), open: open < 0 ? '' : areaOf(frame, open, open, from, to) };
  });
}

export function withoutPath(part: Part, frame: Frame): string {
  const { first, last } = bucketsIn(frame.series, frame.stretch.from, frame.stretch.to);
  return areaOf(
    frame,
    first,
    last,
    () => 0,
    (i) => part.values[i] ?? 0,
  );
}

export function linePath(part: Part, frame: Frame): string {
  const { y } = frame.heights;
  const { first, last } = bucketsIn(frame.series, frame.stretch.from, frame.stretch.to);
  const shape = line<Edge>()
    .x((edge) => round(edge.x))
    .y((edge) => round(y(edge.high)))
    .curve(curveStepAfter);
  const values = (i: number): number => part.values[i] ?? 0;
  return shape(edges(frame, first, last, values, values)) ?? '';
}
