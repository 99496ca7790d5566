/** A world as tests write it: addresses as text, times in µs. Becomes a compiled `World` or a scenario file; shares no code with the compiler. */
import { sensorSpec } from '../scenario/sensors';
import type { Target, TimelineAct } from '../scenario/types';
import type {
  Act, ClientException, FirewallRule, Match, Micros, Peering, Prefix, SensorSpec, Settings, SiteSpec, TargetSpec, World, Words,
} from '../sim/world'; // prettier-ignore
import { compareAddresses, textKey, type Address } from './plain-network';

export interface PlainPeering {
  readonly addressMask: number;
  readonly addressPrefixIPv6: number;
  readonly separated: readonly string[];
  readonly isolated: readonly string[];
  readonly intentional: readonly string[];
  readonly peerListSize: number;
  readonly maxChain: number | null;
  readonly skipUnreachable: boolean;
}
export interface PlainClient {
  readonly address: string;
  readonly subnet: number;
  readonly online?: boolean;
  readonly startAt?: Micros;
  readonly blockIncoming?: boolean;
  readonly blockOutgoing?: boolean;
  readonly answer?: string;
  readonly sensorTime?: Micros;
  readonly actionLock?: boolean;
}
/** Acts as the scenario file writes them; times in µs. */
export type PlainAct =
  Exclude<TimelineAct, { do: 'deploy' }> | { readonly do: 'deploy'; readonly id: string; readonly target?: Target; readonly distribute?: Micros };
/** `wan`, `lan`: latencies. What is not given: 10 Mbps both ways on the WAN, 1 Gbps on the LAN, no jitter, no loss. */
export interface PlainSite {
  id: string;
  kind: SiteSpec['kind'];
  wan: Micros;
  lan: Micros;
  downBps?: number;
  upBps?: number;
  jitter?: Micros;
  lossPpm?: number;
  lanBps?: number;
}
export interface PlainWorld {
  name: string;
  seed: number;
  duration: Micros;
  sites: PlainSite[];
  servers: { id: string; kind: 'server' | 'cloud' | 'zone'; site: string | null; upstream: string | null }[];
  subnets: { cidr: string; site: string; server: string | null; nat: string | null }[];
  clients: PlainClient[];
  throttles?: { server: string; subnet: string | null; rateBps: number }[];
  firewalls: { id: string; from: string; to: string; allow: boolean; bothWays: boolean }[];
  peering: PlainPeering;
  settings: Settings;
  timeline: ({ readonly at: Micros } & PlainAct)[];
  /** Sensors of this world's own: a scenario file cannot have them. All others are the program's list. */
  sensors: { readonly name: string; readonly values: readonly string[]; readonly weights: readonly number[] }[];
}

export const SECOND: Micros = 1_000_000;
export const DEFAULT_PEERING: PlainPeering = {
  addressMask: 24,
  addressPrefixIPv6: 0,
  separated: [],
  isolated: [],
  intentional: [],
  peerListSize: 10,
  maxChain: null,
  skipUnreachable: true,
};
export const DEFAULT_SETTINGS: Settings = {
  normalRegistration: [30 * SECOND, 90 * SECOND],
  initialRegistrationReset: [7200 * SECOND, 21600 * SECOND],
  startWindow: 60 * SECOND,
  knownFleet: true,
  connectTimeout: 3 * SECOND,
  reflectRetry: 60 * SECOND,
  keepAlive: 10 * SECOND,
  keepAliveMisses: 3,
  protocolOverheads: true,
  hopProcessing: 5000,
  sensorTime: 20_000,
  answerHold: SECOND,
  questionExpiry: 600 * SECOND,
  actionTimeout: 60 * SECOND,
};
export const RATES = { wan: 10_000_000, lan: 1_000_000_000 };

// ---- addresses as text

