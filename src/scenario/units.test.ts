import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalSize, formatDuration, formatRate, formatSize, parseDuration, parseRate, parseSize, readDuration } from './units';

describe('durations', () => {
  it.each([
    ['500us', 500],
    ['20ms', 20_000],
    ['30s', 30_000_000],
    ['1.5s', 1_500_000],
    ['10m', 600_000_000],
    ['2h', 7_200_000_000],
    ['1d', 86_400_000_000],
    ['0.1s', 100_000],
    ['0.000001s', 1],
    ['0s', 0],
    ['1.50s', 1_500_000],
  ])('reads %s', (text, micros) => {
    expect(parseDuration(text)).toBe(micros);
  });

  it.each(['', '5', 's', '5 s', '-5s', '+5s', '5S', '5sec', '1e3s', '.5s', '5.s', '1,5s', 'NaN', '5µs', '٣s'])('does not read %j', (text) => {
    expect(readDuration(text)).toEqual({ ok: false, error: 'form' });
  });

  it('tells apart what is too fine and what is too large', () => {
    expect(readDuration('0.5us')).toEqual({ ok: false, error: 'inexact' });
    expect(readDuration('0.0000001s')).toEqual({ ok: false, error: 'inexact' });
    expect(readDuration('999999999999999999d')).toEqual({ ok: false, error: 'tooBig' });
  });

  it.each([
    [600_000_000, '10m'],
    [60_000_000, '1m'],
    [90_000_000, '90s'],
    [100_000, '100ms'],
    [1_500_000, '1.5s'],
    [129_600_000_000, '36h'],
    [0, '0s'],
    [1, '1us'],
    [1_234_567, '1234567us'],
  ])('writes %d µs as %s', (micros, text) => {
    expect(formatDuration(micros)).toBe(text);
  });

  it('reads back every duration it writes, exactly', () => {
    fc.assert(
      fc.property(fc.nat({ max: 400 * 86_400_000_000 }), fc.constantFrom(1, 1_000, 1_000_000, 60_000_000), (n, step) => {
        const micros = n - (n % step);
        expect(parseDuration(formatDuration(micros))).toBe(micros);
      }),
    );
  });
});

describe('rates and sizes', () => {
  it.each([
    ['128kbps', 128_000],
    ['10Mbps', 10_000_000],
    ['1Gbps', 1_000_000_000],
    ['2.5Gbps', 2_500_000_000],
    ['1bps', 1],
  ])('reads %s', (text, bitsPerSecond) => {
    expect(parseRate(text)).toBe(bitsPerSecond);
    expect(formatRate(bitsPerSecond)).toBe(text);
  });

  it.each([
    ['1B', 1],
    ['3kB', 3_000],
    ['100MB', 100_000_000],
    ['2GB', 2_000_000_000],
    ['1TB', 1_000_000_000_000],
    ['1KiB', 1_024],
    ['500MiB', 524_288_000],
    ['1GiB', 1_073_741_824],
    ['1TiB', 1_099_511_627_776],
  ])('reads %s', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
    expect(parseSize(formatSize(bytes))).toBe(bytes);
  });

  it('takes plain numbers of bytes, whole and not negative', () => {
    expect(parseSize(65_536)).toBe(65_536);
    expect([parseSize(-1), parseSize(1.5), parseSize(Number.NaN), parseSize(Number.POSITIVE_INFINITY), parseSize(2 ** 60)]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect([parseSize('64kb'), parseRate('10mbps'), parseRate('10MBps')]).toEqual([null, null, null]);
  });

  it('writes a size as a number where a unit would not be shorter', () => {
    expect([canonicalSize(65_536), canonicalSize(12_345), canonicalSize(500_000_000), canonicalSize(0), canonicalSize(1_536)]).toEqual([
      '64KiB',
      12_345,
      '500MB',
      0,
      1_536,
    ]);
  });

  it('reads back every rate and size it writes, exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 12 }), (value) => {
        expect(parseRate(formatRate(value))).toBe(value);
        expect(parseSize(canonicalSize(value))).toBe(value);
      }),
    );
  });
});
