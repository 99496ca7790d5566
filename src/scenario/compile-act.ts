/** A live act → numbers of the world, with problems for whatever the world does not know. */
import type { ActWithoutTime } from '../sim/types';
import type { World } from '../sim/world';
import { slotOfAddress } from './client-columns';
import { actFormat } from './format';
import { isLimit, ProblemList, quote } from './problems';
import type { Names } from './resolve-act';
import { prefixKey, resolveAct } from './resolve-act';
import { checkShape } from './shape';
import type { Parsed, TimelineAct } from './types';

/** `ruleIds` are the rules in force that the world's own scenario does not name: those of earlier live acts. */
export function compileAct(act: TimelineAct, world: World, ruleIds: ReadonlySet<string> = new Set()): Parsed<ActWithoutTime> {
  const problems = new ProblemList();
  checkShape(actFormat, act, problems);
  const compiled = problems.isEmpty ? resolveAct(act, namesOf(world), [], problems) : null;
  if (problems.isEmpty && act.do === 'unblock' && !ruleIds.has(act.id) && !worldRules(world).has(act.id)) {
    problems.addAt(['id'], 'rule.unknown', `there is no firewall rule ${quote(act.id)} to take away.`, { got: act.id });
  }
  if (problems.isEmpty && compiled !== null) return { ok: true, value: compiled, warnings: [] };
  const list = problems.toArray();
  return { ok: false, problems: list, warnings: [], limit: list.some(isLimit) };
}

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

function worldRules(world: World): ReadonlySet<string> {
  const ids = new Set(world.firewalls.map((rule) => rule.id));
  for (const act of world.timeline) if (act.do === 'block') ids.add(act.rule.id);
  return ids;
}
