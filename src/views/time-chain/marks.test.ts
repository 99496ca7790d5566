import { describe, expect, it } from 'vitest';
import { MARK } from '../../engine/time-chain-marks';
import { byTime, clientOf, findAgain, isUnderWay, markAt, withFuture } from './marks';
import { aMark, marksOf } from './rows.test-tools';

const hop = (t: number, more = {}) => ({ kind: MARK.question, t0: t, t1: t + 10, a: t, b: t + 1, question: 3, event: t + 100, ...more });

describe('marks that are known', () => {
  it('of the future stay when the playhead goes back, and what the engine answers counts before it', () => {
    const before = marksOf([hop(10), hop(20), hop(30), hop(40)]);
    const next = marksOf([hop(10), hop(20, { event: 0 })]);
    const joined = withFuture(next, before, 25, 45);
    expect([...joined.t0]).toEqual([10, 20, 30, 40]);
    expect(joined.event[1]).toBe(0);
  });

  it('of the future end where the run was changed', () => {
    const before = marksOf([hop(10), hop(30), hop(40)]);
    expect([...withFuture(marksOf([hop(10)]), before, 15, 35).t0]).toEqual([10, 30]);
  });

  it('of the future leave out messages that had not arrived where it ended: their end is not known', () => {
    const before = marksOf([hop(30), hop(40, { event: 0 })]);
    expect([...withFuture(marksOf([]), before, 15, 45).t0]).toEqual([30]);
  });

  it('are under way as long as they have no row of their own', () => {
    const marks = marksOf([hop(10), hop(20, { event: 0 }), { kind: MARK.normalRegistration, t0: 20, t1: 90 }]);
    expect([0, 1, 2].map((i) => isUnderWay(marks, i, 25))).toEqual([false, true, false]);
    expect(isUnderWay(marks, 1, 31)).toBe(false);
  });

  it('are found again in the next answer, when a message that was under way has arrived or is lost', () => {
    const mark = markAt(marksOf([hop(20, { event: 0 })]), 0)!;
    expect(findAgain(marksOf([hop(10), hop(20)]), mark)).toBe(1);
    expect(findAgain(marksOf([hop(10), hop(20, { kind: MARK.lostQuestion })]), mark)).toBe(1);
    expect(findAgain(marksOf([hop(10), hop(20, { kind: MARK.answers })]), mark)).toBe(-1);
    expect(markAt(marksOf([]), 0)).toBeNull();
  });

  it('are in the order in which they began', () => {
    expect([...byTime(marksOf([hop(30), hop(10), hop(20)]))]).toEqual([1, 2, 0]);
  });

  it('belong to the receiver, and to the sender when the server receives', () => {
    expect(clientOf({ ...aMark, kind: MARK.question, a: 4, b: 5 })).toBe(5);
    expect(clientOf({ ...aMark, kind: MARK.answers, a: 4, b: -1 })).toBe(4);
    expect(clientOf({ ...aMark, kind: MARK.linkOpened, a: 4, b: 5 })).toBe(4);
  });
});
