/** What is in force at an instant: firewall rules (first match first: live ones newest first, then the scenario's), cut WANs, stopped servers (docs/model.md §4, §5). */
import { firewallIds } from '../scenario/firewall-ids';
import type { Scenario, TimelineItem } from '../scenario/types';
import { parseDuration } from './units';

export interface RuleInForce {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly bothWays: boolean;
  readonly action: 'block' | 'allow';
  /** Added while the run went on, by the timeline or by hand. */
  readonly live: boolean;
}

export function rulesInForce(scenario: Scenario, acts: readonly TimelineItem[], time: number): readonly RuleInForce[] {
  const ids = firewallIds(scenario.firewalls ?? []);
  const fixed = (scenario.firewalls ?? []).map((rule, index): RuleInForce => ({
    id: ids[index] ?? '',
    from: rule.from,
    to: rule.to,
    bothWays: rule.bothWays ?? false,
    action: rule.action ?? 'block',
    live: false,
  }));
  let live: RuleInForce[] = [];
  let kept = fixed;
  for (const item of itemsUpTo(scenario, acts, time)) {
    if (item.do === 'block')
      live = [{ id: item.id, from: item.rule.from, to: item.rule.to, bothWays: item.rule.bothWays ?? false, action: 'block', live: true }, ...live];
    if (item.do === 'unblock') {
      live = live.filter((rule) => rule.id !== item.id);
      kept = kept.filter((rule) => rule.id !== item.id);
    }
  }
  return [...live, ...kept];
}

export interface FaultsInForce {
  /** Ids of sites whose WAN is cut, and of servers that stand still. */
  readonly cutSites: ReadonlySet<string>;
  readonly stoppedServers: ReadonlySet<string>;
}

export function faultsInForce(scenario: Scenario, acts: readonly TimelineItem[], time: number): FaultsInForce {
  const cutSites = new Set<string>();
  const stoppedServers = new Set<string>();
  for (const item of itemsUpTo(scenario, acts, time)) {
    if (item.do === 'cutWan') cutSites.add(item.site);
    if (item.do === 'restoreWan') cutSites.delete(item.site);
    if (item.do === 'stopServer') stoppedServers.add(item.server);
    if (item.do === 'startServer') stoppedServers.delete(item.server);
  }
  return { cutSites, stoppedServers };
}

/** What has been done up to an instant, in its order. A live act at `now` takes effect one microsecond later. */
function itemsUpTo(scenario: Scenario, acts: readonly TimelineItem[], time: number): readonly TimelineItem[] {
  return [...(scenario.timeline ?? []), ...acts]
    .map((item) => ({ item, at: parseDuration(item.at) ?? 0 }))
    .filter(({ at }) => at <= time + 1)
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Ids that a new block must not take. */
export function freshRuleId(scenario: Scenario, acts: readonly TimelineItem[]): string {
  const taken = new Set<string>();
  for (const id of firewallIds(scenario.firewalls ?? [])) taken.add(id);
  for (const item of [...(scenario.timeline ?? []), ...acts]) if ('id' in item) taken.add(item.id);
  for (let n = 1; ; n++) if (!taken.has(`wall-${n}`)) return `wall-${n}`;
}
