/** Bytes and messages of swept chains: those sent and those received by a moment, in the books that are open. */
import type { Core } from '../core';
import { ANSWER, growRegistrationAnswer, QUESTION, receiveOnLink, receiveOnServerLink, REGISTRATION, sendOnLink, sendOnServerLink } from '../ledger';
import { HELD_STRIDE, type Question } from '../questions';
import type { Micros, Slot } from '../world';
import { isTargeted, rowBytes, valueIdOf } from './own-part';
import { latencyBetween } from './reach';

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

export function hasRegistered(moment: Moment, t: Micros): boolean {
  return t < moment.now || (moment.registered && t === moment.now);
}

export function hop(core: Core, from: Slot, to: Slot): Micros {
  return core.world.settings.hopProcessing + latencyBetween(core, from, to);
}

export interface Counts {
  lan: number;
  wan: number;
  received: number;
}

function count(counts: Counts, lan: boolean): void {
  if (lan) counts.lan++;
  else counts.wan++;
}

/** Bytes of a message that grows from client to client. */
export class GrowingMessage {
  size = 80;
  /** What the client that was added last answers; −1 = nothing, or a row. */
  value = -1;
  private readonly seen: Uint8Array;

  constructor(question: Question) {
    this.seen = new Uint8Array(question.values.length);
  }

  add(core: Core, question: Question, slot: Slot, targeted: boolean): void {
    this.value = -1;
    if (!targeted) return;
    if (question.sensors.length > 1) {
      this.size += rowBytes(core, question, slot);
      return;
    }
    this.value = valueIdOf(core, question, slot);
    if (this.seen[this.value] !== 0) return;
    this.seen[this.value] = 1;
    this.size += 12 + question.lengths[this.value]!;
  }
}

/** Books everything that has happened on a swept chain by a moment. Adds to `counts`. */
export function bookChain(core: Core, question: Question, chain: number, moment: Moment, counts: Counts): void {
  const { slots, starts } = question.sweep!;
  const start = starts[chain]!;
  const end = starts[chain + 1]!;
  bookServerCopies(core, question, chain, moment, counts);
  for (let i = start; i < end; i++) {
    if (i + 1 < end) bookQuestionHop(core, question, slots[i]!, slots[i + 1]!, moment, counts);
    if (hasHappened(moment, question.state!.receivedAt[slots[i]!]!)) counts.received++;
  }
  const held = question.sweep!.held.get(chain);
  if (held === undefined) bookAnswers(core, question, start, end, moment, counts);
  else bookHeld(core, slots.subarray(start, end), held, moment, counts);
}

/** The server's own copies to backward leaders, and what registrations brought. */
export function bookServerCopies(core: Core, question: Question, chain: number, moment: Moment, counts: Counts): void {
  for (const copy of question.sweep!.copies[chain]!) {
    const server = core.clients.hot.server[copy.slot]!;
    const arrived = hasHappened(moment, copy.arrives);
    if (!copy.offered) {
      count(counts, sendOnServerLink(core, QUESTION, copy.slot, server, question.size, true));
      if (arrived) receiveOnServerLink(core, QUESTION, copy.slot, server, question.size, true);
    } else if (hasRegistered(moment, copy.at)) {
      growRegistrationAnswer(core, copy.slot, server, question.offerSize);
      if (arrived) receiveOnServerLink(core, REGISTRATION, copy.slot, server, question.offerSize, true);
    }
  }
}

function bookQuestionHop(core: Core, question: Question, slot: Slot, next: Slot, moment: Moment, counts: Counts): void {
  const at = question.state!.receivedAt[slot]!;
  if (!hasHappened(moment, at)) return;
  count(counts, sendOnLink(core, QUESTION, slot, next, question.size));
  if (hasHappened(moment, at + hop(core, slot, next))) receiveOnLink(core, QUESTION, slot, next, question.size);
}

/** Answers pass on in order: when one has not been sent yet, none behind it has. */
function bookAnswers(core: Core, question: Question, start: number, end: number, moment: Moment, counts: Counts): void {
  const { slots } = question.sweep!;
  const { sentAt, heardAt } = question.state!;
  const message = new GrowingMessage(question);
  for (let i = start; i < end; i++) {
    const slot = slots[i]!;
    if (!hasHappened(moment, sentAt[slot]!)) return;
    message.add(core, question, slot, isTargeted(core, question, slot));
    const { size } = message;
    if (i + 1 < end) {
      count(counts, sendOnLink(core, ANSWER, slot, slots[i + 1]!, size));
      if (hasHappened(moment, sentAt[slot]! + hop(core, slot, slots[i + 1]!))) receiveOnLink(core, ANSWER, slot, slots[i + 1]!, size);
      continue;
    }
    const server = core.clients.hot.server[slot]!;
    count(counts, sendOnServerLink(core, ANSWER, slot, server, size, false));
    if (hasHappened(moment, heardAt[slot]!)) receiveOnServerLink(core, ANSWER, slot, server, size, false);
  }
}

function bookHeld(core: Core, members: Int32Array, rows: Float64Array, moment: Moment, counts: Counts): void {
  for (let row = 0; row < rows.length; row += HELD_STRIDE) {
    if (!hasHappened(moment, rows[row + 1]!)) continue;
    const slot = members[rows[row]!]!;
    const next = members[rows[row]! + 1] ?? -1;
    const size = rows[row + 3]!;
    const arrived = hasHappened(moment, rows[row + 2]!);
    if (next >= 0) {
      count(counts, sendOnLink(core, ANSWER, slot, next, size));
      if (arrived) receiveOnLink(core, ANSWER, slot, next, size);
      continue;
    }
    const server = core.clients.hot.server[slot]!;
    count(counts, sendOnServerLink(core, ANSWER, slot, server, size, false));
    if (arrived) receiveOnServerLink(core, ANSWER, slot, server, size, false);
  }
}

/** The LAN that all of a chain's links are in; −1 = there is none, or single clients have books. */
export function commonLan(core: Core, members: Int32Array): number {
  if (core.books.detail !== null) return -1;
  const site = core.siteOf(members[0]!);
  if (core.world.sites[site]!.remote) return -1;
  for (let i = 1; i < members.length; i++) if (core.siteOf(members[i]!) !== site) return -1;
  return site;
}
