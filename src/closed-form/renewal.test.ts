import { describe, expect, it } from 'vitest';
import { expectedCount, expectedCountFromWindow, uniformSumBelow } from './renewal';

const NORMAL = { shortest: 30, longest: 90 };

/** m(t) = F(t) + ∫ m(t − x) dF(x), solved on a fine grid: knows nothing of sums of uniform times. */
function solved(t: number, step = 0.05): number {
  const count = Math.round(t / step);
  const m = new Float64Array(count + 1);
  const from = Math.round(NORMAL.shortest / step);
  const to = Math.round(NORMAL.longest / step);
  const sums = new Float64Array(count + 2);
  for (let i = 0; i <= count; i++) {
    const share = Math.min(1, Math.max(0, (i - from) / (to - from)));
    const low = Math.max(0, i - to);
    const high = i - from;
    m[i] = share + (high < 0 ? 0 : ((sums[high + 1] ?? 0) - (sums[low] ?? 0) - ((m[high] ?? 0) + (m[low] ?? 0)) / 2) / (to - from));
    sums[i + 1] = (sums[i] ?? 0) + (m[i] ?? 0);
  }
  return m[count] ?? 0;
}

describe('timers that start anew after a random time (REG-3)', () => {
  it('have not gone off before the shortest interval, and surely once after the longest', () => {
    expect(expectedCount(NORMAL, 29.9)).toBe(0);
    expect(expectedCount(NORMAL, 60)).toBeCloseTo(0.5, 12);
    // Once for certain, and twice with probability 1/8: two uniform parts below half a width.
    expect(expectedCount(NORMAL, 90)).toBeCloseTo(1.125, 12);
  });

  it.each([45, 100, 180, 333, 600, 1_000])('agree with the renewal equation solved step by step, at %d s', (t) => {
    expect(expectedCount(NORMAL, t)).toBeCloseTo(solved(t), 2);
  });

  it('follow t / 60 − 0.458 once the start no longer shows, without a step where the formula changes', () => {
    const line = (t: number): number => t / 60 + (300 - 3_600) / 7_200;
    for (const t of [900, 1_079, 1_080, 1_081, 86_400]) expect(expectedCount(NORMAL, t)).toBeCloseTo(line(t), 5);
  });

  it('with one length only go off at its multiples', () => {
    const fixed = { shortest: 60, longest: 60 };
    expect([59, 60, 119, 120, 600].map((t) => expectedCount(fixed, t))).toEqual([0, 1, 1, 2, 10]);
    // Started in the first half of the window it is ten times, in the second nine.
    expect(expectedCountFromWindow(fixed, 60, 630)).toBeCloseTo(9.5, 9);
  });

  it.each([
    [60, 120],
    [60, 600],
    [20, 240],
    [600, 1_500],
  ])('started within %d s are the mean over that window, at %d s', (window, t) => {
    const steps = 4_000;
    let sum = 0;
    for (let i = 0; i < steps; i++) sum += expectedCount(NORMAL, t - ((i + 0.5) * window) / steps);
    expect(expectedCountFromWindow(NORMAL, window, t)).toBeCloseTo(sum / steps, 4);
  });

  it('rest on sums of uniform numbers that are symmetric and stay between 0 and 1', () => {
    for (let n = 1; n <= 30; n++) {
      expect(uniformSumBelow(n, n / 2)).toBeCloseTo(0.5, 9);
      for (const x of [0.1 * n, 0.3 * n, 0.45 * n]) {
        expect(uniformSumBelow(n, x) + uniformSumBelow(n, n - x)).toBeCloseTo(1, 9);
        expect(uniformSumBelow(n, x)).toBeGreaterThanOrEqual(0);
      }
    }
  });
});
