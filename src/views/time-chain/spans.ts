/** Which stretch of time is shown to begin with: the wave of a question, or what has been played. */
import type { QuestionView } from '../../sim/question-types';
import type { RowModel } from './rows';

export interface Span {
  readonly from: number;
  readonly to: number;
}
type Asked = Pick<QuestionView, 'askedAt' | 'p95At' | 'completeAt'>;

const LEAST = 1_000_000;
const MOST_OPEN = 20_000_000;
const BEFORE = 0.06;
const WHOLE_AT_MOST = 600_000_000;
/** A guess at what a client of a long chain adds to the wave, and at what a sensor takes. */
const PER_CLIENT = 25_000;
const SENSOR = 800_000;

/** The wave itself: whoever hears by registration comes up to 90 s later, and would make it a point. */
export function spanOfQuestion(question: Asked, now: number, model: RowModel): Span {
  const longest = model.chains.reduce((most, chain) => (chain.alone ? most : Math.max(most, chain.count)), 1);
  const guess = Math.min(MOST_OPEN, Math.max(LEAST, SENSOR + longest * PER_CLIENT));
  const known = question.p95At ?? question.completeAt;
  const end = known === null ? Math.max(question.askedAt + guess, Math.min(now, question.askedAt + MOST_OPEN)) : known + 0.1 * (known - question.askedAt);
  const length = Math.max(LEAST * 0.2, Math.min(end, question.askedAt + (known === null ? MOST_OPEN : 90_000_000)) - question.askedAt);
  return { from: question.askedAt - BEFORE * length, to: question.askedAt + length };
}

/** What has been played, at most its last ten minutes. */
export function spanOfRun(now: number, furthest: number): Span {
  const end = Math.max(now, furthest, 10_000_000);
  const from = Math.max(0, end - WHOLE_AT_MOST);
  return { from: from - 0.02 * (end - from), to: end + 0.04 * (end - from) };
}
