/**
 * Every byte, once as sent and once as received or lost (NET-6), by class and place, by site, and by client where the fleet is small
 * enough. Keep-alives are computed: a link's share is (ticks up to its end) − (ticks up to its start), which adds up without a date per link.
 */
import { CLASSES, copyBooks, DETAIL_STRIDE, type Books } from './books';
import { bookSweeps } from './protocol/sweep-view';
import { STREAM, uniform } from './random';
import type { Core } from './core';
import type { ClassBytes, LedgerView, TrafficClass } from './types';
import type { Micros, Slot } from './world';

export const REGISTRATION = 0;
export const CONTROL = 1;
export const QUESTION = 2;
export const ANSWER = 3;
export const ACTION = 4;
export type ByteClass = typeof REGISTRATION | typeof CONTROL | typeof QUESTION | typeof ANSWER | typeof ACTION;

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
  keepAlive: 60,
  leave: 200,
  question: 300,
  perSensor: 60,
  questionOffer: 300,
  action: 600,
  actionOffer: 1000,
} as const;

/** Whether a message between two sites stays on a LAN (NET-3). Site −1 is outside every site. */
export function isLan(core: Core, siteA: number, siteB: number): boolean {
  return siteA === siteB && siteA >= 0 && !core.world.sites[siteA]!.remote;
}

function book(core: Core, cls: ByteClass, fromSite: number, toSite: number, bytes: number, messages: number): void {
  const books = core.books;
  const lan = isLan(core, fromSite, toSite);
  const place = lan ? 0 : 1;
  books.bytes[cls * 2 + place]! += bytes;
  books.messages[place]! += messages;
  books.sent += bytes;
  if (lan) books.sites[fromSite * 3]! += bytes;
  else {
    if (fromSite >= 0) books.sites[fromSite * 3 + 1]! += bytes;
    if (toSite >= 0) books.sites[toSite * 3 + 2]! += bytes;
  }
}

function bookDetail(core: Core, slot: Slot, cls: ByteClass, lan: boolean, received: 0 | 1, bytes: number): void {
  const detail = core.books.detail;
  if (detail === null) return;
  const at = slot * DETAIL_STRIDE + cls * 4 + (lan ? 0 : 2) + received;
  if (at >= detail.length) {
    const grown = new Float64Array(Math.max((slot + 1) * DETAIL_STRIDE, core.clients.hot.state.length * DETAIL_STRIDE));
    grown.set(detail);
    core.books.detail = grown;
    grown[at]! += bytes;
  } else detail[at]! += bytes;
}

/** A message leaves `from` for a peer. True if it stays on a LAN. */
export function sendOnLink(core: Core, cls: ByteClass, from: Slot, to: Slot, size: number): boolean {
  const bytes = core.overheads ? size : 0;
  const fromSite = core.siteOf(from);
  const toSite = core.siteOf(to);
  const lan = isLan(core, fromSite, toSite);
  book(core, cls, fromSite, toSite, bytes, 1);
  bookDetail(core, from, cls, lan, 0, bytes);
  return lan;
}

export function receiveOnLink(core: Core, cls: ByteClass, from: Slot, to: Slot, size: number): void {
  const bytes = core.overheads ? size : 0;
  core.books.received += bytes;
  bookDetail(core, to, cls, isLan(core, core.siteOf(from), core.siteOf(to)), 1, bytes);
}

/** A control message leaves `from` for `to`. */
export function sendPeer(core: Core, from: Slot, to: Slot, size: number): void {
  sendOnLink(core, CONTROL, from, to, size);
}

export function receivePeer(core: Core, from: Slot, to: Slot, size: number): void {
  receiveOnLink(core, CONTROL, from, to, size);
}

/** A leader's message to its server, or the server's to a leader (`down`). True if it stays on a LAN. */
export function sendOnServerLink(core: Core, cls: ByteClass, slot: Slot, server: number, size: number, down: boolean): boolean {
  const bytes = core.overheads ? size : 0;
  const site = core.siteOf(slot);
  const serverSite = core.world.servers[server]!.site;
  const lan = isLan(core, site, serverSite);
  if (down) book(core, cls, serverSite, site, bytes, 1);
  else {
    book(core, cls, site, serverSite, bytes, 1);
    bookDetail(core, slot, cls, lan, 0, bytes);
  }
  return lan;
}

export function receiveOnServerLink(core: Core, cls: ByteClass, slot: Slot, server: number, size: number, down: boolean): void {
  const bytes = core.overheads ? size : 0;
  core.books.received += bytes;
  if (down) bookDetail(core, slot, cls, isLan(core, core.siteOf(slot), core.world.servers[server]!.site), 1, bytes);
}

/** Messages within one LAN that have been sent and received. Not by client. */
export function bookWithinSite(core: Core, cls: ByteClass, site: number, size: number, messages: number): void {
  const bytes = core.overheads ? size : 0;
  book(core, cls, site, site, bytes, messages);
  core.books.received += bytes;
}

/** What a normal registration's answer carries beyond its usual size (REG-6). */
export function growRegistrationAnswer(core: Core, slot: Slot, server: number, size: number): void {
  book(core, REGISTRATION, core.world.servers[server]!.site, core.siteOf(slot), core.overheads ? size : 0, 0);
}

