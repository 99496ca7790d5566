/**
 * Small random worlds, a pure function of the seed. Each seed first draws which features are on (swarm style), so that rare combinations
 * meet, and then fills them in. Times are coarse on purpose in some of them: many things then happen in the same microsecond.
 */
import type { Scenario } from '../scenario/types';
import type { Micros, World } from '../sim/world';
import { Dice } from './dice';
import { describe, toScenario } from './plain-scenario';
import { clientsInOrder, DEFAULT_PEERING, DEFAULT_SETTINGS, SECOND, toWorld, type PlainPeering, type PlainWorld } from './plain-world';
import { addNetwork } from './random-network';
import { addQuestions } from './random-questions';

// prettier-ignore
export const FEATURES = [
  'blockBothWays', 'blockOneWay', 'hostFirewall', 'allowRule', 'stopSilent', 'stopOrderly', 'start', 'move', 'sites',
  'subnets', 'separated', 'isolated', 'intentional', 'ipv6', 'ipv6Prefix', 'nat', 'twoServers', 'zone',
  'serverOutage', 'wanCut', 'wideMask', 'maxChain', 'smallList', 'nearestOnly', 'rollOut', 'setPeering', 'shortReset',
  'shortTimers', 'zeroLatency', 'equalStart', 'startAt', 'someOffline', 'clash', 'farSite', 'vpn',
  'ask', 'askMany', 'rowQuestion', 'target', 'slowSensor', 'ownSensors', 'ownAnswer', 'holdZero', 'holdShort', 'holdNever', 'noHop',
  'deploy', 'distribute', 'actionLock', 'shortCommand', 'shortExpiry', 'midWave', 'untilExpiry',
  'lanRates', 'wanRates', 'jitter', 'loss', 'farLinks', 'throttles', 'zoneChain',
] as const;
export type Feature = (typeof FEATURES)[number];
const NETWORK = ['lanRates', 'wanRates', 'jitter', 'loss', 'farLinks', 'throttles', 'zoneChain'] as const satisfies readonly Feature[];
/** Of the worlds; all others have the links that a scenario has by default. */
const UNUSUAL_LINKS = 60;

export interface RandomOptions {
  /** Ends with a long time in which nothing happens: more than two resets of every client, so that §4.1 must hold. */
  readonly quiet?: boolean;
  /** Short timers, and over within a quarter of a minute. */
  readonly brief?: boolean;
  /** Features that are never drawn. */
  readonly without?: readonly Feature[];
  /** Features that are always on. */
  readonly having?: readonly Feature[];
  /** Some dozens of clients instead of a few: long chains. */
  readonly crowded?: boolean;
}
export interface Draft {
  readonly dice: Dice;
  readonly on: ReadonlySet<Feature>;
  readonly world: PlainWorld;
  readonly quiet: boolean;
  readonly crowded: boolean;
  /** Acts happen up to here. */
  readonly busyUntil: Micros;
}

export function featuresOf(seed: number, options: RandomOptions = {}): Set<Feature> {
  const dice = new Dice(seed);
  const share = dice.pick([15, 30, 45]);
  const on = new Set<Feature>(FEATURES.filter(() => dice.chance(share)));
  if (!dice.chance(UNUSUAL_LINKS)) for (const feature of NETWORK) on.delete(feature);
  // a registration that takes longer than the time between two of them never lets a chain come to rest
  if (options.quiet) for (const feature of ['nearestOnly', 'farSite', 'wanRates', 'loss', 'farLinks', 'throttles'] as const) on.delete(feature);
  if (options.quiet) for (const feature of ['shortReset', 'shortTimers'] as const) on.add(feature);
  if (options.brief) on.add('shortTimers');
  for (const feature of options.without ?? []) on.delete(feature);
  for (const feature of options.having ?? []) on.add(feature);
  return on;
}

