/**
 * How a sweep ends: its answers set out for the server, or something touches the chain before. Then what has happened by that moment is entered,
 * what has not is queued, and from there on the chain is played event by event.
 */
import { bundleSize, emptyBundle, isEmpty, merge, type Bundle } from '../bundle';
import { KIND, type Core } from '../core';
import { ANSWER, bookWithout, bookWithoutUpstream, LanRun, QUESTION } from '../ledger';
import { CHAIN, FINAL_GIVEN, OWN, OWN_SENT, pendingOf, TARGETED, type AnswerMessage, type Question, type WholeChain } from '../questions';
import { EXTRA } from '../series-books';
import type { Micros, Slot } from '../world';
import { carryToServer, countClient, holdFrom, tallyAnswer } from './answers';
import { isIdle, lineQueue } from './carry';
import { isTargeted, ownBundle, pushSensor } from './own-part';
import { countAlone, fromServer, offerAtNextRegistration } from './questions';
import { FROM_REGISTRATION } from './reach';
import {
  bookChain,
  bookOffers,
  GrowingMessage,
  hasHappened,
  hasRegistered,
  Line,
  membersOf,
  momentAtFirst,
  noCounts,
  offersOf,
  ownTime,
  type Counts,
  type Moment,
} from './sweep-books';
import { playChain, type Passed, type Played } from './sweep-play';

export function momentOf(core: Core): Moment {
  return { now: core.now, all: core.settled || core.lastKind >= KIND.collected, registered: core.settled || core.lastKind >= KIND.normal };
}

export function chainIsSwept(question: Question, client: Slot): boolean {
  const { sweep } = question;
  if (sweep === null || sweep.active === 0) return false;
  const chain = sweep.chainOf[client]! - 1;
  return chain >= 0 && sweep.phase[chain] !== CHAIN.over;
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
  for (let chain = 0; chain < sweep.phase.length; chain++) if (sweep.phase[chain] !== CHAIN.over) visit(chain);
}

/** A registration is about to bring the question to a chain that still waits for it. */
export function onSweepOffer(core: Core, number: number, chain: number): void {
  const question = core.questions.get(number)!;
  if (question.open && question.sweep!.phase[chain] === CHAIN.waiting) playByEvent(core, question, chain);
}

/** Books what has happened on a chain for good; from now on it is no sweep any more. */
function close(core: Core, question: Question, chain: number, moment: Moment): void {
  const counts = noCounts();
  bookChain(core, question, chain, moment, counts);
  endSweep(core, question, chain, counts);
}

function endSweep(core: Core, question: Question, chain: number, counts: Counts): void {
  question.lan += counts.lan;
  question.wan += counts.wan;
  question.received += counts.received;
  question.aloneLan += counts.aloneLan;
  question.aloneWan += counts.aloneWan;
  question.sweep!.phase[chain] = CHAIN.over;
  question.sweep!.active--;
  core.activeSweeps--;
}

// ── the answers set out for the server ────────────────────────────────────────────────────────────

/** The forward leader of a swept chain sends answers to the server. */
export function onSweepSend(core: Core, number: number, index: number): void {
  const question = core.questions.get(number)!;
  const { chain, bundle, last } = question.sweep!.sends[index]!;
  if (question.sweep!.phase[chain] === CHAIN.over) return;
  question.sweep!.fired[chain]! += 1;
  const members = membersOf(question, chain);
  const leader = members[members.length - 1]!;
  const message: AnswerMessage = { bundle, whole: null, final: last, sentAt: core.now };
  if (!last) sendSwept(core, question, leader, message, bundleSizeOf(core, question, message));
  else if (bundle !== null) {
    finish(core, question, chain, members, momentOf(core));
    sendSwept(core, question, leader, message, bundleSizeOf(core, question, message));
  } else {
    const whole = core.books.detail === null ? finishWhole(core, question, chain, members) : summarise(core, question, chain, members);
    sendSwept(core, question, leader, { ...message, whole }, whole.size);
  }
}

function bundleSizeOf(core: Core, question: Question, message: AnswerMessage): number {
  return bundleSize(question, bundleOf(core, question, message));
}

function sendSwept(core: Core, question: Question, leader: Slot, message: AnswerMessage, size: number): void {
  const id = ++core.answerSerial;
  core.answerMessages.set(id, message);
  carryToServer(core, question, leader, id, size, question.event);
}