export function lose(core: Core, size: number): void {
  if (core.overheads) core.books.lost += size;
}

/** A registration message from a client to a server, or back (`answer`). */
export function sendRegistration(core: Core, slot: Slot, server: number, size: number, answer: boolean): void {
  const bytes = core.overheads ? size : 0;
  const site = core.siteOf(slot);
  const serverSite = core.world.servers[server]!.site;
  if (answer) book(core, REGISTRATION, serverSite, site, bytes, 1);
  else {
    book(core, REGISTRATION, site, serverSite, bytes, 1);
    bookDetail(core, slot, REGISTRATION, isLan(core, site, serverSite), 0, bytes);
  }
}

export function receiveRegistration(core: Core, slot: Slot, server: number, size: number, answer: boolean): void {
  const bytes = core.overheads ? size : 0;
  core.books.received += bytes;
  if (answer) bookDetail(core, slot, REGISTRATION, isLan(core, core.siteOf(slot), core.world.servers[server]!.site), 1, bytes);
}

/** `count` normal registrations with their answers, sent and received. */
export function bookNormalRegistrations(core: Core, slot: Slot, count: number): void {
  const request = core.overheads ? SIZE.normalRequest * count : 0;
  const answer = core.overheads ? SIZE.normalAnswer * count : 0;
  const site = core.siteOf(slot);
  const serverSite = core.world.servers[core.clients.hot.server[slot]!]!.site;
  book(core, REGISTRATION, site, serverSite, request, count);
  book(core, REGISTRATION, serverSite, site, answer, count);
  core.books.received += request + answer;
  const lan = isLan(core, site, serverSite);
  bookDetail(core, slot, REGISTRATION, lan, 0, request);
  bookDetail(core, slot, REGISTRATION, lan, 1, answer);
}

/** Keep-alive instants of a client's link in a direction up to and including t. */
function ticks(core: Core, slot: Slot, dir: number, t: Micros): number {
  const period = core.world.settings.keepAlive;
  const phase = uniform(core.seedKey, core.entityOf(slot), STREAM.keepAlivePhase, dir, 0, period - 1);
  return t < phase ? 0 : Math.floor((t - phase) / period) + 1;
}

function bookKeepAlives(core: Core, from: Slot, to: Slot, count: number): void {
  const bytes = core.overheads ? SIZE.keepAlive * count : 0;
  const fromSite = core.siteOf(from);
  const toSite = core.siteOf(to);
  book(core, CONTROL, fromSite, toSite, bytes, count);
  core.books.received += bytes;
  const lan = isLan(core, fromSite, toSite);
  bookDetail(core, from, CONTROL, lan, 0, bytes);
  bookDetail(core, to, CONTROL, lan, 1, bytes);
}

export function keepAlivesBegin(core: Core, from: Slot, to: Slot, dir: number): void {
  bookKeepAlives(core, from, to, -ticks(core, from, dir, core.now));
}

/** The link ends now. `deadSince`: from then on its keep-alives were lost. */
export function keepAlivesEnd(core: Core, from: Slot, to: Slot, dir: number, deadSince: Micros | null): void {
  bookKeepAlives(core, from, to, ticks(core, from, dir, core.now));
  if (deadSince === null || !core.overheads) return;
  const lost = SIZE.keepAlive * (ticks(core, from, dir, core.now) - ticks(core, from, dir, deadSince));
  core.books.received -= lost;
  core.books.lost += lost;
  bookDetail(core, to, CONTROL, isLan(core, core.siteOf(from), core.siteOf(to)), 1, -lost);
}

/** The books at `now`, with the keep-alives of standing links. Leaves the running books as they are. */
export function settledBooks(core: Core, withDetail: 'with detail' | 'totals only'): Books {
  const running = core.books;
  core.books = copyBooks(withDetail === 'with detail' ? running : { ...running, detail: null });
  const { out } = core.clients.hot;
  for (let dir = 0; dir < 2; dir++) {
    const column = out[dir]!;
    for (let slot = 0; slot < core.clients.count; slot++) if (column[slot]! >= 0) bookKeepAlives(core, slot, column[slot]!, ticks(core, slot, dir, core.now));
  }
  bookSweeps(core);
  const settled = core.books;
  core.books = running;
  return settled;
}

export function bytesByClass(books: Books): Readonly<Record<TrafficClass, ClassBytes>> {
  const entries = CLASSES.map((name, cls) => [name, { lan: books.bytes[cls * 2]!, wan: books.bytes[cls * 2 + 1]! }] as const);
  return Object.fromEntries(entries) as Record<TrafficClass, ClassBytes>;
}

export function ledgerView(core: Core): LedgerView {
  const books = settledBooks(core, 'totals only');
  return {
    byClass: bytesByClass(books),
    messages: { lan: books.messages[0]!, wan: books.messages[1]! },
    bySite: core.world.sites.map((_, i) => ({ lan: books.sites[i * 3]!, wanUp: books.sites[i * 3 + 1]!, wanDown: books.sites[i * 3 + 2]! })),
    sent: books.sent,
    received: books.received,
    lost: books.lost,
    inFlight: books.sent - books.received - books.lost,
  };
}
