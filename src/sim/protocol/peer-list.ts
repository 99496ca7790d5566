/**
 * The peer list (REG-8): nearest known clients after and before, in chain order, with the same key, server and NAT.
 *
 * A list is kept as [K, closed, count forward, forward…, backward…]; bits of `closed`: the client's part of the chain ends there (CHAIN-9). Nearly every client of a known fleet gets the same list that its place at the
 * start implies; that *standard* list is not stored but computed again when somebody asks (null in `core.lists`).
 */
import type { Core, Dir, PeerList } from '../core';
import { draw, STREAM } from '../random';
import { LOST_CONTACT, ONLINE, REGISTERED } from '../state-bits';
import type { Micros, Slot } from '../world';
import { covers } from './chain-key';
import { rankRange } from './reach';

/** Whether the client's normal registrations run (they are computed, not queued). */
export function inRhythm(core: Core, slot: Slot): boolean {
  return (core.clients.hot.state[slot]! & (ONLINE | REGISTERED | LOST_CONTACT)) === (ONLINE | REGISTERED);
}

/** How long a server lists a client after its last registration (REG-7). */
export function knownFor(core: Core): Micros {
  return 3 * core.world.settings.normalRegistration[1];
}

function isKnown(core: Core, slot: Slot, server: number): boolean {
  const hot = core.clients.hot;
  if (hot.knownBy[slot] !== server) return false;
  return inRhythm(core, slot) || core.now - hot.nextNormal[slot]! < knownFor(core);
}

/** Whether the server the client uses would list it now. */
export function isKnownNow(core: Core, slot: Slot): boolean {
  return isKnown(core, slot, core.clients.hot.server[slot]!);
}

export function natOf(core: Core, slot: Slot): number {
  return core.natBySubnet[core.clients.place.subnetOf[slot]!]!;
}

/** The server that a client of the fleet would choose at its first start (REG-9, REG-12). */
export function firstServer(core: Core, slot: Slot): number {
  const only = core.onlyServer[core.world.subnetOf[slot]!]!;
  if (only > -2) return only;
  const names = core.world.subnets[core.world.subnetOf[slot]!]!.servers;
  return names[draw(core.seedKey, core.entityOf(slot), STREAM.serverChoice, 0) % names.length]!;
}

interface Gathered {
  readonly slots: Slot[];
  readonly standard: boolean;
}

/** Walks from a client through the addresses its key covers, nearest first, and gathers those that `server` knows with that key. */
function gather(core: Core, slot: Slot, dir: Dir, server: number, key: number, limit: number): Gathered {
  const hot = core.clients.hot;
  const { order, rank } = core.clients.place;
  const chain = core.keys[key]!;
  const step = dir === 0 ? 1 : -1;
  const nat = natOf(core, slot);
  const slots: Slot[] = [];
  let standard = true;
  for (let r = rank[slot]! + step; r >= 0 && r < core.clients.count && slots.length < limit; r += step) {
    const other = order[r]!;
    if (!covers(core, chain, other)) break;
    const listed = hot.key[other] === key && natOf(core, other) === nat && isKnown(core, other, server);
    if (listed) slots.push(other);
    if (listed !== isStandard(core, other, server, key, nat)) standard = false;
  }
  return { slots, standard };
}

/** Whether a place belongs to the standard list of a client with this server, key and NAT. */
function isStandard(core: Core, other: Slot, server: number, key: number, nat: number): boolean {
  if (other >= core.world.clientCount) return false;
  const startKey = core.startKeys === null ? core.clients.hot.key[other] : core.startKeys[other];
  return startKey === key && natOf(core, other) === nat && firstServer(core, other) === server;
}

/** The standard list in one direction, computed from the start of the run. */
function standardList(core: Core, slot: Slot, dir: Dir): Slot[] {
  const { order, rank } = core.clients.place;
  const key = (core.startKeys ?? core.clients.hot.key)[slot]!;
  const server = firstServer(core, slot);
  const nat = natOf(core, slot);
  const limit = core.world.peering.peerListSize;
  const slots: Slot[] = [];
  if (key < 0) return slots;
  const chain = core.keys[key]!;
  const step = dir === 0 ? 1 : -1;
  for (let r = rank[slot]! + step; r >= 0 && r < core.clients.count && slots.length < limit; r += step) {
    const other = order[r]!;
    if (!covers(core, chain, other)) break;
    if (isStandard(core, other, server, key, nat)) slots.push(other);
  }
  return slots;
}

