/**
 * How a sweep ends: its answers reach the server, or something touches the chain before. Then what has happened by that moment is entered, what
 * has not is queued, and from there on the chain is played event by event.
 */
import { eachItem, isEmpty } from '../bundle';
import { KIND, type Core } from '../core';
import { ANSWER, bookWithinSite, QUESTION, receiveOnServerLink, sendOnServerLink } from '../ledger';
import { FINAL_GIVEN, OWN, OWN_SENT, pendingOf, TARGETED, type Question } from '../questions';
import type { Micros, Slot } from '../world';
import { countClient, holdFrom, tallyAnswer } from './answers';
import { isTargeted, pushSensor } from './own-part';
import { countMessage, offerAtNextRegistration } from './questions';
import { FROM_REGISTRATION, FROM_SERVER, latencyToServer } from './reach';
import { bookChain, bookServerCopies, commonLan, GrowingMessage, hasHappened, hasRegistered, hop, type Counts, type Moment } from './sweep-books';
import { playChain, type Passed, type Played } from './sweep-play';
import { ownTime } from './sweeps';

export function momentOf(core: Core): Moment {
  return { now: core.now, all: core.settled || core.lastKind >= KIND.collected, registered: core.settled || core.lastKind >= KIND.normal };
}

export function chainIsSwept(question: Question, client: Slot): boolean {
  const { sweep } = question;
  if (sweep === null || sweep.active === 0) return false;
  const chain = sweep.chainOf[client]! - 1;
  return chain >= 0 && sweep.over[chain] === 0;
}

/** Something is about to happen to a client that its sweeps have not reckoned with. */
export function disturb(core: Core, slot: Slot): void {
  if (core.activeSweeps === 0) return;
  const client = core.clients.identityOf(slot);
  for (const question of core.openQuestions) if (chainIsSwept(question, client)) playByEvent(core, question, question.sweep!.chainOf[client]! - 1);
}

export function disturbAll(core: Core): void {
  if (core.activeSweeps === 0) return;
  for (const question of core.openQuestions) eachSweptChain(question, (chain) => playByEvent(core, question, chain));
}

export function eachSweptChain(question: Question, visit: (chain: number) => void): void {
  const { sweep } = question;
  if (sweep === null || sweep.active === 0) return;
  for (let chain = 0; chain < sweep.over.length; chain++) if (sweep.over[chain] === 0) visit(chain);
}

/** Books what has happened on a chain for good; from now on it is no sweep any more. */
function close(core: Core, question: Question, chain: number, moment: Moment): void {
  const counts: Counts = { lan: 0, wan: 0, received: 0 };
  bookChain(core, question, chain, moment, counts);
  endSweep(core, question, chain, counts);
}

function endSweep(core: Core, question: Question, chain: number, counts: Counts): void {
  question.lan += counts.lan;
  question.wan += counts.wan;
  question.received += counts.received;
  question.sweep!.over[chain] = 1;
  question.sweep!.active--;
  core.activeSweeps--;
}

/** Answers of an undisturbed chain arrive at the server. False when the chain was disturbed before. */
export function collectSwept(core: Core, question: Question, arrival: number): boolean {
  const { chain, bundle, last } = question.sweep!.arrivals[arrival]!;
  if (question.sweep!.over[chain] === 1) return false;
  const members = membersOf(question, chain);
  if (bundle === null) collectWhole(core, question, chain, members);
  else {
    eachItem(bundle, (client) => hear(core, question, client));
    if (last) finish(core, question, chain, members);
  }
  return true;
}

function membersOf(question: Question, chain: number): Int32Array {
  const { slots, starts } = question.sweep!;
  return slots.subarray(starts[chain]!, starts[chain + 1]!);
}

function hear(core: Core, question: Question, slot: Slot): void {
  countClient(question, slot);
  question.tested++;
  if (!isTargeted(core, question, slot)) return;
  question.passed++;
  tallyAnswer(core, question, slot);
}

/** Everything about a chain has happened in one message of everybody. Where all of it is on one LAN, its bytes are booked at once. */
function collectWhole(core: Core, question: Question, chain: number, members: Int32Array): void {
  const moment = momentOf(core);
  const site = commonLan(core, members);
  if (site < 0) {
    for (const slot of members) hear(core, question, slot);
    finish(core, question, chain, members);
    return;
  }
  const message = new GrowingMessage(question);
  const links = members.length - 1;
  let bytes = 0;
  for (let i = 0; i <= links; i++) {
    const slot = members[i]!;
    const targeted = isTargeted(core, question, slot);
    message.add(core, question, slot, targeted);
    if (i < links) bytes += message.size;
    countClient(question, slot);
    if (targeted) hearAnswer(core, question, slot, message.value);
    enterDone(question, members, i, targeted);
  }
  question.tested += members.length;
  const last = members[links]!;
  const server = core.clients.hot.server[last]!;
  const counts: Counts = { lan: 2 * links, wan: 0, received: members.length };
  bookServerCopies(core, question, chain, moment, counts);
  bookWithinSite(core, QUESTION, site, question.size * links, links);
  bookWithinSite(core, ANSWER, site, bytes, links);
  countMessage(question, sendOnServerLink(core, ANSWER, last, server, message.size, false));
  receiveOnServerLink(core, ANSWER, last, server, message.size, false);
  endSweep(core, question, chain, counts);
  queueLateCopies(core, question, chain, moment);
}

