/**
 * Which clients hang together: per subnet and chain key in address order, cut where the chain really ended. Places of
 * offline clients stay in their stretch. Struct of arrays, because this runs over every client whenever links change.
 */
import { BACKWARD_LEADER, FORWARD_LEADER, ISOLATED, ONLINE, SEEKING_BACKWARD, SEEKING_FORWARD, VACATED } from '../sim/state-bits';
import type { LayoutInput } from './types';

/** Stretches of the whole world, subnet by subnet. Stretch i holds order[start[i]] … order[start[i + 1] − 1]. */
export interface Cuts {
  readonly order: Int32Array<ArrayBuffer>;
  readonly start: number[];
  readonly subnet: number[];
  /** Clients that peer with nobody, drawn as a grid. */
  readonly alone: boolean[];
  /** Server of each client, by place in `order`; what its subnet names first as long as it has not registered. −1 = unknown. */
  readonly server: Int32Array<ArrayBuffer>;
  /** Slots on both sides of a wall before this stretch; −1 = no wall. */
  readonly wallLeft: number[];
  readonly wallRight: number[];
}

/** So many chains of one in a row are a grid and no longer hairpins of their own. */
const GRID_FROM = 4;
const PEERS_WITH_NOBODY = -1;
const MOST_SERVERS = 4_096;

interface Work extends Cuts {
  readonly input: LayoutInput;
  /** Place of each slot in `order`. */
  readonly placeOf: Int32Array;
  readonly spans: Int32Array;
  readonly wallByDefault: boolean;
}

export function findCuts(input: LayoutInput): Cuts {
  const { columns, world } = input;
  const { order, firstOf } = sortBySubnet(columns, world.subnets.length);
  const work: Work = {
    input,
    order,
    start: [],
    subnet: [],
    alone: [],
    server: new Int32Array(order.length),
    wallLeft: [],
    wallRight: [],
    placeOf: new Int32Array(columns.count),
    spans: new Int32Array(columns.count + 1),
    wallByDefault: world.peering.maxChain === null,
  };
  for (let subnet = 0; subnet < world.subnets.length; subnet++) cutSubnet(work, subnet, firstOf[subnet]!, firstOf[subnet + 1]!);
  work.start.push(firstOf[world.subnets.length]!);
  fillServers(work);
  return work;
}

/** Equal as long as every stretch has the same clients of the same servers and the walls stand where they stood. */
export function hashOfCuts(cuts: Cuts): number {
  let hash = 0x811c9dc5;
  const mix = (x: number): void => {
    hash = Math.imul(hash ^ x, 0x01000193);
    hash ^= hash >>> 15;
  };
  const { order, start, server } = cuts;
  for (let i = 0; i < cuts.subnet.length; i++) {
    mix(cuts.subnet[i]!);
    mix(start[i]!);
    mix(cuts.alone[i] ? 1 : 0);
    mix(cuts.wallLeft[i]!);
  }
  for (let p = 0; p < order.length; p++) hash = Math.imul(hash ^ order[p]!, 0x01000193);
  // A chain that moves to another server as a whole stays in its place, but its line does not.
  for (let p = 0; p < server.length; p++) hash = Math.imul(hash ^ server[p]!, 0x01000193);
  return hash >>> 0;
}

function fillServers(work: Work): void {
  const { order, server: servers, input } = work;
  const { server, subnetOf } = input.columns;
  const named = input.world.subnets.map((subnet) => subnet.servers[0] ?? -1);
  for (let p = 0; p < order.length; p++) {
    const own = server?.[order[p]!] ?? -1;
    servers[p] = own >= 0 ? own : (named[subnetOf[order[p]!]!] ?? -1);
  }
}

