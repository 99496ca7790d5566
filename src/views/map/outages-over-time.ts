/** Which WAN lines are cut and which servers stopped at any moment, from the scenario's timeline and what was done live. */
import { NO_OUTAGES, type Outages } from '../../render/outages';
import { defaultServers } from '../../scenario/defaults';
import type { Scenario, TimelineItem } from '../../scenario/types';
import { parseDuration } from '../../store/units';

export type OutagesAt = (micros: number) => Outages;

/** Returns the same object for all times between two changes. */
export function outagesOverTime(scenario: Scenario | null, acts: readonly TimelineItem[]): OutagesAt {
  const changes = changesOf(scenario, acts);
  return (micros) => {
    let found = NO_OUTAGES;
    for (const change of changes) {
      if (change.at > micros) break;
      found = change.outages;
    }
    return found;
  };
}

function changesOf(scenario: Scenario | null, acts: readonly TimelineItem[]): readonly { readonly at: number; readonly outages: Outages }[] {
  if (scenario === null) return [];
  const sites = new Map(scenario.sites.map((site, index) => [site.id, index]));
  const servers = new Map((scenario.servers ?? defaultServers(scenario.sites[0]?.id)).map((server, index) => [server.id, index]));
  const items = [...(scenario.timeline ?? []), ...acts].map((item) => ({ item, at: parseDuration(item.at) ?? 0 })).toSorted((a, b) => a.at - b.at);
  let now = NO_OUTAGES;
  const changes: { at: number; outages: Outages }[] = [];
  for (const { item, at } of items) {
    if (item.do === 'cutWan' || item.do === 'restoreWan') now = { ...now, sites: changed(now.sites, sites.get(item.site), item.do === 'cutWan') };
    else if (item.do === 'stopServer' || item.do === 'startServer')
      now = { ...now, servers: changed(now.servers, servers.get(item.server), item.do === 'stopServer') };
    else continue;
    changes.push({ at, outages: now });
  }
  return changes;
}

function changed(set: ReadonlySet<number>, index: number | undefined, isOut: boolean): ReadonlySet<number> {
  const next = new Set(set);
  if (index !== undefined && isOut) next.add(index);
  else if (index !== undefined) next.delete(index);
  return next;
}
