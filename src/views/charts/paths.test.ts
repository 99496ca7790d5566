import { describe, expect, it } from 'vitest';
import { knownFrom } from './known';
import { linePath, stackPaths, withoutPath } from './paths';
import { plotsOf } from './plots';
import { heightsOf } from './scales';
import { SECOND, seriesOf } from './series.test-tools';

/** 80 bit/s at most, on 100 CSS px for 10 s. */
function frameOf(count: number, now: number) {
  const known = knownFrom(seriesOf({ count, now, wan: { registration: [10, 5, 5], control: [0, 5, 0] }, withoutWan: [10, 10, 10] }), []);
  const plot = plotsOf(known, { mean: 60 * SECOND })[0]!;
  const heights = heightsOf(plot, 0, count - 1, 100, false);
  return { plot, frame: { series: known.series, stretch: { from: 0, to: 10 * SECOND }, width: 100, heights } };
}
/** Corners of a path. */
const xs = (path: string): number[] => [...new Set([...path.matchAll(/[ML]([-\d.]+),/g)].map((match) => Number(match[1])))];

describe('the pictures', () => {
  it('are steps as wide as their buckets, stacked from zero', () => {
    const { plot, frame } = frameOf(3, 3 * SECOND);
    const y = (value: number): number => Math.round(frame.heights.y(value));
    const [registration, control] = stackPaths(plot, frame);
    expect(xs(registration!.done)).toEqual([0, 10, 30]);
    expect(registration!.done).toContain(`M0,${y(80)}`);
    // The second class stands on the first one: 40 bit/s on 40.
    expect(control!.done).toContain(`10,${y(80)}`);
    expect(control!.open).toBe('');
  });
  it('lose no peak where several buckets share a pixel', () => {
    const normal = Array.from({ length: 1_000 }, (_, i) => (i === 501 ? 50 : i % 2));
    const known = knownFrom(seriesOf({ count: 1_000, normal }), []);
    const plot = plotsOf(known, { mean: 60 * SECOND }).find(({ name }) => name === 'registrations')!;
    const heights = heightsOf(plot, 0, 999, 100, false);
    const frame = { series: known.series, stretch: { from: 0, to: 1_000 * SECOND }, width: 250, heights };
    const [drawn] = stackPaths(plot, frame);
    expect(drawn!.done).toContain(`,${Math.round(heights.y(50) * 10) / 10}L`);
    expect(xs(drawn!.done).length).toBeLessThanOrEqual(251);
  });
  it('draw what is not over apart, and only as far as the run has come', () => {
    const { plot, frame } = frameOf(3, 2.5 * SECOND);
    const [registration] = stackPaths(plot, frame);
    expect(xs(registration!.done)).toEqual([0, 10, 20]);
    expect(xs(registration!.open)).toEqual([20, 25]);
    expect(xs(withoutPath(plot.without!, frame)).at(-1)).toBe(25);
    expect(xs(linePath(plot.without!, frame)).at(-1)).toBe(25);
  });
});
