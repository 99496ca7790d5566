/** The marks that are loaded: what the engine answered last, and what the page knows of a future that was played before. */
import type { TimeChainMarks } from '../../engine/contract';
import { FIRST_AT_REST, MARK } from '../../engine/time-chain-marks';

export const NO_MARKS: TimeChainMarks = {
  count: 0,
  kind: new Uint8Array(0),
  t0: new Float64Array(0),
  t1: new Float64Array(0),
  a: new Int32Array(0),
  b: new Int32Array(0),
  extra: new Int32Array(0),
  question: new Int32Array(0),
  event: new Float64Array(0),
  cause: new Float64Array(0),
};

/** One mark as an object: for words, tables and selection, never for drawing. */
export interface Mark {
  readonly index: number;
  readonly kind: number;
  readonly t0: number;
  readonly t1: number;
  readonly a: number;
  readonly b: number;
  readonly extra: number;
  readonly question: number;
  readonly event: number;
  readonly cause: number;
}

export function markAt(marks: TimeChainMarks, index: number): Mark | null {
  if (index < 0 || index >= marks.count) return null;
  return {
    index,
    kind: marks.kind[index]!,
    t0: marks.t0[index]!,
    t1: marks.t1[index]!,
    a: marks.a[index]!,
    b: marks.b[index]!,
    extra: marks.extra[index]!,
    question: marks.question[index]!,
    event: marks.event[index]!,
    cause: marks.cause[index]!,
  };
}

export const isMessage = (kind: number): boolean => kind < FIRST_AT_REST;
export const isRegistration = (kind: number): boolean => kind >= MARK.normalRegistration && kind <= MARK.failedRegistration;
export const isLink = (kind: number): boolean => kind >= MARK.linkOpened && kind <= MARK.linkCut;
/** From or to the server, by the chain's lower edge: answers leave there. */
export const leavesBelow = (kind: number): boolean => kind === MARK.answers || kind === MARK.partialAnswers || kind === MARK.lostAnswers;

/** The client whose row a mark belongs to: the receiver of a message, unless that is the server. */
export function clientOf(mark: Pick<Mark, 'kind' | 'a' | 'b'>): number {
  return isMessage(mark.kind) && mark.b >= 0 ? mark.b : mark.a;
}

/** Whether a message had not arrived when the engine answered at `now`. */
export function isUnderWay(marks: TimeChainMarks, index: number, now: number): boolean {
  return isMessage(marks.kind[index]!) && marks.event[index] === 0 && marks.t1[index]! > now;
}

/** Everything of `next`, and of `before` what was sent after `now`: the run has been there, and nothing has changed since. */
export function withFuture(next: TimeChainMarks, before: TimeChainMarks, now: number, knownTo: number): TimeChainMarks {
  const kept: number[] = [];
  for (let i = 0; i < before.count; i++) if (before.t0[i]! > now && before.t0[i]! <= knownTo && !isUnderWay(before, i, knownTo)) kept.push(i);
  if (kept.length === 0) return next;
  const count = next.count + kept.length;
  const join = <T extends Uint8Array | Int32Array | Float64Array>(into: T, first: T, second: T): T => {
    into.set(first.subarray(0, next.count));
    kept.forEach((from, i) => {
      into[next.count + i] = second[from]!;
    });
    return into;
  };
  return {
    count,
    kind: join(new Uint8Array(count), next.kind, before.kind),
    t0: join(new Float64Array(count), next.t0, before.t0),
    t1: join(new Float64Array(count), next.t1, before.t1),
    a: join(new Int32Array(count), next.a, before.a),
    b: join(new Int32Array(count), next.b, before.b),
    extra: join(new Int32Array(count), next.extra, before.extra),
    question: join(new Int32Array(count), next.question, before.question),
    event: join(new Float64Array(count), next.event, before.event),
    cause: join(new Float64Array(count), next.cause, before.cause),
  };
}

/** Indices in the order in which marks began. */
export function byTime(marks: TimeChainMarks): Int32Array {
  const order = new Int32Array(marks.count);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((x, y) => marks.t0[x]! - marks.t0[y]! || marks.t1[x]! - marks.t1[y]! || x - y);
}

/** The same mark in another answer: indices change with every refresh. */
export function findAgain(marks: TimeChainMarks, mark: Mark): number {
  for (let i = 0; i < marks.count; i++) {
    if (marks.t0[i] !== mark.t0 || marks.a[i] !== mark.a || marks.b[i] !== mark.b || marks.question[i] !== mark.question) continue;
    // A message that was under way has got a row of its own meanwhile, and with it perhaps a more exact kind.
    if (marks.kind[i] === mark.kind || (isMessage(mark.kind) && isMessage(marks.kind[i]!) && leavesBelow(mark.kind) === leavesBelow(marks.kind[i]!))) return i;
  }
  return -1;
}
