import { describe, expect, it } from 'vitest';
import { MARK } from '../../engine/time-chain-marks';
import { byTime } from './marks';
import { marksOf, rowsOf } from './rows.test-tools';
import { walk, type Step } from './walk';

const model = rowsOf([[[0, 1, 2]]]);
const marks = marksOf([
  { kind: MARK.normalRegistration, t0: 5, t1: 6, a: 1 },
  { kind: MARK.question, t0: 10, t1: 20, a: -1, b: 0 },
  { kind: MARK.question, t0: 20, t1: 30, a: 0, b: 1 },
  { kind: MARK.question, t0: 30, t1: 40, a: 1, b: 2 },
  { kind: MARK.answers, t0: 50, t1: 60, a: 0, b: 1, extra: 1 },
  { kind: MARK.answers, t0: 60, t1: 70, a: 1, b: 2, extra: 2 },
]);
const order = byTime(marks);
const go = (from: number, ...steps: Step[]): number => steps.reduce((at, step) => walk(model, marks, order, at, step), from);

describe('the arrow keys in the diagram', () => {
  it('begin at the first message', () => {
    expect(go(-1, 'later')).toBe(1);
    expect(walk(model, marksOf([]), new Int32Array(0), -1, 'later')).toBe(-1);
  });
  it('walk along a row in time, over messages and not over registrations', () => {
    expect(go(2, 'later')).toBe(4);
    expect(go(2, 'later', 'earlier')).toBe(2);
    expect(go(2, 'earlier')).toBe(2);
    expect(go(3, 'last')).toBe(5);
    expect(go(5, 'first')).toBe(3);
  });
  it('go to the row above or below at about the same time, and stay where there is none', () => {
    expect(go(2, 'below')).toBe(3);
    expect(go(4, 'below')).toBe(5);
    expect(go(5, 'above')).toBe(4);
    expect(go(1, 'above')).toBe(1);
  });
  it('walk registrations where a row has nothing else', () => {
    const only = marksOf([
      { kind: MARK.normalRegistration, t0: 5, t1: 6, a: 1 },
      { kind: MARK.normalRegistration, t0: 65, t1: 66, a: 1 },
    ]);
    expect(walk(model, only, byTime(only), 0, 'later')).toBe(1);
  });
});
