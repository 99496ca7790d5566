/** What stands in the way of a question or an action now, said before it is asked. */
import { defaultServers } from '../../scenario/defaults';
import type { Scenario } from '../../scenario/types';
import type { FaultsInForce } from '../../store/rules-in-force';
import { count } from '../../store/units';

export interface Standing {
  readonly online: number;
  readonly registered: number;
}

export function askWarnings(scenario: Scenario, faults: FaultsInForce, { online, registered }: Standing): readonly string[] {
  const found: string[] = [];
  const servers = (scenario.servers ?? defaultServers(scenario.sites[0]?.id)).filter((server) => server.kind !== 'module');
  const stopped = servers.filter((server) => faults.stoppedServers.has(server.id));
  if (stopped.length > 0 && stopped.length === servers.length)
    found.push('No server runs: nobody hears it now, only who registers once a server runs again and before it expires.');
  else if (stopped.length > 0)
    found.push(`Server ${stopped.map((server) => server.id).join(', ')} stands still: its clients hear it late, by registration, or not at all.`);
  if (online === 0) found.push('No computer is online: only those that start and register before it expires will hear it.');
  else if (registered === 0) found.push('No computer has registered yet: none is estimated, and each hears it when it registers.');
  const cut = scenario.sites.filter((site) => faults.cutSites.has(site.id));
  if (cut.length > 0) found.push(`The WAN of ${cutWords(cut.map((site) => site.name ?? site.id))} is cut: nothing gets in or out there.`);
  return found;
}

function cutWords(names: readonly string[]): string {
  return names.length > 2 ? `${names[0]} and ${count(names.length - 1, 'other site')}` : names.join(' and ');
}
