/**
 * Answers and statuses on their way back: merged from peer to forward peer, and from the forward leader to the server.
 *
 *   own part done ─┐
 *   previous peer ─┴─> pending ── complete, or held long enough ──> forward peer … forward leader ──> server
 *                         ^                                             │
 *                         └── lost on the way: pending again ────┘
 */
import { isEmpty, merge, type Bundle, bundleSize, eachItem, emptyBundle } from '../bundle';
import { KIND, type Core } from '../core';
import { ACTION, ANSWER, deliverBetween, eachUpstreamLeg, lose, receive, send as bookSent, serverEnd, type ByteClass } from '../ledger';
import { EXTRA } from '../series-books';
import type { EventKind, RuleId } from '../log';
import {
  COUNTED,
  FINAL_GIVEN,
  OWN,
  OWN_SENT,
  pendingOf,
  STUCK,
  TARGETED,
  type AnswerMessage,
  type Pending,
  type Question,
  type QuestionState,
} from '../questions';
import { FORWARD_LEADER, ONLINE } from '../state-bits';
import type { Micros, Slot } from '../world';
import { answersOf, STATUS, targetCount, valueIdOf } from './own-part';
import { carry } from './carry';
import { arrivesFromPeer, countMessage, legTime } from './questions';
import { reachesServer } from './reach';
import { bundleOf, disturb, hearWhole } from './sweep-end';

/** An answer that the server could not take is sent again after this. */
const SERVER_AGAIN: Micros = 60_000_000;
/** Room for question numbers in a key. */
const NUMBERS = 4_294_967_296;

function logAnswers(core: Core, kind: EventKind, rule: RuleId, cause: number, slot: Slot, peer: Slot, question: Question, amount: number): number {
  return core.logsMessages ? core.trace.add(core.now, kind, rule, cause, slot, peer, peer < 0 ? -1 : 0, question.number, amount) : 0;
}

function classOf(question: Question): ByteClass {
  return question.kind === 'action' ? ACTION : ANSWER;
}

// ── who may have something to pass on ─────────────────────────────────────────────────────────────

/** After this event the client may have something to pass on. */
export function touch(core: Core, client: Slot, question: Question, cause: number): void {
  core.touched.set(client * NUMBERS + question.number, cause);
}

function touchAll(core: Core, slot: Slot, cause: number): void {
  const client = core.clients.identityOf(slot);
  for (const question of core.openQuestions) touch(core, client, question, cause);
}

/** A previous peer came or went: whoever waited for one that is gone need not wait any more. */
export function previousChanged(core: Core, slot: Slot, cause: number): void {
  if (core.openQuestions.length > 0) touchAll(core, slot, cause);
}

/** There is a way forward again: what was stuck goes on; a new forward peer is told when nothing more will follow. */
export function wayForwardOpened(core: Core, slot: Slot, cause: number, isNewLink: boolean): void {
  if (core.openQuestions.length === 0) return;
  const client = core.clients.identityOf(slot);
  const ended = isNewLink ? STUCK | FINAL_GIVEN : STUCK;
  for (const question of core.openQuestions) question.state!.flags[client]! &= ~ended;
  touchAll(core, slot, cause);
}

/** Passes on what this event has made ready, in the order of clients, then of questions. */
export function passOnTouched(core: Core): void {
  const keys = core.touched.size === 1 ? [...core.touched.keys()] : Float64Array.from(core.touched.keys()).sort();
  for (const key of keys) {
    const client = Math.floor(key / NUMBERS);
    const question = core.questions.get(key - client * NUMBERS)!;
    if (question.open) passOn(core, question, client, core.touched.get(key)!, false);
  }
  core.touched.clear();
}

// ── passing on ────────────────────────────────────────────────────────────────────────────────────

/** The client's own part is done and its previous peer has said that nothing more follows, or there is none. */
function isComplete(core: Core, state: QuestionState, client: Slot, slot: Slot): boolean {
  const previous = core.clients.hot.in[0][slot]!;
  return (state.flags[client]! & OWN) !== 0 && (previous < 0 || state.finalFrom[client] === previous);
}

