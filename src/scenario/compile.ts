/** A valid scenario → the world the simulation runs in: numbers instead of texts, defaults filled in, clients in chain order. */
import type { Act, ClientException, Peering, ServerSpec, Settings, SiteSpec, Slot, SubnetSpec, ThrottleSpec, World } from '../sim/world';
import { comparePrefixes, formatAddress, parseAddress, parseCidr } from './addresses';
import { placeClients, planSubnet, slotOfAddress } from './client-columns';
import type { ClientColumns } from './client-columns';
import { DEFAULT_SITE_KIND, defaultServers, LAN_DEFAULTS, PEERING_DEFAULTS, SCENARIO_DEFAULTS, SETTINGS_DEFAULTS, WAN_DEFAULTS } from './defaults';
import { firewallIds } from './firewall-ids';
import { ProblemList } from './problems';
import { compileBlocks, compileRule, resolveAct } from './resolve-act';
import type { Scenario, ScenarioClient, ScenarioPeering, ScenarioServer, ScenarioSettings, ScenarioSite, TimelineItem } from './types';
import { parseDuration, parseRate } from './units';
import { namesOf } from './world-names';

export function compileScenario(scenario: Scenario): World {
  const columns = placeClients(scenario.subnets.map(planSubnet));
  const ids = firewallIds(scenario.firewalls ?? []);
  const still: World = {
    name: scenario.name ?? SCENARIO_DEFAULTS.name,
    seed: scenario.seed ?? SCENARIO_DEFAULTS.seed,
    duration: micros(scenario.duration ?? SCENARIO_DEFAULTS.duration),
    ...compileNetwork(scenario),
    ...columns,
    exceptions: compileExceptions(scenario.clients ?? [], columns),
    firewalls: (scenario.firewalls ?? []).map((rule, i) => compileRule(ids[i] ?? '', rule, rule.action === 'allow')),
    peering: compilePeering(scenario.peering ?? {}),
    settings: compileSettings(scenario.settings ?? {}),
    timeline: [],
  };
  return { ...still, timeline: compileTimeline(scenario.timeline ?? [], still) };
}

/** Sites, servers, subnets and throttles: all of the world that does not grow with the number of clients. */
export function compileNetwork(scenario: Scenario): Pick<World, 'sites' | 'servers' | 'subnets' | 'throttles'> {
  const servers = scenario.servers ?? defaultServers(scenario.sites[0]?.id);
  const sites = scenario.sites.map(compileSite);
  return {
    sites,
    servers: compileServers(servers, scenario.sites),
    subnets: compileSubnets(scenario, sites, servers),
    throttles: compileThrottles(scenario.throttles ?? [], servers),
  };
}

function micros(text: string): number {
  const value = parseDuration(text);
  if (value === null) throw new Error(`duration ${text} was not validated`);
  return value;
}

function bitsPerSecond(text: string): number {
  const value = parseRate(text);
  if (value === null) throw new Error(`rate ${text} was not validated`);
  return value;
}

function compileSite(site: ScenarioSite): SiteSpec {
  const kind = site.kind ?? DEFAULT_SITE_KIND;
  const wan = { ...WAN_DEFAULTS[kind], ...site.wan };
  const lan = { ...LAN_DEFAULTS, ...site.lan };
  return {
    id: site.id,
    name: site.name ?? site.id,
    kind,
    remote: kind === 'vpn' || kind === 'internet',
    wan: {
      downBps: bitsPerSecond(wan.down),
      upBps: bitsPerSecond(wan.up),
      latency: micros(wan.latency),
      jitter: micros(wan.jitter),
      lossPpm: Math.round(wan.loss * 1_000_000),
    },
    lan: { rateBps: bitsPerSecond(lan.rate), latency: micros(lan.latency) },
  };
}

function compileServers(servers: readonly ScenarioServer[], sites: readonly ScenarioSite[]): readonly ServerSpec[] {
  const siteIndex = new Map(sites.map((site, i) => [site.id, i]));
  const serverIndex = new Map(servers.map((server, i) => [server.id, i]));
  // A Zone Server that names nobody stands before the only server there is: validation saw to it.
  const only = servers.findIndex((server) => server.kind === 'server' || server.kind === 'cloud');
  return servers.map((server) => ({
    id: server.id,
    kind: server.kind,
    site: server.site === undefined ? -1 : (siteIndex.get(server.site) ?? -1),
    upstream: server.kind !== 'zone' ? -1 : server.upstream === undefined ? only : (serverIndex.get(server.upstream) ?? -1),
  }));
}

/** By server, all clients before subnets, the tighter of two equal ones first: a message passes them in this order (NET-4), and the order of the file decides nothing. */
function compileThrottles(throttles: NonNullable<Scenario['throttles']>, servers: readonly ScenarioServer[]): readonly ThrottleSpec[] {
  const serverIndex = new Map(servers.map((server, i) => [server.id, i]));
  const compiled = throttles.map((throttle) => ({
    id: throttle.server,
    spec: {
      server: serverIndex.get(throttle.server) ?? -1,
      subnet: throttle.subnet === undefined ? null : (parseCidr(throttle.subnet)?.prefix ?? null),
      rateBps: bitsPerSecond(throttle.rate),
    },
  }));
  compiled.sort((a, b) => (a.id === b.id ? compareThrottles(a.spec, b.spec) : a.id < b.id ? -1 : 1));
  return compiled.map((one) => one.spec);
}

