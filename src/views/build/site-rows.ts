/** Sites with their subnets as one list of rows, and what a search leaves of it. */
import type { Scenario, ScenarioSite, ScenarioSubnet } from '../../scenario/types';

export type SiteListRow =
  | { readonly kind: 'site'; readonly site: ScenarioSite; readonly index: number; readonly clients: number }
  | { readonly kind: 'subnet'; readonly subnet: ScenarioSubnet; readonly index: number; readonly clients: number };

export const SITE_KIND_WORDS = {
  datacenter: 'data center',
  headquarters: 'headquarters',
  branch: 'branch',
  vpn: 'VPN',
  internet: 'internet',
  lab: 'lab',
} as const;

export function siteRows(scenario: Scenario): readonly SiteListRow[] {
  const subnetsOf = new Map<string, SiteListRow[]>();
  scenario.subnets.forEach((subnet, index) => {
    const list = subnetsOf.get(subnet.site) ?? [];
    list.push({ kind: 'subnet', subnet, index, clients: subnet.clients ?? subnet.addresses?.length ?? 0 });
    subnetsOf.set(subnet.site, list);
  });
  return scenario.sites.flatMap((site, index): SiteListRow[] => {
    const subnets = subnetsOf.get(site.id) ?? [];
    return [{ kind: 'site', site, index, clients: subnets.reduce((sum, one) => sum + one.clients, 0) }, ...subnets];
  });
}

/** Sites that are named with all of their subnets; subnets that are named under their site. Case does not matter. */
export function filterRows(rows: readonly SiteListRow[], text: string): readonly SiteListRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return rows;
  const kept: SiteListRow[] = [];
  let site: SiteListRow | null = null;
  let wholeSite = false;
  for (const row of rows) {
    if (row.kind === 'site') {
      wholeSite = wordsOf(row.site).includes(wanted);
      site = wholeSite ? null : row;
      if (wholeSite) kept.push(row);
    } else if (wholeSite) kept.push(row);
    else if (row.subnet.cidr.toLowerCase().includes(wanted)) {
      if (site !== null) kept.push(site);
      site = null;
      kept.push(row);
    }
  }
  return kept;
}

function wordsOf(site: ScenarioSite): string {
  return `${site.name ?? ''} ${site.id} ${SITE_KIND_WORDS[site.kind ?? 'branch']}`.toLowerCase();
}
