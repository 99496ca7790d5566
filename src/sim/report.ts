/** The report of a run (headless.md) and a client's state in the product's words (protocol.md §4.2), as queries on the running state. */
import type { Core } from './core';
import { violationsOf } from './invariants';
import { CLASSES, DETAIL_STRIDE, type Books } from './books';
import { settledBooks } from './ledger';
import { bytesByClass } from './ledger-view';
import { catchUpAll } from './protocol/client-state';
import { isKnownNow } from './protocol/peer-list';
import { disturbAll } from './protocol/sweep-end';
import { reachesServer } from './protocol/reach';
import { normalCount } from './protocol/contact';
import { questionReports } from './question-view';
import { BACKWARD_LEADER, FORWARD_LEADER, HAS_BACKWARD, HAS_FORWARD, HAS_NEXT, HAS_PREVIOUS, ONLINE, REGISTERED, VACATED } from './state-bits';
import type { ClientState, Report, ReportOptions, TrafficClass } from './types';
import type { Slot } from './world';
import { hashState } from './snapshot';

const SECOND = 1_000_000;
/** Below this a link is flagged "Slow Link" (NET-5), in bits per second. */
const SLOW_LINK_BPS = 128_000;

export function sendWord(bits: number): ClientState['send'] {
  const forward = (bits & HAS_FORWARD) !== 0;
  const backward = (bits & HAS_BACKWARD) !== 0;
  if (forward && backward) return 'Normal';
  return forward ? 'Forward Only' : backward ? 'Backward Only' : 'None';
}

export function receiveWord(bits: number): ClientState['receive'] {
  const previous = (bits & HAS_PREVIOUS) !== 0;
  const next = (bits & HAS_NEXT) !== 0;
  if (previous && next) return 'Normal';
  return previous ? 'Previous Only' : next ? 'Next Only' : 'None';
}

export type StatusWord = 'Leader' | 'Blocked' | 'Normal';

export function statusWord(bits: number): StatusWord {
  if ((bits & (FORWARD_LEADER | BACKWARD_LEADER)) !== 0) return 'Leader';
  return (bits & (HAS_PREVIOUS | HAS_NEXT)) === 0 ? 'Blocked' : 'Normal';
}

function isSlow(core: Core, a: Slot, b: Slot): boolean {
  const sites = core.world.sites;
  const siteA = sites[core.siteOf(a)]!;
  const siteB = sites[core.siteOf(b)]!;
  if (siteA === siteB && !siteA.remote) return siteA.lan.rateBps < SLOW_LINK_BPS;
  return Math.min(siteA.wan.upBps, siteA.wan.downBps, siteB.wan.upBps, siteB.wan.downBps) < SLOW_LINK_BPS;
}

function slowLinks(core: Core, slot: Slot): string {
  const [forward, backward] = core.clients.hot.out;
  const ahead = forward[slot]! >= 0 && isSlow(core, slot, forward[slot]!) ? ', Slow Link Ahead' : '';
  const behind = backward[slot]! >= 0 && isSlow(core, slot, backward[slot]!) ? ', Slow Link Behind' : '';
  return ahead + behind;
}

function addressOrNull(core: Core, slot: Slot): string | null {
  return slot < 0 ? null : core.clients.addressText(slot);
}

