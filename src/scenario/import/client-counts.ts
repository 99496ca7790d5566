/** How many clients each subnet gets: the given count, or a share of its host addresses; and whether they fit the limit. */
import { LIMITS } from '../limits';
import type { Block } from './blocks';
import { hostBits, widthOf } from './blocks';
import type { Piece } from './sort-out';

export const DEFAULT_FILL = 0.6;
export const DEFAULT_MAX_PER_SUBNET = 254;

/** A /32 has one, a /31 two; otherwise all but the network's own address and, for IPv4, the broadcast address. */
export function hostCount(block: Block): bigint {
  const spare = widthOf(block.family) - block.length;
  if (spare <= 1) return spare === 0 ? 1n : 2n;
  return hostBits(block.family, block.length) - (block.family === 4 ? 1n : 0n);
}

/** A share of the host addresses, rounded up. */
export function filled(block: Block, fill: number, maxPerSubnet: number): number {
  const hosts = Number(hostCount(block));
  // 0.6 is not exactly 6/10: a product a hair above a whole number is that number.
  return Math.min(Math.ceil(Number((hosts * fill).toPrecision(12))), maxPerSubnet, hosts);
}

/** Clients of each piece. A count given for a range is spread over its blocks, first come first served by size. */
export function clientCounts(pieces: readonly Piece[], fill: number, maxPerSubnet: number): number[] {
  const left = new Map<Piece['entry'], number>();
  return pieces.map(({ block, entry }) => {
    if (entry.clients === null) return filled(block, fill, maxPerSubnet);
    const rest = left.get(entry) ?? entry.clients;
    const here = Math.min(rest, Number(hostCount(block)));
    left.set(entry, rest - here);
    return here;
  });
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

/** The largest share, in steps of 0.1 %, with which all clients fit; null = none does. */
export function fillThatFits(pieces: readonly Piece[], maxPerSubnet: number): number | null {
  const fits = (permille: number): boolean => sum(clientCounts(pieces, permille / 1000, maxPerSubnet)) <= LIMITS.clients;
  if (!fits(1)) return null;
  let low = 1;
  let high = 1000;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low / 1000;
}