/** `atHold`: the hold is over at this very instant. */
function passOn(core: Core, question: Question, client: Slot, cause: number, atHold: boolean): void {
  const slot = core.clients.slotOf(client);
  const { hot } = core.clients;
  const state = question.state!;
  const bits = hot.state[slot]!;
  const peer = hot.out[0][slot]!;
  if ((bits & ONLINE) === 0 || (state.flags[client]! & STUCK) !== 0 || (peer < 0 && (bits & FORWARD_LEADER) === 0)) return;
  const entry = question.pending.get(client);
  if (isComplete(core, state, client, slot)) {
    if (entry === undefined && (peer < 0 || (state.flags[client]! & FINAL_GIVEN) !== 0)) return;
    send(core, question, client, slot, entry, true, cause);
    if (peer >= 0) state.flags[client]! |= FINAL_GIVEN;
    return;
  }
  if (entry === undefined) return;
  const { answerHold } = core.world.settings;
  const over = entry.since + answerHold;
  if (answerHold === 0 || over < core.now || (atHold && over === core.now)) send(core, question, client, slot, entry, false, cause);
}

function send(core: Core, question: Question, client: Slot, slot: Slot, entry: Pending | undefined, final: boolean, cause: number): void {
  const bundle = entry?.bundle ?? emptyBundle(question);
  const state = question.state!;
  if (entry?.own && (state.flags[client]! & OWN_SENT) === 0) {
    state.flags[client]! |= OWN_SENT;
    state.sentAt[client] = core.now;
  }
  question.pending.delete(client);
  const peer = core.clients.hot.out[0][slot]!;
  const event = logAnswers(core, final ? 'answers.sent' : 'answers.partial', 'Q-3', cause, slot, peer, question, bundle.tested);
  const message = ++core.answerSerial;
  core.answerMessages.set(message, { bundle, whole: null, final, sentAt: core.now });
  if (peer >= 0) sendToPeer(core, question, slot, peer, message, bundle, event);
  else sendToServer(core, question, slot, message, bundle, event);
}

function sendToPeer(core: Core, question: Question, slot: Slot, peer: Slot, message: number, bundle: Bundle, cause: number): void {
  disturb(core, slot);
  const size = bundleSize(question, bundle);
  countMessage(question, bookSent(core, classOf(question), slot, peer, size));
  const arrival = { kind: KIND.answers, a: peer, b: slot, serial: question.number, cause, x: message, y: core.clients.hot.outSerial[0][slot]! };
  carry(core, classOf(question), slot, peer, size, core.now + core.world.settings.hopProcessing, arrival);
}

function sendToServer(core: Core, question: Question, slot: Slot, message: number, bundle: Bundle, cause: number): void {
  carryToServer(core, question, slot, message, bundleSize(question, bundle), cause);
}

/** Answers set out for the server; through Zone Servers to the one that adds them up (SRV-1). */
export function carryToServer(core: Core, question: Question, slot: Slot, message: number, size: number, cause: number): void {
  const server = core.clients.hot.server[slot]!;
  countMessage(question, bookSent(core, classOf(question), slot, serverEnd(server), size));
  let onward = 0;
  eachUpstreamLeg(core, server, (lower, upper) => (onward += legTime(core, lower, upper, size)));
  const arrival = { kind: KIND.collected, a: slot, b: server, serial: question.number, cause, x: message, y: 0 };
  carry(core, classOf(question), slot, serverEnd(server), size, core.now, arrival, onward);
}

/** What came into an empty pending set is passed on after `answerHold` at the latest. */
export function holdFrom(core: Core, question: Question, client: Slot, entry: Pending): void {
  const { answerHold } = core.world.settings;
  if (answerHold === 0 || answerHold === Infinity) return;
  core.queue.push(entry.since + answerHold, KIND.hold, client, 0, 0, question.number, 0, 0, 0);
}

/** The hold of a client is over, or it is time to try the server again. */
export function onHold(core: Core, client: Slot, variant: number, number: number, cause: number): void {
  const question = core.questions.get(number)!;
  if (!question.open) return;
  if (variant === 1) {
    question.state!.flags[client]! &= ~STUCK;
    touch(core, client, question, cause);
    return;
  }
  const entry = question.pending.get(client);
  if (entry && entry.since + core.world.settings.answerHold === core.now) passOn(core, question, client, cause, true);
}