/** Slots by subnet, in chain order inside; vacated places are left out. */
function sortBySubnet(columns: LayoutInput['columns'], subnets: number): { order: Int32Array<ArrayBuffer>; firstOf: Int32Array } {
  const { count, state, subnetOf, rank } = columns;
  const firstOf = new Int32Array(subnets + 1);
  let total = 0;
  const isPlaced = (slot: number): boolean => (state[slot]! & VACATED) === 0 && subnetOf[slot]! >= 0;
  for (let slot = 0; slot < count; slot++) {
    if (!isPlaced(slot)) continue;
    total++;
    firstOf[subnetOf[slot]! + 1]!++;
  }
  for (let s = 0; s < subnets; s++) firstOf[s + 1]! += firstOf[s]!;
  const byRank = new Int32Array(count);
  for (let slot = 0; slot < count; slot++) byRank[rank[slot]!] = slot;
  const next = firstOf.slice();
  const order = new Int32Array(total);
  for (let r = 0; r < count; r++) {
    const slot = byRank[r]!;
    if (isPlaced(slot)) order[next[subnetOf[slot]!]!++] = slot;
  }
  return { order, firstOf };
}

function cutSubnet(work: Work, subnet: number, from: number, to: number): void {
  if (from === to) return;
  const bounds = groupByKey(work, subnet, from, to);
  const singlesFrom = bounds[bounds.length - 1]!;
  for (let g = 0; g + 1 < bounds.length; g++) cutGroup(work, subnet, bounds[g]!, bounds[g + 1]!);
  if (singlesFrom < to) addStretch(work, subnet, singlesFrom, true, -1, -1);
}

/** Puts members of one key side by side, those that peer with nobody last. Returns the bounds of the groups; behind the last bound are the singles. */
function groupByKey(work: Work, subnet: number, from: number, to: number): number[] {
  const { order } = work;
  const { chain, state, server } = work.input.columns;
  const remote = work.input.world.sites[work.input.world.subnets[subnet]!.site]?.remote ?? false;
  const keyAt = (p: number): number | string => ((state[order[p]!]! & ISOLATED) !== 0 ? PEERS_WITH_NOBODY : chain[order[p]!]!);
  const isKnown = (key: number | string): boolean => key !== '' && key !== -2;
  // A chain never mixes clients of two servers (CHAIN-6), whatever the key says. Who has no server yet stands with its neighbours.
  let lastServer = -1;
  const withServer = (key: number | string, p: number): number | string => {
    const own = server?.[order[p]!] ?? -1;
    if (own >= 0) lastServer = own;
    return key === PEERS_WITH_NOBODY || lastServer < 0 ? key : typeof key === 'number' ? key * MOST_SERVERS + lastServer : `${key} ${lastServer}`;
  };
  let first = from;
  while (first < to && !isKnown(keyAt(first))) first++;
  // Nobody has registered yet: remote clients are expected to be isolated (CHAIN-4), the others to be one chain.
  let key: number | string = first < to ? keyAt(first) : remote ? PEERS_WITH_NOBODY : 0;
  let single = true;
  let started = false;
  const groups = new Map<number | string, number[]>();
  let current: number[] = [];
  const singles: number[] = [];
  let lastKey: number | string | null = null;
  for (let p = from; p < to; p++) {
    const own = keyAt(p);
    if (isKnown(own)) key = withServer(own, p);
    else if (key !== PEERS_WITH_NOBODY && !started) key = withServer(key, p);
    started = true;
    if (key === PEERS_WITH_NOBODY) {
      singles.push(order[p]!);
      continue;
    }
    if (key !== lastKey) {
      current = groups.get(key) ?? [];
      groups.set(key, current);
      lastKey = key;
      if (groups.size > 1) single = false;
    }
    current.push(order[p]!);
  }
  if (single && singles.length === 0 && to - from > 1) return [from, to];
  return writeGroups(order, from, groups, singles);
}

function writeGroups(order: Int32Array, from: number, groups: ReadonlyMap<number | string, number[]>, singles: number[]): number[] {
  const bounds = [from];
  let p = from;
  for (const members of groups.values()) {
    if (members.length === 1) {
      singles.push(members[0]!);
      continue;
    }
    order.set(members, p);
    p += members.length;
    bounds.push(p);
  }
  order.set(singles, p);
  return bounds;
}

function addStretch(work: Work, subnet: number, start: number, alone: boolean, wallLeft: number, wallRight: number): void {
  work.start.push(start);
  work.subnet.push(subnet);
  work.alone.push(alone);
  work.wallLeft.push(wallLeft);
  work.wallRight.push(wallRight);
}

