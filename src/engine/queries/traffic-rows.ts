/**
 * The rows of the ledger, by kind: sites, their WAN links, subnets, chains, servers, clients. Numbers come as columns, words only for the rows that
 * somebody looks at, so that large fleets cost little.
 */
import { rateWords } from '../../scenario/spoken';
import { formatPrefix } from '../../sim/address';
import { VACATED } from '../../sim/state-bits';
import { LINK_STRIDE, TRAFFIC_STRIDE } from '../../sim/types';
import type { Simulation } from '../../sim/types';
import type { SiteSpec, Slot } from '../../sim/world';
import type { TrafficKind, TrafficRow } from '../contract';
import { durationWords, nameOf, plural } from '../wording';
import { chainsOf } from './standing-chains';
import type { StandingChains } from './standing-chains';

export interface TrafficRows {
  readonly count: number;
  /** Rows of TRAFFIC_STRIDE: LAN sent and received, WAN sent and received. */
  readonly bytes: Float64Array;
  /** The index as in `TrafficRow`. */
  index(row: number): number;
  label(row: number): string;
  detail(row: number): string;
  /** Index of the site whose link the row has; −1 = none. */
  linkOf(row: number): number;
  /** To sort by label: rows in the order of their labels, where that is not the order of the texts. */
  readonly place?: (row: number) => number;
}

/** Null where the run keeps no books of that kind. */
export function trafficRows(sim: Simulation, kind: TrafficKind): TrafficRows | null {
  switch (kind) {
    case 'site':
      return siteRows(sim);
    case 'link':
      return linkRows(sim);
    case 'subnet':
      return subnetRows(sim);
    case 'server':
      return serverRows(sim);
    case 'client':
      return clientRows(sim);
    case 'chain':
      return chainRows(sim);
  }
}

// ── places ──────────────────────────────────────────────────────────────────────────────────────

/** What the clients and servers of each site sent and received. */
function siteRows(sim: Simulation): TrafficRows {
  const { sites, subnets, servers } = sim.world;
  const bytes = new Float64Array(sites.length * TRAFFIC_STRIDE);
  addRows(bytes, sim.trafficBySubnet(), (subnet) => subnets[subnet]?.site ?? -1);
  addRows(bytes, sim.trafficByServer(), (server) => servers[server]?.site ?? -1);
  const clients = countBySubnet(sim);
  return {
    count: sites.length,
    bytes,
    index: (site) => site,
    label: (site) => sites[site]?.name ?? '',
    detail: (site) => {
      const many = subnets.reduce((sum, subnet, i) => (subnet.site === site ? sum + clients[i]! : sum), 0);
      return `${KINDS[sites[site]?.kind ?? 'lab']}, ${plural(many, 'client')}`;
    },
    linkOf: (site) => site,
  };
}

const KINDS: Readonly<Record<SiteSpec['kind'], string>> = {
  datacenter: 'data center',
  headquarters: 'headquarters',
  branch: 'branch',
  vpn: 'VPN',
  internet: 'internet',
  lab: 'lab',
};

/** What went over each site's WAN, up and down, also what was lost on it. */
function linkRows(sim: Simulation): TrafficRows {
  const { sites } = sim.world;
  const bytes = new Float64Array(sites.length * TRAFFIC_STRIDE);
  sim.ledger().bySite.forEach(({ wanUp, wanDown }, site) => {
    bytes[site * TRAFFIC_STRIDE + 2] = wanUp;
    bytes[site * TRAFFIC_STRIDE + 3] = wanDown;
  });
  return {
    count: sites.length,
    bytes,
    index: (site) => site,
    label: (site) => sites[site]?.name ?? '',
    detail: (site) => linkDetail(sim, site),
    linkOf: (site) => site,
  };
}

function linkDetail(sim: Simulation, site: number): string {
  const spec = sim.world.sites[site];
  if (spec === undefined) return '';
  const { downBps, upBps, latency } = spec.wan;
  const figures = `${rateWords(downBps)} down, ${rateWords(upBps)} up, ${durationWords(latency)}`;
  const cut = sim.wanCut[site] === true ? 'cut; ' : '';
  return spec.remote ? `${cut}each client its own: ${figures}` : `${cut}${figures}`;
}