function compareThrottles(a: ThrottleSpec, b: ThrottleSpec): number {
  if (a.subnet === null || b.subnet === null) return Number(a.subnet !== null) - Number(b.subnet !== null) || a.rateBps - b.rateBps;
  return comparePrefixes(a.subnet, b.subnet) || a.rateBps - b.rateBps;
}

/** Indices of servers in the order of their ids, so that the order of the file does not decide who registers where. */
function serverNames(servers: readonly ScenarioServer[], isWanted: (server: ScenarioServer) => boolean): readonly number[] {
  const wanted = servers.map((server, i) => ({ id: server.id, i, take: isWanted(server) })).filter((entry) => entry.take);
  return wanted.sort((a, b) => (a.id < b.id ? -1 : 1)).map((entry) => entry.i);
}

function compileSubnets(scenario: Scenario, sites: readonly SiteSpec[], servers: readonly ScenarioServer[]): readonly SubnetSpec[] {
  const siteIndex = new Map(sites.map((site, i) => [site.id, i]));
  const serverIndex = new Map(servers.map((server, i) => [server.id, i]));
  const inside = serverNames(servers, (server) => server.kind === 'server' || server.kind === 'cloud');
  const zones = serverNames(servers, (server) => server.kind === 'zone');
  const nats = natNumbers(scenario);
  return scenario.subnets.map((subnet) => {
    const site = siteIndex.get(subnet.site) ?? -1;
    const managed = subnet.managed !== false;
    const byPlace = sites[site]?.remote === true && zones.length > 0 ? zones : inside;
    const named = subnet.server === undefined ? byPlace : [serverIndex.get(subnet.server) ?? -1];
    return { prefix: parseCidr(subnet.cidr)!.prefix, site, servers: managed ? named : [], nat: nats.get(natKey(subnet.nat)) ?? 0, managed };
  });
}

function natKey(nat: string | null | undefined): string {
  const address = nat === null || nat === undefined ? null : parseAddress(nat);
  return address === null ? '' : formatAddress(address);
}

/** 1, 2, … for the distinct NAT addresses in the order of their texts: the order of the file means nothing (CHAIN-7). */
function natNumbers(scenario: Scenario): ReadonlyMap<string, number> {
  const keys = new Set(scenario.subnets.map((subnet) => natKey(subnet.nat)).filter((key) => key !== ''));
  return new Map([...keys].sort().map((key, i) => [key, i + 1]));
}

function compileExceptions(clients: readonly ScenarioClient[], columns: ClientColumns): ReadonlyMap<Slot, ClientException> {
  const exceptions = new Map<Slot, ClientException>();
  for (const client of clients) {
    const slot = slotOfAddress(columns, client.address);
    const exception: ClientException = {
      ...(client.name === undefined ? {} : { name: client.name }),
      ...(client.online === false ? { online: false } : {}),
      ...(client.startAt === undefined ? {} : { startAt: micros(client.startAt) }),
      ...(client.blockIncoming === true ? { blockIncoming: true } : {}),
      ...(client.blockOutgoing === true ? { blockOutgoing: true } : {}),
      ...(client.version === undefined ? {} : { version: client.version }),
      ...(client.answer === undefined ? {} : { answer: client.answer }),
      ...(client.sensorTime === undefined ? {} : { sensorTime: micros(client.sensorTime) }),
      ...(client.actionLock === true ? { actionLock: true } : {}),
    };
    if (slot !== null && Object.keys(exception).length > 0) exceptions.set(slot, exception);
  }
  return exceptions;
}

function compilePeering(peering: ScenarioPeering): Peering {
  return {
    ...PEERING_DEFAULTS,
    ...peering,
    separated: compileBlocks(peering.separated ?? []),
    isolated: compileBlocks(peering.isolated ?? []),
    intentional: compileBlocks(peering.intentional ?? []),
  };
}

function compileSettings(settings: ScenarioSettings): Settings {
  const all = { ...SETTINGS_DEFAULTS, ...settings };
  return {
    normalRegistration: [micros(all.normalRegistration[0]), micros(all.normalRegistration[1])],
    initialRegistrationReset: [micros(all.initialRegistrationReset[0]), micros(all.initialRegistrationReset[1])],
    startWindow: micros(all.startWindow),
    knownFleet: all.knownFleet,
    connectTimeout: micros(all.connectTimeout),
    reflectRetry: micros(all.reflectRetry),
    keepAlive: micros(all.keepAlive),
    keepAliveMisses: all.keepAliveMisses,
    protocolOverheads: all.protocolOverheads,
    hopProcessing: micros(all.hopProcessing),
    sensorTime: micros(all.sensorTime),
    answerHold: all.answerHold === 'never' ? Infinity : micros(all.answerHold),
    questionExpiry: micros(all.questionExpiry),
    actionTimeout: micros(all.actionTimeout),
  };
}

function compileTimeline(items: readonly TimelineItem[], world: World): readonly Act[] {
  const names = namesOf(world);
  const problems = new ProblemList();
  const acts = items.flatMap((item, i): readonly Act[] => {
    const act = resolveAct(item, names, ['timeline', i], problems);
    return act === null ? [] : [{ ...act, at: micros(item.at) }];
  });
  if (!problems.isEmpty) throw new Error(`the timeline was not validated: ${problems.toArray()[0]?.message ?? ''}`);
  // Stable: what the file says for one instant happens in the order of the file.
  return acts.sort((a, b) => a.at - b.at);
}
