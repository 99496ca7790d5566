/**
 * Every byte, once as sent and once as received or lost (NET-6): the writing side of the books. A message goes between two *ends*: a place (its
 * slot), or a server (`serverEnd`). Keep-alives are computed: a link's share is (ticks up to its end) − (ticks up to its start), which adds up
 * without a date per link.
 */
import { ACTION, ANSWER, CONTROL, copyBooks, DETAIL_STRIDE, KEEP_ALIVE_BYTES, QUESTION, REGISTRATION, type Books, type ByteClass } from './books';
import { bookSweeps } from './protocol/sweep-view';
import { STREAM, uniform } from './random';
import { EXTRA } from './series-books';
import { TRAFFIC_STRIDE } from './types';
import type { Core } from './core';
import type { Micros, Slot } from './world';

export { ACTION, ANSWER, CONTROL, QUESTION, REGISTRATION, type ByteClass };

/** Message sizes in bytes (protocol.md §9). */
export const SIZE = {
  initialRequest: 1500,
  initialAnswer: 4000,
  perPeer: 24,
  normalRequest: 400,
  normalAnswer: 200,
  hello: 200,
  accept: 100,
  refuse: 120,
  leave: 200,
  question: 300,
  perSensor: 60,
  questionOffer: 300,
  action: 600,
  actionOffer: 1000,
  answers: 80,
  statuses: 60,
} as const;

/** A place by its slot, or a server by `serverEnd`. */
export type End = number;

export function serverEnd(server: number): End {
  return -1 - server;
}

export function siteOfEnd(core: Core, end: End): number {
  return end >= 0 ? core.siteOf(end) : core.world.servers[-1 - end]!.site;
}

/** Whether a message between two sites stays on a LAN (NET-3). Site −1 is outside every site. */
export function isLan(core: Core, siteA: number, siteB: number): boolean {
  return siteA === siteB && siteA >= 0 && !core.world.sites[siteA]!.remote;
}

/** 0 = LAN, 1 = WAN: the place of a message between two ends. */
export function placeOf(core: Core, from: End, to: End): 0 | 1 {
  return isLan(core, siteOfEnd(core, from), siteOfEnd(core, to)) ? 0 : 1;
}

function bookEnd(core: Core, end: End, cls: ByteClass, place: number, received: 0 | 1, bytes: number): void {
  const { books } = core;
  if (end < 0) {
    books.servers[(-1 - end) * TRAFFIC_STRIDE + place * 2 + received]! += bytes;
    return;
  }
  books.subnets[core.clients.place.subnetOf[end]! * TRAFFIC_STRIDE + place * 2 + received]! += bytes;
  const { detail } = books;
  if (detail === null) return;
  const at = end * DETAIL_STRIDE + cls * 4 + place * 2 + received;
  if (at >= detail.length) {
    const grown = new Float64Array(Math.max((end + 1) * DETAIL_STRIDE, core.clients.hot.state.length * DETAIL_STRIDE));
    grown.set(detail);
    books.detail = grown;
    grown[at]! += bytes;
  } else detail[at]! += bytes;
}

function bookSite(core: Core, fromSite: number, toSite: number, place: number, bytes: number, t: Micros): void {
  const { sites, series } = core.books;
  if (place === 0) {
    sites[fromSite * 3]! += bytes;
    return;
  }
  if (fromSite >= 0) {
    sites[fromSite * 3 + 1]! += bytes;
    series.addRecent(fromSite * 2, t, bytes);
  }
  if (toSite >= 0) {
    sites[toSite * 3 + 2]! += bytes;
    series.addRecent(toSite * 2 + 1, t, bytes);
  }
}

/** `messages` messages of `size` bytes in all leave `from` for `to` at t (now, unless said). True if they stay on a LAN. */
export function send(core: Core, cls: ByteClass, from: End, to: End, size: number, t: Micros = core.now, messages = 1): boolean {
  if (!core.keepsBooks) return placeOf(core, from, to) === 0;
  const place = bookSent(core, cls, from, to, core.overheads ? size : 0, t, messages);
  if (core.overheads) core.books.series.add(cls * 2 + place, t, size);
  return place === 0;
}

/** Everything about sent bytes but the figures over time. */
function bookSent(core: Core, cls: ByteClass, from: End, to: End, bytes: number, t: Micros, messages: number): 0 | 1 {
  const { books } = core;
  const fromSite = siteOfEnd(core, from);
  const toSite = siteOfEnd(core, to);
  const place = isLan(core, fromSite, toSite) ? 0 : 1;
  books.sent[cls * 2 + place]! += bytes;
  books.messages[place]! += messages;
  if (from >= 0 && to >= 0) books.peers[place]! += bytes;
  bookSite(core, fromSite, toSite, place, bytes, t);
  bookEnd(core, from, cls, place, 0, bytes);
  return place;
}