export function randomPlain(seed: number, options: RandomOptions = {}): PlainWorld {
  const on = featuresOf(seed, options);
  const dice = new Dice(seed + 2 ** 32);
  const settings = randomSettings(dice, on, options.quiet === true);
  const busyUntil = (options.brief ? dice.between(4, 9) : on.has('shortTimers') ? dice.between(40, 120) : dice.between(120, 480)) * SECOND;
  const quietTime = 3 * settings.normalRegistration[1] + 3 * (settings.initialRegistrationReset[1] + 5 * SECOND);
  const duration = busyUntil + (options.quiet ? quietTime : options.brief ? 3 * SECOND : on.has('shortTimers') ? 30 * SECOND : 120 * SECOND);
  const world: PlainWorld = {
    name: `random ${seed}`,
    seed: dice.chance(90) ? seed : (seed % 1_000_000) * 4_294_967_311 + 1,
    duration,
    sites: [],
    servers: [],
    subnets: [],
    clients: [],
    firewalls: [],
    peering: DEFAULT_PEERING,
    settings,
    timeline: [],
    sensors: [],
  };
  const draft: Draft = { dice, on, world, quiet: options.quiet === true, crowded: options.crowded === true, busyUntil };
  addSitesAndServers(draft);
  addSubnets(draft);
  addClients(draft);
  world.peering = randomPeering(draft);
  addFirewalls(draft);
  addClientActs(draft);
  addBlocks(draft);
  addOutages(draft);
  if (on.has('setPeering'))
    for (let n = dice.between(1, 2); n > 0; n--) world.timeline.push({ at: moment(draft), do: 'setPeering', peering: peeringChange(draft) });
  addQuestions(draft);
  addNetwork(draft);
  world.timeline.sort((a, b) => a.at - b.at);
  return world;
}

export const randomWorld = (seed: number, options: RandomOptions = {}): World => toWorld(randomPlain(seed, options));
export const randomScenario = (seed: number, options: RandomOptions = {}): Scenario => toScenario(randomPlain(seed, options));
export const describeRandom = (seed: number, options: RandomOptions = {}): string =>
  `seed ${seed}, features ${[...featuresOf(seed, options)].join(' ')}\n${describe(randomPlain(seed, options))}`;

function randomSettings(dice: Dice, on: ReadonlySet<Feature>, quiet: boolean): PlainWorld['settings'] {
  const clash = on.has('clash');
  const short = on.has('shortTimers');
  const seconds = (lo: number, hi: number): [Micros, Micros] => [(clash ? hi : lo) * SECOND, hi * SECOND];
  return {
    ...DEFAULT_SETTINGS,
    normalRegistration: short ? seconds(3, 9) : seconds(30, 90),
    initialRegistrationReset: on.has('shortReset') ? (short ? seconds(quiet ? 30 : 8, quiet ? 45 : 20) : seconds(60, 120)) : seconds(7200, 21600),
    startWindow: on.has('equalStart') ? 0 : (short ? dice.between(1, 10) : dice.between(1, 60)) * SECOND,
    knownFleet: !on.has('rollOut'),
    connectTimeout: short ? 300_000 : 3 * SECOND,
    reflectRetry: short ? 4 * SECOND : dice.pick([20, 60]) * SECOND,
    keepAlive: (short ? 1 : 10) * SECOND,
    keepAliveMisses: dice.between(2, 3),
    protocolOverheads: dice.chance(80),
  };
}

function moment({ dice, on, busyUntil }: Draft): Micros {
  const t = dice.below(busyUntil);
  return on.has('clash') ? t - (t % SECOND) : t;
}

function addSitesAndServers({ dice, on, world }: Draft): void {
  const zero = on.has('zeroLatency');
  const lan = (): Micros => (zero ? 0 : dice.pick([500, 500, 3000, dice.between(1, 900)]));
  const wan = (): Micros => (zero && dice.chance(50) ? 0 : dice.pick([2000, 10_000, 40_000, dice.between(1, 30_000)]));
  world.sites.push({ id: 'hq', kind: 'headquarters', wan: wan(), lan: lan() });
  if (on.has('sites')) world.sites.push({ id: 'branch', kind: 'branch', wan: on.has('farSite') ? 1_600_000 : wan(), lan: lan() });
  if (on.has('vpn')) world.sites.push({ id: 'vpn', kind: 'vpn', wan: wan(), lan: lan() });
  const place = (): string | null => (dice.chance(25) ? null : dice.pick(world.sites.filter((s) => s.kind !== 'vpn')).id);
  world.servers.push({ id: 'ts', kind: dice.chance(80) ? 'server' : 'cloud', site: place(), upstream: null });
  if (on.has('twoServers')) world.servers.push({ id: 'ts2', kind: 'server', site: place(), upstream: null });
  if (on.has('zone')) for (const id of dice.chance(50) ? ['zs1'] : ['zs1', 'zs2']) world.servers.push({ id, kind: 'zone', site: place(), upstream: 'ts' });
}

