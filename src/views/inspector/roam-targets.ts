/** Which subnets a client can roam to: every managed one but its own; VPN and internet first. */
import type { Scenario } from '../../scenario/types';

export interface RoamTarget {
  readonly cidr: string;
  readonly site: string;
}
/** A menu with more entries than this helps nobody; the palette and the scenario file take any subnet. */
const MAX_TARGETS = 60;

export function roamTargets(scenario: Scenario, current: string): readonly RoamTarget[] {
  const sites = new Map(scenario.sites.map((site) => [site.id, site]));
  const isRemote = (site: string): boolean => ['vpn', 'internet'].includes(sites.get(site)?.kind ?? '');
  return scenario.subnets
    .filter((subnet) => subnet.managed !== false && subnet.cidr !== current)
    .map((subnet) => ({ cidr: subnet.cidr, site: sites.get(subnet.site)?.name ?? subnet.site, remote: isRemote(subnet.site) }))
    .sort((a, b) => Number(b.remote) - Number(a.remote))
    .slice(0, MAX_TARGETS);
}