export function receive(core: Core, cls: ByteClass, from: End, to: End, size: number): void {
  if (core.overheads && core.keepsBooks) bookReceived(core, cls, to, size, placeOf(core, from, to));
}

function bookReceived(core: Core, cls: ByteClass, to: End, bytes: number, place: 0 | 1): void {
  core.books.received[cls * 2 + place]! += bytes;
  bookEnd(core, to, cls, place, 1, bytes);
}

export function lose(core: Core, cls: ByteClass, from: End, to: End, size: number): void {
  if (core.overheads && core.keepsBooks) core.books.lost[cls * 2 + placeOf(core, from, to)]! += size;
}

/** A message that is received as soon as it is sent. */
export function deliver(core: Core, cls: ByteClass, from: End, to: End, size: number, t: Micros = core.now): void {
  send(core, cls, from, to, size, t);
  receive(core, cls, from, to, size);
}

/** What a registration's answer carries beyond its usual size (REG-6); it belongs to a message that is counted already. */
export function growRegistrationAnswer(core: Core, slot: Slot, server: number, size: number, t: Micros = core.now): void {
  send(core, REGISTRATION, serverEnd(server), slot, size, t, 0);
  bookWithout(core, REGISTRATION, slot, server, size, t);
  bookWithoutUpstream(core, REGISTRATION, server, size, t);
  eachUpstreamLeg(core, server, (lower, upper) => deliverBetween(core, REGISTRATION, upper, lower, size, t, 0));
}

/** A control message between peers (light: docs/model.md §9). */
export function sendPeer(core: Core, from: Slot, to: Slot, size: number): void {
  send(core, CONTROL, from, to, size);
}

export function receivePeer(core: Core, from: Slot, to: Slot, size: number): void {
  receive(core, CONTROL, from, to, size);
}

/**
 * Messages that clients of one LAN have sent to each other and received, where single clients have no books: what is the same for all is booked at
 * the end.
 */
export class LanRun {
  private readonly core: Core;
  private readonly site: number;
  private readonly sums: Float64Array;
  private messages = 0;

  constructor(core: Core, site: number) {
    this.core = core;
    this.site = site;
    this.sums = new Float64Array(core.books.sent.length / 2);
  }

  /** A message of `size` bytes from a client to another, sent at t. */
  pass(cls: ByteClass, from: Slot, to: Slot, size: number, t: Micros): void {
    const { core } = this;
    this.messages++;
    if (!core.overheads || !core.keepsBooks) return;
    this.sums[cls]! += size;
    const { subnets, series } = core.books;
    const { subnetOf } = core.clients.place;
    subnets[subnetOf[from]! * TRAFFIC_STRIDE]! += size;
    subnets[subnetOf[to]! * TRAFFIC_STRIDE + 1]! += size;
    series.add(cls * 2, t, size);
  }

  end(): void {
    const { books } = this.core;
    books.messages[0]! += this.messages;
    this.sums.forEach((bytes, cls) => {
      books.sent[cls * 2]! += bytes;
      books.received[cls * 2]! += bytes;
      books.peers[0]! += bytes;
      books.sites[this.site * 3]! += bytes;
    });
  }
}

// ── between servers (SRV-1) ───────────────────────────────────────────────────────────────────────

/** From a Zone Server to the server it stands in for, and so on: pairs of (lower, upper). */
export function eachUpstreamLeg(core: Core, server: number, visit: (lower: number, upper: number) => void): void {
  const { servers } = core.world;
  for (let lower = server; servers[lower]!.upstream >= 0; lower = servers[lower]!.upstream) visit(lower, servers[lower]!.upstream);
}

export function deliverBetween(core: Core, cls: ByteClass, from: number, to: number, size: number, t: Micros = core.now, messages = 1): void {
  send(core, cls, serverEnd(from), serverEnd(to), size, t, messages);
  receive(core, cls, serverEnd(from), serverEnd(to), size);
}

// ── without peering (NET-7) ───────────────────────────────────────────────────────────────────────

/** What a message between two ends would cost where nobody peers. */
function bookWithoutOn(core: Core, cls: ByteClass, from: End, to: End, size: number, t: Micros): void {
  const place = placeOf(core, from, to);
  core.books.without[cls * 2 + place]! += size;
  core.books.series.count(EXTRA.withoutLan + place, t, size);
}

