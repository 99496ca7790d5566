/** Bytes and messages of swept chains: those sent and those received by a moment, in the books that are open. Undisturbed chains are on one LAN. */
import type { Core, LinkQueue } from '../core';
import { ANSWER, bookWithout, bookWithoutUpstream, growRegistrationAnswer, QUESTION, receive, REGISTRATION, send, serverEnd, SIZE } from '../ledger';
import { CHAIN, HELD_STRIDE, type Offer, type Question } from '../questions';
import type { Micros, Slot } from '../world';
import { serve } from './carry';
import { normalGap } from './client-state';
import { isTargeted, rowBytes, valueIdOf } from './own-part';
import { countAlone } from './questions';
import { latencyToServer } from './reach';

/** What lies behind: at one instant the events of questions come after those that disturb chains, and normal registrations before most. */
export interface Moment {
  readonly now: Micros;
  /** Messages that arrive, and clients' own steps, at this very instant have happened. */
  readonly all: boolean;
  /** Normal registrations of this very instant have happened. */
  readonly registered: boolean;
}

export function hasHappened(moment: Moment, t: Micros): boolean {
  return t < moment.now || (moment.all && t === moment.now);
}

/**
 * The moment as the first client of a chain sees it: the question has come to it in an event of its own, and if it is not meant it has also passed
 * on its part in that event.
 */
export function momentAtFirst(core: Core, question: Question, slot: Slot, moment: Moment): Moment {
  if (moment.all || question.state!.receivedAt[slot] !== moment.now || isTargeted(core, question, slot)) return moment;
  return { ...moment, all: true };
}

export function hasRegistered(moment: Moment, t: Micros): boolean {
  return t < moment.now || (moment.registered && t === moment.now);
}

/** The line of one client of a swept chain (docs/model.md §9), message after message: the question first. */
export class Line {
  readonly queue: LinkQueue = { free: -Infinity, rest: 0 };
  private readonly rate: number;
  private readonly latency: Micros;
  private readonly hopProcessing: Micros;
  private readonly overheads: boolean;

  /** For chains of this site. */
  constructor(core: Core, site: number) {
    const { lan } = core.world.sites[site]!;
    this.rate = lan.rateBps;
    this.latency = lan.latency;
    this.hopProcessing = core.world.settings.hopProcessing;
    this.overheads = core.overheads;
  }

  /** The next client. */
  reset(): void {
    this.queue.free = -Infinity;
    this.queue.rest = 0;
  }

  /** When a message of `size` bytes that is sent at t arrives at the forward peer. */
  pass(t: Micros, size: number): Micros {
    return serve(this.queue, this.rate, t + this.hopProcessing, this.overheads ? size : 0) + this.latency;
  }
}

export interface Counts {
  lan: number;
  wan: number;
  received: number;
  /** Messages without peering. */
  aloneLan: number;
  aloneWan: number;
}

export function noCounts(): Counts {
  return { lan: 0, wan: 0, received: 0, aloneLan: 0, aloneWan: 0 };
}

/** Bytes of a message that grows from client to client. */
export class GrowingMessage {
  size: number = SIZE.answers;
  /** What the client that was added last answers; −1 = nothing, or a row. Bytes that it would take alone. */
  value = -1;
  own: number = SIZE.answers;
  private readonly seen: Uint8Array;

  constructor(question: Question) {
    this.seen = new Uint8Array(question.values.length);
  }

  add(core: Core, question: Question, slot: Slot, targeted: boolean): void {
    this.value = -1;
    this.own = SIZE.answers;
    if (!targeted) return;
    if (question.sensors.length > 1) {
      const row = rowBytes(core, question, slot);
      this.size += row;
      this.own += row;
      return;
    }
    this.value = valueIdOf(core, question, slot);
    const bytes = 12 + question.lengths[this.value]!;
    this.own += bytes;
    if (this.seen[this.value] !== 0) return;
    this.seen[this.value] = 1;
    this.size += bytes;
  }
}

export function membersOf(question: Question, chain: number): Int32Array {
  const { slots, starts } = question.sweep!;
  return slots.subarray(starts[chain]!, starts[chain + 1]!);
}

/** A client's first normal registration after `since`, and when what it brings arrives. */
export function offerAfter(core: Core, slot: Slot, since: number): Offer {
  const { nextNormal, gapCount, server } = core.clients.hot;
  const next = nextNormal[slot]!;
  // the one before may be the first: settled since, or not yet
  const last = next - normalGap(core, slot, gapCount[slot]! - 1);
  const at = last > since ? last : next;
  return { slot, at, arrives: at + 2 * latencyToServer(core, slot, server[slot]!) };
}

