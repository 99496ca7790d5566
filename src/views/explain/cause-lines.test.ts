import { describe, expect, it } from 'vitest';
import type { CauseRow } from '../../engine/contract';
import { goOn, linesOf } from './cause-lines';

const row = (id: number, more: Partial<CauseRow> = {}): CauseRow => ({
  id,
  t: id,
  kind: 'question.received',
  rule: 'Q-1',
  cause: id - 1,
  client: id,
  peer: id - 1,
  direction: null,
  detail: 0,
  amount: 0,
  text: `hop ${id}`,
  ruleText: '',
  grade: 'documented',
  ...more,
});
const told = (rows: readonly CauseRow[], first: number) => linesOf(rows, first).map((line) => [line.row.id, line.gap?.rows ?? 0]);

describe('the lines of a chain of causes', () => {
  it('are all there when they are few', () => {
    expect(told([row(3), row(2), row(1)], 2)).toEqual([
      [3, 0],
      [2, 0],
      [1, 0],
    ]);
  });
  it('are the first ones and the origin when they are many, and say how many lie between', () => {
    const many = Array.from({ length: 10 }, (_, i) => row(10 - i));
    expect(told(many, 2)).toEqual([
      [10, 0],
      [9, 7],
      [1, 0],
    ]);
  });
  it('count what the engine has left out, whether shown or hidden here', () => {
    const far = [row(60), row(59, { leftOut: { rows: 50, text: '50 more hops' } }), row(8), row(7), row(1)];
    expect(told(far, 9)[1]).toEqual([59, 50]);
    expect(told(far, 1)).toEqual([
      [60, 53],
      [1, 0],
    ]);
  });
});

describe('opening a gap', () => {
  it('goes on with the chain of the cause, and the gap is gone', () => {
    const before = [row(9), row(8, { leftOut: { rows: 5, text: '5 more hops' } }), row(2), row(1)];
    const after = goOn(before, before[1]!, [row(7), row(6), row(1)]);
    expect(after.map((one) => one.id)).toEqual([9, 8, 7, 6, 1]);
    expect(after.every((one) => one.leftOut === undefined)).toBe(true);
  });
  it('changes nothing when the log does not know the cause any more', () => {
    const before = [row(9, { leftOut: { rows: 5, text: '' } }), row(1)];
    expect(goOn(before, before[0]!, [])).toBe(before);
  });
});