/** A message between a client and its server; returns its place, 0 LAN, 1 WAN. */
export function bookWithout(core: Core, cls: ByteClass, slot: Slot, server: number, size: number, t: Micros = core.now): 0 | 1 {
  if (core.overheads && core.keepsWithout) bookWithoutOn(core, cls, slot, serverEnd(server), size, t);
  return placeOf(core, slot, serverEnd(server));
}

/** A question on its way to a Zone Server: once, with peering or without. */
export function bookWithoutLeg(core: Core, cls: ByteClass, zone: number, size: number): void {
  if (core.overheads && core.keepsWithout) bookWithoutOn(core, cls, serverEnd(core.world.servers[zone]!.upstream), serverEnd(zone), size, core.now);
}

/** The same on every leg from a client's Zone Server upward. */
export function bookWithoutUpstream(core: Core, cls: ByteClass, server: number, size: number, t: Micros = core.now): void {
  if (!core.overheads || !core.keepsWithout || core.world.servers[server]!.upstream < 0) return;
  eachUpstreamLeg(core, server, (lower, upper) => bookWithoutOn(core, cls, serverEnd(lower), serverEnd(upper), size, t));
}

// ── registration ──────────────────────────────────────────────────────────────────────────────────

/** `count` normal registrations with their answers (light). Their share of the figures over time: `noteNormalRegistration`. */
export function bookNormalRegistrations(core: Core, slot: Slot, count: number): void {
  if (!core.keepsBooks) return;
  const server = core.clients.hot.server[slot]!;
  const end = serverEnd(server);
  const request = core.overheads ? SIZE.normalRequest * count : 0;
  const answer = core.overheads ? SIZE.normalAnswer * count : 0;
  // what is recent is noted with each registration
  const place = bookSent(core, REGISTRATION, slot, end, request, -Infinity, count);
  bookSent(core, REGISTRATION, end, slot, answer, -Infinity, count);
  bookReceived(core, REGISTRATION, end, request, place);
  bookReceived(core, REGISTRATION, slot, answer, place);
  if (core.keepsWithout) core.books.without[REGISTRATION * 2 + place]! += request + answer;
  eachUpstreamLeg(core, server, (lower, upper) => {
    const between = bookSent(core, REGISTRATION, serverEnd(lower), serverEnd(upper), request, -Infinity, count);
    bookSent(core, REGISTRATION, serverEnd(upper), serverEnd(lower), answer, -Infinity, count);
    bookReceived(core, REGISTRATION, serverEnd(upper), request, between);
    bookReceived(core, REGISTRATION, serverEnd(lower), answer, between);
    if (core.keepsWithout) core.books.without[REGISTRATION * 2 + between]! += request + answer;
  });
}

/** A normal registration at t, in the figures over time. */
export function noteNormalRegistration(core: Core, slot: Slot, t: Micros): void {
  if (!core.keepsBooks) return;
  const { series } = core.books;
  const known = core.registrationPlace[core.clients.place.subnetOf[slot]!]!;
  if (known >= 0 && (known === 0 || t < series.windowFrom)) {
    series.normal(known, t);
    return;
  }
  const server = core.clients.hot.server[slot]!;
  const place = placeOf(core, slot, serverEnd(server));
  series.normal(place, t);
  if (place === 1 && t >= series.windowFrom) noteRecent(core, core.siteOf(slot), core.world.servers[server]!.site, t);
  if (core.world.servers[server]!.upstream < 0) return;
  eachUpstreamLeg(core, server, (lower, upper) => {
    const between = placeOf(core, serverEnd(lower), serverEnd(upper));
    const both = core.overheads ? SIZE.normalRequest + SIZE.normalAnswer : 0;
    series.add(REGISTRATION * 2 + between, t, both);
    if (core.keepsWithout) series.count(EXTRA.withoutLan + between, t, both);
    if (between === 1 && t >= series.windowFrom) noteRecent(core, core.world.servers[lower]!.site, core.world.servers[upper]!.site, t);
  });
}

/** A normal registration between two sites in what their links carried lately. */
function noteRecent(core: Core, site: number, serverSite: number, t: Micros): void {
  if (!core.overheads) return;
  const { series } = core.books;
  if (site >= 0) {
    series.addRecent(site * 2, t, SIZE.normalRequest);
    series.addRecent(site * 2 + 1, t, SIZE.normalAnswer);
  }
  if (serverSite < 0) return;
  series.addRecent(serverSite * 2, t, SIZE.normalAnswer);
  series.addRecent(serverSite * 2 + 1, t, SIZE.normalRequest);
}

// ── keep-alives ───────────────────────────────────────────────────────────────────────────────────

