/**
 * How messages get through the network (NET-1, NET-2, NET-4; docs/model.md §9): each takes its time on every link of its way, and waits where others
 * came first.
 *
 *   ready ─[throttles]─> up queue ── latency and jitter of both sides ──> down queue ──> arrival
 *     └── on a LAN: the sender's line ── latency ──> arrival            lost on a WAN: sent again (NET-1)
 */
import { KIND, type Carried, type Core, type LinkQueue } from '../core';
import { lose, placeOf, send, type ByteClass, type End } from '../ledger';
import { formatPrefix, inPrefix } from '../address';
import { draw, mix, STREAM, uniform } from '../random';
import type { Micros, Slot } from '../world';
import { countMessage } from './questions';
import { latencyBetween, latencyToServer } from './reach';

/** A lost message is sent again after this, or two round trips (NET-1). */
const SEND_AGAIN: Micros = 200_000;
const TWO_32 = 4_294_967_296;

/** What a message will be when it arrives: an event, as the queue of events has it. */
export interface Arrival {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly serial: number;
  readonly cause: number;
  readonly x: number;
  readonly y: number;
}

// ── queues ────────────────────────────────────────────────────────────────────────────────────────
// Numbers of queues: a site's WAN up and down at 2 × site (+ 1); then the throttles; then access links at 2 × slot (+ 1). Lines: −1 − slot.

function throttleQueue(core: Core, throttle: number): number {
  return core.world.sites.length * 2 + throttle;
}

function accessQueue(core: Core, slot: Slot, dir: 0 | 1): number {
  return core.world.sites.length * 2 + core.world.throttles.length + slot * 2 + dir;
}

export function lineQueue(slot: Slot): number {
  return -1 - slot;
}

function rateOf(core: Core, queue: number): number {
  const { sites, throttles } = core.world;
  if (queue < 0) return sites[core.siteOf(-1 - queue)]!.lan.rateBps;
  if (queue < sites.length * 2) return linkRate(core, queue >> 1, (queue & 1) as 0 | 1);
  const throttle = queue - sites.length * 2;
  if (throttle < throttles.length) return throttles[throttle]!.rateBps;
  const access = throttle - throttles.length;
  return linkRate(core, core.siteOf(access >> 1), (access & 1) as 0 | 1);
}

function linkRate(core: Core, site: number, dir: 0 | 1): number {
  const { wan } = core.world.sites[site]!;
  return dir === 0 ? wan.upBps : wan.downBps;
}

/** A message of `size` bytes comes to a queue at t; returns when it has left it. */
export function passQueue(core: Core, number: number, t: Micros, size: number): Micros {
  let queue = core.links.get(number);
  if (queue === undefined) core.links.set(number, (queue = { free: t, rest: 0 }));
  return serve(queue, rateOf(core, number), t, size);
}

/** The same for a queue at hand; `rate` in bits per second. */
export function serve(queue: LinkQueue, rate: number, t: Micros, size: number): Micros {
  if (isIdle(queue, t)) {
    queue.free = t;
    queue.rest = 0;
  }
  const total = queue.rest + size * 8e6;
  queue.rest = total % rate;
  queue.free += (total - queue.rest) / rate;
  return freeAt(queue);
}

/** What a queue is called wherever its site or throttle stands in the file. */
export function linkName(core: Core, number: number): string {
  const { sites, throttles, servers } = core.world;
  if (number < 0) return `line ${-1 - number}`;
  if (number < sites.length * 2) return `site ${sites[number >> 1]!.id} ${number & 1}`;
  const throttle = throttles[number - sites.length * 2];
  if (throttle === undefined) return `access ${number - sites.length * 2 - throttles.length}`;
  const { server, subnet, rateBps } = throttle;
  return `throttle ${servers[server]!.id} ${subnet === null ? 'all' : formatPrefix(subnet)} ${rateBps}`;
}

export function isIdle(queue: LinkQueue, t: Micros): boolean {
  return t > queue.free || (t === queue.free && queue.rest === 0);
}

function freeAt(queue: LinkQueue): Micros {
  return queue.rest > 0 ? queue.free + 1 : queue.free;
}

/** µs for `size` bytes at a rate, rounded up. */
export function timeOn(rate: number, size: number): Micros {
  const total = size * 8e6;
  const rest = total % rate;
  return (total - rest) / rate + (rest > 0 ? 1 : 0);
}

/** µs until the queue of a site's link is empty; where each client has a link of its own, the longest. */
export function waitingOn(core: Core, site: number, dir: 0 | 1): Micros {
  if (!core.world.sites[site]!.remote) return waiting(core, site * 2 + dir);
  let longest = waiting(core, site * 2 + dir);
  const first = accessQueue(core, 0, 0);
  for (const number of core.links.keys())
    if (number >= first && ((number - first) & 1) === dir && core.siteOf((number - first) >> 1) === site) longest = Math.max(longest, waiting(core, number));
  return longest;
}