// ── arrival ───────────────────────────────────────────────────────────────────────────────────────

function takeMessage(core: Core, message: number): AnswerMessage {
  const taken = core.answerMessages.get(message)!;
  core.answerMessages.delete(message);
  return taken;
}

function addPending(core: Core, question: Question, client: Slot, bundle: Bundle): void {
  if (isEmpty(bundle)) return;
  const entry = pendingOf(question, client, core.now);
  const wasEmpty = isEmpty(entry.bundle);
  entry.bundle = merge(entry.bundle, bundle);
  if (wasEmpty) holdFrom(core, question, client, entry);
}

/** Answers arrive at the forward peer. */
export function onAnswers(core: Core, slot: Slot, from: Slot, number: number, cause: number, message: number, serial: number): void {
  const question = core.questions.get(number)!;
  const taken = takeMessage(core, message);
  const bundle = bundleOf(core, question, taken);
  const size = bundleSize(question, bundle);
  const arrives = arrivesFromPeer(core, from, slot, serial);
  if (arrives) receive(core, classOf(question), from, slot, size);
  else lose(core, classOf(question), from, slot, size);
  if (!question.open) return;
  if (!arrives) {
    const { out, outSerial } = core.clients.hot;
    const event = logAnswers(core, 'answers.lost', 'Q-10', cause, from, slot, question, bundle.tested);
    takeBack(core, question, from, taken, out[0][from] === slot && outSerial[0][from] === serial, event);
    return;
  }
  const client = core.clients.identityOf(slot);
  const event = logAnswers(core, 'answers.received', 'Q-3', cause, slot, from, question, bundle.tested);
  addPending(core, question, client, bundle);
  if (taken.final) question.state!.finalFrom[client] = from;
  touch(core, client, question, event);
}

/** A message was lost: its sender, if it is still there, has it again. Stuck while it has the same link. */
function takeBack(core: Core, question: Question, sender: Slot, taken: AnswerMessage, sameLink: boolean, cause: number): boolean {
  if ((core.clients.hot.state[sender]! & ONLINE) === 0) return false;
  const client = core.clients.identityOf(sender);
  const state = question.state!;
  addPending(core, question, client, bundleOf(core, question, taken));
  if (taken.final) state.flags[client]! &= ~FINAL_GIVEN;
  if (sameLink) state.flags[client]! |= STUCK;
  touch(core, client, question, cause);
  return true;
}

/** Answers arrive at the server. */
export function onCollected(core: Core, slot: Slot, server: number, number: number, cause: number, message: number): void {
  const question = core.questions.get(number)!;
  const taken = takeMessage(core, message);
  const size = taken.whole?.size ?? bundleSize(question, bundleOf(core, question, taken));
  const arrives = reachesServer(core, slot, server);
  if (arrives) {
    receive(core, classOf(question), slot, serverEnd(server), size);
    eachUpstreamLeg(core, server, (lower, upper) => deliverBetween(core, classOf(question), lower, upper, size));
  } else lose(core, classOf(question), slot, serverEnd(server), size);
  if (!question.open) return;
  if (!arrives) {
    const event = logAnswers(core, 'answers.lost', 'Q-10', cause, slot, -1, question, bundleOf(core, question, taken).tested);
    if (takeBack(core, question, slot, taken, true, event))
      core.queue.push(core.now + SERVER_AGAIN, KIND.hold, core.clients.identityOf(slot), 0, 1, number, event, 0, 0);
    return;
  }
  if (core.now >= question.expiresAt) return;
  if (taken.whole !== null) {
    hearWhole(core, question, taken.whole);
    noteProgress(core, question, question.event);
    return;
  }
  const bundle = bundleOf(core, question, taken);
  const event = logAnswers(core, 'answers.collected', 'Q-1', cause, slot, -1, question, bundle.tested);
  eachItem(bundle, (client, status, last) => hear(core, question, client, status, last));
  noteProgress(core, question, event);
}

