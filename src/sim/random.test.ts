import { describe, expect, it } from 'vitest';
import { draw, seedKey, STREAM, uniform } from './random';

describe('draws (protocol.md §11)', () => {
  it('are a pure function of seed, entity, stream and counter, with values that never change between versions', () => {
    const key = seedKey(7);
    expect([draw(key, 0x0a000001, 1, 0), draw(key, 0x0a000001, 1, 1), draw(key, 0x0a000002, 1, 0), draw(seedKey(8), 0x0a000001, 1, 0)]).toEqual([
      3052948119, 560061871, 2016779728, 84577434,
    ]);
  });

  it('tell seeds apart above 32 bits', () => {
    expect(draw(seedKey(1), 1, 1, 1)).not.toBe(draw(seedKey(1 + 2 ** 32), 1, 1, 1));
  });

  it('cover a range evenly, both ends included, within sampling error', () => {
    const key = seedKey(3);
    const counts = Array.from({ length: 61 }, () => 0);
    for (let i = 0; i < 61_000; i++) counts[uniform(key, i, STREAM.normalGap, 0, 30, 90) - 30]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1150);
  });

  it('stay inside a range wider than 32 bits (REG-2 in microseconds)', () => {
    const key = seedKey(5);
    const low = 7_200_000_000;
    const high = 21_600_000_000;
    let sum = 0;
    for (let i = 0; i < 10_000; i++) {
      const t = uniform(key, i, STREAM.initialGap, 0, low, high);
      expect(Number.isInteger(t) && t >= low && t <= high).toBe(true);
      sum += t;
    }
    expect(Math.abs(sum / 10_000 / 14_400_000_000 - 1)).toBeLessThan(0.02);
  });
});
