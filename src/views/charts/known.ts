/**
 * What is known of the run over time. A run that was played further and then moved back is known further than its playhead: what lies ahead will
 * happen again, as long as nothing else is done.
 */
import type { SeriesView } from '../../engine/contract';
import type { QuestionView } from '../../sim/question-types';

export interface Asked {
  readonly at: number;
  readonly estimated: number;
}
export interface Known {
  readonly series: SeriesView;
  /** Oldest first. Those that are no longer listed are one entry at 0, so that the sum is what the series says. */
  readonly asked: readonly Asked[];
}

const NOTHING = new Float64Array(0);
const NO_BYTES = { lan: NOTHING, wan: NOTHING };
/** Of a run that has just been opened: the charts stand, and fill as soon as something is known. */
export const NOTHING_KNOWN: Known = {
  series: {
    bucket: 1_000_000,
    count: 0,
    now: 0,
    sent: { registration: NO_BYTES, control: NO_BYTES, question: NO_BYTES, answer: NO_BYTES, action: NO_BYTES },
    without: NO_BYTES,
    initialRegistrations: NOTHING,
    normalRegistrations: NOTHING,
    leaderConnections: NOTHING,
    leaderClients: NOTHING,
    online: NOTHING,
    answers: NOTHING,
    estimatedAnswers: 0,
  },
  asked: [],
};

type Questions = readonly Pick<QuestionView, 'askedAt' | 'estimated'>[];

export function knownFrom(series: SeriesView, questions: Questions): Known {
  const listed = questions
    .filter((question) => question.askedAt <= series.now)
    .map((question) => ({ at: question.askedAt, estimated: question.estimated }))
    .sort((a, b) => a.at - b.at);
  const rest = series.estimatedAnswers - listed.reduce((sum, question) => sum + question.estimated, 0);
  return { series, asked: rest > 0 ? [{ at: 0, estimated: rest }, ...listed] : listed };
}

/** The one that reaches further; of both alike the newer. What reaches further than the run was ever played is of another run. */
export function furtherOf(before: Known | null, fresh: Known, furthest: number): Known {
  if (before === null || before.series.now <= fresh.series.now) return fresh;
  return before.series.now <= Math.max(furthest, fresh.series.now) ? before : fresh;
}

/** First and last bucket that a stretch touches; none = last < first. */
export function bucketsIn({ bucket, count, now }: SeriesView, from: number, to: number): { readonly first: number; readonly last: number } {
  if (count === 0 || from > now) return { first: 0, last: -1 };
  const first = Math.max(0, Math.floor(from / bucket));
  const last = Math.min(count - 1, Math.ceil(to / bucket) - 1);
  return { first, last };
}

/** The bucket that holds an instant; −1 where nothing is known. At the very end, the last one. */
export function bucketAt({ bucket, count, now }: SeriesView, t: number): number {
  if (count === 0 || t < 0 || t > now) return -1;
  return Math.min(count - 1, Math.floor(t / bucket));
}

/** The same for figures that are of whole buckets: at the playhead, the one that has just ended; under the cursor, the one that is pointed at. */
export function rateBucketAt(series: SeriesView, t: number, isPointed: boolean): number {
  const index = bucketAt(series, t);
  return !isPointed && index > 0 && isUnfinished(series, index) ? index - 1 : index;
}

/** The last bucket holds the present and is not over. */
export const isUnfinished = ({ bucket, count, now }: SeriesView, index: number): boolean => index === count - 1 && now < (index + 1) * bucket;
