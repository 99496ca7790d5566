import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { compareAddresses, formatAddress, hostRange, inPrefix, lastWords, maskWords, nextAddress, type Address } from './address';
import type { Words } from './world';

const word = fc.nat({ max: 0xffffffff });
const v6: fc.Arbitrary<Address> = fc.tuple(word, word, word, word).map((words) => ({ family: 6, words: words as Words }));
const v4: fc.Arbitrary<Address> = word.map((value) => ({ family: 4, words: [0, 0, 0, value] }));

function bytesOf(address: Address): number[] {
  const all = address.words.flatMap((w) => [w >>> 24, (w >>> 16) & 255, (w >>> 8) & 255, w & 255]);
  return address.family === 4 ? all.slice(12) : all;
}

describe('addresses', () => {
  it('are written as the library for addresses writes them', () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), (address) => {
        const theirs = ipaddr.fromByteArray(bytesOf(address));
        expect(formatAddress(address)).toBe(theirs.toString());
      }),
    );
  });

  it('belong to the same blocks as the library says', () => {
    fc.assert(
      fc.property(v6, v6, fc.nat({ max: 128 }), (a, b, length) => {
        const theirs = ipaddr.fromByteArray(bytesOf(a)).match(ipaddr.fromByteArray(bytesOf(b)) as ipaddr.IPv6, length);
        expect(inPrefix(a, { family: 6, words: b.words, length })).toBe(theirs);
      }),
    );
  });

  it('of a block lie between its first and its last', () => {
    fc.assert(
      fc.property(v4, fc.nat({ max: 32 }), (address, length) => {
        const base: Address = { family: 4, words: maskWords(4, address.words, length) };
        const last: Address = { family: 4, words: lastWords({ family: 4, words: base.words, length }) };
        expect(compareAddresses(base, address)).toBeLessThanOrEqual(0);
        expect(compareAddresses(address, last)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('carry over into the next word', () => {
    expect(nextAddress({ family: 6, words: [0, 0, 0, 0xffffffff] }).words).toEqual([0, 0, 1, 0]);
  });

  it('leave out network and broadcast address, except in /31 and /32', () => {
    const range = (length: number) => {
      const { first, last } = hostRange({ family: 4, words: [0, 0, 0, 0x0a000000], length });
      return `${formatAddress(first)}-${formatAddress(last)}`;
    };
    expect([range(24), range(30), range(31), range(32)]).toEqual(['10.0.0.1-10.0.0.254', '10.0.0.1-10.0.0.2', '10.0.0.0-10.0.0.1', '10.0.0.0-10.0.0.0']);
  });
});
