/** What the notes about a network look at, worked out once for a scenario without problems: places, clients, servers, and the rates between them. */
import type { Micros, ServerSpec, SiteSpec, SubnetSpec, ThrottleSpec } from '../sim/world';
import type { ClientColumns, SubnetPlan } from './client-columns';
import { compileNetwork } from './compile';
import { SCENARIO_DEFAULTS, SETTINGS_DEFAULTS } from './defaults';
import { blockKey } from './resolve-names';
import type { Scenario } from './types';
import { parseDuration } from './units';

export interface NetworkFacts {
  readonly scenario: Scenario;
  readonly sites: readonly SiteSpec[];
  readonly servers: readonly ServerSpec[];
  readonly subnets: readonly SubnetSpec[];
  readonly throttles: readonly ThrottleSpec[];
  readonly columns: ClientColumns;
  /** Clients that start in each subnet, in the order of the file. */
  readonly clients: readonly number[];
  /** Subnets that somebody moves to, by the canonical key of their CIDR. */
  readonly goals: ReadonlySet<string>;
  /** Clients that start in each site. */
  readonly clientsAt: readonly number[];
  /** Where the run ends by default. */
  readonly end: Micros;
  /** Mean gap between two normal registrations of a client (REG-3). */
  readonly registrationGap: Micros;
  /** `settings.protocolOverheads`: without them messages have no size. */
  readonly hasSizes: boolean;
}

export function networkFacts(scenario: Scenario, plans: readonly SubnetPlan[], columns: ClientColumns): NetworkFacts {
  const network = compileNetwork(scenario);
  const clients = plans.map((plan) => (plan.managed ? plan.clients : 0));
  const clientsAt = network.sites.map(() => 0);
  network.subnets.forEach(({ site }, i) => (clientsAt[site] = (clientsAt[site] ?? 0) + (clients[i] ?? 0)));
  const [shortest, longest] = scenario.settings?.normalRegistration ?? SETTINGS_DEFAULTS.normalRegistration;
  return {
    scenario,
    ...network,
    columns,
    clients,
    goals: new Set((scenario.timeline ?? []).flatMap((item) => (item.do === 'move' ? [blockKey(item.toSubnet) ?? ''] : []))),
    clientsAt,
    end: micros(scenario.duration ?? SCENARIO_DEFAULTS.duration),
    registrationGap: (micros(shortest) + micros(longest)) / 2,
    hasSizes: scenario.settings?.protocolOverheads ?? SETTINGS_DEFAULTS.protocolOverheads,
  };
}

/** Whether clients of a site have their server on their LAN (NET-3). */
export function onLan(facts: NetworkFacts, site: number, server: number): boolean {
  return facts.servers[server]?.site === site && facts.sites[site]?.remote === false;
}

/** The site as people know it: its name, and its id where that is another. */
export function siteWords(site: SiteSpec): string {
  return site.name === site.id || site.name.trim() === '' ? site.id : `${site.name} (${site.id})`;
}

export const micros = (text: string): Micros => parseDuration(text) ?? 0;