/** What a message brings; of a whole chain it is put together when somebody asks. */
export function bundleOf(core: Core, question: Question, message: AnswerMessage): Bundle {
  if (message.bundle !== null) return message.bundle;
  let bundle = emptyBundle(question);
  for (const slot of membersOf(question, message.whole!.chain))
    bundle = merge(bundle, ownBundle(core, question, slot, 0, true, isTargeted(core, question, slot)));
  message.bundle = bundle;
  return bundle;
}

/** Single clients have books: everything is booked one by one. */
function summarise(core: Core, question: Question, chain: number, members: Int32Array): WholeChain {
  const message = new GrowingMessage(question);
  const whole = emptyWhole(question, chain, members.length);
  for (const slot of members) addToWhole(core, question, slot, message, whole);
  finish(core, question, chain, members, momentOf(core));
  return { ...whole, size: message.size };
}

type Growing = { -readonly [K in keyof WholeChain]: WholeChain[K] };

function emptyWhole(question: Question, chain: number, tested: number): Growing {
  return { chain, size: 0, tested, passed: 0, tally: question.sensors.length === 1 ? new Float64Array(question.values.length) : null };
}

function addToWhole(core: Core, question: Question, slot: Slot, message: GrowingMessage, whole: Growing): boolean {
  const targeted = isTargeted(core, question, slot);
  message.add(core, question, slot, targeted);
  if (!targeted) return false;
  whole.passed++;
  if (message.value >= 0) whole.tally![message.value]! += 1;
  return true;
}

/** Everything about a chain has happened, in one message of everybody: its bytes are booked in one pass. */
function finishWhole(core: Core, question: Question, chain: number, members: Int32Array): WholeChain {
  const moment = momentOf(core);
  const message = new GrowingMessage(question);
  const whole = emptyWhole(question, chain, members.length);
  const { receivedAt, sentAt } = question.state!;
  const links = members.length - 1;
  const counts: Counts = { ...noCounts(), lan: 2 * links, received: members.length };
  const lan = new LanRun(core, core.siteOf(members[0]!));
  for (let i = 0; i <= links; i++) {
    const slot = members[i]!;
    const targeted = addToWhole(core, question, slot, message, whole);
    const server = core.clients.hot.server[slot]!;
    const at = receivedAt[slot]!;
    countAlone(counts, bookWithout(core, QUESTION, slot, server, question.size, at));
    const done = at + ownTime(core, question, slot);
    countAlone(counts, bookWithout(core, ANSWER, slot, server, message.own, done));
    bookWithoutUpstream(core, ANSWER, server, message.own, done);
    if (i < links) {
      lan.pass(QUESTION, slot, members[i + 1]!, question.size, at);
      lan.pass(ANSWER, slot, members[i + 1]!, message.size, sentAt[slot]!);
    }
    enterDone(question, members, i, targeted);
  }
  lan.end();
  bookOffers(core, question, chain, moment);
  endSweep(core, question, chain, counts);
  queueLateOffers(core, question, chain, moment);
  return { ...whole, size: message.size };
}

function enterDone(question: Question, members: Int32Array, i: number, targeted: boolean): void {
  const { flags, finalFrom } = question.state!;
  flags[members[i]!]! |= OWN | OWN_SENT | (targeted ? TARGETED : 0) | (i < members.length - 1 ? FINAL_GIVEN : 0);
  if (i > 0) finalFrom[members[i]!] = members[i - 1]!;
}

/** Everything about the chain has happened but what its forward leader sends now. */
function finish(core: Core, question: Question, chain: number, members: Int32Array, moment: Moment): void {
  close(core, question, chain, moment);
  for (let i = 0; i < members.length; i++) enterDone(question, members, i, isTargeted(core, question, members[i]!));
  queueLateOffers(core, question, chain, moment);
}

/** The answers of a whole chain are at the server. */
export function hearWhole(core: Core, question: Question, whole: WholeChain): void {
  const { heardAt } = question.state!;
  const members = membersOf(question, whole.chain);
  for (const slot of members) {
    countClient(question, slot);
    heardAt[slot] = core.now;
    if (whole.tally === null && isTargeted(core, question, slot)) tallyAnswer(core, question, slot);
  }
  question.tested += whole.tested;
  question.passed += whole.passed;
  core.books.series.count(EXTRA.answers, core.now, whole.tested);
  whole.tally?.forEach((count, value) => (question.tally[value]! += count));
}

// ── event by event ────────────────────────────────────────────────────────────────────────────────

function pushQuestion(core: Core, question: Question, at: Micros, slot: Slot, from: number, sentAt: Micros, y: number): void {
  core.queue.push(at, KIND.question, slot, 0, from, question.number, question.event, sentAt, y);
}

