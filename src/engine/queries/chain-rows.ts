/**
 * The rows of the time–chain diagram: subnets as the map orders them, and in each the clients of its chains in chain order, cut where the
 * map cuts them. Only the subnets asked for are listed client by client.
 */
import { siteOrder } from '../../layout/boxes';
import { findCuts } from '../../layout/cuts';
import type { LayoutColumns } from '../../layout/types';
import { ISOLATED, VACATED } from '../../sim/state-bits';
import type { Simulation } from '../../sim/types';
import type { Slot } from '../../sim/world';
import type { QueryMap } from '../contract';
import { refuse } from '../deps';
import { giveAway } from '../give-away';

type Args = QueryMap['chainRows']['args'];
type Answer = QueryMap['chainRows']['result'];

const PEERS_WITH_NOBODY = -1;
const NOT_KNOWN = -2;

export function chainRows(sim: Simulation, args: Args): Answer {
  const order = subnetsInOrder(sim);
  const counts = countBySubnet(sim);
  const wanted = checkSubnets(sim, args.subnets);
  const slots = slotsOf(sim, wanted);
  const cuts = findCuts({
    world: sim.world,
    view: { widthCssPx: 0, heightCssPx: 0 },
    columns: compactColumns(sim, slots),
    previousVersion: 0,
    blocked: (left, right) => stands(sim, slots[left]!, slots[right]!) || stands(sim, slots[right]!, slots[left]!),
  });
  const clients = Int32Array.from(cuts.order, (place) => slots[place]!);
  const state = Uint16Array.from(clients, (slot) => sim.columns.state[slot]!);
  const answer: Answer = {
    subnets: Int32Array.from(order),
    sites: Int32Array.from(order, (subnet) => sim.world.subnets[subnet]?.site ?? -1),
    counts: Int32Array.from(order, (subnet) => counts[subnet] ?? 0),
    listed: Uint8Array.from(order, (subnet) => wanted[subnet] ?? 0),
    clients,
    state,
    chainStart: Int32Array.from(cuts.start),
    chainSubnet: Int32Array.from(cuts.subnet),
    alone: Uint8Array.from(cuts.alone, Number),
    wall: Uint8Array.from(cuts.wallLeft, (left) => (left >= 0 ? 1 : 0)),
  };
  return giveAway(
    answer,
    Object.values(answer).map((column) => column.buffer),
  );
}

/** Data centers first, as on the map; managed subnets only, in the order of the file. */
function subnetsInOrder(sim: Simulation): number[] {
  const { subnets } = sim.world;
  const bySite = new Map<number, number[]>();
  subnets.forEach((subnet, index) => {
    if (!subnet.managed) return;
    const list = bySite.get(subnet.site);
    if (list === undefined) bySite.set(subnet.site, [index]);
    else list.push(index);
  });
  return siteOrder(sim.world).flatMap((site) => bySite.get(site) ?? []);
}

function countBySubnet(sim: Simulation): Int32Array {
  const { state, subnetOf } = sim.columns;
  const counts = new Int32Array(sim.world.subnets.length);
  for (let slot = 0; slot < sim.slotCount; slot++) if ((state[slot]! & VACATED) === 0) counts[subnetOf[slot]!]!++;
  return counts;
}

/** 1 for every subnet that is wanted; null = all. */
export function checkSubnets(sim: Simulation, subnets: unknown): Uint8Array {
  const { length } = sim.world.subnets;
  if (subnets === null) return new Uint8Array(length).fill(1);
  if (!Array.isArray(subnets)) return refuse('query.subnets', '/subnets', '"subnets" must be a list of numbers of subnets, or null for all.');
  const wanted = new Uint8Array(length);
  for (const subnet of subnets as readonly unknown[]) {
    if (typeof subnet !== 'number' || !Number.isInteger(subnet) || subnet < 0 || subnet >= length)
      refuse('query.subnets', '/subnets', `There is no subnet with number ${String(subnet)}; there are ${length}, counted from 0.`);
    wanted[subnet] = 1;
  }
  return wanted;
}

function slotsOf(sim: Simulation, wanted: Uint8Array): Slot[] {
  const { state, subnetOf } = sim.columns;
  const slots: Slot[] = [];
  for (let slot = 0; slot < sim.slotCount; slot++) if (wanted[subnetOf[slot]!] === 1 && (state[slot]! & VACATED) === 0) slots.push(slot);
  return slots;
}

/** The same columns with these clients only, numbered anew, so that cutting costs no more than they do. */
function compactColumns(sim: Simulation, slots: readonly Slot[]): LayoutColumns {
  const { columns } = sim;
  const count = slots.length;
  const numberOf = new Int32Array(sim.slotCount).fill(-1);
  slots.forEach((slot, i) => {
    numberOf[slot] = i;
  });
  const byRank = slots.map((_, i) => i).sort((a, b) => columns.rank[slots[a]!]! - columns.rank[slots[b]!]!);
  const rank = new Int32Array(count);
  byRank.forEach((place, i) => {
    rank[place] = i;
  });
  const peers = (out: Int32Array): Int32Array => Int32Array.from(slots, (slot) => (out[slot]! < 0 ? -1 : numberOf[out[slot]!]!));
  return {
    count,
    state: Uint16Array.from(slots, (slot) => columns.state[slot]!),
    forward: peers(columns.out[0]),
    backward: peers(columns.out[1]),
    subnetOf: Int32Array.from(slots, (slot) => columns.subnetOf[slot]!),
    rank,
    chain: slots.map((slot) => chainOf(sim, slot)),
    server: Int32Array.from(slots, (slot) => sim.serverOf(slot)),
  };
}

function chainOf(sim: Simulation, slot: Slot): number | string {
  if ((sim.columns.state[slot]! & ISOLATED) !== 0) return PEERS_WITH_NOBODY;
  const text = sim.chainKeyText(slot);
  if (text === '' || text === 'unknown') return NOT_KNOWN;
  return text === 'isolated' ? PEERS_WITH_NOBODY : text;
}

/** Whether a rule, of the network or of a host, stands in the way. */
function stands(sim: Simulation, from: Slot, to: Slot): boolean {
  const found = sim.reachability(from, to);
  return !found.ok && found.why !== 'offline' && found.why !== 'wanCut';
}