function waiting(core: Core, number: number): Micros {
  const queue = core.links.get(number);
  return queue === undefined ? 0 : Math.max(0, freeAt(queue) - core.now);
}

/** Queues that are idle decide nothing: they are dropped before a snapshot. */
export function dropIdleQueues(core: Core): void {
  for (const [number, queue] of core.links) if (core.now > queue.free) core.links.delete(number);
}

// ── the way of a message ──────────────────────────────────────────────────────────────────────────

/** Queue of an end's side of the WAN, −1 = it has none. */
function wanQueue(core: Core, end: End, dir: 0 | 1): number {
  const { sites, servers } = core.world;
  if (end < 0) {
    const { site } = servers[-1 - end]!;
    return site < 0 ? -1 : site * 2 + dir;
  }
  const site = core.siteOf(end);
  return sites[site]!.remote ? accessQueue(core, end, dir) : site * 2 + dir;
}

/** Numbers of the throttles between a server and a client: the server's own, the slowest first; then that of the smallest subnet. */
function throttlesOf(core: Core, server: number, slot: Slot): readonly number[] {
  const { throttles } = core.world;
  if (throttles.length === 0) return [];
  const address = core.clients.addressAt(slot);
  const mine = throttles.flatMap((throttle, i) => (throttle.server === server ? [{ ...throttle, queue: throttleQueue(core, i) }] : []));
  const general = mine.filter(({ subnet }) => subnet === null).sort((p, q) => p.rateBps - q.rateBps);
  const special = mine
    .filter(({ subnet }) => subnet !== null && inPrefix(address, subnet))
    .sort((p, q) => q.subnet!.length - p.subnet!.length || p.rateBps - q.rateBps);
  return [...general, ...special.slice(0, 1)].map(({ queue }) => queue);
}

function latencyOf(core: Core, from: End, to: End): Micros {
  if (from >= 0 && to >= 0) return latencyBetween(core, from, to);
  return from >= 0 ? latencyToServer(core, from, -1 - to) : latencyToServer(core, to, -1 - from);
}

/** Sends a message, which is booked as sent already. It is ready at `ready` and arrives when the network has carried it there, and `extra` µs later. */
export function carry(core: Core, cls: ByteClass, from: End, to: End, size: number, ready: Micros, arrival: Arrival, extra: Micros = 0): void {
  const bytes = core.overheads ? size : 0;
  const throttles = from < 0 && to >= 0 ? throttlesOf(core, -1 - from, to) : [];
  const lan = placeOf(core, from, to) === 0;
  if (lan && throttles.length === 0) {
    arrive(core, arrival, lanArrival(core, from, to, arrival.kind, bytes, ready) + extra);
    return;
  }
  const id = ++core.carriedSerial;
  const queues = lan ? throttles : throttles.concat(wanQueue(core, from, 0), wanQueue(core, to, 1));
  const { kind, a, b, serial, cause, x, y } = arrival;
  // field by field: a spread costs many times as much here
  core.carried.set(id, {
    kind,
    a,
    b,
    serial,
    cause,
    x,
    y,
    cls,
    from,
    to,
    size,
    bytes,
    queues,
    throttles: throttles.length,
    step: 0,
    copy: 0,
    lost: false,
    again: false,
    sentAt: core.now,
    extra,
  });
  pushJoin(core, id, ready);
}

/** When a message on a LAN arrives: questions and answers of clients go over their line, everything else has one to itself. */
function lanArrival(core: Core, from: End, to: End, kind: number, bytes: number, ready: Micros): Micros {
  const client = from >= 0 ? from : to;
  const { lan } = core.world.sites[core.siteOf(client)]!;
  const overLine = from >= 0 && (to >= 0 || kind === KIND.collected);
  return (overLine ? passQueue(core, lineQueue(from), ready, bytes) : ready + timeOn(lan.rateBps, bytes)) + lan.latency;
}

function pushJoin(core: Core, id: number, at: Micros): void {
  const { kind, a, b, serial, cause } = core.carried.get(id)!;
  core.queue.push(at, KIND.join, a, kind, b, serial, cause, id, 0);
}

function arrive(core: Core, { kind, a, b, serial, cause, x, y }: Arrival, at: Micros): void {
  core.queue.push(at, kind, a, 0, b, serial, cause, x, y);
}

