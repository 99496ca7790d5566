import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chosen, moved, stretchOf, timeAt, timelineEnd, xOf, zoomed } from './stretches';

const MINUTE = 60_000_000;
const run = (furthest: number, duration = 10 * MINUTE) => ({ time: furthest, furthest, duration });

describe('the stretch that the charts show', () => {
  it('is what was played, rounded up, so that the axis rests while the run goes on', () => {
    expect(stretchOf('played', run(61_000_000))).toEqual({ from: 0, to: 2 * MINUTE });
    expect(stretchOf('played', run(119_000_000))).toEqual({ from: 0, to: 2 * MINUTE });
    expect(stretchOf('played', run(121_000_000))).toEqual({ from: 0, to: 3 * MINUTE });
  });
  it('never goes beyond the end of the timeline', () => {
    expect(stretchOf('played', run(9 * MINUTE, 9.5 * MINUTE))).toEqual({ from: 0, to: 9.5 * MINUTE });
    expect(stretchOf('timeline', run(MINUTE))).toEqual({ from: 0, to: 10 * MINUTE });
    expect(stretchOf('timeline', run(12 * MINUTE))).toEqual({ from: 0, to: 12 * MINUTE });
  });
  it('zooms around an instant, which keeps its place', () => {
    const before = { from: 0, to: 4 * MINUTE };
    const after = zoomed(before, 2, MINUTE, run(4 * MINUTE));
    expect(after).toEqual({ from: 0.5 * MINUTE, to: 2.5 * MINUTE });
  });
  it('zoomed out to everything is the timeline', () => {
    expect(zoomed({ from: MINUTE, to: 2 * MINUTE }, 0.01, MINUTE, run(MINUTE))).toBe('timeline');
  });
  it('stays inside the timeline, and at least two seconds long, whatever is dragged', () => {
    const instant = fc.double({ min: -MINUTE, max: 20 * MINUTE, noNaN: true });
    fc.assert(
      fc.property(
        instant,
        instant,
        fc.double({ min: 1e6, max: 15 * MINUTE, noNaN: true }),
        fc.double({ min: -5 * MINUTE, max: 5 * MINUTE, noNaN: true }),
        (a, b, furthest, by) => {
          const times = run(furthest);
          for (const span of [chosen(a, b, times), moved(stretchOf(chosen(a, b, times), times), by, times)]) {
            const { from, to } = stretchOf(span, times);
            expect(from).toBeGreaterThanOrEqual(0);
            expect(to).toBeLessThanOrEqual(timelineEnd(times) + 1e-6);
            expect(to - from).toBeGreaterThanOrEqual(2_000_000 - 1e-6);
          }
        },
      ),
    );
  });
  it('positions and instants are each other’s inverse', () => {
    const stretch = { from: MINUTE, to: 3 * MINUTE };
    expect(timeAt(stretch, 500, xOf(stretch, 500, 2 * MINUTE))).toBe(2 * MINUTE);
    expect(timeAt(stretch, 500, -20)).toBe(MINUTE);
  });
});
