/** The values of every chart at one instant, as its legend shows them. */
import { clock } from '../../store/units';
import type { Milestone, SeriesView } from '../../engine/contract';
import { bucketAt, isUnfinished, rateBucketAt } from './known';
import type { Part, Plot } from './plots';

/** Cursor or playhead. */
export interface Instant {
  readonly t: number;
  readonly isPointed: boolean;
}
export type Swatch = 'area' | 'line' | 'hatched' | 'dashed';
export interface Entry {
  readonly label: string;
  readonly tone: Part['tone'];
  readonly swatch: Swatch;
  /** "–" where nothing is known. */
  readonly value: string;
}

export function entriesOf(plot: Plot, series: SeriesView, { t, isPointed }: Instant): readonly Entry[] {
  const index = plot.of === 'rates' ? rateBucketAt(series, t, isPointed) : bucketAt(series, t);
  const entry = (part: Part, swatch: Swatch): Entry => ({
    label: part.label,
    tone: part.tone,
    swatch,
    value: index < 0 ? '–' : plot.say(part.values[index] ?? 0),
  });
  return [
    ...plot.parts.map((part) => entry(part, 'area')),
    ...(plot.line === null ? [] : [entry(plot.line, 'line')]),
    ...(plot.reference === null ? [] : [entry(plot.reference, 'dashed')]),
    ...(plot.without === null ? [] : [entry(plot.without, 'hatched')]),
  ];
}

/** The bucket of an instant: "1:42–1:43", and whether it is over. */
export function instantWords(series: SeriesView, { t, isPointed }: Instant): string {
  const index = rateBucketAt(series, t, isPointed);
  if (index < 0) return `${clock(Math.max(0, t), 0)}, not played yet`;
  const decimals = series.bucket % 1e6 === 0 ? 0 : 1;
  const words = `${clock(index * series.bucket, decimals)}–${clock((index + 1) * series.bucket, decimals)}`;
  return isUnfinished(series, index) ? `${words}, so far` : words;
}

/** What the timeline says of the same bucket; '' = nothing. */
export function milestoneWords(milestones: readonly Milestone[], series: SeriesView, { t, isPointed }: Instant): string {
  const index = rateBucketAt(series, t, isPointed);
  const here = milestones.filter((mark) => Math.floor(mark.t / series.bucket) === index);
  return index < 0 || here.length === 0 ? '' : `${here[0]?.text ?? ''}${here.length > 1 ? ` (and ${here.length - 1} more)` : ''}`;
}

/** For whoever listens: one chart at one instant. */
export function spokenAt(plot: Plot, series: SeriesView, instant: Instant, milestones: readonly Milestone[]): string {
  const entries = entriesOf(plot, series, instant);
  const event = milestoneWords(milestones, series, instant);
  return `${instantWords(series, instant)}: ${entries.map(({ label, value }) => `${label} ${value}`).join(', ')}${event === '' ? '' : `; ${event}`}`;
}