function addSubnets({ dice, on, world, quiet }: Draft): void {
  const cidrs = ['10.0.0.0/26'];
  if (on.has('subnets')) cidrs.push('10.0.0.64/26', ...(dice.chance(60) ? ['10.0.1.0/24'] : []), ...(dice.chance(40) ? ['10.0.2.128/25'] : []));
  if (on.has('sites') || on.has('vpn')) cidrs.push('10.0.3.0/25');
  if (on.has('ipv6')) cidrs.push('2001:db8:0:0:0:0:0:0/64', ...(dice.chance(50) ? ['2001:db8:0:1:0:0:0:0/64'] : []));
  for (const cidr of cidrs) {
    // a client that may choose among servers never comes to rest: each reset can move it to another chain
    const named = dice.chance(40) || (quiet && world.servers.length > 1);
    const server = named ? dice.pick(world.servers).id : null;
    const nat = on.has('nat') && dice.chance(60) ? dice.pick(['203.0.113.1', '203.0.113.2']) : null;
    world.subnets.push({ cidr, site: dice.pick(world.sites).id, server, nat });
  }
}

function addClients({ dice, on, world, busyUntil, crowded }: Draft): void {
  const taken = new Set<string>();
  const count = crowded ? dice.between(20, 50) : dice.between(2, 12);
  while (world.clients.length < count) {
    const subnet = dice.chance(50) ? 0 : dice.below(world.subnets.length);
    const cidr = world.subnets[subnet]?.cidr ?? '';
    const host = dice.between(1, crowded ? 59 : 14);
    const address = cidr.includes(':')
      ? cidr.replace(/0\/64$/, host.toString(16))
      : cidr.replace(/\d+\/\d+$/, (end) => String(Number.parseInt(end, 10) + host));
    if (taken.has(address)) continue;
    taken.add(address);
    const startAt = on.has('startAt') && dice.chance(40) ? (dice.chance(50) ? dice.between(0, 10) * SECOND : dice.below(busyUntil)) : null;
    world.clients.push({
      address,
      subnet,
      ...(startAt !== null && { startAt }),
      ...(on.has('someOffline') && dice.chance(25) && { online: false }),
      ...(on.has('hostFirewall') && dice.chance(20) && { blockIncoming: true }),
      ...(on.has('hostFirewall') && dice.chance(20) && { blockOutgoing: true }),
    });
  }
}

function somePrefix({ dice, world }: Draft): string {
  const { cidr } = dice.pick(world.subnets);
  if (dice.chance(40) || cidr.includes(':')) return cidr;
  return cidr.replace(/\/\d+$/, `/${dice.pick([28, 29, 30])}`);
}

function prefixes(draft: Draft, wanted: boolean): string[] {
  if (!wanted) return [];
  return [
    ...new Set(
      Array.from({ length: draft.dice.between(1, 2) }, () => (draft.dice.chance(20) ? draft.dice.pick(draft.world.clients).address : somePrefix(draft))),
    ),
  ];
}

function randomPeering(draft: Draft): PlainPeering {
  const { dice, on } = draft;
  return {
    addressMask: on.has('wideMask') ? dice.pick([22, 23, 25, 26, 29]) : 24,
    addressPrefixIPv6: on.has('ipv6Prefix') ? dice.pick([48, 64, 64]) : 0,
    separated: prefixes(draft, on.has('separated')),
    isolated: prefixes(draft, on.has('isolated')),
    intentional: prefixes(draft, on.has('intentional')),
    peerListSize: on.has('smallList') ? dice.between(1, 3) : 10,
    maxChain: on.has('maxChain') ? dice.between(1, 5) : null,
    skipUnreachable: !on.has('nearestOnly'),
  };
}

function peeringChange(draft: Draft): Partial<PlainPeering> {
  const { dice } = draft;
  return dice.pick<() => Partial<PlainPeering>>([
    () => ({ addressMask: dice.pick([22, 24, 26]) }),
    () => ({ isolated: prefixes(draft, dice.chance(60)) }),
    () => ({ separated: prefixes(draft, dice.chance(60)), intentional: prefixes(draft, dice.chance(30)) }),
    () => ({ peerListSize: dice.between(1, 4) }),
    () => ({ maxChain: dice.chance(50) ? null : dice.between(1, 4) }),
    () => ({ addressPrefixIPv6: dice.pick([0, 64]) }),
    () => ({ skipUnreachable: draft.quiet || dice.chance(50) }),
  ])();
}

