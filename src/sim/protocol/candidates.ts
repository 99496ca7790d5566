/** Whom a client may try in a direction: its list and the hints it picked up (LINK-4, LINK-6), nearest first. */
import type { Core, Dir } from '../core';
import { REGISTERED } from '../state-bits';
import type { Slot } from '../world';
import { ISOLATED_KEY } from './chain-key';
import { listOf, natOf } from './peer-list';

/** Hints kept per client and direction; the farthest go first. */
export const MAX_HINTS = 64;

export function seekKey(slot: Slot, dir: Dir): number {
  return slot * 2 + dir;
}

/** How far `other` is from `slot` in a direction, in places; negative when it lies on the other side. */
export function distance(core: Core, slot: Slot, dir: Dir, other: Slot): number {
  const rank = core.clients.place.rank;
  return dir === 0 ? rank[other]! - rank[slot]! : rank[slot]! - rank[other]!;
}

/** Whether `other` is nearer than the peer the client has in this direction (any is, if it has none). */
export function isNearerThanPeer(core: Core, slot: Slot, dir: Dir, other: Slot): boolean {
  const peer = core.clients.hot.out[dir][slot]!;
  return peer < 0 || distance(core, slot, dir, other) < distance(core, slot, dir, peer);
}

export function insertByDistance(core: Core, slot: Slot, dir: Dir, into: Slot[], other: Slot): void {
  if (into.includes(other)) return;
  const own = distance(core, slot, dir, other);
  let at = into.length;
  while (at > 0 && distance(core, slot, dir, into[at - 1]!) > own) at--;
  into.splice(at, 0, other);
}

/** Whether a place learnt from others may count: of the same chain, on this side, and not beyond the end of a full list (LINK-6). */
export function isAcceptableHint(core: Core, slot: Slot, dir: Dir, other: Slot): boolean {
  if (other < 0 || (core.clients.hot.state[slot]! & REGISTERED) === 0) return false;
  const { key } = core.clients.hot;
  // the chain of an isolated client has nobody else in it
  if (key[slot] === ISOLATED_KEY || key[other] !== key[slot] || natOf(core, other) !== natOf(core, slot)) return false;
  const own = distance(core, slot, dir, other);
  if (own <= 0) return false;
  const { slots, full } = listOf(core, slot, dir);
  if (!full) return true;
  return slots.length > 0 && own <= distance(core, slot, dir, slots[slots.length - 1]!);
}

export function addHint(core: Core, slot: Slot, dir: Dir, other: Slot): void {
  const key = seekKey(slot, dir);
  if (listOf(core, slot, dir).slots.includes(other)) return;
  const hints = core.hints.get(key) ?? [];
  insertByDistance(core, slot, dir, hints, other);
  if (hints.length > MAX_HINTS) hints.pop();
  core.hints.set(key, hints);
}

/** List and hints together, nearest first. */
export function candidatesOf(core: Core, slot: Slot, dir: Dir): Slot[] {
  const slots = listOf(core, slot, dir).slots.slice();
  const hints = core.hints.get(seekKey(slot, dir));
  if (hints) for (const hint of hints) insertByDistance(core, slot, dir, slots, hint);
  return slots;
}
