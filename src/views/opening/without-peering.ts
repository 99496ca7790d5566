/** The same question with every client talking to its server: one message down and one up for each (NET-7), over the WAN where NET-3 says so. */
import type { Scenario } from '../../scenario/types';
import { defaultServers } from '../../scenario/defaults';

export interface Asked {
  /** Ids. */
  readonly site: string;
  readonly server: string | null;
}

/** A question, and its answer. */
const MESSAGES_EACH = 2;

/** Messages over the WAN; null when these are not the clients that the question counts. */
export function wanWithoutPeering(clients: readonly Asked[], estimated: number, scenario: Pick<Scenario, 'sites' | 'servers'>): number | null {
  const asked = clients.filter((client) => client.server !== null);
  if (asked.length !== estimated) return null;
  const servers = scenario.servers ?? defaultServers(scenario.sites[0]?.id);
  const siteOfServer = new Map(servers.map((server) => [server.id, server.site]));
  const remote = new Set(scenario.sites.filter((site) => site.kind === 'vpn' || site.kind === 'internet').map((site) => site.id));
  const overWan = asked.filter(({ site, server }) => remote.has(site) || siteOfServer.get(server ?? '') !== site);
  return MESSAGES_EACH * overWan.length;
}
