/**
 * What a change of peering would do to a settled fleet: chains now and then, by the outcome that protocol.md §4.1 gives for
 * every chain key (greedy by distance). Nothing is simulated, so 100,000 clients take a fraction of a second.
 */
import { inPrefix, maskWords } from '../../sim/address';
import type { Address } from '../../sim/address';
import { ONLINE } from '../../sim/state-bits';
import type { Simulation } from '../../sim/types';
import type { Family, Peering, Prefix, Slot, Words } from '../../sim/world';
import { parseAddress } from '../../scenario/addresses';
import { compileAct } from '../../scenario/compile-act';
import { placeOf } from '../client-state';
import type { ChainFigures, QueryMap } from '../contract';
import { Refusal } from '../deps';

export function peeringPreview(sim: Simulation, args: QueryMap['peeringPreview']['args']): QueryMap['peeringPreview']['result'] {
  const now = peeringNow(sim);
  return { before: settledChains(sim, now), after: settledChains(sim, { ...now, ...changes(sim, args.peering) }) };
}

/** The scenario's peering with every change that has been made since. */
function peeringNow(sim: Simulation): Peering {
  let peering = sim.world.peering;
  for (const act of sim.acts) if (act.do === 'setPeering' && act.at <= sim.now) peering = { ...peering, ...act.peering };
  return peering;
}

/** Checked as the act itself would be. */
function changes(sim: Simulation, act: QueryMap['peeringPreview']['args']['peering']): Partial<Peering> {
  const parsed = compileAct(act, sim.world);
  if (!parsed.ok) throw new Refusal(parsed.problems);
  return parsed.value.do === 'setPeering' ? parsed.value.peering : {};
}

function settledChains(sim: Simulation, peering: Peering): ChainFigures {
  const figures = { chains: 0, leaderConnections: 0, longest: 0, wanLinks: 0 };
  for (const chain of chainsByKey(sim, peering)) addChain(sim, chain, peering, figures);
  return figures;
}

