/**
 * The scenario format, field by field, in the order in which a canonical file has them. The validator, the canonical writer, `--set` and the
 * JSON Schema are all derived from this one description.
 */
import * as v from 'valibot';
import { DEFAULT_SITE_KIND, LAN_DEFAULTS, PEERING_DEFAULTS, SCENARIO_DEFAULTS, SETTINGS_DEFAULTS, SITE_KINDS, SUBNET_DEFAULTS } from './defaults';
import {
  address,
  block,
  cidr,
  duration,
  durationRange,
  endpoint,
  fraction,
  freeObject,
  holdDuration,
  id,
  integer,
  list,
  loss,
  object,
  optional,
  rate,
  sensorName,
  shards,
  size,
  text,
  version,
} from './fields';
import { LIMITS } from './limits';

export const FORMAT_NAME = 'chainscope-scenario';
export const FORMAT_VERSION = 1;

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;
/** Timers that repeat cannot be zero: the clock would stand still. */
const REPEATING = { min: 1_000, max: LIMITS.durationMicros };
const UP_TO_AN_HOUR = { min: 0, max: HOUR };

const entries = <const Item extends Parameters<typeof list>[0]>(item: Item, what: string) => list(item, LIMITS.otherLists, 'limit.list', what);
const addresses = () => list(address(), LIMITS.clients, 'limit.clients', 'clients');
const flag = (fallback: boolean) => optional(v.boolean(), fallback);

const server = object({
  id: id(),
  kind: v.picklist(['server', 'cloud', 'zone', 'module']),
  site: optional(id()),
  upstream: optional(id()),
});

const site = object({
  id: id(),
  name: optional(text()),
  kind: optional(v.picklist(SITE_KINDS), DEFAULT_SITE_KIND),
  wan: optional(
    object({
      down: optional(rate()),
      up: optional(rate()),
      latency: optional(duration(UP_TO_AN_HOUR)),
      jitter: optional(duration(UP_TO_AN_HOUR), '0s'),
      loss: optional(loss(), 0),
    }),
  ),
  lan: optional(object({ rate: optional(rate(), LAN_DEFAULTS.rate), latency: optional(duration(UP_TO_AN_HOUR), LAN_DEFAULTS.latency) })),
});

const subnet = object({
  cidr: cidr(),
  site: id(),
  clients: optional(integer(0, LIMITS.clients), SUBNET_DEFAULTS.clients),
  addresses: optional(addresses(), []),
  server: optional(id()),
  version: optional(version(), SUBNET_DEFAULTS.version),
  nat: optional(v.nullable(address()), null),
  managed: flag(SUBNET_DEFAULTS.managed),
});

const BYTES = { min: 0, max: LIMITS.fileSizeBytes };
const client = object({
  address: address(),
  name: optional(text()),
  online: flag(true),
  startAt: optional(duration()),
  blockIncoming: flag(false),
  blockOutgoing: flag(false),
  actionLock: flag(false),
  version: optional(version()),
  cacheLimit: optional(size(BYTES)),
  cache: optional(entries(object({ file: id(), shards: shards() }), 'entries'), []),
  sensorTime: optional(duration({ min: 0, max: DAY })),
  answer: optional(text()),
});

const firewall = object({
  id: optional(id()),
  from: endpoint(),
  to: endpoint(),
  action: optional(v.picklist(['block', 'allow']), 'block'),
  bothWays: flag(false),
});

const blocks = () => list(block(), LIMITS.peeringEntries, 'limit.peeringEntries', 'subnets');
const PEERING_NUMBERS = {
  addressMask: integer(0, 32),
  addressPrefixIPv6: integer(0, 128),
  peerListSize: integer(1, 100),
  maxChain: v.nullable(integer(1, LIMITS.clients)),
};
const peering = object({
  addressMask: optional(PEERING_NUMBERS.addressMask, PEERING_DEFAULTS.addressMask),
  addressPrefixIPv6: optional(PEERING_NUMBERS.addressPrefixIPv6, PEERING_DEFAULTS.addressPrefixIPv6),
  separated: optional(blocks(), []),
  isolated: optional(blocks(), []),
  intentional: optional(blocks(), []),
  peerListSize: optional(PEERING_NUMBERS.peerListSize, PEERING_DEFAULTS.peerListSize),
  maxChain: optional(PEERING_NUMBERS.maxChain, PEERING_DEFAULTS.maxChain),
  skipUnreachable: flag(PEERING_DEFAULTS.skipUnreachable),
});
/** In an act a field that is left out stays as it was: nothing here has a default. */
const peeringChange = object({
  addressMask: optional(PEERING_NUMBERS.addressMask),
  addressPrefixIPv6: optional(PEERING_NUMBERS.addressPrefixIPv6),
  separated: optional(blocks()),
  isolated: optional(blocks()),
  intentional: optional(blocks()),
  peerListSize: optional(PEERING_NUMBERS.peerListSize),
  maxChain: optional(PEERING_NUMBERS.maxChain),
  skipUnreachable: optional(v.boolean()),
});

