/** What the network lacks at a moment: sites without WAN, servers that do not run. Which lines that interrupts (NET-1, REG-10). */
import type { MapNames } from './scene';

export interface Outages {
  readonly sites: ReadonlySet<number>;
  readonly servers: ReadonlySet<number>;
}

export const NO_OUTAGES: Outages = { sites: new Set(), servers: new Set() };

/** A server answers while it and those above it run. */
export function isStopped(outages: Outages, names: MapNames, server: number): boolean {
  for (let at = server, steps = 0; at >= 0 && steps <= names.servers.length; at = names.servers[at]?.upstream ?? -1, steps++)
    if (outages.servers.has(at)) return true;
  return false;
}

/** Whether clients of a site cannot reach a server; inside one site that is no remote one no WAN is needed. */
export function isInterrupted(outages: Outages, names: MapNames, site: number, server: number): boolean {
  if (isStopped(outages, names, server)) return true;
  const home = names.servers[server]?.site ?? -1;
  if (home === site && !(names.sites[site]?.remote ?? false)) return false;
  return outages.sites.has(site) || outages.sites.has(home);
}
