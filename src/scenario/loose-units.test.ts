import { describe, expect, it } from 'vitest';
import { parseLooseCount, parseLooseRate, parseLooseShare, parseLooseSize } from './loose-units';
import { parseRate, parseSize } from './units';

describe('amounts as people type them', () => {
  it.each([
    ['50 Mbit', 50e6],
    ['50Mbit/s', 50e6],
    ['10 Mbps', 10e6],
    ['10Mbps', 10e6],
    ['10mbps', 10e6],
    ['50', 50e6],
    ['50 MBit/s', 50e6],
    ['50 MBIT', 50e6],
    ['1.5g', 1.5e9],
    ['1,5 Gbit/s', 1.5e9],
    ['128 kbit/s', 128e3],
    ['128KBPS', null],
    ['64000 bps', 64e3],
    ['64,000 b/s', 64e3],
    ['2 MB/s', 16e6],
    ['2 megabytes per second', 16e6],
    ['10 megabits per second', 10e6],
    ['1 Mibit/s', 2 ** 20],
    ['1.0000001 bit/s', 1],
    ['  20 M ', 20e6],
  ])('reads %j as a rate', (text, bitsPerSecond) => {
    expect(parseLooseRate(text)).toBe(bitsPerSecond);
  });

  it.each(['', 'fast', '-5 Mbit', '0', '0.2 bps', '10 MB', '10 lightyears', '1e6', 'NaN', 'Infinity', '5 5', '1.2.3', '9999999999 Tbit', '9'.repeat(50)])(
    'takes %j for no rate',
    (text) => {
      expect(parseLooseRate(text)).toBeNull();
    },
  );

  it.each([
    ['500 MB', 500e6],
    ['500mb', 500e6],
    ['500', 500e6],
    ['1,5 GB', 1.5e9],
    ['1,500 MB', 1.5e9],
    ['64 KiB', 65_536],
    ['64k', 64e3],
    ['2 gigabytes', 2e9],
    ['0 MB', 0],
    ['12345 B', 12_345],
  ])('reads %j as a size', (text, bytes) => {
    expect(parseLooseSize(text)).toBe(bytes);
  });

  it.each(['', 'big', '-1 MB', '5 Mbit', '5 MB/s', '1..5 MB'])('takes %j for no size', (text) => {
    expect(parseLooseSize(text)).toBeNull();
  });

  it.each([
    ['8k', 8_000],
    ['8,000', 8_000],
    ['8 000', 8_000],
    ['8’000', 8_000],
    ['1.000.000', 1_000_000],
    ['1.5M', 1_500_000],
    ['2.3k', 2_300],
    ['0', 0],
    ['7.5', null],
    ['8 km', null],
    ['8Ki', null],
    ['-8', null],
    ['', null],
  ])('reads %j as a number of clients', (text, count) => {
    expect(parseLooseCount(text)).toBe(count);
  });

  it.each([
    ['25 %', 0.25],
    ['25%', 0.25],
    ['25', 0.25],
    ['0.25', 0.25],
    ['0,25', 0.25],
    ['0.5 %', 0.005],
    ['12,5 %', 0.125],
    ['0', 0],
    ['1', 0.01],
    ['100', 1],
    ['101', null],
    ['-1 %', null],
    ['25 percent of us', null],
  ])('reads %j as a share', (text, share) => {
    expect(parseLooseShare(text)).toBe(share);
  });

  it('do not change what a scenario file accepts', () => {
    for (const text of ['50 Mbit', '50Mbit/s', '10 Mbps', '10mbps', '50']) expect(parseRate(text)).toBeNull();
    for (const text of ['500 MB', '500mb', '64k', '1,5GB']) expect(parseSize(text)).toBeNull();
  });
});