function phaseOf(core: Core, slot: Slot, dir: number): Micros {
  return uniform(core.seedKey, core.entityOf(slot), STREAM.keepAlivePhase, dir, 0, core.world.settings.keepAlive - 1);
}

/** Keep-alive instants of a phase up to and including t. */
function ticks(core: Core, phase: Micros, t: Micros): number {
  return t < phase ? 0 : Math.floor((t - phase) / core.world.settings.keepAlive) + 1;
}

function bookKeepAlives(core: Core, from: Slot, to: Slot, count: number): 0 | 1 {
  const bytes = core.overheads ? KEEP_ALIVE_BYTES * count : 0;
  const place = bookSent(core, CONTROL, from, to, bytes, -Infinity, count);
  bookReceived(core, CONTROL, to, bytes, place);
  return place;
}

export function keepAlivesBegin(core: Core, from: Slot, to: Slot, dir: number): void {
  if (!core.keepsBooks) return;
  const phase = phaseOf(core, from, dir);
  const place = bookKeepAlives(core, from, to, -ticks(core, phase, core.now));
  core.books.series.beat(place, phase, core.now, 1);
}

/** The link ends now. `deadSince`: from then on its keep-alives were lost. */
export function keepAlivesEnd(core: Core, from: Slot, to: Slot, dir: number, deadSince: Micros | null): void {
  if (!core.keepsBooks) return;
  const phase = phaseOf(core, from, dir);
  const place = bookKeepAlives(core, from, to, ticks(core, phase, core.now));
  core.books.series.beat(place, phase, core.now, -1);
  if (deadSince === null || !core.overheads) return;
  const lost = KEEP_ALIVE_BYTES * (ticks(core, phase, core.now) - ticks(core, phase, deadSince));
  bookReceived(core, CONTROL, to, -lost, place);
  core.books.lost[CONTROL * 2 + place]! += lost;
}

/** The running books with what swept chains have sent; without the keep-alives of standing links. */
export function booksWithSweeps(core: Core): Books {
  const running = core.books;
  if (core.activeSweeps === 0) return running;
  core.books = copyBooks({ ...running, detail: null });
  bookSweeps(core);
  const withSweeps = core.books;
  core.books = running;
  return withSweeps;
}

/** The books at `now`, with the keep-alives of standing links. Leaves the running books as they are; the same until something happens. */
export function settledBooks(core: Core, withDetail: 'with detail' | 'totals only'): Books {
  const { now, settled, eventCount, settledMemo } = core;
  if (withDetail === 'totals only' && settledMemo?.now === now && settledMemo.settled === settled && settledMemo.eventCount === eventCount)
    return settledMemo.books;
  const running = core.books;
  core.books = copyBooks(withDetail === 'with detail' ? running : { ...running, detail: null });
  settleKeepAlives(core);
  bookSweeps(core);
  const { books } = core;
  core.books = running;
  if (withDetail === 'totals only') core.settledMemo = { now, settled, eventCount, books };
  return books;
}

/** Keep-alives of standing links up to now. Those within a subnet are summed up first: nearly all are. */
function settleKeepAlives(core: Core): void {
  if (!core.keepsBooks) return;
  const { out } = core.clients.hot;
  const { subnetOf } = core.clients.place;
  const { sites, subnets } = core.world;
  const single = core.books.detail !== null;
  const sums = new Float64Array(subnets.length);
  for (let dir = 0; dir < 2; dir++) {
    const column = out[dir]!;
    for (let slot = 0; slot < core.clients.count; slot++) {
      const peer = column[slot]!;
      if (peer < 0) continue;
      const count = ticks(core, phaseOf(core, slot, dir), core.now);
      const subnet = subnetOf[slot]!;
      if (!single && subnet === subnetOf[peer] && !sites[subnets[subnet]!.site]!.remote) sums[subnet]! += count;
      else bookKeepAlives(core, slot, peer, count);
    }
  }
  sums.forEach((count, subnet) => bookWithinSubnet(core, subnet, count));
}

function bookWithinSubnet(core: Core, subnet: number, count: number): void {
  if (count === 0) return;
  const { books } = core;
  const bytes = core.overheads ? KEEP_ALIVE_BYTES * count : 0;
  books.messages[0]! += count;
  books.sent[CONTROL * 2]! += bytes;
  books.received[CONTROL * 2]! += bytes;
  books.peers[0]! += bytes;
  books.sites[core.world.subnets[subnet]!.site * 3]! += bytes;
  books.subnets[subnet * TRAFFIC_STRIDE]! += bytes;
  books.subnets[subnet * TRAFFIC_STRIDE + 1]! += bytes;
}