export function parseAddress(text: string): Address {
  if (text.includes('.')) return { family: 4, value: text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n) };
  const [head = '', tail] = text.split('::');
  const groups = (part: string | undefined): string[] => (part ? part.split(':') : []);
  const [before, after] = [groups(head), groups(tail)];
  const middle = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return { family: 6, value: [...before, ...middle, ...after].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n) };
}

export function formatAddress({ family, value }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
  return Array.from({ length: 8 }, (_, n) => ((value >> BigInt(112 - 16 * n)) & 0xffffn).toString(16)).join(':');
}

const wordsOf = (value: bigint): Words => {
  const word = (shift: bigint): number => Number((value >> shift) & 0xffffffffn);
  return [word(96n), word(64n), word(32n), word(0n)];
};

export function parsePrefix(text: string): Prefix {
  const [address = '', length] = text.split('/');
  const { family, value } = parseAddress(address);
  return { family, words: wordsOf(value), length: length === undefined ? (family === 4 ? 32 : 128) : Number(length) };
}

/** Clients of a plain world in chain order: their places here are their slots in the compiled world. */
export function clientsInOrder(plain: PlainWorld): PlainClient[] {
  return [...plain.clients].sort((a, b) => compareAddresses(parseAddress(a.address), parseAddress(b.address)));
}

// ---- to the compiled form

const matchOf = (text: string): Match => (text === 'any' ? null : parsePrefix(text));

function peeringOf(plain: Partial<PlainPeering>): Partial<Peering> {
  const { separated, isolated, intentional, ...rest } = plain;
  return {
    ...rest,
    ...(separated && { separated: separated.map(parsePrefix) }),
    ...(isolated && { isolated: isolated.map(parsePrefix) }),
    ...(intentional && { intentional: intentional.map(parsePrefix) }),
  };
}

function siteOf({ id, kind, wan, lan, downBps, upBps, jitter, lossPpm, lanBps }: PlainSite): SiteSpec {
  return {
    id,
    name: id,
    kind,
    remote: kind === 'vpn' || kind === 'internet',
    wan: { downBps: downBps ?? RATES.wan, upBps: upBps ?? RATES.wan, latency: wan, jitter: jitter ?? 0, lossPpm: lossPpm ?? 0 },
    lan: { rateBps: lanBps ?? RATES.lan, latency: lan },
  };
}

/** SRV-1: VPN and internet clients use the Zone Servers if there are any, all others the Tanium Servers. */
function serverNames(plain: PlainWorld, subnet: PlainWorld['subnets'][number]): number[] {
  if (subnet.server !== null) return [plain.servers.findIndex((s) => s.id === subnet.server)];
  const kind = plain.sites.find((s) => s.id === subnet.site)?.kind;
  const outside = (kind === 'vpn' || kind === 'internet') && plain.servers.some((s) => s.kind === 'zone');
  return plain.servers.flatMap((s, n) => ((s.kind === 'zone') === outside ? [n] : []));
}

function actOf(plain: PlainWorld, slots: ReadonlyMap<string, number>, item: PlainWorld['timeline'][number]): Act {
  const { at } = item;
  const slot = (address: string): number => slots.get(address) ?? -1;
  switch (item.do) {
    case 'stop':
      return { at, do: 'stop', clients: item.clients.map(slot), orderly: item.orderly ?? false };
    case 'start':
      return { at, do: 'start', clients: item.clients.map(slot) };
    case 'move':
      return { at, do: 'move', client: slot(item.client), toSubnet: plain.subnets.findIndex((s) => s.cidr === item.toSubnet) };
    case 'block': {
      const rule: FirewallRule = { id: item.id, from: matchOf(item.rule.from), to: matchOf(item.rule.to), allow: false, bothWays: item.rule.bothWays ?? false };
      return { at, do: 'block', rule };
    }
    case 'unblock':
      return { at, do: 'unblock', id: item.id };
    case 'setPeering':
      return { at, do: 'setPeering', peering: peeringOf(item.peering) };
    case 'cutWan':
    case 'restoreWan':
      return { at, do: item.do, site: plain.sites.findIndex((s) => s.id === item.site) };
    case 'stopServer':
    case 'startServer':
      return { at, do: item.do, server: plain.servers.findIndex((s) => s.id === item.server) };
    case 'ask':
      return { at, do: 'ask', id: item.id, sensors: item.sensors.map((name) => sensorOf(plain, name)), target: targetOf(plain, slot, item.target) };
    case 'deploy':
      return { at, do: 'deploy', id: item.id, key: textKey(item.id), target: targetOf(plain, slot, item.target), distribute: item.distribute ?? 0 };
    default:
      return { at, do: 'later', what: item.do };
  }
}