// ── at the server ─────────────────────────────────────────────────────────────────────────────────

export function countClient(question: Question, client: Slot): void {
  const { flags } = question.state!;
  if ((flags[client]! & COUNTED) !== 0) return;
  flags[client]! |= COUNTED;
  question.estimated++;
  if (question.tested < question.estimated) question.completeAt = null;
}

/** What one client says. */
function hear(core: Core, question: Question, client: Slot, status: number, last: boolean): void {
  const state = question.state!;
  countClient(question, client);
  const targeted = status !== STATUS.notTargeted;
  if (targeted && question.kind === 'action') hearStatus(question, client, status);
  if (!last || state.heardAt[client] !== Infinity) return;
  state.heardAt[client] = core.now;
  question.tested++;
  core.books.series.count(EXTRA.answers, core.now, 1);
  if (!targeted) return;
  question.passed++;
  if (question.kind === 'question') tallyAnswer(core, question, client);
}

export function tallyAnswer(core: Core, question: Question, client: Slot): void {
  if (question.sensors.length === 1) question.tally[valueIdOf(core, question, client)]! += 1;
  else {
    const row = answersOf(core, question, client).join(' | ');
    question.rows.set(row, (question.rows.get(row) ?? 0) + 1);
  }
}

function hearStatus(question: Question, client: Slot, status: number): void {
  const statuses = question.statuses!;
  const before = statuses[client]! - 1;
  if (before === STATUS.completed || before === STATUS.failed) return;
  if (before >= 0) question.tally[before]! -= 1;
  statuses[client] = status + 1;
  question.tally[status]! += 1;
}

/** First, half, 95 % and complete times. */
export function noteProgress(core: Core, question: Question, cause: number): void {
  const { tested, estimated } = question;
  if (tested >= 1) question.firstAt ??= core.now;
  if (tested >= 1 && tested * 2 >= estimated) question.halfAt ??= core.now;
  if (tested >= 1 && tested * 100 >= estimated * 95) question.p95At ??= core.now;
  if (tested < estimated || estimated === 0 || question.completeAt !== null) return;
  question.completeAt = core.now;
  core.trace.add(core.now, 'question.completed', 'Q-7', cause, -1, -1, -1, question.number, tested);
}

/** Later answers are dropped, and nobody works on it any more. */
export function onExpire(core: Core, number: number, cause: number): void {
  const question = core.questions.get(number)!;
  question.open = false;
  if (question.kind === 'action') question.targets = targetCount(core, question);
  question.pending.clear();
  core.openQuestions = core.openQuestions.filter((each) => each !== question);
  core.trace.add(core.now, 'question.expired', question.kind === 'action' ? 'Q-8' : 'Q-5', cause, -1, -1, -1, number, question.tested);
  dropOldStates(core);
}

/** Columns of expired questions that are kept: this many client entries in all, and the latest in any case. */
const KEPT_ENTRIES = 8_000_000;

function dropOldStates(core: Core): void {
  let kept = 0;
  for (const question of [...core.questions.values()].reverse()) {
    if (question.open || question.state === null) continue;
    kept += core.world.clientCount;
    if (kept > Math.max(KEPT_ENTRIES, core.world.clientCount)) question.state = null;
  }
}

// ── a client stops ────────────────────────────────────────────────────────────────────────────────

/** What it has not passed on is lost. If that is so of its own answer, it will be asked again when it registers; else it never answers twice. */
export function forgetQuestions(core: Core, slot: Slot): void {
  const client = core.clients.identityOf(slot);
  for (const question of core.openQuestions) {
    const state = question.state!;
    question.pending.delete(client);
    state.finalFrom[client] = -1;
    const flags = state.flags[client]!;
    if ((flags & OWN_SENT) !== 0) {
      state.flags[client] = flags & (COUNTED | OWN | OWN_SENT | TARGETED);
      continue;
    }
    state.flags[client] = flags & COUNTED;
    if (state.receivedAt[client] === Infinity) continue;
    state.receivedAt[client] = Infinity;
    state.from[client] = -1;
    question.received--;
  }
}
