/** The scenario's names as the map wants them, by index. */
import type { MapNames } from '../render/scene';
import { NO_NAMES } from '../render/scene';
import { defaultServers, WAN_DEFAULTS } from '../scenario/defaults';
import type { Scenario, ScenarioSite } from '../scenario/types';
import { parseRate } from '../scenario/units';
import { labelOf } from '../store/labels';

const SERVER_WORDS = { server: 'Tanium Server', cloud: 'Tanium Cloud', zone: 'Zone Server', module: 'Module Server' } as const;

export function mapNames(scenario: Scenario | null): MapNames {
  if (scenario === null) return NO_NAMES;
  const siteIndex = new Map(scenario.sites.map((site, index) => [site.id, index]));
  const servers = scenario.servers ?? defaultServers(scenario.sites[0]?.id);
  const serverIndex = new Map(servers.map((server, index) => [server.id, index]));
  const ofKind = (kind: keyof typeof SERVER_WORDS): number => servers.filter((server) => server.kind === kind).length;
  return {
    sites: scenario.sites.map((site) => ({
      name: site.name ?? site.id,
      remote: site.kind === 'vpn' || site.kind === 'internet',
      wan: { upBps: rateOf(site, 'up'), downBps: rateOf(site, 'down') },
    })),
    servers: servers.map((server) => ({
      name: ofKind(server.kind) > 1 ? `${SERVER_WORDS[server.kind]} ${server.id}` : SERVER_WORDS[server.kind],
      kind: server.kind,
      site: siteIndex.get(server.site ?? '') ?? -1,
      upstream: serverIndex.get(server.upstream ?? '') ?? -1,
    })),
    subnets: scenario.subnets.map((subnet) => ({ label: subnet.cidr, site: siteIndex.get(subnet.site) ?? -1, managed: subnet.managed !== false })),
    labelOf: (slot) => {
      const label = labelOf(slot);
      return label === null ? null : label.name === '' ? label.address : label.name;
    },
  };
}

/** NET-5: what a site does not say follows from its kind. */
function rateOf(site: ScenarioSite, direction: 'up' | 'down'): number {
  return parseRate(site.wan?.[direction] ?? WAN_DEFAULTS[site.kind ?? 'branch'][direction]) ?? 0;
}