/**
 * Cuts one chain between two clients that are online when no link spans some place between them and the left one leads forward or the right
 * one backward: a chain that is still forming, and clients that are off at its ends, stay in one piece. Where it is known that no rule stands
 * between two clients, the gap is one that heals: then only neighbours that both lead, and seek no more, are parted.
 */
function cutGroup(work: Work, subnet: number, from: number, to: number): void {
  countSpans(work, from, to);
  const { order, spans } = work;
  const { state } = work.input.columns;
  addStretch(work, subnet, from, false, -1, -1);
  const firstStretch = work.start.length - 1;
  let left = -1;
  let leftPlace = -1;
  let gap = -1;
  let over = 0;
  for (let p = from; p < to; p++) {
    const slot = order[p]!;
    const bits = state[slot]!;
    if ((bits & ONLINE) !== 0) {
      const ended = left >= 0 && ((state[left]! & FORWARD_LEADER) !== 0 || (bits & BACKWARD_LEADER) !== 0);
      if (gap >= 0 && ended) {
        const wall = work.input.blocked ? work.input.blocked(left, slot) : work.wallByDefault;
        const parted = wall || !work.input.blocked || (p === leftPlace + 1 && areSettledApart(state[left]!, bits));
        if (parted) addStretch(work, subnet, gap + 1, false, wall ? left : -1, wall ? slot : -1);
      }
      left = slot;
      leftPlace = p;
      gap = -1;
    }
    over += spans[p]!;
    if (over === 0 && gap < 0 && left >= 0) gap = p;
  }
  gatherSingles(work, firstStretch, to);
}

function areSettledApart(left: number, right: number): boolean {
  return (left & FORWARD_LEADER) !== 0 && (right & BACKWARD_LEADER) !== 0 && (left & SEEKING_FORWARD) === 0 && (right & SEEKING_BACKWARD) === 0;
}

/** spans[p] becomes the change in the number of links that pass over the place between p and p + 1. */
function countSpans(work: Work, from: number, to: number): void {
  const { order, placeOf, spans } = work;
  const { forward, backward, rank } = work.input.columns;
  for (let p = from; p < to; p++) {
    placeOf[order[p]!] = p;
    spans[p] = 0;
  }
  spans[to] = 0;
  const placeOrEnd = (peer: number, slot: number): number => {
    const p = placeOf[peer]!;
    if (p >= from && p < to && order[p] === peer) return p;
    // The chain goes on in another subnet: the link spans what lies on its way there.
    return rank[peer]! > rank[slot]! ? to - 1 : from;
  };
  for (let p = from; p < to; p++) {
    const slot = order[p]!;
    const ahead = forward[slot]!;
    const behind = backward[slot]!;
    if (ahead >= 0) addSpan(spans, p, placeOrEnd(ahead, slot));
    if (behind >= 0) addSpan(spans, placeOrEnd(behind, slot), p);
  }
}

function addSpan(spans: Int32Array, a: number, b: number): void {
  if (a >= b) return;
  spans[a]!++;
  spans[b]!--;
}

/** Many chains of one in a row (everybody blocked, say) become one grid: hairpins of one would not fit. */
function gatherSingles(work: Work, firstStretch: number, to: number): void {
  const count = work.start.length - firstStretch;
  if (count < GRID_FROM) return;
  const starts = work.start.splice(firstStretch);
  const lefts = work.wallLeft.splice(firstStretch);
  const rights = work.wallRight.splice(firstStretch);
  const subnet = work.subnet[firstStretch]!;
  work.subnet.length = firstStretch;
  work.alone.length = firstStretch;
  const endOf = (i: number): number => starts[i + 1] ?? to;
  for (let i = 0; i < starts.length; i++) {
    let end = i;
    while (end < starts.length && endOf(end) - starts[end]! === 1) end++;
    const run = end - i;
    addStretch(work, subnet, starts[i]!, run >= GRID_FROM, lefts[i]!, rights[i]!);
    if (run >= GRID_FROM) i = end - 1;
  }
}