export function clientState(core: Core, slot: Slot, books: Books | null): ClientState {
  const { hot, place } = core.clients;
  const bits = hot.state[slot]!;
  const heard = hot.reported[slot]!;
  const server = hot.server[slot]!;
  const reported = (heard & 63) << 2;
  return {
    address: core.clients.addressText(slot),
    name: core.clients.exceptionOf(slot)?.name ?? null,
    site: core.world.sites[core.world.subnets[place.subnetOf[slot]!]!.site]!.id,
    server: server < 0 ? null : core.world.servers[server]!.id,
    online: (bits & ONLINE) !== 0,
    registered: (bits & REGISTERED) !== 0 && isKnownNow(core, slot),
    send: sendWord(bits),
    receive: receiveWord(bits),
    status: statusWord(bits) + slowLinks(core, slot),
    roles: [...((bits & BACKWARD_LEADER) !== 0 ? (['backwardLeader'] as const) : []), ...((bits & FORWARD_LEADER) !== 0 ? (['forwardLeader'] as const) : [])],
    forwardPeer: addressOrNull(core, hot.out[0][slot]!),
    backwardPeer: addressOrNull(core, hot.out[1][slot]!),
    previous: addressOrNull(core, hot.in[0][slot]!),
    next: addressOrNull(core, hot.in[1][slot]!),
    reported: heard === 0 ? null : { send: sendWord(reported), receive: receiveWord(reported), status: statusWord(reported) },
    registrations: { initial: hot.initialCount[slot]!, normal: normalCount(core, slot) },
    ...(books?.detail ? { bytes: clientBytes(books.detail, slot) } : {}),
  };
}

function clientBytes(detail: Float64Array, slot: Slot): NonNullable<ClientState['bytes']> {
  const at = (offset: number): number => detail[slot * DETAIL_STRIDE + offset] ?? 0;
  const place = (offset: number) => ({ sent: at(offset), received: at(offset + 1) });
  const entries = CLASSES.map((name, cls) => [name, { lan: place(cls * 4), wan: place(cls * 4 + 2) }] as const);
  return Object.fromEntries(entries) as NonNullable<ClientState['bytes']>;
}

/** Maximal paths of established links, each listed from its first client in link direction; `dir` 1 from the backward leader on. */
function runs(core: Core, dir: 0 | 1): string[][] {
  const { hot, place } = core.clients;
  const stands = (from: Slot, to: Slot): boolean => to >= 0 && hot.in[dir][to] === from && hot.inSerial[dir][to] === hot.outSerial[dir][from];
  const found: string[][] = [];
  for (let r = 0; r < core.clients.count; r++) {
    const slot = place.order[r]!;
    if ((hot.state[slot]! & (ONLINE | REGISTERED)) !== (ONLINE | REGISTERED)) continue;
    // forward runs are listed from their lowest client, backward runs from their lowest too (the backward leader)
    const before = dir === 0 ? hot.in[0][slot]! : hot.out[1][slot]!;
    if (before >= 0 && (dir === 0 ? stands(before, slot) : stands(slot, before))) continue;
    const run: string[] = [];
    for (let at = slot; at >= 0;) {
      run.push(core.clients.addressText(at));
      const after = dir === 0 ? hot.out[0][at]! : hot.in[1][at]!;
      at = after >= 0 && (dir === 0 ? stands(at, after) : stands(after, at)) ? after : -1;
    }
    found.push(run);
  }
  return found;
}

interface Totals {
  online: number;
  registered: number;
  Leader: number;
  Normal: number;
  Blocked: number;
  slow: number;
  links: number;
  leaderClients: number;
}

function total(core: Core): Totals {
  const { hot } = core.clients;
  const totals: Totals = { online: 0, registered: 0, Leader: 0, Normal: 0, Blocked: 0, slow: 0, links: 0, leaderClients: 0 };
  for (let slot = 0; slot < core.clients.count; slot++) {
    const bits = hot.state[slot]!;
    if ((bits & ONLINE) === 0) continue;
    totals.online++;
    if ((bits & REGISTERED) === 0) continue;
    if (isKnownNow(core, slot)) totals.registered++;
    totals[statusWord(bits)]++;
    if (slowLinks(core, slot) !== '') totals.slow++;
    totals.links += ((bits & HAS_FORWARD) !== 0 ? 1 : 0) + ((bits & HAS_BACKWARD) !== 0 ? 1 : 0);
    if ((bits & (FORWARD_LEADER | BACKWARD_LEADER)) !== 0) totals.leaderClients++;
  }
  return totals;
}

