import { describe, expect, it } from 'vitest';
import { areaPath, peakOf, peakWords } from './sparkline';

describe('a course over time', () => {
  it('peaks where most was sent in one bucket, as a rate over that bucket', () => {
    const peak = peakOf(Float64Array.from([0, 250, 250, 10]), 2_000_000);
    expect(peak).toEqual({ bps: 1000, from: 2_000_000, to: 4_000_000 });
    expect(peak && peakWords(peak)).toBe('most from 0:02 to 0:04');
  });
  it('has no peak where nothing was sent', () => {
    expect(peakOf(Float64Array.from([0, 0]), 1e6)).toBeNull();
    expect(peakOf(new Float64Array(0), 1e6)).toBeNull();
  });
  it('is drawn from zero: the peak fills the height, nothing stays on the line, and no peak is lost where buckets share a step', () => {
    expect(areaPath(Float64Array.from([0, 10, 5]), 10, 30, 20)).toBe('M0 20V20.00H10.00V0.00H20.00V10.00H30.00V20Z');
    expect(areaPath(new Float64Array(0), 10, 30, 20)).toBe('');
    const many = new Float64Array(150);
    many[149] = 10;
    const path = areaPath(many, 10, 100, 20);
    expect(path.match(/H/g)).toHaveLength(50);
    expect(path).toMatch(/V0\.00H100\.00V20Z$/);
  });
});
