/** A file that no client has yet (FILE-11): over the WAN once per backward run with a target, instead of once per target; and how long that takes. */
import { chainCount, type Fleet } from './fleet';

export const fileBytes = (fleet: Fleet, size: number): number => size * chainCount(fleet);
export const fileBytesWithout = (fleet: Fleet, size: number): number => size * fleet.clients;

/** Copies that the busiest shared link carries, that of a client with an access link of its own, and all that the server sends. */
export interface Copies {
  readonly busiestSite: number;
  readonly ownLink: number;
  readonly server: number;
}

/** Links work side by side, so the slowest decides (NET-1, NET-2). */
export function fileSeconds(size: number, copies: Copies, siteBps: number, ownBps: number, serverBps: number): number {
  return Math.max(
    copies.busiestSite === 0 ? 0 : seconds(size * copies.busiestSite, siteBps),
    copies.ownLink === 0 ? 0 : seconds(size * copies.ownLink, ownBps),
    seconds(size * copies.server, serverBps),
  );
}

/** NET-2: `size × 8 / rate`. */
export const seconds = (bytes: number, bitsPerSecond: number): number => (bytes * 8) / bitsPerSecond;