/** A message comes to the next queue of its way, or it has just been lost. */
export function onJoin(core: Core, id: number): void {
  const message = core.carried.get(id);
  if (message === undefined) return;
  if (message.lost) return sendAgain(core, id, message);
  if (message.again) {
    message.again = false;
    const lan = send(core, message.cls, message.from, message.to, message.size);
    if (message.kind >= KIND.question && core.questions.get(message.serial)!.open) countMessage(core.questions.get(message.serial)!, lan);
  }
  if (message.step < message.throttles) passThrottle(core, id, message);
  else if (message.step === message.throttles) passUp(core, id, message);
  else passDown(core, id, message);
}

function passThrottle(core: Core, id: number, message: Carried): void {
  const leaves = passQueue(core, message.queues[message.step]!, core.now, message.bytes);
  message.step++;
  if (message.step < message.queues.length) pushJoin(core, id, leaves);
  else finish(core, id, message, lanArrival(core, message.from, message.to, message.kind, message.bytes, leaves));
}

function passUp(core: Core, id: number, message: Carried): void {
  const up = message.queues[message.step]!;
  const leaves = up < 0 ? core.now : passQueue(core, up, core.now, message.bytes);
  if (up >= 0 && isLost(core, message, message.from, 0, leaves)) return loseAt(core, id, message, leaves);
  message.step++;
  const jitter = jitterOf(core, message, message.from, 0, leaves) + jitterOf(core, message, message.to, 1, leaves);
  const there = leaves + latencyOf(core, message.from, message.to) + jitter;
  if (message.queues[message.step]! < 0) finish(core, id, message, there);
  else pushJoin(core, id, there);
}

function passDown(core: Core, id: number, message: Carried): void {
  const leaves = passQueue(core, message.queues[message.step]!, core.now, message.bytes);
  if (isLost(core, message, message.to, 1, leaves)) loseAt(core, id, message, leaves);
  else finish(core, id, message, leaves);
}

function finish(core: Core, id: number, message: Carried, at: Micros): void {
  core.carried.delete(id);
  arrive(core, message, at + message.extra);
}

/** When a message that comes to its next queue at t will arrive if nobody is before it and nothing is lost. */
export function expectedArrival(core: Core, message: Carried, t: Micros): Micros {
  const first = message.lost ? 0 : message.step;
  let at = t + message.extra;
  if (message.lost) at += Math.max(SEND_AGAIN, 4 * latencyOf(core, message.from, message.to));
  for (let step = first; step < message.queues.length; step++) {
    const queue = message.queues[step]!;
    if (queue >= 0) at += timeOn(rateOf(core, queue), message.bytes);
  }
  return first <= message.throttles ? at + latencyOf(core, message.from, message.to) : at;
}

// ── loss and jitter ───────────────────────────────────────────────────────────────────────────────

function siteWan(core: Core, end: End) {
  const site = end >= 0 ? core.siteOf(end) : core.world.servers[-1 - end]!.site;
  return site < 0 ? null : core.world.sites[site]!.wan;
}

function entityOf(core: Core, message: Carried): number {
  return core.entityOf(message.from >= 0 ? message.from : message.to);
}

function luckOf(message: Carried, leg: 0 | 1, t: Micros): number {
  const instant = mix(t % TWO_32, Math.floor(t / TWO_32));
  return mix(mix(instant, message.kind * 64 + leg * 8 + Math.min(message.copy, 7)), message.kind >= KIND.question ? message.serial : 0);
}

function jitterOf(core: Core, message: Carried, end: End, leg: 0 | 1, t: Micros): Micros {
  const jitter = siteWan(core, end)?.jitter ?? 0;
  return jitter === 0 ? 0 : uniform(core.seedKey, entityOf(core, message), STREAM.jitter, luckOf(message, leg, t), 0, jitter);
}

function isLost(core: Core, message: Carried, end: End, leg: 0 | 1, t: Micros): boolean {
  const ppm = siteWan(core, end)?.lossPpm ?? 0;
  return ppm > 0 && Math.floor((draw(core.seedKey, entityOf(core, message), STREAM.loss, luckOf(message, leg, t)) * 1_000_000) / TWO_32) < ppm;
}

function loseAt(core: Core, id: number, message: Carried, at: Micros): void {
  message.lost = true;
  pushJoin(core, id, at);
}

/** Lost on the way just now: it will be sent again, and both count (NET-1). */
function sendAgain(core: Core, id: number, message: Carried): void {
  message.lost = false;
  message.copy++;
  message.step = 0;
  lose(core, message.cls, message.from, message.to, message.size);
  const at = core.now + Math.max(SEND_AGAIN, 4 * latencyOf(core, message.from, message.to));
  message.again = true;
  pushJoin(core, id, at);
}
