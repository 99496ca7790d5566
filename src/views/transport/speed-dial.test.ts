import { describe, expect, it } from 'vitest';
import { clampSpeed, DETENTS, FASTEST, fromDial, SLOWEST, toDial } from './speed-dial';
import { tickTimes } from './ticks';

describe('the speed dial', () => {
  it('reaches from 0.0001 to 10,000', () => {
    expect(fromDial(-4)).toBe(SLOWEST);
    expect(fromDial(4)).toBe(FASTEST);
  });
  it.each([...DETENTS])('snaps to %i from both sides', (detent) => {
    expect(fromDial(toDial(detent) - 0.03)).toBe(detent);
    expect(fromDial(toDial(detent) + 0.03)).toBe(detent);
  });
  it('never gets faster when it is turned down', () => {
    let last = Infinity;
    for (let dial = 4; dial >= -4; dial -= 0.05) {
      const speed = fromDial(dial);
      expect(speed).toBeLessThanOrEqual(last);
      last = speed;
    }
  });
  it('keeps keys within its ends', () => {
    expect(clampSpeed(20_000)).toBe(FASTEST);
    expect(clampSpeed(0)).toBe(SLOWEST);
  });
});

describe('the axis of the timeline', () => {
  it.each([1e6, 600e6, 7_200e6, 34_560_000e6])('has at most nine round ticks for %i µs', (end) => {
    const ticks = tickTimes(end);
    expect(ticks[0]).toBe(0);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThanOrEqual(9);
  });
});
