/**
 * Answers on their way: who gave them, and what the message weighs. Never changed once made, so a client that merges what it holds with what
 * arrives makes a pair of both, and nothing is copied however long the chain is.
 */
import type { Question } from './questions';
import type { Slot } from './world';

/** Client × 16 + status × 2 + 1 if nothing more will come from that client. */
export type Item = number;

export interface Bundle {
  readonly tested: number;
  readonly passed: number;
  /** Of rows: bytes in all. */
  readonly rowBytes: number;
  /** Ids of the different values or statuses: bits while there are few, else a set. */
  readonly distinct: number | ReadonlySet<number>;
  /** What it was made of; null = nothing. */
  readonly left: Bundle | Item | null;
  readonly right: Bundle | Item | null;
}

/** Values that fit into the bits of a number. */
export const FEW = 31;

const EMPTY: Bundle = { tested: 0, passed: 0, rowBytes: 0, distinct: 0, left: null, right: null };
const EMPTY_SET: Bundle = { ...EMPTY, distinct: new Set<number>() };

function hasFew(question: Question): boolean {
  return question.kind === 'action' || question.values.length <= FEW;
}

export function emptyBundle(question: Question): Bundle {
  return hasFew(question) ? EMPTY : EMPTY_SET;
}

export function isEmpty(bundle: Bundle): boolean {
  return bundle.left === null;
}

/** What one client says. `value`: id of its value or status, −1 = none; `rowBytes`: of its row. */
export function singleBundle(question: Question, client: Slot, status: number, last: boolean, passed: boolean, value: number, rowBytes: number): Bundle {
  const few = hasFew(question);
  return {
    tested: last ? 1 : 0,
    passed: last && passed ? 1 : 0,
    rowBytes,
    distinct: few ? (value < 0 ? 0 : 1 << value) : new Set(value < 0 ? [] : [value]),
    left: client * 16 + status * 2 + (last ? 1 : 0),
    right: null,
  };
}

function union(a: Bundle['distinct'], b: Bundle['distinct']): Bundle['distinct'] {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) | Number(b);
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const value of small) if (!large.has(value)) return new Set([...large, ...small]);
  return large;
}

export function merge(a: Bundle, b: Bundle): Bundle {
  if (isEmpty(a)) return b;
  if (isEmpty(b)) return a;
  return {
    tested: a.tested + b.tested,
    passed: a.passed + b.passed,
    rowBytes: a.rowBytes + b.rowBytes,
    distinct: union(a.distinct, b.distinct),
    left: a,
    right: b,
  };
}

function distinctIds(bundle: Bundle): number[] {
  const { distinct } = bundle;
  if (typeof distinct !== 'number') return [...distinct];
  const ids: number[] = [];
  for (let id = 0; id < FEW; id++) if ((distinct & (1 << id)) !== 0) ids.push(id);
  return ids;
}

/** Bytes of the message (protocol.md §9). */
export function bundleSize(question: Question, bundle: Bundle): number {
  const ids = distinctIds(bundle);
  if (question.kind === 'action') return 60 + 12 * ids.length;
  if (question.sensors.length > 1) return 80 + bundle.rowBytes;
  return ids.reduce((sum, id) => sum + 12 + question.lengths[id]!, 80);
}

/** Every item, in the order in which they were put together. */
export function eachItem(bundle: Bundle, visit: (client: Slot, status: number, last: boolean) => void): void {
  const stack: (Bundle | Item | null)[] = [bundle];
  while (stack.length > 0) {
    const top = stack.pop()!;
    if (top === null) continue;
    if (typeof top === 'number') visit(Math.floor(top / 16), (top >> 1) & 7, (top & 1) === 1);
    else stack.push(top.right, top.left);
  }
}