function rule(draft: Draft, bothWays: boolean): { from: string; to: string; bothWays: boolean } {
  const { dice, world } = draft;
  const clients = clientsInOrder(world);
  const one = (): string => dice.pick(clients).address;
  if (dice.chance(45)) {
    const at = dice.below(clients.length - 1);
    const pair = [clients[at]?.address ?? 'any', clients[at + 1]?.address ?? 'any'] as const;
    if (pair[0].includes(':') !== pair[1].includes(':')) return { from: pair[0], to: 'any', bothWays };
    return dice.chance(50) ? { from: pair[0], to: pair[1], bothWays } : { from: pair[1], to: pair[0], bothWays };
  }
  const side = (): string => (dice.chance(10) ? 'any' : dice.chance(50) ? one() : somePrefix(draft));
  const from = side();
  // a rule speaks of one family
  const family = (text: string): boolean | null => (text === 'any' ? null : text.includes(':'));
  let to = side();
  while (family(from) !== null && family(to) !== null && family(from) !== family(to)) to = side();
  return { from, to, bothWays };
}

function addFirewalls(draft: Draft): void {
  const { dice, on, world } = draft;
  const add = (allow: boolean, bothWays: boolean): void => void world.firewalls.push({ id: `fw${world.firewalls.length}`, allow, ...rule(draft, bothWays) });
  if (on.has('allowRule') && dice.chance(60)) add(true, dice.chance(50));
  if (on.has('blockOneWay')) for (let n = dice.below(4); n > 0; n--) add(false, false);
  if (on.has('blockBothWays')) for (let n = dice.below(3); n > 0; n--) add(false, true);
}

function addClientActs(draft: Draft): void {
  const { dice, on, world } = draft;
  const some = (): string[] => [...new Set(Array.from({ length: dice.pick([1, 1, 1, 2, 4]) }, () => dice.pick(world.clients).address))];
  const add = (orderly: boolean): void => {
    const clients = some();
    const at = moment(draft);
    world.timeline.push({ at, do: 'stop', clients, orderly });
    if (on.has('start') && dice.chance(70))
      world.timeline.push({ at: dice.chance(15) ? at : Math.min(draft.busyUntil, at + moment(draft)), do: 'start', clients });
  };
  if (on.has('stopSilent')) for (let n = dice.between(1, 4); n > 0; n--) add(false);
  if (on.has('stopOrderly')) for (let n = dice.between(1, 4); n > 0; n--) add(true);
  if (on.has('start') && dice.chance(50)) world.timeline.push({ at: moment(draft), do: 'start', clients: some() });
  if (on.has('move'))
    for (let n = dice.between(1, 3); n > 0; n--)
      world.timeline.push({ at: moment(draft), do: 'move', client: dice.pick(world.clients).address, toSubnet: dice.pick(world.subnets).cidr });
}

function addBlocks(draft: Draft): void {
  const { dice, on, world } = draft;
  const add = (bothWays: boolean): void => {
    const id = `live${world.timeline.length}`;
    const at = moment(draft);
    world.timeline.push({ at, do: 'block', id, rule: rule(draft, bothWays) });
    if (dice.chance(60)) world.timeline.push({ at: Math.min(draft.busyUntil, at + dice.pick([0, 5 * SECOND, moment(draft)])), do: 'unblock', id });
  };
  if (on.has('blockOneWay')) for (let n = dice.below(3); n > 0; n--) add(false);
  if (on.has('blockBothWays')) for (let n = dice.below(3); n > 0; n--) add(true);
}

function addOutages(draft: Draft): void {
  const { dice, on, world } = draft;
  const outage = (): [Micros, Micros] => {
    const from = moment(draft);
    return [from, Math.min(draft.busyUntil, from + dice.pick([SECOND, 7 * SECOND, moment(draft)]))];
  };
  const ends = (): boolean => draft.quiet || dice.chance(75);
  if (on.has('serverOutage')) {
    const [at, until] = outage();
    const server = dice.pick(world.servers).id;
    world.timeline.push({ at, do: 'stopServer', server });
    if (ends()) world.timeline.push({ at: until, do: 'startServer', server });
  }
  if (on.has('wanCut')) {
    const [at, until] = outage();
    const site = dice.pick(world.sites).id;
    world.timeline.push({ at, do: 'cutWan', site });
    if (ends()) world.timeline.push({ at: until, do: 'restoreWan', site });
  }
}
