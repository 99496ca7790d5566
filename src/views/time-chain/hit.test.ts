import { describe, expect, it } from 'vitest';
import { MARK } from '../../engine/time-chain-marks';
import { endsOf, markUnder } from './hit';
import { marksOf, rowsOf } from './rows.test-tools';
import { makeStack, yOfRow, yOfServer } from './stack';

const PLOT = { width: 1_000, height: 400 };
const stack = makeStack(rowsOf([[[0, 1, 2, 3]]]), 20, PLOT.height);
const geometry = { stack, view: { from: 0, to: 1_000, rowPx: 20, scroll: 0 }, plot: PLOT };
const marks = marksOf([
  { kind: MARK.question, t0: 100, t1: 200, a: 0, b: 1 },
  { kind: MARK.answers, t0: 300, t1: 400, a: 3, b: -1 },
  { kind: MARK.lateQuestion, t0: 500, t1: 600, a: -1, b: 2 },
  { kind: MARK.normalRegistration, t0: 150, t1: 190, a: 1 },
  { kind: MARK.linkOpened, t0: 700, t1: 700, a: 1, b: 3 },
  { kind: MARK.question, t0: 100, t1: 200, a: 0, b: 77 },
]);

describe('where marks are', () => {
  it('a message runs from its sender when it was sent to its receiver when it arrives', () => {
    expect(endsOf(geometry, marks, 0)).toEqual({ x0: 100, y0: yOfRow(stack, 0), x1: 200, y1: yOfRow(stack, 1) });
  });
  it('answers leave at the lower edge of the chain, questions come in at the upper one (Q-1)', () => {
    expect(endsOf(geometry, marks, 1).y1).toBe(yOfServer(stack, 3, 'lower'));
    expect(endsOf(geometry, marks, 2).y0).toBe(yOfServer(stack, 2, 'upper'));
  });
  it('a client without a row has no place', () => {
    expect(endsOf(geometry, marks, 5).y1).toBeNaN();
  });
});

describe('the mark under the pointer', () => {
  it('is the nearest line, anywhere along it', () => {
    expect(markUnder(geometry, marks, 150, (yOfRow(stack, 0) + yOfRow(stack, 1)) / 2)).toBe(0);
    expect(markUnder(geometry, marks, 702, yOfRow(stack, 2))).toBe(4);
  });
  it('is none where nothing is near', () => {
    expect(markUnder(geometry, marks, 850, 60)).toBe(-1);
  });
  it('is a message rather than a registration that is as near', () => {
    const both = marksOf([
      { kind: MARK.normalRegistration, t0: 150, t1: 190, a: 1 },
      { kind: MARK.question, t0: 100, t1: 150, a: 0, b: 1 },
    ]);
    expect(markUnder(geometry, both, 150, yOfRow(stack, 1))).toBe(1);
  });
});