const D = SETTINGS_DEFAULTS;
const settings = object({
  normalRegistration: optional(durationRange(REPEATING), D.normalRegistration),
  initialRegistrationReset: optional(durationRange(REPEATING), D.initialRegistrationReset),
  startWindow: optional(duration(), D.startWindow),
  knownFleet: flag(D.knownFleet),
  hopProcessing: optional(duration(UP_TO_AN_HOUR), D.hopProcessing),
  sensorTime: optional(duration({ min: 0, max: DAY }), D.sensorTime),
  answerHold: optional(holdDuration(), D.answerHold),
  shardSize: optional(size({ min: 1, max: LIMITS.fileSizeBytes }), D.shardSize),
  shardCache: optional(size(BYTES), D.shardCache),
  hotCache: optional(fraction(), D.hotCache),
  questionExpiry: optional(duration(REPEATING), D.questionExpiry),
  actionTimeout: optional(duration(), D.actionTimeout),
  connectTimeout: optional(duration({ min: 1_000, max: DAY }), D.connectTimeout),
  reflectRetry: optional(duration({ min: 1_000, max: DAY }), D.reflectRetry),
  keepAlive: optional(duration({ min: 1_000, max: DAY }), D.keepAlive),
  keepAliveMisses: optional(integer(1, 1_000), D.keepAliveMisses),
  reportingTls: optional(v.picklist([0, 1, 2]), D.reportingTls),
  protocolOverheads: flag(D.protocolOverheads),
});

const target = v.pipe(
  v.union([v.literal('all'), object({ site: id() }), object({ subnet: cidr() }), object({ addresses: addresses() }), object({ fraction: fraction() })]),
  v.metadata({ kind: 'target' }),
);

const rule = object({ from: endpoint(), to: endpoint(), bothWays: flag(false) });
const some = <const Item extends Parameters<typeof list>[0]>(item: Item, limit: number, code: string, what: string) =>
  v.pipe(
    list(item, limit, code, what),
    v.minLength(1, () => `list.empty\nthe list is empty; at least one of the ${what} is needed.\n`),
  );
const someClients = () => some(address(), LIMITS.clients, 'limit.clients', 'clients');

/** What each act says, besides "at" and "do". */
const ACTS = {
  ask: { id: id(), sensors: some(sensorName(), LIMITS.sensorsOfQuestion, 'limit.sensors', 'sensors'), target: optional(target, 'all') },
  deploy: { id: id(), file: optional(id()), target: optional(target, 'all'), distribute: optional(duration(), '0s') },
  block: { rule, id: id() },
  unblock: { id: id() },
  stop: { clients: someClients(), orderly: flag(false) },
  start: { clients: someClients() },
  move: { client: address(), toSubnet: cidr() },
  setPeering: { peering: peeringChange },
  site: { site: id() },
  server: { server: id() },
  verifySatellite: { client: address() },
  scan: { satellite: address(), kind: v.picklist(['discover', 'comply']), target: block(), secret: optional(text()) },
};

const live = <const Name extends string, const Rest extends v.ObjectEntries>(name: Name, rest: Rest) => object({ do: v.literal(name), ...rest });
const timed = <const Name extends string, const Rest extends v.ObjectEntries>(name: Name, rest: Rest) =>
  object({ at: duration(), do: v.literal(name), ...rest });

/** A live act: a timeline item without its time. */
export const actFormat = v.variant('do', [
  live('ask', ACTS.ask),
  live('deploy', ACTS.deploy),
  live('block', ACTS.block),
  live('unblock', ACTS.unblock),
  live('stop', ACTS.stop),
  live('start', ACTS.start),
  live('move', ACTS.move),
  live('setPeering', ACTS.setPeering),
  live('cutWan', ACTS.site),
  live('restoreWan', ACTS.site),
  live('stopServer', ACTS.server),
  live('startServer', ACTS.server),
  live('verifySatellite', ACTS.verifySatellite),
  live('scan', ACTS.scan),
]);

const timelineItem = v.variant('do', [
  timed('ask', ACTS.ask),
  timed('deploy', ACTS.deploy),
  timed('block', ACTS.block),
  timed('unblock', ACTS.unblock),
  timed('stop', ACTS.stop),
  timed('start', ACTS.start),
  timed('move', ACTS.move),
  timed('setPeering', ACTS.setPeering),
  timed('cutWan', ACTS.site),
  timed('restoreWan', ACTS.site),
  timed('stopServer', ACTS.server),
  timed('startServer', ACTS.server),
  timed('verifySatellite', ACTS.verifySatellite),
  timed('scan', ACTS.scan),
]);

export const scenarioFormat = object({
  format: v.literal(FORMAT_NAME),
  version: v.literal(FORMAT_VERSION),
  name: optional(text(), SCENARIO_DEFAULTS.name),
  description: optional(text(), SCENARIO_DEFAULTS.description),
  seed: optional(integer(0, Number.MAX_SAFE_INTEGER), SCENARIO_DEFAULTS.seed),
  duration: optional(duration({ min: 1, max: LIMITS.durationMicros }), SCENARIO_DEFAULTS.duration),
  servers: optional(some(server, LIMITS.otherLists, 'limit.list', 'servers')),
  sites: some(site, LIMITS.sites, 'limit.sites', 'sites'),
  subnets: list(subnet, LIMITS.subnets, 'limit.subnets', 'subnets'),
  clients: optional(list(client, LIMITS.clients, 'limit.clients', 'clients'), []),
  firewalls: optional(list(firewall, LIMITS.firewalls, 'limit.firewalls', 'firewall rules'), []),
  peering: optional(peering),
  settings: optional(settings),
  throttles: optional(entries(object({ server: id(), subnet: optional(cidr()), rate: rate() }), 'throttles'), []),
  files: optional(entries(object({ id: id(), name: optional(text()), size: size({ min: 1, max: LIMITS.fileSizeBytes }) }), 'files'), []),
  satellites: optional(entries(object({ client: address(), verified: flag(false), reaches: optional(entries(block(), 'subnets'), []) }), 'satellites'), []),
  timeline: optional(list(timelineItem, LIMITS.timelineItems, 'limit.timeline', 'timeline items'), []),
  extensions: optional(freeObject(), {}),
});
