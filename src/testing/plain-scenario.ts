/** A plain world as a scenario file, and as text for failure reports. */
import type { Scenario, TimelineAct } from '../scenario/types';
import type { Micros } from '../sim/world';
import { clientsInOrder, inOrder, RATES, SECOND, type PlainAct, type PlainWorld } from './plain-world';

const micros = (t: Micros): string => `${t}us`;
const rate = (bitsPerSecond: number): string => `${bitsPerSecond}bps`;
const range = ([from, to]: readonly [Micros, Micros]): [string, string] => [micros(from), micros(to)];

export function toScenario(plain: PlainWorld): Scenario {
  const { settings } = plain;
  return {
    format: 'chainscope-scenario',
    version: 1,
    name: plain.name,
    seed: plain.seed,
    duration: micros(plain.duration),
    servers: plain.servers.map(({ id, kind, site, upstream }) => ({ id, kind, ...(site !== null && { site }), ...(upstream !== null && { upstream }) })),
    sites: plain.sites.map(({ id, kind, wan, lan, downBps, upBps, jitter, lossPpm, lanBps }) => ({
      id,
      kind,
      wan: {
        down: rate(downBps ?? RATES.wan),
        up: rate(upBps ?? RATES.wan),
        latency: micros(wan),
        ...(jitter !== undefined && { jitter: micros(jitter) }),
        ...(lossPpm !== undefined && { loss: lossPpm / 1_000_000 }),
      },
      lan: { rate: rate(lanBps ?? RATES.lan), latency: micros(lan) },
    })),
    ...(plain.throttles && {
      throttles: plain.throttles.map(({ server, subnet, rateBps }) => ({ server, ...(subnet !== null && { subnet }), rate: rate(rateBps) })),
    }),
    subnets: plain.subnets.map(({ cidr, site, server, nat }, n) => {
      const addresses = plain.clients.filter((c) => c.subnet === n).map((c) => c.address);
      return { cidr, site, addresses, ...(server !== null && { server }), ...(nat !== null && { nat }) };
    }),
    clients: plain.clients.flatMap(({ subnet: _subnet, startAt, sensorTime, ...client }) => {
      const times = { ...(startAt !== undefined && { startAt: micros(startAt) }), ...(sensorTime !== undefined && { sensorTime: micros(sensorTime) }) };
      return Object.keys({ ...client, ...times }).length === 1 ? [] : [{ ...client, ...times }];
    }),
    firewalls: plain.firewalls.map(({ id, from, to, allow, bothWays }) => ({
      id,
      from,
      to,
      action: allow ? ('allow' as const) : ('block' as const),
      bothWays,
    })),
    peering: plain.peering,
    settings: {
      normalRegistration: range(settings.normalRegistration),
      initialRegistrationReset: range(settings.initialRegistrationReset),
      startWindow: micros(settings.startWindow),
      knownFleet: settings.knownFleet,
      connectTimeout: micros(settings.connectTimeout),
      reflectRetry: micros(settings.reflectRetry),
      keepAlive: micros(settings.keepAlive),
      keepAliveMisses: settings.keepAliveMisses,
      protocolOverheads: settings.protocolOverheads,
      hopProcessing: micros(settings.hopProcessing),
      sensorTime: micros(settings.sensorTime),
      answerHold: settings.answerHold === Infinity ? 'never' : micros(settings.answerHold),
      questionExpiry: micros(settings.questionExpiry),
      actionTimeout: micros(settings.actionTimeout),
    },
    timeline: inOrder(plain).map((act) => ({ ...itemOf(act), at: micros(act.at) })),
  };
}

function itemOf(act: PlainAct): TimelineAct {
  if (act.do !== 'deploy') return act;
  const { distribute, ...rest } = act;
  return { ...rest, ...(distribute !== undefined && { distribute: micros(distribute) }) };
}

/** For failure reports: one line per thing, addresses as people write them. */
export function describe(plain: PlainWorld): string {
  const s = plain.settings;
  const lines = [
    `world ${plain.name} (seed ${plain.seed}, ${plain.duration / SECOND} s)`,
    ...plain.sites.map(({ id, kind, wan, lan, ...rest }) => `  site ${id} ${kind}: LAN ${lan} µs, WAN ${wan} µs ${JSON.stringify(rest)}`),
    ...(plain.throttles ?? []).map(({ server, subnet, rateBps }) => `  throttle of ${server} to ${subnet ?? 'all'}: ${rateBps} bps`),
    ...plain.servers.map(
      (server) => `  server ${server.id} ${server.kind} at ${server.site ?? 'no site'}${server.upstream === null ? '' : `, upstream ${server.upstream}`}`,
    ),
    ...plain.subnets.map(
      (subnet) => `  subnet ${subnet.cidr} at ${subnet.site}, server ${subnet.server ?? 'any'}${subnet.nat === null ? '' : `, NAT ${subnet.nat}`}`,
    ),
    ...clientsInOrder(plain).map(
      ({ address, subnet: _subnet, ...rest }, slot) => `  client ${slot}: ${address} ${Object.keys(rest).length > 0 ? JSON.stringify(rest) : ''}`,
    ),
    ...plain.firewalls.map((rule) => `  rule ${rule.id}: ${rule.allow ? 'allow' : 'block'} ${rule.from} ${rule.bothWays ? '<->' : '->'} ${rule.to}`),
    `  peering ${JSON.stringify(plain.peering)}`,
    `  settings ${JSON.stringify(s)}`,
    ...inOrder(plain).map(({ at, ...act }) => `  at ${at / SECOND} s: ${JSON.stringify(act)}`),
  ];
  return lines.join('\n');
}
