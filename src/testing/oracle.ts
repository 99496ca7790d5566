/** The quiescent outcome of the rule book §4.1: who is linked to whom once nothing has changed for long enough. Greedy by distance. */
import type { Peering, World } from '../sim/world';
import { chainKey, compareAddresses, type Address } from './plain-network';

/** A client that is online, where it is now, and the server it is registered with. */
export interface Member {
  readonly client: number;
  readonly address: Address;
  readonly subnet: number;
  readonly server: number;
}
export interface ExpectedLinks {
  /** Client → its forward peer. Who is missing here is a forward leader. */
  readonly forward: ReadonlyMap<number, number>;
  /** Client → its backward peer. Who is missing here is a backward leader. */
  readonly backward: ReadonlyMap<number, number>;
  /** Clients of one chain key (and one part of it, with maxChain), in chain order. */
  readonly groups: readonly (readonly number[])[];
}
export type Reach = (from: Member, to: Member) => boolean;

export function chainKeyOf(world: World, peering: Peering, member: Member): string {
  return chainKey(peering, member.address, member.client, member.server, world.subnets[member.subnet]?.nat ?? 0);
}

export function expectedLinks(world: World, peering: Peering, members: readonly Member[], reach: Reach): ExpectedLinks {
  const byKey = new Map<string, Member[]>();
  for (const member of [...members].sort((a, b) => compareAddresses(a.address, b.address))) {
    const key = chainKeyOf(world, peering, member);
    byKey.set(key, [...(byKey.get(key) ?? []), member]);
  }
  const groups = [...byKey.values()].flatMap((chain) => cutEvery(chain, peering.maxChain));
  const forward = new Map<number, number>();
  const backward = new Map<number, number>();
  for (const chain of groups) {
    greedy(chain, 1, peering.peerListSize, reach, forward);
    greedy(chain, -1, peering.peerListSize, reach, backward);
  }
  return { forward, backward, groups: groups.map((chain) => chain.map((member) => member.client)) };
}

/** CHAIN-9 */
function cutEvery(chain: readonly Member[], size: number | null): Member[][] {
  if (size === null) return [[...chain]];
  return chain.flatMap((_, n) => (n % size === 0 ? [chain.slice(n, n + size)] : []));
}

function greedy(chain: readonly Member[], step: 1 | -1, reachOfList: number, reach: Reach, links: Map<number, number>): void {
  const taken = new Set<number>();
  for (let distance = 1; distance <= reachOfList; distance++) {
    chain.forEach((from, n) => {
      const to = chain[n + step * distance];
      if (!to || links.has(from.client) || taken.has(to.client) || !reach(from, to)) return;
      links.set(from.client, to.client);
      taken.add(to.client);
    });
  }
}