function hearAnswer(core: Core, question: Question, slot: Slot, value: number): void {
  question.passed++;
  if (value >= 0) question.tally[value]! += 1;
  else tallyAnswer(core, question, slot);
}

function enterDone(question: Question, members: Int32Array, i: number, targeted: boolean): void {
  const { flags, finalFrom } = question.state!;
  flags[members[i]!]! |= OWN | OWN_SENT | (targeted ? TARGETED : 0) | (i < members.length - 1 ? FINAL_GIVEN : 0);
  if (i > 0) finalFrom[members[i]!] = members[i - 1]!;
}

/** Everything about the chain has happened. */
function finish(core: Core, question: Question, chain: number, members: Int32Array): void {
  const moment = momentOf(core);
  close(core, question, chain, moment);
  for (let i = 0; i < members.length; i++) enterDone(question, members, i, isTargeted(core, question, members[i]!));
  queueLateCopies(core, question, chain, moment);
}

function pushQuestion(core: Core, question: Question, at: Micros, slot: Slot, from: number, sentAt: Micros, y: number): void {
  core.queue.push(at, KIND.question, slot, 0, from, question.number, question.event, sentAt, y);
}

/** The server's copies that are still on their way. */
function queueLateCopies(core: Core, question: Question, chain: number, moment: Moment): void {
  for (const { slot, at, arrives, offered } of question.sweep!.copies[chain]!) {
    if (hasHappened(moment, arrives) || (offered && !hasRegistered(moment, at))) continue;
    pushQuestion(core, question, arrives, slot, offered ? FROM_REGISTRATION : FROM_SERVER, at, offered ? question.offerSize : 0);
  }
}

/** Enters what has happened on a chain and queues what has not. */
function playByEvent(core: Core, question: Question, chain: number): void {
  const moment = momentOf(core);
  close(core, question, chain, moment);
  const members = membersOf(question, chain);
  const { receivedAt } = question.state!;
  const received = Float64Array.from(members, (slot) => receivedAt[slot]!);
  queueLateCopies(core, question, chain, moment);
  members.forEach((slot, i) => enterQuestion(core, question, slot, members[i + 1] ?? -1, received[i]!, moment));
  playChain(core, question, members, received, moment, (i, played) => enterAnswers(core, question, members, i, played, moment));
}

/** Whether the client has the question, and the copies on their way to it and to its forward peer. */
function enterQuestion(core: Core, question: Question, slot: Slot, next: Slot, at: Micros, moment: Moment): void {
  const { flags, receivedAt, from, heardAt } = question.state!;
  if (!hasHappened(moment, heardAt[slot]!)) heardAt[slot] = Infinity;
  if (!hasHappened(moment, at)) {
    receivedAt[slot] = Infinity;
    from[slot] = -1;
    offerAtNextRegistration(core, question, slot);
    return;
  }
  const targeted = isTargeted(core, question, slot);
  if (targeted) flags[slot]! |= TARGETED;
  if (next >= 0) {
    const arrives = at + hop(core, slot, next);
    if (!hasHappened(moment, arrives)) pushQuestion(core, question, arrives, next, slot, at, core.clients.hot.outSerial[0][slot]!);
  }
  const done = at + ownTime(core, question, slot);
  if (hasHappened(moment, done)) flags[slot]! |= OWN;
  else pushSensor(core, question, slot, done);
}

/** What the client has passed on, and what waits at it. */
function enterAnswers(core: Core, question: Question, members: Int32Array, i: number, played: Played, moment: Moment): void {
  const slot = members[i]!;
  const next = members[i + 1] ?? -1;
  const { flags, finalFrom, sentAt } = question.state!;
  if (i > 0 && played.finalCame) finalFrom[slot] = members[i - 1]!;
  const own = played.passed.some((message) => message.own);
  if (own) flags[slot]! |= OWN_SENT;
  else sentAt[slot] = Infinity;
  if (next >= 0 && played.passed.at(-1)?.final) flags[slot]! |= FINAL_GIVEN;
  const way = next >= 0 ? hop(core, slot, next) : latencyToServer(core, slot, core.clients.hot.server[slot]!);
  for (const message of played.passed) if (!hasHappened(moment, message.at + way)) queueAnswers(core, question, slot, next, message, way);
  if (isEmpty(played.pending)) return;
  const entry = pendingOf(question, slot, played.since);
  entry.bundle = played.pending;
  entry.own = played.ownWaits;
  holdFrom(core, question, slot, entry);
}

function queueAnswers(core: Core, question: Question, slot: Slot, next: Slot, { at, bundle, final }: Passed, way: Micros): void {
  const message = ++core.answerSerial;
  core.answerMessages.set(message, { bundle, final, sentAt: at });
  const { number, event } = question;
  const { outSerial, server } = core.clients.hot;
  if (next >= 0) core.queue.push(at + way, KIND.answers, next, 0, slot, number, event, message, outSerial[0][slot]!);
  else core.queue.push(at + way, KIND.collected, slot, 0, server[slot]!, number, event, message, 0);
}