/** What registrations bring to a swept chain. */
export function offersOf(core: Core, question: Question, chain: number): readonly Offer[] {
  const sweep = question.sweep!;
  if (sweep.phase[chain] !== CHAIN.waiting) return sweep.offers[chain]!;
  return Array.from(membersOf(question, chain), (slot) => offerAfter(core, slot, sweep.since[chain]!));
}

/** Books everything that has happened on a swept chain by a moment. Adds to `counts`. */
export function bookChain(core: Core, question: Question, chain: number, moment: Moment, counts: Counts): void {
  bookOffers(core, question, chain, moment);
  if (question.sweep!.phase[chain] === CHAIN.waiting) return;
  const members = membersOf(question, chain);
  const held = question.sweep!.held.get(chain);
  bookParts(core, question, members, held === undefined, moment, counts);
  if (held !== undefined) bookHeld(core, question, members, held, moment, counts);
}

/** What registrations brought. */
export function bookOffers(core: Core, question: Question, chain: number, moment: Moment): void {
  for (const { slot, at, arrives } of offersOf(core, question, chain)) {
    if (!hasRegistered(moment, at)) continue;
    const server = core.clients.hot.server[slot]!;
    growRegistrationAnswer(core, slot, server, question.offerSize, at);
    if (hasHappened(moment, arrives)) receive(core, REGISTRATION, serverEnd(server), slot, question.offerSize);
  }
}

/** Each client's copy of the question and own answer; with `answers` also what it passed on, in one message each. */
function bookParts(core: Core, question: Question, members: Int32Array, answers: boolean, moment: Moment, counts: Counts): void {
  const { receivedAt, sentAt } = question.state!;
  const line = new Line(core, core.siteOf(members[0]!));
  const message = new GrowingMessage(question);
  for (let i = 0; i < members.length; i++) {
    const slot = members[i]!;
    const next = members[i + 1] ?? -1;
    const at = receivedAt[slot]!;
    line.reset();
    message.add(core, question, slot, isTargeted(core, question, slot));
    const here = i === 0 ? momentAtFirst(core, question, slot, moment) : moment;
    // the first one's copy has come in an event of its own
    if (i === 0 || hasHappened(here, at)) bookPart(core, question, slot, next, at, message.own, line, here, counts);
    const sent = sentAt[slot]!;
    if (!answers || next < 0 || !hasHappened(here, sent)) continue;
    send(core, ANSWER, slot, next, message.size, sent);
    counts.lan++;
    if (hasHappened(moment, line.pass(sent, message.size))) receive(core, ANSWER, slot, next, message.size);
  }
}

function bookPart(core: Core, question: Question, slot: Slot, next: Slot, at: Micros, own: number, line: Line, moment: Moment, counts: Counts): void {
  const server = core.clients.hot.server[slot]!;
  counts.received++;
  countAlone(counts, bookWithout(core, QUESTION, slot, server, question.size, at));
  const done = at + ownTime(core, question, slot);
  if (hasHappened(moment, done)) {
    countAlone(counts, bookWithout(core, ANSWER, slot, server, own, done));
    bookWithoutUpstream(core, ANSWER, server, own, done);
  }
  if (next < 0) return;
  send(core, QUESTION, slot, next, question.size, at);
  counts.lan++;
  if (hasHappened(moment, line.pass(at, question.size))) receive(core, QUESTION, slot, next, question.size);
}

/** A client's own part: done at once, or after its sensor has run. */
export function ownTime(core: Core, question: Question, slot: Slot): Micros {
  if (!isTargeted(core, question, slot)) return 0;
  const { exceptions, settings } = core.world;
  return (exceptions.size === 0 ? undefined : exceptions.get(slot)?.sensorTime) ?? settings.sensorTime;
}

/** Messages between peers; those to the server are none of the sweep's. */
function bookHeld(core: Core, question: Question, members: Int32Array, rows: Float64Array, moment: Moment, counts: Counts): void {
  const atFirst = momentAtFirst(core, question, members[0]!, moment);
  for (let row = 0; row < rows.length; row += HELD_STRIDE) {
    const sent = rows[row + 1]!;
    const next = members[rows[row]! + 1] ?? -1;
    if (next < 0 || !hasHappened(rows[row] === 0 ? atFirst : moment, sent)) continue;
    const slot = members[rows[row]!]!;
    const size = rows[row + 3]!;
    send(core, ANSWER, slot, next, size, sent);
    counts.lan++;
    if (hasHappened(moment, rows[row + 2]!)) receive(core, ANSWER, slot, next, size);
  }
}
