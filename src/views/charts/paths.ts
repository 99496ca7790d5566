/** SVG paths of a chart: steps, since a bucket's value holds for the whole of it. */
import { area, curveStepAfter, line } from 'd3';
import type { SeriesView } from '../../engine/contract';
import type { Stretch } from '../../store/charts';
import { bucketsIn, isUnfinished } from './known';
import { sumAt, type Part, type Plot } from './plots';
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

/** The buckets that are drawn, and when the last of them ends, µs. */
interface Run {
  readonly buckets: readonly number[];
  readonly until: number;
}

/** From `first` to `last`; of those that share a pixel the largest, so that no peak is lost. */
function runOf({ series, stretch, width }: Frame, first: number, last: number, size: (bucket: number) => number): Run {
  const buckets: number[] = [];
  let pixel = -Infinity;
  for (let i = first; i <= last; i++) {
    const x = Math.floor(xOf(stretch, width, i * series.bucket));
    if (x !== pixel) buckets.push(i);
    else if (size(i) > size(buckets.at(-1) ?? i)) buckets[buckets.length - 1] = i;
    pixel = x;
  }
  return { buckets, until: Math.min(series.now, (last + 1) * series.bucket) };
}

/** Neighbours of the same height are one step; the last edge is where the run ends. */
function edges({ series, stretch, width }: Frame, { buckets, until }: Run, low: (bucket: number) => number, high: (bucket: number) => number): Edge[] {
  const found: Edge[] = [];
  let end: Edge | undefined;
  for (const i of buckets) {
    const [from, to] = [low(i), high(i)];
    if (end?.low === from && end.high === to) continue;
    end = { x: xOf(stretch, width, i * series.bucket), low: from, high: to };
    found.push(end);
  }
  if (end !== undefined) found.push({ ...end, x: xOf(stretch, width, until) });
  return found;
}

function areaOf(frame: Frame, run: Run, low: (bucket: number) => number, high: (bucket: number) => number): string {
  const { y } = frame.heights;
  const corners = edges(frame, run, low, high);
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
export function stackPaths(plot: Plot, frame: Frame): readonly Drawn[] {
  const { first, last } = bucketsIn(frame.series, frame.stretch.from, frame.stretch.to);
  const isOpen = last >= first && isUnfinished(frame.series, last);
  const size = (bucket: number): number => sumAt(plot, bucket);
  const done = runOf(frame, first, isOpen ? last - 1 : last, size);
  const open = isOpen ? runOf(frame, last, last, size) : null;
  const base = new Float64Array(frame.series.count);
  return plot.parts.map(({ tone, values }) => {
    const low = base.slice();
    for (let i = 0; i < base.length; i++) base[i]! += values[i] ?? 0;
    const [from, to] = [(i: number): number => low[i]!, (i: number): number => low[i]! + (values[i] ?? 0)];
    return { tone, done: areaOf(frame, done, from, to), open: open === null ? '' : areaOf(frame, open, from, to) };
  });
}

function runOfPart({ values }: Part, frame: Frame): Run {
  const { first, last } = bucketsIn(frame.series, frame.stretch.from, frame.stretch.to);
  return runOf(frame, first, last, (bucket) => values[bucket] ?? 0);
}

export function withoutPath(part: Part, frame: Frame): string {
  const zero = (): number => 0;
  return areaOf(frame, runOfPart(part, frame), zero, (bucket) => part.values[bucket] ?? 0);
}

export function linePath(part: Part, frame: Frame): string {
  const { y } = frame.heights;
  const shape = line<Edge>()
    .x((edge) => round(edge.x))
    .y((edge) => round(y(edge.high)))
    .curve(curveStepAfter);
  const value = (bucket: number): number => part.values[bucket] ?? 0;
  return shape(edges(frame, runOfPart(part, frame), value, value)) ?? '';
}
