/** Where the clients of a scenario are: columns in chain order (CHAIN-5), made from its subnets, and the way from an address to its place and back. */
import type { Prefix, Slot, World } from '../sim/world';
import type { Address } from './addresses';
import { addressAfter, formatAddress, parseAddress, parseCidr } from './addresses';
import { compareAddresses, hostRange, lastWords } from '../sim/address';
import type { ScenarioSubnet } from './types';

export type ClientColumns = Pick<World, 'clientCount' | 'subnetOf' | 'address' | 'family' | 'v6Words'>;

export interface SubnetPlan {
  readonly prefix: Prefix;
  readonly managed: boolean;
  /** The first n host addresses … */
  readonly clients: number;
  /** … or these, ascending. */
  readonly addresses: readonly Address[] | null;
}

/** For a subnet that has been validated. */
export function planSubnet(subnet: ScenarioSubnet): SubnetPlan {
  const cidr = parseCidr(subnet.cidr);
  if (cidr === null) throw new Error(`subnet ${subnet.cidr} was not validated`);
  const listed = subnet.addresses ?? [];
  const addresses = listed.length === 0 ? null : listed.map(validAddress).toSorted(compareAddresses);
  return { prefix: cidr.prefix, managed: subnet.managed !== false, clients: addresses?.length ?? subnet.clients ?? 0, addresses };
}

function validAddress(text: string): Address {
  const address = parseAddress(text);
  if (address === null) throw new Error(`address ${text} was not validated`);
  return address;
}

/** Subnets do not overlap, so clients in the order of their subnets are in the order of their addresses. */
export function placeClients(plans: readonly SubnetPlan[]): ClientColumns {
  const order = plans
    .map((_, i) => i)
    .filter((i) => plans[i]?.managed === true)
    .sort((a, b) => compareAddresses(plans[a]!.prefix, plans[b]!.prefix));
  const count = (family: 4 | 6): number => order.reduce((sum, i) => sum + (plans[i]!.prefix.family === family ? plans[i]!.clients : 0), 0);
  const [v4, v6] = [count(4), count(6)];
  const columns = {
    clientCount: v4 + v6,
    subnetOf: new Int32Array(v4 + v6),
    address: new Uint32Array(v4 + v6),
    family: new Uint8Array(v4 + v6).fill(4, 0, v4).fill(6, v4),
    v6Words: new Uint32Array(4 * v6),
  };
  let slot = 0;
  for (const i of order) {
    const plan = plans[i]!;
    columns.subnetOf.fill(i, slot, slot + plan.clients);
    if (plan.prefix.family === 4) fillV4(columns.address, slot, plan);
    else fillV6(columns, slot, v4, plan);
    slot += plan.clients;
  }
  return columns;
}

function fillV4(column: Uint32Array, slot: number, plan: SubnetPlan): void {
  const first = hostRange(plan.prefix).first.words[3];
  for (let n = 0; n < plan.clients; n++) column[slot + n] = plan.addresses?.[n]?.words[3] ?? first + n;
}

function fillV6(columns: Pick<World, 'address' | 'v6Words'>, slot: number, firstV6Slot: number, plan: SubnetPlan): void {
  const first = hostRange(plan.prefix).first;
  for (let n = 0; n < plan.clients; n++) {
    const at = 4 * (slot + n - firstV6Slot);
    columns.address[slot + n] = at;
    columns.v6Words.set((plan.addresses?.[n] ?? addressAfter(first, n)).words, at);
  }
}

export function addressAt(columns: ClientColumns, slot: Slot): Address {
  const value = columns.address[slot] ?? 0;
  if (columns.family[slot] !== 6) return { family: 4, words: [0, 0, 0, value] };
  const word = (i: number): number => columns.v6Words[value + i] ?? 0;
  return { family: 6, words: [word(0), word(1), word(2), word(3)] };
}

/** The address a client starts with, as text. */
export function addressOfSlot(columns: ClientColumns, slot: Slot): string {
  return formatAddress(addressAt(columns, slot));
}

/** The client that starts with this address; null when there is none, or the text is no address. */
export function slotOfAddress(columns: ClientColumns, text: string): Slot | null {
  const address = parseAddress(text);
  return address === null ? null : slotOf(columns, address);
}

export function slotOf(columns: ClientColumns, address: Address): Slot | null {
  const slot = firstSlotFrom(columns, address);
  return slot < columns.clientCount && compareAddresses(addressAt(columns, slot), address) === 0 ? slot : null;
}

/** How many clients start inside a prefix. */
export function countInside(columns: ClientColumns, prefix: Prefix): number {
  const last: Address = { family: prefix.family, words: lastWords(prefix) };
  const end = firstSlotFrom(columns, last);
  const includesLast = end < columns.clientCount && compareAddresses(addressAt(columns, end), last) === 0;
  return end + (includesLast ? 1 : 0) - firstSlotFrom(columns, prefix);
}

/** The first client in chain order at this address or after it. */
function firstSlotFrom(columns: ClientColumns, address: Address): Slot {
  let low = 0;
  let high = columns.clientCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAddresses(addressAt(columns, middle), address) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
