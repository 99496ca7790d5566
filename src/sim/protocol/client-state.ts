/** Changes of a client's state bits. Registrations that fell due before are settled first, so that each reported what was true then. */
import { KIND, type Core, type Dir } from '../core';
import { bookNormalRegistrations, noteNormalRegistration } from '../ledger';
import { STREAM, uniform } from '../random';
import {
  BACKWARD_LEADER,
  FORWARD_LEADER,
  HAS_BACKWARD,
  HAS_FORWARD,
  HAS_NEXT,
  HAS_PREVIOUS,
  ONLINE,
  SEEKING_BACKWARD,
  SEEKING_FORWARD,
  WATCHED,
} from '../state-bits';
import type { Micros, Slot } from '../world';
import { inRhythm } from './peer-list';
import { disturb } from './sweep-end';

/** The role whose connection goes to the server instead of a peer, by direction. */
export const CONTROL_ROLE = [FORWARD_LEADER, BACKWARD_LEADER] as const;
export const OUT_BIT = [HAS_FORWARD, HAS_BACKWARD] as const;
export const IN_BIT = [HAS_PREVIOUS, HAS_NEXT] as const;
const HEARD = 1 << 6;

export function seekBit(dir: Dir): number {
  return dir === 0 ? SEEKING_FORWARD : SEEKING_BACKWARD;
}

/** Leaders and links as a registration reports them. */
export function reportedBits(state: number): number {
  return ((state >> 2) & 63) | HEARD;
}

/** Links and roles that a swept question reckons with. */
const LEADERS = FORWARD_LEADER | BACKWARD_LEADER;
const SWEPT = HAS_FORWARD | HAS_PREVIOUS | FORWARD_LEADER | BACKWARD_LEADER;

export function setBits(core: Core, slot: Slot, bits: number): void {
  if ((bits & SWEPT) !== 0) disturb(core, slot);
  catchUp(core, slot);
  const { state } = core.clients.hot;
  changeState(core, slot, state[slot]! | bits);
}

export function clearBits(core: Core, slot: Slot, bits: number): void {
  if ((bits & SWEPT) !== 0) disturb(core, slot);
  catchUp(core, slot);
  const { state } = core.clients.hot;
  changeState(core, slot, state[slot]! & ~bits);
}

/** Gives a client another state, and counts leaders and clients online (figures over time). */
export function changeState(core: Core, slot: Slot, bits: number): void {
  const { state } = core.clients.hot;
  const before = state[slot]!;
  state[slot] = bits;
  if (((before ^ bits) & (LEADERS | ONLINE)) === 0) return;
  const { levels } = core.books.series;
  const connections = (of: number): number => ((of & FORWARD_LEADER) !== 0 ? 1 : 0) + ((of & BACKWARD_LEADER) !== 0 ? 1 : 0);
  levels.leaderConnections += connections(bits) - connections(before);
  levels.leaderClients += Math.min(1, connections(bits)) - Math.min(1, connections(before));
  levels.online += ((bits & ONLINE) !== 0 ? 1 : 0) - ((before & ONLINE) !== 0 ? 1 : 0);
}

export function normalGap(core: Core, slot: Slot, counter: number): Micros {
  const [low, high] = core.world.settings.normalRegistration;
  return uniform(core.seedKey, core.entityOf(slot), STREAM.normalGap, counter, low, high);
}

/**
 * Settles the normal registrations (REG-3) of one client that have happened by now. They are a renewal process: the next gap is a draw, so
 * nothing waits in a queue. At one instant they come after acts and starts and before everything else.
 */
export function catchUp(core: Core, slot: Slot): void {
  const hot = core.clients.hot;
  const inclusive = core.settled || core.lastKind >= KIND.normal;
  const now = core.now;
  let next = hot.nextNormal[slot]!;
  if (next > now || (next === now && !inclusive) || !inRhythm(core, slot) || (hot.state[slot]! & WATCHED) !== 0) return;
  let gaps = hot.gapCount[slot]!;
  let count = 0;
  while (next < now || (next === now && inclusive)) {
    noteNormalRegistration(core, slot, next);
    next += normalGap(core, slot, gaps++);
    count++;
  }
  hot.nextNormal[slot] = next;
  hot.gapCount[slot] = gaps;
  hot.reported[slot] = reportedBits(hot.state[slot]!);
  core.normalTotal += count;
  bookNormalRegistrations(core, slot, count);
}

export function catchUpAll(core: Core): void {
  for (let slot = 0; slot < core.clients.count; slot++) catchUp(core, slot);
}
