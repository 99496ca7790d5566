/** Firewall rules in force at an instant, first match first: live ones newest first, then those of the scenario (docs/model.md §4). */
import type { Scenario, TimelineItem } from '../scenario/types';
import { parseDuration } from './units';

export interface RuleInForce {
  readonly id: string | null;
  readonly from: string;
  readonly to: string;
  readonly bothWays: boolean;
  readonly action: 'block' | 'allow';
  /** Added while the run went on, by the timeline or by hand. */
  readonly live: boolean;
}

export function rulesInForce(scenario: Scenario, acts: readonly TimelineItem[], time: number): readonly RuleInForce[] {
  const fixed = (scenario.firewalls ?? []).map((rule): RuleInForce => ({
    id: rule.id ?? null,
    from: rule.from,
    to: rule.to,
    bothWays: rule.bothWays ?? false,
    action: rule.action ?? 'block',
    live: false,
  }));
  let live: RuleInForce[] = [];
  let kept = fixed;
  const upToNow = [...(scenario.timeline ?? []), ...acts].map((item) => ({ item, at: parseDuration(item.at) ?? 0 })).filter(({ at }) => at <= time + 1);
  for (const { item } of upToNow.sort((a, b) => a.at - b.at)) {
    if (item.do === 'block')
      live = [{ id: item.id, from: item.rule.from, to: item.rule.to, bothWays: item.rule.bothWays ?? false, action: 'block', live: true }, ...live];
    if (item.do === 'unblock') {
      live = live.filter((rule) => rule.id !== item.id);
      kept = kept.filter((rule) => rule.id !== item.id);
    }
  }
  return [...live, ...kept];
}

/** Ids that a new block must not take. */
export function freshRuleId(scenario: Scenario, acts: readonly TimelineItem[]): string {
  const taken = new Set<string>();
  for (const rule of scenario.firewalls ?? []) if (rule.id !== undefined) taken.add(rule.id);
  for (const item of [...(scenario.timeline ?? []), ...acts]) if ('id' in item) taken.add(item.id);
  for (let n = 1; ; n++) if (!taken.has(`wall-${n}`)) return `wall-${n}`;
}