function subnetRows(sim: Simulation): TrafficRows {
  const { sites, subnets } = sim.world;
  const managed = subnets.flatMap((subnet, index) => (subnet.managed ? [index] : []));
  const clients = countBySubnet(sim);
  return {
    count: managed.length,
    bytes: pick(sim.trafficBySubnet(), managed),
    index: (row) => managed[row] ?? -1,
    label: (row) => {
      const subnet = subnets[managed[row] ?? -1];
      return subnet === undefined ? '' : formatPrefix(subnet.prefix);
    },
    detail: (row) => `${sites[subnets[managed[row] ?? -1]?.site ?? -1]?.name ?? ''}, ${plural(clients[managed[row]!]!, 'client')}`,
    linkOf: () => -1,
    place: addressOrder(sim, managed),
  };
}

function addressOrder(sim: Simulation, managed: readonly number[]): (row: number) => number {
  const { subnets } = sim.world;
  const order = managed.map((_, row) => row);
  order.sort((a, b) => compareWords(subnets[managed[a]!]!.prefix.words, subnets[managed[b]!]!.prefix.words) || a - b);
  const place = new Int32Array(order.length);
  order.forEach((row, at) => {
    place[row] = at;
  });
  return (row) => place[row] ?? 0;
}

function compareWords(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < 4; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}

/** Module servers have no traffic of these kinds. */
function serverRows(sim: Simulation): TrafficRows {
  const { sites, servers } = sim.world;
  const listed = servers.flatMap(({ kind }, index) => (kind === 'module' ? [] : [index]));
  return {
    count: listed.length,
    bytes: pick(sim.trafficByServer(), listed),
    index: (row) => listed[row] ?? -1,
    label: (row) => servers[listed[row] ?? -1]?.id ?? '',
    detail: (row) => {
      const server = servers[listed[row] ?? -1];
      const where = server === undefined || server.site < 0 ? 'outside every site' : (sites[server.site]?.name ?? '');
      return `${SERVERS[server?.kind ?? 'server']}, ${where}${sim.serverRunning[listed[row] ?? -1] === false ? ', stopped' : ''}`;
    },
    linkOf: () => -1,
  };
}

const SERVERS = { server: 'server', cloud: 'cloud', zone: 'Zone Server', module: 'Module Server' } as const;

// ── clients and chains ──────────────────────────────────────────────────────────────────────────

/** A place that its client has left keeps what was sent from there. */
function clientRows(sim: Simulation): TrafficRows | null {
  const bytes = sim.trafficByClient();
  if (bytes === null) return null;
  const { state, rank, subnetOf } = sim.columns;
  const slots: Slot[] = [];
  for (let slot = 0; slot < sim.slotCount; slot++) if ((state[slot]! & VACATED) === 0 || hasBytes(bytes, slot)) slots.push(slot);
  return {
    count: slots.length,
    bytes: slots.length === sim.slotCount ? bytes : pick(bytes, slots),
    index: (row) => slots[row] ?? -1,
    label: (row) => sim.addressText(slots[row] ?? -1),
    detail: (row) => clientDetail(sim, slots[row] ?? -1, subnetOf),
    linkOf: () => -1,
    place: (row) => rank[slots[row]!]!,
  };
}

function clientDetail(sim: Simulation, slot: Slot, subnetOf: Int32Array): string {
  const name = sim.world.exceptions.get(sim.clientAt(slot))?.name;
  const site = sim.world.sites[sim.world.subnets[subnetOf[slot] ?? -1]?.site ?? -1]?.name;
  const gone = (sim.columns.state[slot]! & VACATED) !== 0 ? 'moved away' : sim.isOnline(slot) ? '' : 'offline';
  return [name, site, gone].filter(Boolean).join(', ');
}

