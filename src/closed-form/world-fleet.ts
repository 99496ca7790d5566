/** The settled chains of a world: clients with one chain key, in the order of their addresses (CHAIN-5), all of them reachable. */
import type { Peering, Slot, World } from '../sim/world';
import { chainKeys } from './chain-keys';
import { gather, type Chain, type Fleet, type Place } from './fleet';

/** `isOnline`: clients that are there. The others leave no gap that the peer lists do not bridge; the caller sees to that. */
export function fleetOf(world: World, peering: Peering, isOnline: (slot: Slot) => boolean = () => true): Fleet {
  const chains = membersByChain(world, peering, isOnline);
  return {
    clients: chains.reduce((sum, members) => sum + members.length, 0),
    chains: gather(chains.map((members) => chainOf(world, members))),
    zones: world.servers.flatMap((server, index) => (server.kind === 'zone' ? [zonePlace(world, index) ?? 'wan'] : [])),
  };
}

/** Slots of each chain, in order. */
export function membersByChain(world: World, peering: Peering, isOnline: (slot: Slot) => boolean): Slot[][] {
  const keyOf = chainKeys(world, peering);
  const groups = new Map<string, Slot[]>();
  const alone: Slot[][] = [];
  for (let slot = 0; slot < world.clientCount; slot++) {
    if (!isOnline(slot)) continue;
    const key = keyOf(slot);
    const group = key === null ? undefined : groups.get(key);
    if (group !== undefined) group.push(slot);
    else if (key === null) alone.push([slot]);
    else groups.set(key, [slot]);
  }
  return [...[...groups.values()].flatMap((group) => cut(group, peering.maxChain)), ...alone];
}

/** CHAIN-9. */
function cut(group: Slot[], maxChain: number | null): Slot[][] {
  if (maxChain === null) return [group];
  return Array.from({ length: Math.ceil(group.length / maxChain) }, (_, i) => group.slice(i * maxChain, (i + 1) * maxChain));
}

function chainOf(world: World, members: readonly Slot[]): Chain {
  const first = members[0] ?? 0;
  const site = siteOf(world, first);
  const subnet = world.subnetOf[first] ?? -1;
  return {
    count: 1,
    clients: members.length,
    wanClients: members.filter((slot) => serverPlace(world, slot) === 'wan').length,
    enters: serverPlace(world, first),
    leaves: serverPlace(world, members.at(-1) ?? first),
    wanLinks: wanLinks(world, members),
    site: members.every((slot) => siteOf(world, slot) === site) ? site : -1,
    subnet: members.every((slot) => world.subnetOf[slot] === subnet) ? subnet : -1,
    zone: zonePlace(world, serverOf(world, first)),
  };
}

function wanLinks(world: World, members: readonly Slot[]): Chain['wanLinks'] {
  const links: number[] = [];
  for (let k = 1; k < members.length; k++) if (peerPlace(world, members[k - 1] ?? 0, members[k] ?? 0) === 'wan') links.push(k);
  return links.length === 0 ? 'none' : links.length === members.length - 1 ? 'all' : links;
}

export const siteOf = (world: World, slot: Slot): number => world.subnets[world.subnetOf[slot] ?? -1]?.site ?? -1;
export const serverOf = (world: World, slot: Slot): number => world.subnets[world.subnetOf[slot] ?? -1]?.servers[0] ?? -1;

/** NET-3: LAN if both ends are in one site and neither is a remote client. */
export function serverPlace(world: World, slot: Slot): Place {
  return placeBetween(world, siteOf(world, slot), world.servers[serverOf(world, slot)]?.site ?? -1);
}

function peerPlace(world: World, a: Slot, b: Slot): Place {
  return placeBetween(world, siteOf(world, a), siteOf(world, b));
}

function placeBetween(world: World, a: number, b: number): Place {
  return a >= 0 && a === b && world.sites[a]?.remote !== true ? 'lan' : 'wan';
}

/** Where the way from a Zone Server to its upstream server runs; null for other servers. */
export function zonePlace(world: World, index: number): Place | null {
  const server = world.servers[index];
  const upstream = world.servers[server?.upstream ?? -1];
  return server?.kind !== 'zone' || upstream === undefined ? null : placeBetween(world, server.site, upstream.site);
}
