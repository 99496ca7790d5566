import { describe, expect, it } from 'vitest';
import { bytes, clock, count, parseDuration, span, speedText, times } from './units';

describe('how the page writes figures', () => {
  it.each([
    [0, 1, '0:00.0'],
    [75_000_000, 1, '1:15.0'],
    [59_999_999, 1, '0:59.9'],
    [3_723_004_500, 3, '1:02:03.004'],
    [600_000_000, 0, '10:00'],
  ])('writes the instant %i with %i decimals as %s, never rounded up into the future', (micros, decimals, text) => {
    expect(clock(micros, decimals)).toBe(text);
  });
  it.each([
    [500, '500 µs'],
    [1_500, '1.5 ms'],
    [90_000, '90 ms'],
    [4_200_000, '4.2 s'],
    [42_400_000, '42 s'],
    [200_000_000, '3 min 20 s'],
    [18_720_000_000, '5 h 12 min'],
  ])('writes the length %i µs as %s', (micros, text) => {
    expect(span(micros)).toBe(text);
  });
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1 kB'],
    [12_340, '12.3 kB'],
    [3_100_000_000, '3.1 GB'],
  ])('writes %i bytes as %s', (value, text) => {
    expect(bytes(value)).toBe(text);
  });
  it('says what a speed means', () => {
    expect(speedText(60)).toBe('1 s here = 1 min 0 s there');
    expect(speedText(0.0042)).toBe('1 s here = 4.2 ms there');
    expect(times(0.0001)).toBe('0.0001×');
    expect(times(10_000)).toBe('10,000×');
  });
  it('reads the durations of the scenario format and nothing else', () => {
    expect(parseDuration('1.5s')).toBe(1_500_000);
    expect(parseDuration('75000001us')).toBe(75_000_001);
    expect(parseDuration('2h')).toBe(7_200_000_000);
    for (const text of ['', '5', 's', '-1s', '1 s', '1e3s']) expect(parseDuration(text)).toBeNull();
  });
  it('counts one and many', () => {
    expect(count(1, 'client')).toBe('1 client');
    expect(count(1200, 'client')).toBe('1,200 clients');
  });
});
