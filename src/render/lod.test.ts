import { describe, expect, it } from 'vitest';
import { detailFor, fadeInto, levelFor, THRESHOLDS, type Level } from './lod';

describe('level of detail', () => {
  it('is tiles, squares, dots, glyphs, details and labels by the size of a cell', () => {
    for (const previous of [0, 5] as const) expect([1, 2, 6, 12, 20, 40].map((cell) => levelFor(cell, previous))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('does not flicker within 10 % around a threshold, whichever side it comes from', () => {
    THRESHOLDS.forEach((threshold, i) => {
      const below = i as Level;
      const above = (i + 1) as Level;
      for (const share of [0.96, 1, 1.04]) {
        expect(levelFor(threshold * share, below)).toBe(below);
        expect(levelFor(threshold * share, above)).toBe(above);
      }
      expect(levelFor(threshold * 1.06, below)).toBe(above);
      expect(levelFor(threshold * 0.94, above)).toBe(below);
    });
  });

  it('fades over ±15 %: nothing before, everything after, half in the middle, never back', () => {
    THRESHOLDS.forEach((threshold, i) => {
      const level = (i + 1) as Exclude<Level, 0>;
      expect(fadeInto(level, threshold * 0.84)).toBe(0);
      expect(fadeInto(level, threshold)).toBeCloseTo(0.5, 6);
      expect(fadeInto(level, threshold * 1.16)).toBe(1);
      let last = 0;
      for (let share = 0.8; share < 1.2; share += 0.01) {
        const now = fadeInto(level, threshold * share);
        expect(now).toBeGreaterThanOrEqual(last);
        last = now;
      }
    });
  });

  it('shows labels only where a mark can hold them', () => {
    expect(detailFor(20, 4).labels).toBe(0);
    expect(detailFor(54, 4).labels).toBe(1);
  });
});