function sensorOf(plain: PlainWorld, name: string): SensorSpec {
  const own = plain.sensors.find((sensor) => sensor.name === name);
  return own ? { ...own, key: textKey(name) } : sensorSpec(name);
}

function targetOf(plain: PlainWorld, slot: (address: string) => number, target: Target = 'all'): TargetSpec {
  if (target === 'all') return { kind: 'all' };
  if ('site' in target) return { kind: 'site', site: plain.sites.findIndex((s) => s.id === target.site) };
  if ('subnet' in target) return { kind: 'subnet', subnet: plain.subnets.findIndex((s) => s.cidr === target.subnet) };
  if ('addresses' in target) return { kind: 'clients', clients: target.addresses.map(slot) };
  return { kind: 'fraction', ppm: Math.round(target.fraction * 1_000_000) };
}

/** Acts in order of time; those of one instant in the order they were written. */
export const inOrder = (plain: PlainWorld): PlainWorld['timeline'] => plain.timeline.map((item) => item).sort((a, b) => a.at - b.at);

export function toWorld(plain: PlainWorld): World {
  const clients = clientsInOrder(plain);
  const addresses = clients.map((client) => parseAddress(client.address));
  const slots = new Map(clients.map((client, slot) => [client.address, slot]));
  const siteIndex = (id: string | null): number => plain.sites.findIndex((s) => s.id === id);
  const nats = [...new Set(plain.subnets.map((s) => s.nat).filter((nat) => nat !== null))];
  const v6 = addresses.filter((a) => a.family === 6);
  let v6Index = 0;
  const exceptions = new Map<number, ClientException>();
  clients.forEach(({ address: _address, subnet: _subnet, ...exception }, slot) => {
    if (Object.keys(exception).length > 0) exceptions.set(slot, exception);
  });
  return {
    name: plain.name,
    seed: plain.seed,
    duration: plain.duration,
    sites: plain.sites.map(siteOf),
    servers: plain.servers.map((s) => ({ id: s.id, kind: s.kind, site: siteIndex(s.site), upstream: plain.servers.findIndex((u) => u.id === s.upstream) })),
    subnets: plain.subnets.map((s) => {
      const nat = s.nat === null ? 0 : nats.indexOf(s.nat) + 1;
      return { prefix: parsePrefix(s.cidr), site: siteIndex(s.site), servers: serverNames(plain, s), nat, managed: true };
    }),
    throttles: (plain.throttles ?? []).map(({ server, subnet, rateBps }) => {
      return { server: plain.servers.findIndex((s) => s.id === server), subnet: subnet === null ? null : parsePrefix(subnet), rateBps };
    }),
    clientCount: clients.length,
    subnetOf: Int32Array.from(clients, (client) => client.subnet),
    address: Uint32Array.from(addresses, (a) => (a.family === 4 ? Number(a.value) : 4 * v6Index++)),
    family: Uint8Array.from(addresses, (a) => a.family),
    v6Words: Uint32Array.from(v6.flatMap((a) => [...wordsOf(a.value)])),
    exceptions,
    firewalls: plain.firewalls.map((rule) => ({ ...rule, from: matchOf(rule.from), to: matchOf(rule.to) })),
    peering: { ...plain.peering, ...peeringOf(plain.peering) } as Peering,
    settings: plain.settings,
    timeline: inOrder(plain).map((item) => actOf(plain, slots, item)),
  };
}
