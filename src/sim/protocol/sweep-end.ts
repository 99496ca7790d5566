/**
 * How a sweep ends: its answers reach the server, or something touches the chain before. Then what has happened by that moment is entered, what
 * has not is queued, and from there on the chain is played event by event.
 */
import { emptyBundle, isEmpty, merge, type Bundle } from '../bundle';
import { KIND, type Core } from '../core';
import { FINAL_GIVEN, OWN, OWN_SENT, pendingOf, TARGETED, type Question } from '../questions';
import { BACKWARD_LEADER } from '../state-bits';
import type { Micros, Slot } from '../world';
import { countClient, holdFrom, tallyAnswer } from './answers';
import { isTargeted, ownBundle, pushSensor } from './own-part';
import { offerAtNextRegistration } from './questions';
import { FROM_REGISTRATION, FROM_SERVER, latencyToServer } from './reach';
import { bookChain, hasHappened, hasRegistered, hop, type Counts, type Moment } from './sweep-books';
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
  question.lan += counts.lan;
  question.wan += counts.wan;
  question.received += counts.received;
  question.sweep!.over[chain] = 1;
  question.sweep!.active--;
  core.activeSweeps--;
}

/** The answers of an undisturbed chain are at the server. False when the chain was disturbed before. */
export function finishSweep(core: Core, question: Question, chain: number): boolean {
  const sweep = question.sweep!;
  if (sweep.over[chain] === 1) return false;
  const moment = momentOf(core);
  close(core, question, chain, moment);
  const end = sweep.starts[chain + 1]!;
  const { flags, finalFrom } = question.state!;
  for (let i = sweep.starts[chain]!; i < end; i++) {
    const slot = sweep.slots[i]!;
    const targeted = isTargeted(core, question, slot);
    flags[slot]! |= OWN | OWN_SENT | (targeted ? TARGETED : 0) | (i < end - 1 ? FINAL_GIVEN : 0);
    if (i > sweep.starts[chain]!) finalFrom[slot] = sweep.slots[i - 1]!;
    queueLateCopies(core, question, slot, moment);
    countClient(question, slot);
    question.tested++;
    if (!targeted) continue;
    question.passed++;
    tallyAnswer(core, question, slot);
  }
  return true;
}

function pushQuestion(core: Core, question: Question, at: Micros, slot: Slot, from: number, sentAt: Micros, y: number): void {
  core.queue.push(at, KIND.question, slot, 0, from, question.number, question.event, sentAt, y);
}

/** The server's copies that are still on their way. */
function queueLateCopies(core: Core, question: Question, slot: Slot, moment: Moment): void {
  const leads = (core.clients.hot.state[slot]! & BACKWARD_LEADER) !== 0;
  const offered = question.sweep!.offers.get(slot);
  if (!leads && offered === undefined) return;
  const delay = latencyToServer(core, slot, core.clients.hot.server[slot]!);
  const direct = question.askedAt + delay;
  if (leads && !hasHappened(moment, direct)) pushQuestion(core, question, direct, slot, FROM_SERVER, question.askedAt, 0);
  if (offered === undefined || !hasRegistered(moment, offered)) return;
  const late = offered + 2 * delay;
  if (!hasHappened(moment, late)) pushQuestion(core, question, late, slot, FROM_REGISTRATION, offered, question.offerSize);
}

/** Enters what has happened on a chain and queues what has not. */
function playByEvent(core: Core, question: Question, chain: number): void {
  const moment = momentOf(core);
  close(core, question, chain, moment);
  const { slots, starts } = question.sweep!;
  const start = starts[chain]!;
  const members = slots.subarray(start, starts[chain + 1]!);
  const { receivedAt, sentAt } = question.state!;
  const received = Float64Array.from(members, (slot) => receivedAt[slot]!);
  const passed = Float64Array.from(members, (slot) => sentAt[slot]!);
  const collected = question.state!.heardAt[members[0]!]!;
  let before = emptyBundle(question);
  members.forEach((slot, i) => {
    const next = members[i + 1] ?? -1;
    enterQuestion(core, question, slot, next, received[i]!, moment);
    const own = ownBundle(core, question, slot, 0, true, isTargeted(core, question, slot));
    const all = merge(before, own);
    enterAnswers(
      core,
      question,
      { slot, next, previous: members[i - 1] ?? -1, passedAt: passed[i]!, cameAt: i > 0 ? passed[i - 1]! : 0, before, own, all, collected },
      moment,
    );
    before = all;
  });
}

/** Whether the client has the question, and the copies on their way to it and to its forward peer. */
function enterQuestion(core: Core, question: Question, slot: Slot, next: Slot, at: Micros, moment: Moment): void {
  const { flags, receivedAt, from, heardAt } = question.state!;
  heardAt[slot] = Infinity;
  queueLateCopies(core, question, slot, moment);
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

interface Part {
  readonly slot: Slot;
  readonly next: Slot;
  readonly previous: Slot;
  readonly passedAt: Micros;
  /** When the previous peer passed its answers on. */
  readonly cameAt: Micros;
  readonly before: Bundle;
  readonly own: Bundle;
  readonly all: Bundle;
  readonly collected: Micros;
}

/** What the client has passed on, or what waits at it. */
function enterAnswers(core: Core, question: Question, part: Part, moment: Moment): void {
  const { slot, next, previous, passedAt } = part;
  const { flags, finalFrom, sentAt, receivedAt } = question.state!;
  const cameAt = previous < 0 ? Infinity : part.cameAt + hop(core, previous, slot);
  const came = previous >= 0 && hasHappened(moment, cameAt);
  if (came) finalFrom[slot] = previous;
  if (!hasHappened(moment, passedAt)) {
    sentAt[slot] = Infinity;
    const own = (flags[slot]! & OWN) !== 0;
    const doneAt = own ? receivedAt[slot]! + ownTime(core, question, slot) : Infinity;
    if (own || came)
      waits(
        core,
        question,
        slot,
        merge(came ? part.before : emptyBundle(question), own ? part.own : emptyBundle(question)),
        Math.min(doneAt, came ? cameAt : Infinity),
        own,
      );
    return;
  }
  flags[slot]! |= OWN_SENT | (next >= 0 ? FINAL_GIVEN : 0);
  const arrives = next >= 0 ? passedAt + hop(core, slot, next) : part.collected;
  if (hasHappened(moment, arrives)) return;
  const message = ++core.answerSerial;
  core.answerMessages.set(message, { bundle: part.all, final: true, sentAt: passedAt });
  if (next >= 0) core.queue.push(arrives, KIND.answers, next, 0, slot, question.number, question.event, message, core.clients.hot.outSerial[0][slot]!);
  else core.queue.push(arrives, KIND.collected, slot, 0, core.clients.hot.server[slot]!, question.number, question.event, message, 0);
}

function waits(core: Core, question: Question, slot: Slot, bundle: Bundle, since: Micros, own: boolean): void {
  if (isEmpty(bundle)) return;
  const entry = pendingOf(question, slot, since);
  entry.bundle = bundle;
  entry.own = own;
  holdFrom(core, question, slot, entry);
}