/** With `maxChain`: the client's own part of the ordered list (CHAIN-9). */
function gatherPart(core: Core, slot: Slot, server: number, key: number, maxChain: number): Int32Array {
  const { order } = core.clients.place;
  const { first, end } = rankRange(core, core.keys[key]!.cover);
  const nat = natOf(core, slot);
  const all: Slot[] = [];
  for (let r = first; r < end; r++) {
    const other = order[r]!;
    // it counts itself, however long its registration was on the way
    if (other === slot || (core.clients.hot.key[other] === key && natOf(core, other) === nat && isKnown(core, other, server))) all.push(other);
  }
  const own = all.indexOf(slot);
  const start = own - (own % maxChain);
  const k = core.peering.peerListSize;
  const forward = all.slice(own + 1, Math.min(start + maxChain, own + 1 + k));
  const backward = all.slice(Math.max(start, own - k), own).reverse();
  const closed = (all.length >= start + maxChain ? FORWARD_CLOSED : 0) | (start > 0 ? BACKWARD_CLOSED : 0);
  return packList(k, closed, forward, backward);
}

const FORWARD_CLOSED = 1;
const BACKWARD_CLOSED = 2;
/** Numbers before the first peer of a packed list. */
const HEAD = 3;

function packList(k: number, closed: number, forward: readonly Slot[], backward: readonly Slot[]): Int32Array {
  return Int32Array.of(k, closed, forward.length, ...forward, ...backward);
}

/** The list a server makes for a client it has just entered; null = the standard list. */
export function makeList(core: Core, slot: Slot, server: number): Int32Array | null {
  const key = core.clients.hot.key[slot]!;
  const k = core.peering.peerListSize;
  if (key < 0) return packList(k, 0, [], []);
  if (core.peering.maxChain !== null) return gatherPart(core, slot, server, key, core.peering.maxChain);
  const forward = gather(core, slot, 0, server, key, k);
  const backward = gather(core, slot, 1, server, key, k);
  const standard = forward.standard && backward.standard && k === core.world.peering.peerListSize;
  if (standard && isStandard(core, slot, server, key, natOf(core, slot))) return null;
  return packList(k, 0, forward.slots, backward.slots);
}

const NO_LIST: PeerList = { slots: [], full: false };

/** What the client has from its last initial registration, nearest first. The lists of the client asked last are kept at hand. */
export function listOf(core: Core, slot: Slot, dir: Dir): PeerList {
  if ((core.clients.hot.state[slot]! & REGISTERED) === 0) return NO_LIST;
  const memo = core.listMemo;
  if (memo.slot !== slot) {
    memo.slot = slot;
    memo.lists = [null, null];
  }
  return (memo.lists[dir] ??= readList(core, slot, dir));
}

/** A client's list has changed, or the chain order has. */
export function forgetListMemo(core: Core): void {
  core.listMemo.slot = -1;
}

function readList(core: Core, slot: Slot, dir: Dir): PeerList {
  const stored = core.lists.get(slot);
  if (stored === undefined) {
    const slots = standardList(core, slot, dir);
    return { slots, full: slots.length >= core.world.peering.peerListSize };
  }
  const forward = HEAD + stored[2]!;
  const slots = dir === 0 ? Array.from(stored.subarray(HEAD, forward)) : Array.from(stored.subarray(forward));
  const closed = (stored[1]! & (dir === 0 ? FORWARD_CLOSED : BACKWARD_CLOSED)) !== 0;
  return { slots, full: closed || slots.length >= stored[0]! };
}

/** Number of peers in a list that is on its way to a client. */
export function listLength(core: Core, slot: Slot, list: Int32Array | null): number {
  if (list !== null) return list.length - HEAD;
  const { length } = standardList(core, slot, 0);
  return length + standardList(core, slot, 1).length;
}
