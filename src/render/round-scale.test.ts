import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeldMost, roundSpan, roundUp, SteppedScale } from './round-scale';

const SECOND = 1e6;

describe('round steps', () => {
  it('are 1, 2, 5, 10 … times a power of ten, and never less than what they must hold', () => {
    expect([0.3, 1, 1.1, 2.01, 5, 5.1, 99, 101, 3_000].map((value) => roundUp(value))).toEqual([1, 1, 2, 5, 5, 10, 100, 200, 5_000]);
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e12, noNaN: true }), (value) => {
        const step = roundUp(value);
        expect(step).toBeGreaterThanOrEqual(value * (1 - 1e-9));
        expect(step).toBeLessThanOrEqual(value * 2.5 * (1 + 1e-9));
      }),
    );
  });

  it('of time are lengths that people say', () => {
    expect([1_000, 3 * SECOND, 21 * SECOND, 45 * SECOND, 100 * SECOND, 40 * 60 * SECOND].map(roundSpan)).toEqual(
      [0.01, 5, 30, 60, 120, 3_600].map((seconds) => seconds * SECOND),
    );
    fc.assert(fc.property(fc.double({ min: 1, max: 1e15, noNaN: true }), (micros) => roundSpan(micros) >= micros * (1 - 1e-9)));
  });
});

describe('a scale in steps', () => {
  it('goes up as soon as it must hold more, and down only when a quarter is enough', () => {
    const scale = new SteppedScale((value) => roundUp(value));
    expect(scale.fit(4)).toBe(true);
    expect(scale.unit).toBe(5);
    expect([4.9, 2, 1.3, 5].map((least) => scale.fit(least))).toEqual([false, false, false, false]);
    expect(scale.fit(5.1)).toBe(true);
    expect(scale.unit).toBe(10);
    expect(scale.fit(2.6)).toBe(false);
    expect(scale.fit(2.5)).toBe(true);
    expect(scale.unit).toBe(5);
  });

  it('does not flicker around any value: what made it change does not change it back', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e9, noNaN: true }), fc.double({ min: 0.7, max: 1.4, noNaN: true }), (value, factor) => {
        const scale = new SteppedScale((least) => roundUp(least));
        scale.fit(value);
        if (!scale.fit(value * factor)) return true;
        const moved = scale.unit;
        return !scale.fit(value) && scale.unit === moved;
      }),
    );
  });
});

describe('the most of a value lately', () => {
  it('outlives a lull of some seconds and not more, and stands while nobody watches', () => {
    const most = new HeldMost();
    expect(most.add(10, 1)).toBe(10);
    expect(most.add(2, 4.5)).toBe(10);
    expect(most.add(2, 4.5)).toBe(10);
    expect(most.add(2, 6)).toBe(10);
    expect(most.add(2, 9)).toBe(2);
    expect(most.add(7, 9)).toBe(7);
    expect(most.add(1, 30)).toBe(1);
  });
});
