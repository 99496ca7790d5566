/** What the Explain panel says about the network: links that are cut or full, bytes over WANs beside those without peering, chains that cross a WAN. */
import { rateWords, sizeWords } from '../../scenario/spoken';
import { SIZE } from '../../sim/ledger';
import { ONLINE, REGISTERED, VACATED } from '../../sim/state-bits';
import { LINK_STRIDE, TRAFFIC_STRIDE } from '../../sim/types';
import type { LedgerView, Simulation } from '../../sim/types';
import type { Micros, Slot, World } from '../../sim/world';
import type { Run } from '../run';
import { durationWords, grouped, plural, whose } from '../wording';
import { rationed } from './rationed';

/** What is said of the whole network at an instant. */
export interface Network {
  /** "Berlin's WAN is full: 12 messages, 3.2 s behind"; null = none is. */
  readonly full: string | null;
  readonly overload: string | null;
  readonly cost: WanCost | null;
  /** What to do about chains that cross a WAN. */
  readonly remedy: string | null;
}

/** Looks at every client more than once: in large fleets that is rationed while time goes on. */
export function networkOf(run: Run): Network {
  const { sim } = run;
  return rationed(run, 'network', () => {
    const full = fullestLink(sim);
    return { full: full === null ? null : fullWords(sim, full), overload: overloadWords(sim), cost: wanCost(sim), remedy: wanTry(sim) };
  });
}

/** A queue that is shorter than this is a message or two on their way: nothing to speak of. */
const FULL: Micros = 500_000;

// ── full and cut links ──────────────────────────────────────────────────────────────────────────

/** The longest queue on a WAN, if it is long enough to speak of (NET-2). */
interface FullLink {
  readonly site: number;
  readonly waiting: Micros;
}

export function fullestLink(sim: Simulation): FullLink | null {
  const loads = sim.linkLoads();
  let found: FullLink | null = null;
  sim.world.sites.forEach((_, site) => {
    const waiting = Math.max(loads[site * LINK_STRIDE + 2] ?? 0, loads[site * LINK_STRIDE + 3] ?? 0);
    if (waiting >= FULL && waiting > (found?.waiting ?? 0)) found = { site, waiting };
  });
  return found;
}

/** "Berlin's WAN is full: 12 messages, 3.2 s behind". */
export function fullWords(sim: Simulation, { site, waiting }: FullLink): string {
  const { name, remote } = sim.world.sites[site]!;
  if (remote) return `An access link at ${name} is full: ${durationWords(waiting)} behind`;
  const messages = messagesOver(sim, site);
  const many = messages === 0 ? '' : `${plural(messages, 'message')}, `;
  return `${whose(name)} WAN is full: ${many}${durationWords(waiting)} behind`;
}

/** Questions and answers that are under way over a site's WAN now. */
function messagesOver(sim: Simulation, site: number): number {
  const { subnets, servers } = sim.world;
  const siteAt = (slot: Slot, other: Slot): number =>
    slot >= 0 ? (subnets[sim.columns.subnetOf[slot] ?? -1]?.site ?? -1) : (servers[sim.serverOf(other)]?.site ?? -1);
  let many = 0;
  sim.eachMessageInFlight((_what, _question, from, to, _sentAt, _arrivesAt, _amount, byRegistration) => {
    const a = siteAt(from, to);
    const b = siteAt(to, from);
    if (!byRegistration && a !== b && (a === site || b === site)) many++;
  });
  return many;
}

/** A cut WAN, and whom it leaves without a server; null when none is cut. */
export function cutWords(sim: Simulation, lostContact: number): string | null {
  const cut = sim.world.sites.filter((_, site) => sim.wanCut[site] === true);
  const [first] = cut;
  if (first === undefined) return null;
  const which = cut.length === 1 ? `${whose(first.name)} WAN is cut` : `${grouped(cut.length)} WANs are cut`;
  if (lostContact === 0) return `${which}; nobody has lost contact so far.`;
  return `${which}: ${plural(lostContact, 'client')} ${lostContact === 1 ? 'reaches' : 'reach'} no server; links inside a LAN stay up.`;
}

/** Normal registrations alone are more than a WAN can carry; the model lets them pass (docs/model.md §9). Null when that is so nowhere. */
function overloadWords(sim: Simulation): string | null {
  const loads = registrationLoads(sim);
  let worst = { site: -1, share: 1 };
  loads.forEach((share, site) => {
    if (share > worst.share) worst = { site, share };
  });
  if (worst.site < 0) return null;
  const { name, wan } = sim.world.sites[worst.site]!;
  return `Registrations alone need ${grouped(Math.round(worst.share * 100))} % of ${whose(name)} WAN (${rateWords(Math.min(wan.upBps, wan.downBps))}); the model does not delay them.`;
}

