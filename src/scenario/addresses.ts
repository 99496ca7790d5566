/** Addresses and CIDRs as people write them ↔ the numbers of the simulation. ipaddr.js reads; the order and the masks are the simulation's own. */
import ipaddr from 'ipaddr.js';
import type { Address } from '../sim/address';
import { formatAddress, formatPrefix, hostRange, maskWords } from '../sim/address';
import type { Match, Prefix, Words } from '../sim/world';

export type { Address };
export { formatAddress, formatPrefix };

/** Longest text that can be an address; the rest is not even looked at. */
const MAX_ADDRESS_CHARS = 45;

/** An IPv4 or IPv6 address; null for anything else (octal parts, zone ids, names). */
export function parseAddress(text: string): Address | null {
  if (text.length > MAX_ADDRESS_CHARS) return null;
  const v4 = parseIPv4(text);
  if (v4 >= 0) return { family: 4, words: [0, 0, 0, v4] };
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return null;
  return { family: 6, words: wordsOf(ipaddr.IPv6.parse(text).parts) };
}

/** Four decimal parts without leading zeros as a number, −1 for anything else. By hand, because a file may have a million of them. */
function parseIPv4(text: string): number {
  let value = 0;
  let part = -1;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x2e) {
      if (part < 0 || ++dots > 3) return -1;
      value = value * 256 + part;
      part = -1;
    } else {
      if (unit < 0x30 || unit > 0x39 || part === 0) return -1;
      part = (part < 0 ? 0 : part * 10) + unit - 0x30;
      if (part > 255) return -1;
    }
  }
  return dots === 3 && part >= 0 ? value * 256 + part : -1;
}

export interface ParsedCidr {
  /** With host bits cleared. */
  readonly prefix: Prefix;
  readonly hostBits: boolean;
}

/** "10.0.5.0/24"; null when it is no CIDR. */
export function parseCidr(text: string): ParsedCidr | null {
  const slash = text.indexOf('/');
  if (slash < 0 || !/^(0|[1-9][0-9]{0,2})$/.test(text.slice(slash + 1))) return null;
  const address = parseAddress(text.slice(0, slash));
  const length = Number(text.slice(slash + 1));
  if (address === null || length > (address.family === 4 ? 32 : 128)) return null;
  const words = maskWords(address.family, address.words, length);
  return { prefix: { family: address.family, words, length }, hostBits: !sameWords(words, address.words) };
}

/** A CIDR or a single address, which is a block of one. */
export function parseBlock(text: string): ParsedCidr | null {
  if (text.includes('/')) return parseCidr(text);
  const address = parseAddress(text);
  return address === null ? null : { prefix: blockOf(address), hostBits: false };
}

/** The two sides of a firewall rule: "any" (null), address or CIDR; not present when it is none of them. */
export function parseEndpoint(text: string): { readonly match: Match; readonly hostBits: boolean } | null {
  if (text === 'any') return { match: null, hostBits: false };
  const block = parseBlock(text);
  return block === null ? null : { match: block.prefix, hostBits: block.hostBits };
}

export function blockOf(address: Address): Prefix {
  return { family: address.family, words: address.words, length: address.family === 4 ? 32 : 128 };
}

/** An address or a CIDR in its canonical form: RFC 5952, host bits cleared. Text that is neither comes back as it is. */
export function canonicalBlock(text: string): string {
  const block = parseEndpoint(text);
  if (block === null || block.match === null) return text;
  return text.includes('/') ? formatPrefix(block.match) : formatAddress(block.match);
}

/** How many clients fit: IPv4 without network and broadcast address, IPv6 without the all-zero host; /31, /32, /127 and /128 use every address. */
export function hostCapacity(prefix: Prefix): number {
  const bits = (prefix.family === 4 ? 32 : 128) - prefix.length;
  if (bits <= 1) return 2 ** bits;
  return prefix.family === 4 ? 2 ** bits - 2 : Math.min(2 ** bits - 1, Number.MAX_SAFE_INTEGER);
}

/** Whether a client of this subnet may have this address. */
export function isHostAddress(prefix: Prefix, address: Address): boolean {
  const { first, last } = hostRange(prefix);
  return address.family === prefix.family && compareWords(address.words, first.words) >= 0 && compareWords(address.words, last.words) <= 0;
}

/** The n-th address after this one, n < 2³². */
export function addressAfter(address: Address, n: number): Address {
  const words: [number, number, number, number] = [...address.words];
  let carry = n;
  for (let i = 3; i >= 0 && carry > 0; i--) {
    const sum = (words[i] ?? 0) + carry;
    words[i] = sum >>> 0;
    carry = sum > 0xffffffff ? 1 : 0;
  }
  return { family: address.family, words };
}

export function compareWords(a: Words, b: Words): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3];
}

/** IPv4 before IPv6, ascending, the larger block first. */
export function comparePrefixes(a: Prefix, b: Prefix): number {
  return a.family - b.family || compareWords(a.words, b.words) || a.length - b.length;
}

function sameWords(a: Words, b: Words): boolean {
  return compareWords(a, b) === 0;
}

function wordsOf(parts: readonly number[]): Words {
  const word = (i: number): number => (((parts[i] ?? 0) << 16) | (parts[i + 1] ?? 0)) >>> 0;
  return [word(0), word(2), word(4), word(6)];
}
