/** Where the names of acts are looked up in a compiled world. */
import type { World } from '../sim/world';
import { slotOfAddress } from './client-columns';
import type { Names } from './resolve-names';
import { prefixKey } from './resolve-names';

const cache = new WeakMap<World, Names>();

/** Look-up tables of a world, made once. */
export function namesOf(world: World): Names {
  const cached = cache.get(world);
  if (cached !== undefined) return cached;
  const names: Names = {
    siteIds: new Map(world.sites.map((site, i) => [site.id, i])),
    serverIds: new Map(world.servers.map((server, i) => [server.id, i])),
    subnets: new Map(world.subnets.map((subnet, index) => [prefixKey(subnet.prefix), { index, managed: subnet.managed, prefix: subnet.prefix }])),
    client: (address) => slotOfAddress(world, address) ?? -1,
  };
  cache.set(world, names);
  return names;
}
