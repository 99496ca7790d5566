/** Search: addresses, parts of addresses, CIDRs, names, sites, subnets, servers, and words for roles and states. */
import { formatPrefix, inPrefix } from '../../sim/address';
import { BACKWARD_LEADER, FORWARD_LEADER, ISOLATED, LOST_CONTACT, ONLINE, REGISTERED, SEEKING_BACKWARD, SEEKING_FORWARD, VACATED } from '../../sim/state-bits';
import type { Simulation } from '../../sim/types';
import type { Prefix, Slot } from '../../sim/world';
import { parseAddress, parseCidr } from '../../scenario/addresses';
import { fullStatus, siteOf } from '../client-state';
import type { FindHit, QueryMap } from '../contract';
import { isBlocked } from '../counts';
import { plural } from '../wording';
import { checkCount, checkText } from './args';

const MOST_HITS = 1_000;

export function find(sim: Simulation, args: QueryMap['find']['args']): readonly FindHit[] {
  const text = checkText(args.text, 'text').trim().toLowerCase();
  const limit = checkCount(args.limit, 'limit', MOST_HITS);
  if (text === '' || limit === 0) return [];
  const hits: FindHit[] = [];
  const block = blockOf(text);
  if (block !== null) addBlock(sim, block, hits, limit);
  else {
    addPlaces(sim, text, hits, limit);
    addByName(sim, text, hits, limit);
    const wanted = STATES.find((one) => one.words.includes(text));
    if (wanted !== undefined) addClients(sim, (_, bits) => wanted.is(bits), hits, limit);
    else if (/^[0-9a-f.:]+$/.test(text)) addByAddress(sim, text, hits, limit);
  }
  return hits;
}

/** Words people search for, and the states they mean. */
const STATES: readonly { readonly words: readonly string[]; readonly is: (bits: number) => boolean }[] = [
  { words: ['leader', 'leaders'], is: (bits) => (bits & (FORWARD_LEADER | BACKWARD_LEADER)) !== 0 },
  { words: ['forward leader', 'forward leaders', 'forwardleader', 'fl'], is: (bits) => (bits & FORWARD_LEADER) !== 0 },
  { words: ['backward leader', 'backward leaders', 'backwardleader', 'bl'], is: (bits) => (bits & BACKWARD_LEADER) !== 0 },
  { words: ['both', 'both leaders'], is: (bits) => (bits & FORWARD_LEADER) !== 0 && (bits & BACKWARD_LEADER) !== 0 },
  { words: ['blocked'], is: isBlocked },
  { words: ['isolated'], is: (bits) => (bits & ISOLATED) !== 0 },
  { words: ['offline', 'off'], is: (bits) => (bits & ONLINE) === 0 },
  { words: ['online'], is: (bits) => (bits & ONLINE) !== 0 },
  { words: ['seeking'], is: (bits) => (bits & (SEEKING_FORWARD | SEEKING_BACKWARD)) !== 0 },
  { words: ['unregistered', 'not registered'], is: (bits) => (bits & ONLINE) !== 0 && (bits & REGISTERED) === 0 },
  { words: ['lost contact'], is: (bits) => (bits & LOST_CONTACT) !== 0 },
];

function blockOf(text: string): Prefix | null {
  if (!text.includes('/')) return null;
  return parseCidr(text)?.prefix ?? null;
}

/** Subnets that overlap the block, then clients inside it. */
function addBlock(sim: Simulation, block: Prefix, hits: FindHit[], limit: number): void {
  sim.world.subnets.forEach((subnet, index) => {
    const narrower = subnet.prefix.length > block.length ? subnet.prefix : block;
    const wider = narrower === block ? subnet.prefix : block;
    if (hits.length < limit && inPrefix(narrower, wider)) hits.push(subnetHit(sim, index));
  });
  const { subnetOf } = sim.columns;
  addClients(sim, (slot) => inBlock(sim, slot, subnetOf[slot] ?? -1, block), hits, limit);
}

