/** Small worlds for tests of the layout and of what draws it: sites with subnets of so many clients, all in settled chains. */
import { BACKWARD_LEADER, FORWARD_LEADER, HAS_BACKWARD, HAS_FORWARD, HAS_NEXT, HAS_PREVIOUS, ISOLATED, ONLINE, REGISTERED } from '../sim/state-bits';
import type { SiteSpec, World } from '../sim/world';
import type { LayoutColumns, LayoutInput } from './types';

export interface FixtureSite {
  readonly kind: SiteSpec['kind'];
  /** Clients of each subnet. */
  readonly subnets: readonly number[];
}
export interface Fixture {
  readonly input: LayoutInput;
  readonly columns: { state: Uint16Array; forward: Int32Array; backward: Int32Array; subnetOf: Int32Array; rank: Int32Array; chain: Int32Array; count: number };
}

const SECOND = 1_000_000;

export function fixtureOf(sites: readonly FixtureSite[], view = { widthCssPx: 1280, heightCssPx: 800 }): Fixture {
  const sizes = sites.flatMap((site, index) => site.subnets.map((size) => ({ site: index, size, alone: isRemote(site.kind) })));
  const count = sizes.reduce((sum, subnet) => sum + subnet.size, 0);
  const columns = emptyColumns(count);
  let first = 0;
  sizes.forEach((subnet, index) => {
    for (let slot = first; slot < first + subnet.size; slot++) {
      columns.subnetOf[slot] = index;
      columns.chain[slot] = subnet.alone ? -1 : index;
      columns.state[slot] = ONLINE | REGISTERED | (subnet.alone ? ISOLATED : 0);
    }
    settle(columns, first, first + subnet.size, subnet.alone);
    first += subnet.size;
  });
  return { columns, input: { world: worldOf(sites, sizes, count), view, columns: columns as LayoutColumns, previousVersion: 0 } };
}

function emptyColumns(count: number): Fixture['columns'] {
  return {
    count,
    state: new Uint16Array(count),
    forward: new Int32Array(count).fill(-1),
    backward: new Int32Array(count).fill(-1),
    subnetOf: new Int32Array(count),
    rank: Int32Array.from({ length: count }, (_, slot) => slot),
    chain: new Int32Array(count),
  };
}

/** Links everybody in [from, to) who is online to the nearest who is; or nobody to anybody. */
export function settle(columns: Fixture['columns'], from: number, to: number, alone = false): void {
  const { state, forward, backward } = columns;
  const links = FORWARD_LEADER | BACKWARD_LEADER | HAS_FORWARD | HAS_BACKWARD | HAS_PREVIOUS | HAS_NEXT;
  let last = -1;
  for (let slot = from; slot < to; slot++) {
    state[slot]! &= ~links;
    forward[slot] = backward[slot] = -1;
    if ((state[slot]! & ONLINE) === 0) continue;
    if (alone || last < 0) state[slot]! |= BACKWARD_LEADER;
    else {
      forward[last] = slot;
      backward[slot] = last;
      state[last]! |= HAS_FORWARD | HAS_NEXT;
      state[slot]! |= HAS_BACKWARD | HAS_PREVIOUS;
    }
    if (alone) state[slot]! |= FORWARD_LEADER;
    last = slot;
  }
  if (!alone && last >= 0) state[last]! |= FORWARD_LEADER;
}

const isRemote = (kind: SiteSpec['kind']): boolean => kind === 'vpn' || kind === 'internet';

function worldOf(sites: readonly FixtureSite[], subnets: readonly { site: number }[], count: number): World {
  return {
    name: 'fixture',
    seed: 1,
    duration: 600 * SECOND,
    sites: sites.map((site, index) => ({
      id: `site-${index}`,
      name: `Site ${index}`,
      kind: site.kind,
      remote: isRemote(site.kind),
      wan: { downBps: 1e7, upBps: 1e7, latency: 40_000, jitter: 0, lossPpm: 0 },
      lan: { rateBps: 1e9, latency: 500 },
    })),
    servers: [{ id: 'ts', kind: 'server', site: 0, upstream: -1 }],
    subnets: subnets.map((subnet, index) => ({
      prefix: { family: 4, words: [0, 0, 0, (0x0a000000 + index * 256) >>> 0], length: 24 },
      site: subnet.site,
      servers: [0],
      nat: 0,
      managed: true,
    })),
    throttles: [],
    clientCount: count,
    subnetOf: new Int32Array(count),
    address: new Uint32Array(count),
    family: new Uint8Array(count).fill(4),
    v6Words: new Uint32Array(0),
    exceptions: new Map(),
    firewalls: [],
    peering: { addressMask: 24, addressPrefixIPv6: 0, separated: [], isolated: [], intentional: [], peerListSize: 10, maxChain: null, skipUnreachable: true },
    settings: {
      normalRegistration: [30 * SECOND, 90 * SECOND],
      initialRegistrationReset: [7200 * SECOND, 21600 * SECOND],
      startWindow: 0,
      knownFleet: true,
      connectTimeout: 3 * SECOND,
      reflectRetry: 60 * SECOND,
      keepAlive: 10 * SECOND,
      keepAliveMisses: 3,
      protocolOverheads: true,
      hopProcessing: 5_000,
      sensorTime: 20_000,
      answerHold: SECOND,
      questionExpiry: 600 * SECOND,
      actionTimeout: 60 * SECOND,
    },
    timeline: [],
  };
}
