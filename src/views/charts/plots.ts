/** The five charts as data: what is stacked, what stands behind it as the same work without peering, and which line it is measured by. */
import type { SeriesView } from '../../engine/contract';
import type { ChartName } from '../../store/charts';
import { bitRate, count, grouped, number } from '../../store/units';
import { CLASSES } from '../ledger/classes';
import type { Asked, Known } from './known';

/** How a part is drawn: names of styles. */
export type Tone = 'registration' | 'control' | 'question' | 'answer' | 'action' | 'leaders' | 'connections' | 'initial' | 'normal' | 'answers';

export interface Part {
  readonly label: string;
  readonly tone: Tone;
  /** One value for each bucket, in the unit of the chart. */
  readonly values: Float64Array;
}
export interface Plot {
  readonly name: ChartName;
  readonly title: string;
  readonly unit: string;
  /** Rates are of a whole bucket; levels are what stands at its end, or now. */
  readonly of: 'rates' | 'levels';
  /** Stacked from zero. */
  readonly parts: readonly Part[];
  /** Drawn as a line over them. */
  readonly line: Part | null;
  /** Hatched: the same work without peering (NET-7). Null where peering changes nothing. */
  readonly without: Part | null;
  /** A dashed line: what was to be expected. */
  readonly reference: (Part & { readonly short: string }) | null;
  readonly say: (value: number) => string;
}

/** Mean gap between two normal registrations of one client, µs (REG-3). */
export interface Gap {
  readonly mean: number;
}

export function plotsOf(known: Known, gap: Gap): readonly Plot[] {
  return [ratePlot(known.series, 'wan'), ratePlot(known.series, 'lan'), leadersPlot(known.series), registrationsPlot(known.series, gap), answersPlot(known)];
}

const perSecond = (values: Float64Array, bucket: number, factor = 1): Float64Array => values.map((value) => (value * factor * 1e6) / bucket);

function ratePlot(series: SeriesView, place: 'wan' | 'lan'): Plot {
  const rate = (bytes: Float64Array): Float64Array => perSecond(bytes, series.bucket, 8);
  const sent = CLASSES.map(({ cls, label, always }) => ({ label, tone: cls, always, bytes: series.sent[cls][place] }));
  return {
    name: place,
    title: place === 'wan' ? 'WAN rate' : 'LAN rate',
    unit: 'bits per second',
    of: 'rates',
    parts: sent
      .filter(({ always, bytes }) => always || bytes.some((value) => value > 0))
      .map(({ label, tone, bytes }) => ({ label, tone, values: rate(bytes) })),
    line: null,
    without: { label: 'without peering', tone: 'registration', values: rate(series.without[place]) },
    reference: null,
    say: bitRate,
  };
}

function leadersPlot(series: SeriesView): Plot {
  return {
    name: 'leaders',
    title: 'Leader connections',
    unit: 'clients and connections',
    of: 'levels',
    parts: [{ label: 'clients that lead', tone: 'leaders', values: series.leaderClients }],
    line: { label: 'connections', tone: 'connections', values: series.leaderConnections },
    without: { label: 'without peering: all clients online', tone: 'leaders', values: series.online },
    reference: null,
    say: (value) => grouped(Math.round(value)),
  };
}

function registrationsPlot(series: SeriesView, { mean }: Gap): Plot {
  const expected = series.online.map((online) => (online * 1e6) / mean);
  const online = series.online.at(-1) ?? 0;
  return {
    name: 'registrations',
    title: 'Registrations',
    unit: 'per second',
    of: 'rates',
    parts: [
      { label: 'normal', tone: 'normal', values: perSecond(series.normalRegistrations, series.bucket) },
      { label: 'initial', tone: 'initial', values: perSecond(series.initialRegistrations, series.bucket) },
    ],
    line: null,
    without: null,
    reference: {
      label: `mean N/${number(mean / 1e6)}`,
      tone: 'normal',
      values: expected,
      short: `N/${number(mean / 1e6)} = ${rateWords((online * 1e6) / mean)}`,
    },
    say: rateWords,
  };
}

/** Answers add up: each bucket shows all that servers have heard by its end. */
function answersPlot({ series, asked }: Known): Plot {
  let sum = 0;
  return {
    name: 'answers',
    title: 'Answers',
    unit: 'heard by servers so far',
    of: 'levels',
    parts: [{ label: 'heard', tone: 'answers', values: series.answers.map((value) => (sum += value)) }],
    line: null,
    without: null,
    reference: { label: 'estimated', tone: 'answers', values: estimatedOver(series, asked), short: `${count(series.estimatedAnswers, 'answer')} estimated` },
    say: (value) => grouped(Math.round(value)),
  };
}

function estimatedOver({ bucket, count: buckets }: SeriesView, asked: readonly Asked[]): Float64Array {
  const values = new Float64Array(buckets);
  for (const { at, estimated } of asked) for (let i = Math.floor(at / bucket); i < buckets; i++) values[i]! += estimated;
  return values;
}

export const rateWords = (value: number): string => `${number(value)}/s`;

/** The stacked parts together. */
export function sumAt(plot: Plot, index: number): number {
  return plot.parts.reduce((sum, part) => sum + (part.values[index] ?? 0), 0);
}

export interface Peak {
  readonly value: number;
  /** Bucket; −1 where there is nothing. */
  readonly index: number;
}
export function peakOf(valueAt: (index: number) => number, first: number, last: number): Peak {
  let peak: Peak = { value: 0, index: -1 };
  for (let i = first; i <= last; i++) {
    const value = valueAt(i);
    if (value > peak.value) peak = { value, index: i };
  }
  return peak;
}
