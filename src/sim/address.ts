/** Addresses and prefixes as numbers: order, masks, text. The simulation's own, since it imports nothing. */
import type { Family, Prefix, Words } from './world';

export interface Address {
  readonly family: Family;
  readonly words: Words;
}

/** Chain order (CHAIN-5): IPv4 before IPv6, then ascending. */
export function compareAddresses(a: Address, b: Address): number {
  if (a.family !== b.family) return a.family - b.family;
  for (let i = 0; i < 4; i++) {
    const difference = (a.words[i] ?? 0) - (b.words[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function maskWord(word: number, bits: number): number {
  if (bits <= 0) return 0;
  if (bits >= 32) return word >>> 0;
  return (word & (-1 << (32 - bits))) >>> 0;
}

/** The address with all but the first `length` bits cleared. */
export function maskWords(family: Family, words: Words, length: number): Words {
  if (family === 4) return [0, 0, 0, maskWord(words[3], length)];
  return [maskWord(words[0], length), maskWord(words[1], length - 32), maskWord(words[2], length - 64), maskWord(words[3], length - 96)];
}

/** The last address of a block. */
export function lastWords(prefix: Prefix): Words {
  if (prefix.family === 4) return [0, 0, 0, fillWord(prefix.words[3], prefix.length)];
  const [a, b, c, d] = prefix.words;
  return [fillWord(a, prefix.length), fillWord(b, prefix.length - 32), fillWord(c, prefix.length - 64), fillWord(d, prefix.length - 96)];
}

function fillWord(word: number, bits: number): number {
  if (bits <= 0) return 0xffffffff;
  if (bits >= 32) return word >>> 0;
  return (word | (0xffffffff >>> bits)) >>> 0;
}

export function inPrefix(address: Address, prefix: Prefix): boolean {
  if (address.family !== prefix.family) return false;
  const masked = maskWords(prefix.family, address.words, prefix.length);
  const base = maskWords(prefix.family, prefix.words, prefix.length);
  return masked[0] === base[0] && masked[1] === base[1] && masked[2] === base[2] && masked[3] === base[3];
}

export function formatAddress(address: Address): string {
  return address.family === 4 ? formatIPv4(address.words[3]) : formatIPv6(address.words);
}

export function formatPrefix(prefix: Prefix): string {
  return `${formatAddress(prefix)}/${prefix.length}`;
}

function formatIPv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

/** RFC 5952: lower case, the longest run of at least two zero groups as "::". */
function formatIPv6(words: Words): string {
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  const run = longestZeroRun(groups);
  const text = (part: number[]): string => part.map((group) => group.toString(16)).join(':');
  if (run.length < 2) return text(groups);
  return `${text(groups.slice(0, run.start))}::${text(groups.slice(run.start + run.length))}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = -1;
  groups.forEach((group, i) => {
    if (group !== 0) start = -1;
    else {
      if (start < 0) start = i;
      if (i - start + 1 > best.length) best = { start, length: i - start + 1 };
    }
  });
  return best;
}

/** The address after this one. Wraps at the end of the family's space. */
export function nextAddress(address: Address): Address {
  const words: [number, number, number, number] = [...address.words];
  const last = address.family === 4 ? 3 : 0;
  for (let i = 3; i >= last; i--) {
    words[i] = ((words[i] ?? 0) + 1) >>> 0;
    if (words[i] !== 0) break;
  }
  return { family: address.family, words };
}

/** First and last address a client may have: IPv4 leaves out network and broadcast address, IPv6 the all-zero host. */
export function hostRange(prefix: Prefix): { readonly first: Address; readonly last: Address } {
  const family = prefix.family;
  const base: Address = { family, words: maskWords(family, prefix.words, prefix.length) };
  const last: Address = { family, words: lastWords(prefix) };
  const bits = family === 4 ? 32 : 128;
  if (prefix.length >= bits - 1) return { first: base, last };
  if (family === 6) return { first: nextAddress(base), last };
  return { first: nextAddress(base), last: { family, words: [0, 0, 0, (last.words[3] - 1) >>> 0] } };
}