/** Online clients by chain key, in chain order; a client that peers with nobody is a list of its own. */
function chainsByKey(sim: Simulation, peering: Peering): Slot[][] {
  const keyOf = keyMaker(peering);
  const groups = new Map<string, Slot[]>();
  const { state, subnetOf } = sim.columns;
  for (const slot of inChainOrder(sim)) {
    if (((state[slot] ?? 0) & ONLINE) === 0) continue;
    const address = addressOf(sim, slot);
    const scope = keyOf(address);
    const nat = sim.world.subnets[subnetOf[slot] ?? -1]?.nat ?? 0;
    const key = scope === null ? `alone ${slot}` : `${sim.serverOf(slot)} ${nat} ${scope}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [slot]);
    else group.push(slot);
  }
  return [...groups.values()].flatMap((group) => cutToLength(group, peering.maxChain));
}

function inChainOrder(sim: Simulation): Int32Array {
  const order = new Int32Array(sim.slotCount);
  const { rank } = sim.columns;
  for (let slot = 0; slot < sim.slotCount; slot++) order[rank[slot] ?? slot] = slot;
  return order;
}

function addressOf(sim: Simulation, slot: Slot): Address {
  const { world } = sim;
  const at = world.address[slot];
  if (slot < world.clientCount && at !== undefined) {
    if (world.family[slot] === 4) return { family: 4, words: [0, 0, 0, at] };
    const { v6Words } = world;
    return { family: 6, words: [v6Words[at] ?? 0, v6Words[at + 1] ?? 0, v6Words[at + 2] ?? 0, v6Words[at + 3] ?? 0] };
  }
  return parseAddress(sim.addressText(slot)) ?? { family: 4, words: [0, 0, 0, 0] };
}

function cutToLength(group: Slot[], maxChain: number | null): Slot[][] {
  if (maxChain === null || group.length <= maxChain) return [group];
  const parts: Slot[][] = [];
  for (let from = 0; from < group.length; from += maxChain) parts.push(group.slice(from, from + maxChain));
  return parts;
}

/** Greedy by distance (§4.1), forward and backward, then counted: forward runs, leaders, longest run, WAN links. */
function addChain(
  sim: Simulation,
  chain: readonly Slot[],
  peering: Peering,
  figures: { chains: number; leaderConnections: number; longest: number; wanLinks: number },
): void {
  for (const sign of [1, -1] as const) {
    const peers = greedyLinks(sim, chain, sign, peering.peerListSize);
    let leaders = 0;
    peers.forEach((j, i) => {
      if (j < 0) leaders++;
      else if (placeOf(sim, chain[i] ?? 0, chain[j] ?? 0) === 'WAN') figures.wanLinks++;
    });
    figures.leaderConnections += leaders;
    if (sign === -1) continue;
    // Every forward run ends in exactly one forward leader.
    figures.chains += leaders;
    figures.longest = Math.max(figures.longest, longestRun(peers));
  }
}

function greedyLinks(sim: Simulation, chain: readonly Slot[], sign: 1 | -1, farthest: number): Int32Array {
  const n = chain.length;
  const peer = new Int32Array(n).fill(-1);
  const taken = new Uint8Array(n);
  let open = Array.from({ length: n }, (_, i) => i);
  for (let d = 1; d <= Math.min(farthest, n - 1) && open.length > 0; d++) {
    open = open.filter((i) => {
      const j = i + sign * d;
      if (j < 0 || j >= n) return false;
      if (taken[j] === 1 || !sim.reachability(chain[i] ?? 0, chain[j] ?? 0).ok) return true;
      peer[i] = j;
      taken[j] = 1;
      return false;
    });
  }
  return peer;
}

/** Clients in the longest path of forward links. Links go to higher places, so one pass from the end is enough. */
function longestRun(peers: Int32Array): number {
  const length = new Int32Array(peers.length);
  let longest = 0;
  for (let i = peers.length - 1; i >= 0; i--) {
    const j = peers[i] ?? -1;
    const own = 1 + (j < 0 ? 0 : (length[j] ?? 0));
    length[i] = own;
    if (own > longest) longest = own;
  }
  return longest;
}

/** Chain keys under a peering (CHAIN-1 … CHAIN-4): text that is equal for clients that may peer; null = peers with nobody. */
function keyMaker(peering: Peering): (address: Address) => string | null {
  const isolated = finder(peering.isolated);
  const separated = finder(peering.separated);
  const intentional = finder(peering.intentional);
  return (address) => {
    const mask = address.family === 4 ? peering.addressMask : peering.addressPrefixIPv6;
    if (isolated(address) !== null || (address.family === 6 && mask === 0)) return null;
    const block = blockText(address.family, address.words, mask);
    const apart = separated(address);
    if (apart !== null) return `separated ${blockText(apart.family, apart.words, apart.length)} ${block}`;
    const together = intentional(address);
    return together === null ? block : `intentional ${blockText(together.family, together.words, together.length)}`;
  };
}

function blockText(family: Family, words: Words, length: number): string {
  const masked = maskWords(family, words, length);
  return family === 4 ? `4/${length}/${masked[3]}` : `6/${length}/${masked.join('.')}`;
}

/** The longest prefix of a list that contains an address. One look-up per prefix length in use. */
function finder(list: readonly Prefix[]): (address: Address) => Prefix | null {
  if (list.length === 0) return () => null;
  const byLength = new Map<string, Map<string, Prefix>>();
  for (const prefix of list) {
    const kind = `${prefix.family}/${prefix.length}`;
    const blocks = byLength.get(kind) ?? new Map<string, Prefix>();
    byLength.set(kind, blocks.set(blockText(prefix.family, prefix.words, prefix.length), prefix));
  }
  const kinds = [...byLength.values()].sort((a, b) => lengthOf(b) - lengthOf(a));
  return (address) => {
    for (const blocks of kinds) {
      const found = blocks.get(blockText(address.family, address.words, lengthOf(blocks)));
      if (found !== undefined && inPrefix(address, found)) return found;
    }
    return null;
  };
}

function lengthOf(blocks: ReadonlyMap<string, Prefix>): number {
  for (const prefix of blocks.values()) return prefix.length;
  return 0;
}
