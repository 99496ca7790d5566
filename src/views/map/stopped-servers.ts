/** Which servers are stopped at any moment, from the scenario's timeline and what was done live. Which WAN is cut is in every frame. */
import { defaultServers } from '../../scenario/defaults';
import type { Scenario, TimelineItem } from '../../scenario/types';
import { parseDuration } from '../../store/units';

export type StoppedAt = (micros: number) => ReadonlySet<number>;

const NONE: ReadonlySet<number> = new Set();

/** Returns the same set for all times between two changes. */
export function stoppedOverTime(scenario: Scenario | null, acts: readonly TimelineItem[]): StoppedAt {
  const changes = changesOf(scenario, acts);
  return (micros) => {
    let found = NONE;
    for (const change of changes) {
      if (change.at > micros) break;
      found = change.stopped;
    }
    return found;
  };
}

function changesOf(scenario: Scenario | null, acts: readonly TimelineItem[]): readonly { readonly at: number; readonly stopped: ReadonlySet<number> }[] {
  if (scenario === null) return [];
  const servers = new Map((scenario.servers ?? defaultServers(scenario.sites[0]?.id)).map((server, index) => [server.id, index]));
  const items = [...(scenario.timeline ?? []), ...acts].map((item) => ({ item, at: parseDuration(item.at) ?? 0 })).toSorted((a, b) => a.at - b.at);
  let now = NONE;
  const changes: { at: number; stopped: ReadonlySet<number> }[] = [];
  for (const { item, at } of items) {
    if (item.do !== 'stopServer' && item.do !== 'startServer') continue;
    const next = new Set(now);
    const index = servers.get(item.server) ?? -1;
    if (item.do === 'startServer') next.delete(index);
    else if (index >= 0) next.add(index);
    now = next;
    changes.push({ at, stopped: now });
  }
  return changes;
}
