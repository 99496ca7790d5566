/**
 * The table's columns, for fleets of a million: each gives a whole number per client to sort by, the text of one cell, and where it has
 * few different values, those values as text.
 */
import { formatPrefix } from '../../sim/address';
import { receiveWord, sendWord, statusWord } from '../../sim/report';
import { BACKWARD_LEADER, FORWARD_LEADER, ONLINE, REGISTERED } from '../../sim/state-bits';
import type { Columns, Simulation } from '../../sim/types';
import type { Slot, World } from '../../sim/world';
import { fullStatus } from '../client-state';
import type { TableColumn } from '../contract';

export interface ColumnReader {
  /** Whole numbers from 0 on, to sort by. */
  key(slot: Slot): number;
  text(slot: Slot): string;
  /** Text by key, for columns with few different values: the filter looks at these once instead of at every row. */
  readonly values?: readonly string[];
}

/** Orders of names and places, which stay as they are all through a run. */
export interface FixedOrders {
  readonly namePlace: ReadonlyMap<Slot, number>;
  readonly sitePlace: readonly number[];
  readonly siteNames: readonly string[];
  readonly subnetPlace: readonly number[];
  readonly subnetTexts: readonly string[];
}

export function fixedOrders(world: World): FixedOrders {
  const { sites, subnets } = world;
  const named = [...world.exceptions].flatMap(([client, { name }]) => (name === undefined ? [] : [{ client, name }]));
  named.sort((a, b) => compareText(a.name, b.name) || a.client - b.client);
  const siteOrder = sites.map((_, i) => i).sort((a, b) => compareText(sites[a]?.name ?? '', sites[b]?.name ?? '') || a - b);
  const subnetOrder = subnets.map((_, i) => i).sort((a, b) => comparePlaces(subnets[a]?.prefix.words, subnets[b]?.prefix.words) || a - b);
  return {
    namePlace: new Map(named.map((one, i) => [one.client, i])),
    sitePlace: invert(siteOrder),
    siteNames: siteOrder.map((i) => sites[i]?.name ?? ''),
    subnetPlace: invert(subnetOrder),
    subnetTexts: subnetOrder.map((i) => (subnets[i] === undefined ? '' : formatPrefix(subnets[i].prefix))),
  };
}

const STATUS = ['Leader', 'Normal', 'Blocked', 'Not registered', 'Offline'] as const;
const SEND = ['Normal', 'Forward Only', 'Backward Only', 'None'] as const;
const RECEIVE = ['Normal', 'Previous Only', 'Next Only', 'None'] as const;
const ROLES = ['backward leader, forward leader', 'backward leader', 'forward leader', ''] as const;

export function readersFor(sim: Simulation, fixed: FixedOrders, answer: ColumnReader): Readonly<Record<TableColumn, ColumnReader>> {
  const { columns } = sim;
  const { state, out, in: incoming } = columns;
  const bits = (slot: Slot): number => state[slot] ?? 0;
  return {
    address: { key: (slot) => columns.rank[slot] ?? 0, text: (slot) => sim.addressText(slot) },
    name: nameReader(sim, fixed),
    site: fewValues((slot) => fixed.sitePlace[sim.world.subnets[columns.subnetOf[slot] ?? -1]?.site ?? -1] ?? 0, fixed.siteNames),
    subnet: fewValues((slot) => fixed.subnetPlace[columns.subnetOf[slot] ?? -1] ?? 0, fixed.subnetTexts),
    server: fewValues((slot) => sim.serverOf(slot) + 1, ['', ...sim.world.servers.map((server) => server.id)]),
    status: { key: (slot) => statusKey(bits(slot)), text: (slot) => statusText(sim, slot, bits(slot)), values: STATUS },
    send: fewValues((slot) => SEND.indexOf(sendWord(bits(slot))), SEND),
    receive: fewValues((slot) => RECEIVE.indexOf(receiveWord(bits(slot))), RECEIVE),
    roles: fewValues((slot) => rolesKey(bits(slot)), ROLES),
    forwardPeer: peerReader(sim, columns, out[0]),
    backwardPeer: peerReader(sim, columns, out[1]),
    previous: peerReader(sim, columns, incoming[0]),
    next: peerReader(sim, columns, incoming[1]),
    initial: numberReader((slot) => sim.registrationsOf(slot).initial),
    normal: numberReader((slot) => sim.registrationsOf(slot).normal),
    reported: reportedReader(sim),
    answer,
  };
}

/** The status as people filter it: a client that has no status yet says so. */
function statusKey(bits: number): number {
  if ((bits & ONLINE) === 0) return 4;
  if ((bits & REGISTERED) === 0) return 3;
  return STATUS.indexOf(statusWord(bits));
}

function statusText(sim: Simulation, slot: Slot, bits: number): string {
  const key = statusKey(bits);
  return key < 3 ? fullStatus(sim, slot) : (STATUS[key] ?? '');
}

function rolesKey(bits: number): number {
  return ((bits & BACKWARD_LEADER) === 0 ? 2 : 0) + ((bits & FORWARD_LEADER) === 0 ? 1 : 0);
}

function fewValues(key: (slot: Slot) => number, values: readonly string[]): ColumnReader {
  return { key, values, text: (slot) => values[key(slot)] ?? '' };
}

function numberReader(value: (slot: Slot) => number): ColumnReader {
  return { key: value, text: (slot) => String(value(slot)) };
}

function peerReader(sim: Simulation, columns: Columns, column: Int32Array): ColumnReader {
  const at = (slot: Slot): Slot => column[slot] ?? -1;
  return { key: (slot) => (at(slot) < 0 ? 0 : (columns.rank[at(slot)] ?? 0) + 1), text: (slot) => (at(slot) < 0 ? '' : sim.addressText(at(slot))) };
}

function comparePlaces(a: readonly number[] = [], b: readonly number[] = []): number {
  for (let i = 0; i < 4; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return 0;
}

/** Named clients in the order of their names, the others after them. */
function nameReader(sim: Simulation, fixed: FixedOrders): ColumnReader {
  const text = (slot: Slot): string => sim.world.exceptions.get(sim.clientAt(slot))?.name ?? '';
  return { key: (slot) => fixed.namePlace.get(sim.clientAt(slot)) ?? fixed.namePlace.size, text };
}

function reportedReader(sim: Simulation): ColumnReader {
  const words = [
    'never',
    ...['Leader', 'Normal', 'Blocked'].flatMap((status) => SEND.flatMap((send) => RECEIVE.map((receive) => `${status} (send ${send}, receive ${receive})`))),
  ];
  const key = (slot: Slot): number => {
    const bits = sim.reportedStateOf(slot);
    if (bits === 0 && sim.registrationsOf(slot).initial === 0) return 0;
    const status = statusWord(bits);
    return 1 + ((status === 'Leader' ? 0 : status === 'Normal' ? 1 : 2) * 4 + SEND.indexOf(sendWord(bits))) * 4 + RECEIVE.indexOf(receiveWord(bits));
  };
  return fewValues(key, words);
}

/** Plain order by code units, upper and lower case alike: the same on every host. */
function compareText(a: string, b: string): number {
  const x = a.toLowerCase();
  const y = b.toLowerCase();
  return x < y ? -1 : x > y ? 1 : 0;
}

function invert(order: readonly number[]): number[] {
  const place: number[] = Array.from({ length: order.length }, () => 0);
  order.forEach((index, at) => {
    place[index] = at;
  });
  return place;
}