/** Share of each site's WAN that its clients' normal registrations take on average: those whose server is not on their LAN (REG-3, REG-4). */
function registrationLoads(sim: Simulation): number[] {
  const { sites, subnets, servers, settings } = sim.world;
  if (!settings.protocolOverheads) return [];
  const { state, subnetOf } = sim.columns;
  const many = new Float64Array(sites.length);
  const wanted = ONLINE | REGISTERED;
  for (let slot = 0; slot < sim.slotCount; slot++) {
    if ((state[slot]! & (wanted | VACATED)) !== wanted) continue;
    const site = subnets[subnetOf[slot]!]?.site ?? -1;
    if (site >= 0 && servers[sim.serverOf(slot)]?.site !== site) many[site]!++;
  }
  const [low, high] = settings.normalRegistration;
  const each = 8e6 / ((low + high) / 2);
  return sites.map(({ remote, wan }, site) => (remote ? 0 : many[site]! * each * Math.max(SIZE.normalRequest / wan.upBps, SIZE.normalAnswer / wan.downBps)));
}

// ── bytes ───────────────────────────────────────────────────────────────────────────────────────

export interface WanCost {
  readonly against: string;
  readonly parts: string | null;
}

/**
 * "WAN: 12.4 MB against 830 MB without peering, registration included"; what went between peers and over the links of remote clients is said as
 * parts of their own (NET-3, NET-7). Null while nothing has crossed a WAN, and nothing would have.
 */
function wanCost(sim: Simulation): WanCost | null {
  const ledger = sim.ledger();
  const real = sumWan(ledger.byClass);
  const without = sumWan(ledger.without);
  if (real === 0 && without === 0) return null;
  const peers = ledger.peerLinks.wan;
  const remote = remoteBytes(sim);
  const parts = [...(peers > 0 ? [`${sizeWords(peers)} between peers`] : []), ...(remote > 0 ? [`${sizeWords(remote)} on remote links`] : [])];
  return {
    against: `WAN: ${sizeWords(real)} against ${sizeWords(without)} without peering, registration included`,
    parts: parts.length === 0 ? null : parts.join(', '),
  };
}

function sumWan(byClass: LedgerView['byClass']): number {
  return Object.values(byClass).reduce((sum, { wan }) => sum + wan, 0);
}

/** What went over the access links of VPN and internet clients, both ways; between two of them it goes over two links. */
function remoteBytes(sim: Simulation): number {
  const { sites, subnets } = sim.world;
  if (!sites.some(({ remote }) => remote)) return 0;
  const rows = sim.trafficBySubnet();
  return subnets.reduce((sum, { site }, i) => (sites[site]?.remote === true ? sum + rows[i * TRAFFIC_STRIDE + 2]! + rows[i * TRAFFIC_STRIDE + 3]! : sum), 0);
}

// ── chains that cross a WAN ─────────────────────────────────────────────────────────────────────

/** Links between peers that cross a WAN now: of remote clients, and of others between two sites (NET-3). */
function wanLinks(sim: Simulation): { readonly remote: number; readonly between: number } {
  const { sites } = sim.world;
  const siteOf = siteOfSubnets(sim.world);
  const { out, subnetOf } = sim.columns;
  let remote = 0;
  let between = 0;
  for (const column of out) {
    for (let slot = 0; slot < sim.slotCount; slot++) {
      const peer = column[slot]!;
      if (peer < 0) continue;
      const a = siteOf[subnetOf[slot]!]!;
      const b = siteOf[subnetOf[peer]!]!;
      if (sites[a]?.remote === true || sites[b]?.remote === true) remote++;
      else if (a !== b) between++;
    }
  }
  return { remote, between };
}

function siteOfSubnets(world: World): number[] {
  return world.subnets.map(({ site }) => site);
}

/** What to do about it; null when no chain crosses a WAN. */
function wanTry(sim: Simulation): string | null {
  const { remote, between } = wanLinks(sim);
  if (remote > 0)
    return `Isolate the VPN range: ${plural(remote, 'peer link')} of remote clients ${remote === 1 ? 'crosses' : 'cross'} their own access links.`;
  if (between > 0) return `Separate the subnets by site: ${plural(between, 'peer link')} ${between === 1 ? 'crosses' : 'cross'} a WAN.`;
  return null;
}

/** What a client has sent over WANs so far; null where the run keeps no books of single clients. */
export function sentOverWan(run: Run, slot: Slot): string | null {
  const rows = rationed(run, 'sent by client', () => run.sim.trafficByClient());
  return rows === null ? null : sizeWords(rows[slot * TRAFFIC_STRIDE + 2] ?? 0);
}
