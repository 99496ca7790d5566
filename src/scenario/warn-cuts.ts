/** Notes about WANs that are cut for the whole run: nobody behind them is ever heard of, which is seldom what was meant. */
import type { NetworkFacts } from './network-facts';
import { micros, onLan, siteWords } from './network-facts';
import type { ProblemList } from './problems';
import { plain } from './problems';
import { countWords } from './spoken';

export function warnOfCuts(facts: NetworkFacts, warnings: ProblemList): void {
  const cuts = cutsThroughout(facts);
  if (cuts.size === 0) return;
  const groups = groupSubnets(facts);
  for (const [site, item] of cuts) {
    if (warnings.isFull) return;
    const spec = facts.sites[site];
    if (spec === undefined) continue;
    const sentence = `the WAN of ${plain(siteWords(spec))} is cut from the start to the end of the run: ${consequence(facts, groups, site)}`;
    warnings.addAt(['timeline', item, 'site'], 'wan.cutThroughout', sentence, { got: spec.id, hint: 'Cut it later, or restore it before the run ends.' });
  }
}

/** Sites whose WAN is cut at 0 and stays so, with the place of the item that cuts it. What the file says last for one instant counts. */
function cutsThroughout(facts: NetworkFacts): ReadonlyMap<number, number> {
  const siteIds = new Map(facts.sites.map((site, i) => [site.id, i]));
  const cut = new Map<number, number>();
  (facts.scenario.timeline ?? []).forEach((item, i) => {
    if (micros(item.at) > 0 || (item.do !== 'cutWan' && item.do !== 'restoreWan')) return;
    const site = siteIds.get(item.site) ?? -1;
    if (item.do === 'cutWan') cut.set(site, i);
    else cut.delete(site);
  });
  for (const item of facts.scenario.timeline ?? []) {
    const at = micros(item.at);
    if (item.do === 'restoreWan' && at > 0 && at < facts.end) cut.delete(siteIds.get(item.site) ?? -1);
  }
  return cut;
}

/** Clients that are in one site and know the same servers. */
interface Group {
  readonly site: number;
  readonly servers: readonly number[];
  clients: number;
}

function groupSubnets(facts: NetworkFacts): readonly Group[] {
  const groups = new Map<string, Group>();
  facts.subnets.forEach(({ site, servers }, i) => {
    const clients = facts.clients[i] ?? 0;
    if (clients === 0) return;
    const key = `${site}/${servers.join('.')}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { site, servers, clients });
    else group.clients += clients;
  });
  return [...groups.values()];
}

function consequence(facts: NetworkFacts, groups: readonly Group[], site: number): string {
  const isLost = (group: Group): boolean => group.servers.every((server) => needs(facts, group.site, server, site));
  let [own, others] = [0, 0];
  for (const group of groups) {
    if (!isLost(group)) continue;
    if (group.site === site) own += group.clients;
    else others += group.clients;
  }
  if (own + others === 0) return 'no client needs it for a server, so nothing but peer links across it is missing.';
  const parts = [...(own > 0 ? [`the ${clientWords(own)} there`] : []), ...(others > 0 ? [`${clientWords(others)} elsewhere, whose server is there`] : [])];
  return `${parts.join(' and ')} never reach a server, so they form no chain and hear of no question.`;
}

const clientWords = (count: number): string => `${countWords(count)} ${count === 1 ? 'client' : 'clients'}`;

/** Whether the way from the clients of a site to a server, or from there to its upstream server, leads over the WAN of the site that is cut. */
function needs(facts: NetworkFacts, from: number, server: number, cut: number): boolean {
  const there = facts.servers[server];
  if (there === undefined) return false;
  if (!onLan(facts, from, server) && (from === cut || there.site === cut)) return true;
  // A server may stand outside every site; what goes on from there does not touch the first site again.
  return there.upstream >= 0 && needsBetween(facts, server, there.upstream, cut);
}

function needsBetween(facts: NetworkFacts, server: number, upstream: number, cut: number): boolean {
  const [here, there] = [facts.servers[server], facts.servers[upstream]];
  if (here === undefined || there === undefined) return false;
  const isLan = here.site === there.site && (here.site < 0 || facts.sites[here.site]?.remote === false);
  if (!isLan && (here.site === cut || there.site === cut)) return true;
  return there.upstream >= 0 && needsBetween(facts, upstream, there.upstream, cut);
}