/** What registrations have brought and is still on its way. */
function queueLateOffers(core: Core, question: Question, chain: number, moment: Moment, offers = question.sweep!.offers[chain]!): void {
  for (const { slot, at, arrives } of offers) {
    if (hasHappened(moment, arrives) || !hasRegistered(moment, at)) continue;
    question.offeredAt.set(slot, at);
    pushQuestion(core, question, arrives, slot, FROM_REGISTRATION, at, fromServer(core.clients.hot.server[slot]!, question.offerSize));
  }
}

/** Enters what has happened on a chain and queues what has not. */
function playByEvent(core: Core, question: Question, chain: number): void {
  const moment = momentOf(core);
  const members = membersOf(question, chain);
  const offers = offersOf(core, question, chain);
  const waits = question.sweep!.phase[chain] === CHAIN.waiting;
  close(core, question, chain, moment);
  const { receivedAt } = question.state!;
  const received = Float64Array.from(members, (slot) => (waits ? Infinity : receivedAt[slot]!));
  queueLateOffers(core, question, chain, moment, offers);
  const line = new Line(core, core.siteOf(members[0]!));
  members.forEach((slot, i) => {
    const has = i === 0 ? !waits : hasHappened(moment, received[i]!);
    if (has) enterQuestion(core, question, slot, members[i + 1] ?? -1, received[i]!, i === 0 ? momentAtFirst(core, question, slot, moment) : moment, line);
    else forgetCopy(core, question, slot);
  });
  if (waits) return;
  const sent = question.sweep!.fired[chain]!;
  playChain(core, question, members, received, moment, (i, played) => enterAnswers(core, question, members, i, played, moment, sent));
}

/** The client does not have the question yet. */
function forgetCopy(core: Core, question: Question, slot: Slot): void {
  const { receivedAt, from } = question.state!;
  receivedAt[slot] = Infinity;
  from[slot] = -1;
  offerAtNextRegistration(core, question, slot);
}

/** The client has the question: its own part, and the copy on its way to its forward peer. */
function enterQuestion(core: Core, question: Question, slot: Slot, next: Slot, at: Micros, moment: Moment, line: Line): void {
  const { flags } = question.state!;
  const targeted = isTargeted(core, question, slot);
  if (targeted) flags[slot]! |= TARGETED;
  line.reset();
  if (next >= 0) {
    const arrives = line.pass(at, question.size);
    if (!hasHappened(moment, arrives)) pushQuestion(core, question, arrives, next, slot, at, core.clients.hot.outSerial[0][slot]!);
  }
  const done = at + ownTime(core, question, slot);
  if (hasHappened(moment, done)) flags[slot]! |= OWN;
  else pushSensor(core, question, slot, done);
}

/** What the client has passed on, what waits at it, and its line if that is busy. */
function enterAnswers(core: Core, question: Question, members: Int32Array, i: number, played: Played, moment: Moment, fired: number): void {
  const slot = members[i]!;
  const next = members[i + 1] ?? -1;
  const { flags, finalFrom, sentAt } = question.state!;
  if (i > 0 && played.finalCame) finalFrom[slot] = members[i - 1]!;
  const own = played.passed.some((message) => message.own);
  if (own) flags[slot]! |= OWN_SENT;
  else sentAt[slot] = Infinity;
  if (next >= 0) {
    if (played.passed.at(-1)?.final) flags[slot]! |= FINAL_GIVEN;
    for (const message of played.passed) if (!hasHappened(moment, message.arrives)) queueAnswers(core, question, slot, next, message);
    if (!isIdle(played.line, core.now)) core.links.set(lineQueue(slot), { ...played.line });
  } else {
    // what the forward leader has sent before this instant is on its way
    for (const { at, bundle, final } of played.passed.slice(fired))
      sendSwept(core, question, slot, { bundle, whole: null, final, sentAt: at }, bundleSize(question, bundle));
  }
  if (isEmpty(played.pending)) return;
  const entry = pendingOf(question, slot, played.since);
  entry.bundle = played.pending;
  entry.own = played.ownWaits;
  holdFrom(core, question, slot, entry);
}

function queueAnswers(core: Core, question: Question, slot: Slot, next: Slot, { at, arrives, bundle, final }: Passed): void {
  const message = ++core.answerSerial;
  core.answerMessages.set(message, { bundle, whole: null, final, sentAt: at });
  core.queue.push(arrives, KIND.answers, next, 0, slot, question.number, question.event, message, core.clients.hot.outSerial[0][slot]!);
}