function hasBytes(bytes: Float64Array, slot: Slot): boolean {
  const at = slot * TRAFFIC_STRIDE;
  return bytes[at] !== 0 || bytes[at + 1] !== 0 || bytes[at + 2] !== 0 || bytes[at + 3] !== 0;
}

/** The sums over the clients of each chain as it stands now. Whoever hangs in none is a chain of one. */
function chainRows(sim: Simulation): TrafficRows | null {
  const byClient = sim.trafficByClient();
  if (byClient === null) return null;
  const chains = chainsOf(sim, (slot) => hasBytes(byClient, slot));
  const bytes = new Float64Array(chains.count * TRAFFIC_STRIDE);
  addRows(bytes, byClient, (slot) => chains.chainOf[slot] ?? -1);
  const { rank } = sim.columns;
  return {
    count: chains.count,
    bytes,
    index: (row) => chains.first[row]!,
    label: (row) => nameOf(sim, chains.first[row]!),
    detail: (row) => chainDetail(sim, chains, row),
    linkOf: () => -1,
    place: (row) => rank[chains.first[row]!]!,
  };
}

function chainDetail(sim: Simulation, chains: StandingChains, row: number): string {
  const first = chains.first[row]!;
  const last = chains.last[row]!;
  const length = chains.length[row]!;
  const { subnets, sites } = sim.world;
  const siteOf = (slot: Slot): string => sites[subnets[sim.columns.subnetOf[slot] ?? -1]?.site ?? -1]?.name ?? '';
  if (length === 1) return `${clientDetail(sim, first, sim.columns.subnetOf)}, alone`.replace(/^, /, '');
  const where = siteOf(first) === siteOf(last) ? siteOf(first) : `${siteOf(first)} and ${siteOf(last)}`;
  return `${plural(length, 'client')} up to ${sim.addressText(last)}, ${where}${chains.wanLinks[row]! > 0 ? `, ${plural(chains.wanLinks[row]!, 'link')} over a WAN` : ''}`;
}

// ── columns ─────────────────────────────────────────────────────────────────────────────────────

function addRows(sums: Float64Array, rows: Float64Array, target: (row: number) => number): void {
  const count = Math.floor(rows.length / TRAFFIC_STRIDE);
  for (let row = 0; row < count; row++) {
    const to = target(row);
    if (to < 0) continue;
    for (let i = 0; i < TRAFFIC_STRIDE; i++) sums[to * TRAFFIC_STRIDE + i]! += rows[row * TRAFFIC_STRIDE + i]!;
  }
}

function pick(rows: Float64Array, wanted: readonly number[]): Float64Array {
  const picked = new Float64Array(wanted.length * TRAFFIC_STRIDE);
  wanted.forEach((row, i) => {
    for (let k = 0; k < TRAFFIC_STRIDE; k++) picked[i * TRAFFIC_STRIDE + k] = rows[row * TRAFFIC_STRIDE + k] ?? 0;
  });
  return picked;
}

function countBySubnet(sim: Simulation): Int32Array {
  const { state, subnetOf } = sim.columns;
  const counts = new Int32Array(sim.world.subnets.length);
  for (let slot = 0; slot < sim.slotCount; slot++) if ((state[slot]! & VACATED) === 0) counts[subnetOf[slot]!]!++;
  return counts;
}

/** What a site's link does now, from the rows of `linkLoads`. */
export function loadOf(sim: Simulation, loads: Float64Array, site: number): Pick<TrafficRow, 'upBps' | 'downBps' | 'utilisation' | 'waiting'> {
  const spec = sim.world.sites[site];
  if (spec === undefined) return { upBps: null, downBps: null, utilisation: null, waiting: null };
  const at = site * LINK_STRIDE;
  const upBps = loads[at] ?? 0;
  const downBps = loads[at + 1] ?? 0;
  const utilisation = spec.remote ? null : Math.max(upBps / spec.wan.upBps, downBps / spec.wan.downBps);
  return { upBps, downBps, utilisation, waiting: Math.max(loads[at + 2] ?? 0, loads[at + 3] ?? 0) };
}
