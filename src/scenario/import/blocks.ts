/** Address blocks as the importers handle them, as whole numbers: reading what people write, masks, ranges, overlap. */
import ipaddr from 'ipaddr.js';
import type { Words } from '../../sim/world';
import { formatAddress, parseAddress } from '../addresses';

export interface Block {
  readonly family: 4 | 6;
  readonly base: bigint;
  readonly length: number;
}

export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

export function widthOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

/** An address as people write it; four decimal parts without leading zeros, or IPv6, also in brackets. null = none. */
export function readIp(text: string): IpAddress | null {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const address = parseAddress(bare);
  return address === null ? null : { family: address.family, value: address.words.reduce((value, word) => (value << 32n) | BigInt(word), 0n) };
}

/** "24", "/24", "255.255.255.0". null = no mask of this family. */
export function readMask(text: string, family: 4 | 6): number | null {
  const bare = text.trim().replace(/^\//, '').trim();
  if (/^\d{1,3}$/.test(bare)) return Number(bare) <= widthOf(family) ? Number(bare) : null;
  if (family === 6 || !ipaddr.IPv4.isValidFourPartDecimal(bare)) return null;
  return ipaddr.IPv4.parse(bare).prefixLengthFromSubnetMask();
}

export function lastOf(block: Block): bigint {
  return block.base | hostBits(block.family, block.length);
}

export function hostBits(family: 4 | 6, length: number): bigint {
  return (1n << BigInt(widthOf(family) - length)) - 1n;
}

export function contains(outer: Block, inner: Block): boolean {
  return outer.family === inner.family && outer.length <= inner.length && outer.base <= inner.base && lastOf(inner) <= lastOf(outer);
}

/** Sorted so that a block comes directly before the blocks inside it. */
export function compareBlocks(a: Block, b: Block): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.base !== b.base) return a.base < b.base ? -1 : 1;
  return a.length - b.length;
}

/** The fewest blocks that cover exactly first … last. */
export function blocksOfRange(family: 4 | 6, first: bigint, last: bigint): Block[] {
  const blocks: Block[] = [];
  for (let base = first; base <= last;) {
    let length = widthOf(family);
    while (length > 0 && (base & hostBits(family, length - 1)) === 0n && base + hostBits(family, length - 1) <= last) length--;
    blocks.push({ family, base, length });
    base += hostBits(family, length) + 1n;
  }
  return blocks;
}

export function formatIp(family: 4 | 6, value: bigint): string {
  const word = (i: number): number => Number((value >> BigInt(96 - 32 * i)) & 0xffffffffn);
  const words: Words = [word(0), word(1), word(2), word(3)];
  return formatAddress({ family, words });
}

export function formatBlock(block: Block): string {
  return `${formatIp(block.family, block.base)}/${block.length}`;
}