function inBlock(sim: Simulation, slot: Slot, subnetIndex: number, block: Prefix): boolean {
  const subnet = sim.world.subnets[subnetIndex];
  if (subnet === undefined || subnet.prefix.family !== block.family) return false;
  if (subnet.prefix.length >= block.length) return inPrefix(subnet.prefix, block);
  // The block is a part of the subnet: only now is the address needed.
  if (!inPrefix(block, subnet.prefix)) return false;
  const address = parseAddress(sim.addressText(slot));
  return address !== null && inPrefix(address, block);
}

function addPlaces(sim: Simulation, text: string, hits: FindHit[], limit: number): void {
  const { sites, servers, subnets } = sim.world;
  sites.forEach((site, index) => {
    if (hits.length < limit && (site.id.toLowerCase().includes(text) || site.name.toLowerCase().includes(text))) {
      const many = subnets.filter((subnet) => subnet.site === index).length;
      hits.push({ kind: 'site', index, label: site.name, detail: `site, ${site.kind}, ${plural(many, 'subnet')}` });
    }
  });
  servers.forEach((server, index) => {
    if (hits.length < limit && server.id.toLowerCase().includes(text)) hits.push({ kind: 'server', index, label: server.id, detail: `server, ${server.kind}` });
  });
  subnets.forEach((subnet, index) => {
    if (hits.length < limit && formatPrefix(subnet.prefix).startsWith(text)) hits.push(subnetHit(sim, index));
  });
}

function addByName(sim: Simulation, text: string, hits: FindHit[], limit: number): void {
  for (const [client, exception] of sim.world.exceptions) {
    if (hits.length >= limit) return;
    if (exception.name?.toLowerCase().includes(text) === true) hits.push(clientHit(sim, sim.currentSlot(client)));
  }
}

/** The very address first, then those that begin with the text. */
function addByAddress(sim: Simulation, text: string, hits: FindHit[], limit: number): void {
  const whole = parseAddress(text);
  const starts: FindHit[] = [];
  const { state, subnetOf } = sim.columns;
  for (let slot = 0; slot < sim.slotCount; slot++) {
    if (((state[slot] ?? 0) & VACATED) !== 0) continue;
    const subnet = sim.world.subnets[subnetOf[slot] ?? -1];
    if (subnet === undefined || (whole !== null && !inPrefix(whole, subnet.prefix) && whole.family === 6)) continue;
    const address = sim.addressText(slot);
    if (address === text) hits.push(clientHit(sim, slot));
    else if (starts.length < limit && address.startsWith(text)) starts.push(clientHit(sim, slot));
  }
  for (const hit of starts) if (hits.length < limit) hits.push(hit);
}

function addClients(sim: Simulation, wanted: (slot: Slot, bits: number) => boolean, hits: FindHit[], limit: number): void {
  const { state } = sim.columns;
  for (let slot = 0; slot < sim.slotCount && hits.length < limit; slot++) {
    const bits = state[slot] ?? 0;
    if ((bits & VACATED) === 0 && wanted(slot, bits)) hits.push(clientHit(sim, slot));
  }
}

function subnetHit(sim: Simulation, index: number): FindHit {
  const subnet = sim.world.subnets[index];
  const site = sim.world.sites[subnet?.site ?? -1];
  return { kind: 'subnet', index, label: subnet === undefined ? '' : formatPrefix(subnet.prefix), detail: `subnet, ${site?.name ?? ''}` };
}

function clientHit(sim: Simulation, slot: Slot): FindHit {
  const name = sim.world.exceptions.get(sim.clientAt(slot))?.name;
  const status = sim.isOnline(slot) ? fullStatus(sim, slot) : 'offline';
  return { kind: 'client', index: slot, label: sim.addressText(slot), detail: [name, siteOf(sim, slot)?.name, status].filter(Boolean).join(', ') };
}
