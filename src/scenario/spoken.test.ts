import { describe, expect, it } from 'vitest';
import { countWords, rateWords, sizeWords, timeWords } from './spoken';

describe('quantities in sentences', () => {
  it('say rates and sizes with three digits that count', () => {
    expect([1, 64_000, 128_500, 16_133, 999_999, 10e6, 1e10, 1e13].map(rateWords)).toEqual([
      '1 bps',
      '64 kbps',
      '129 kbps',
      '16.1 kbps',
      '1 Mbps',
      '10 Mbps',
      '10 Gbps',
      '10 Tbps',
    ]);
    expect([0, 1, 360, 65_536, 500e6, 1e12].map(sizeWords)).toEqual(['0 bytes', '1 byte', '360 bytes', '65.5 kB', '500 MB', '1 TB']);
  });

  it('say times in the two largest units', () => {
    const seconds = [0.000_5, 0.044, 1.44, 59.5, 60, 400, 660, 3_599.9, 8_000, 86_400, 200_000];
    expect(seconds.map((s) => timeWords(Math.round(s * 1e6)))).toEqual([
      '500 µs',
      '44 ms',
      '1.44 s',
      '59.5 s',
      '1 min',
      '6 min 40 s',
      '11 min',
      '1 h',
      '2 h 13 min',
      '1 d',
      '2 d 8 h',
    ]);
  });

  it('say counts with commas', () => {
    expect([0, 12, 1_000, 1_234_567].map(countWords)).toEqual(['0', '12', '1,000', '1,234,567']);
  });
});
