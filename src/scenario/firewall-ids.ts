/** Every firewall rule has an id, so that it can be shown and taken away: its own, or "firewall-3" after its place. */
import type { ScenarioFirewall } from './types';

export function firewallIds(firewalls: readonly ScenarioFirewall[]): readonly string[] {
  const taken = new Set(firewalls.flatMap((rule) => rule.id ?? []));
  return firewalls.map((rule, i) => {
    if (rule.id !== undefined) return rule.id;
    let id = `firewall-${i + 1}`;
    while (taken.has(id)) id += '-';
    taken.add(id);
    return id;
  });
}