/** Connections that leaders hold to servers now, by server id: one per role. */
function serverConnections(core: Core): Record<string, number> {
  const { hot } = core.clients;
  const counts = core.world.servers.map(() => 0);
  for (let slot = 0; slot < core.clients.count; slot++) {
    const roles = (hot.state[slot]! & FORWARD_LEADER ? 1 : 0) + (hot.state[slot]! & BACKWARD_LEADER ? 1 : 0);
    const server = hot.server[slot]!;
    if (roles > 0 && server >= 0 && reachesServer(core, slot, server)) counts[server]! += roles;
  }
  const entries = core.world.servers.map((server, i) => [server.id, counts[i]!] as const).filter((_, i) => core.world.servers[i]!.kind !== 'module');
  return Object.fromEntries(entries);
}

function addressesWith(core: Core, bit: number): string[] {
  const found: string[] = [];
  for (const slot of core.clients.place.order.subarray(0, core.clients.count))
    if ((core.clients.hot.state[slot]! & bit) !== 0) found.push(core.clients.addressText(slot));
  return found;
}

function byName(of: (name: TrafficClass) => number): Readonly<Record<TrafficClass, number>> {
  return Object.fromEntries(CLASSES.map((name) => [name, of(name)] as const)) as Record<TrafficClass, number>;
}

function traffic(core: Core, books: Books): Report['traffic'] {
  const byClass = bytesByClass(books.sent);
  const without = bytesByClass(books.without);
  const sum = (place: 'lan' | 'wan', of = byClass): number => Object.values(of).reduce((total, bytes) => total + bytes[place], 0);
  const wanWithout = sum('wan', without);
  return {
    lan: { bytes: sum('lan'), messages: books.messages[0]! },
    wan: { bytes: sum('wan'), messages: books.messages[1]! },
    byClass,
    bySite: Object.fromEntries(
      core.world.sites.map((site, i) => [site.id, { lan: books.sites[i * 3]!, wanDown: books.sites[i * 3 + 2]!, wanUp: books.sites[i * 3 + 1]! }]),
    ),
    peerLinks: { lan: books.peers[0]!, wan: books.peers[1]! },
    withoutPeering: {
      wan: { bytes: wanWithout, byClass: byName((name) => without[name].wan) },
      lan: { bytes: sum('lan', without) },
    },
    savedShare: wanWithout === 0 ? null : 1 - sum('wan') / wanWithout,
  };
}

export function makeReport(core: Core, options: ReportOptions): Report {
  catchUpAll(core);
  disturbAll(core);
  const hash = hashState(core);
  const books = settledBooks(core, options.clients ? 'with detail' : 'totals only');
  const totals = total(core);
  const forwardLeaders = addressesWith(core, FORWARD_LEADER);
  const backwardLeaders = addressesWith(core, BACKWARD_LEADER);
  return {
    time: core.now / SECOND,
    hash,
    clients: { total: core.world.clientCount, online: totals.online, registered: totals.registered },
    chains: {
      forwardRuns: runs(core, 0),
      backwardRuns: runs(core, 1),
      forwardLeaders,
      backwardLeaders,
      leaderConnections: forwardLeaders.length + backwardLeaders.length,
      leaderClients: totals.leaderClients,
    },
    status: { Leader: totals.Leader, Normal: totals.Normal, Blocked: totals.Blocked, 'Slow Link': totals.slow },
    registrations: { initial: core.initialTotal, normal: core.normalTotal },
    ...questionReports(core),
    traffic: traffic(core, books),
    connections: { peerLinks: totals.links, toServers: serverConnections(core) },
    invariants: { checked: true, violations: violationsOf(core, books) },
    events: core.eventCount,
    warnings: core.warnings.slice(),
    ...(options.clients ? { clientStates: clientStates(core, books) } : {}),
  };
}

function clientStates(core: Core, books: Books): ClientState[] {
  const states: ClientState[] = [];
  for (const slot of core.clients.place.order.subarray(0, core.clients.count)) {
    if ((core.clients.hot.state[slot]! & VACATED) === 0) states.push(clientState(core, slot, books));
  }
  return states;
}
