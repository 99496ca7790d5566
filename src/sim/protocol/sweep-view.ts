/** What swept chains look like from outside while they are under way: counts, books, one client, messages in flight. Changes nothing. */
import { copyBooks } from '../books';
import { eachItem } from '../bundle';
import type { Core } from '../core';
import { MESSAGE, type AnswerVisitor, type MessageVisitor } from '../question-types';
import { CHAIN, HELD_STRIDE, type Question } from '../questions';
import type { Micros, Slot } from '../world';
import { isTargeted } from './own-part';
import { bookChain, GrowingMessage, hasHappened, Line, membersOf, noCounts, offersOf, type Counts, type Moment } from './sweep-books';
import { chainIsSwept, eachSweptChain, momentOf } from './sweep-end';
import { playChain, type Played } from './sweep-play';

/** Books what has been sent and received on swept chains into the books that are open. */
export function bookSweeps(core: Core): void {
  if (core.activeSweeps === 0) return;
  const moment = momentOf(core);
  const counts = noCounts();
  for (const question of core.openQuestions) eachSweptChain(question, (chain) => bookChain(core, question, chain, moment, counts));
}

const known = new WeakMap<Question, { now: Micros; active: number; counts: Counts }>();

/** Messages, and clients that have received the question, beyond those that are entered already. */
export function sweptCounts(core: Core, question: Question): Counts {
  const active = question.sweep?.active ?? 0;
  const before = known.get(question);
  if (before && before.now === core.now && before.active === active) return before.counts;
  const counts = noCounts();
  if (active > 0) {
    const { books } = core;
    core.books = copyBooks({ ...books, detail: null });
    const moment = momentOf(core);
    eachSweptChain(question, (chain) => bookChain(core, question, chain, moment, counts));
    core.books = books;
  }
  known.set(question, { now: core.now, active, counts });
  return counts;
}

function playNow(core: Core, question: Question, chain: number, visit: (members: Int32Array, i: number, played: Played) => void): void {
  if (question.sweep!.phase[chain] === CHAIN.waiting) return;
  const members = membersOf(question, chain);
  const received = new Float64Array(members.length);
  for (let i = 0; i < members.length; i++) received[i] = question.state!.receivedAt[members[i]!]!;
  playChain(core, question, members, received, momentOf(core), (i, played) => visit(members, i, played));
}

export interface SweptClient {
  readonly targeted: boolean;
  readonly done: boolean;
  /** The previous peer, if its final answers have come; else −1. */
  readonly finalFrom: Slot;
  readonly pending: number;
  readonly since: Micros;
}

/** The part of everybody in swept chains, chain by chain. `finalFrom` as in `SweptClient`. */
export function eachSweptPart(core: Core, question: Question, visit: (client: Slot, done: boolean, finalFrom: Slot) => void): void {
  eachSweptChain(question, (chain) =>
    playNow(core, question, chain, (members, i, { done, finalCame }) => visit(members[i]!, done, i > 0 && finalCame ? members[i - 1]! : -1)),
  );
}

/** A client's part in a swept chain; null when it is in none. */
export function sweptClient(core: Core, question: Question, client: Slot): SweptClient | null {
  if (!chainIsSwept(question, client)) return null;
  let found: SweptClient | null = null;
  playNow(core, question, question.sweep!.chainOf[client]! - 1, (members, i, { done, finalCame, pending, since }) => {
    if (members[i] !== client) return;
    found = { targeted: isTargeted(core, question, client), done, finalFrom: i > 0 && finalCame ? members[i - 1]! : -1, pending: pending.tested, since };
  });
  return found;
}

export function eachSweptMessage(core: Core, question: Question, visit: MessageVisitor): void {
  eachSweptChain(question, (chain) => visitChain(core, question, chain, visit));
}

function visitChain(core: Core, question: Question, chain: number, visit: MessageVisitor): void {
  const moment = momentOf(core);
  const { number } = question;
  for (const { slot, at, arrives } of offersOf(core, question, chain))
    if (isUnder(moment, at, arrives)) visit(MESSAGE.question, number, -1, slot, at, arrives, 0, true);
  if (question.sweep!.phase[chain] === CHAIN.waiting) return;
  const members = membersOf(question, chain);
  const rows = question.sweep!.held.get(chain);
  visitHops(core, question, members, rows === undefined, moment, visit);
  for (let row = 0; rows && row < rows.length; row += HELD_STRIDE) {
    const i = rows[row]!;
    if (i + 1 < members.length && isUnder(moment, rows[row + 1]!, rows[row + 2]!))
      visit(MESSAGE.answers, number, members[i]!, members[i + 1]!, rows[row + 1]!, rows[row + 2]!, rows[row + 4]!, false);
  }
}

function isUnder(moment: Moment, from: Micros, to: Micros): boolean {
  return hasHappened(moment, from) && !hasHappened(moment, to);
}

/** The question from peer to peer; with `answers` also what each passed on, in one message each. */
function visitHops(core: Core, question: Question, members: Int32Array, answers: boolean, moment: Moment, visit: MessageVisitor): void {
  const { receivedAt, sentAt } = question.state!;
  const { number } = question;
  const line = new Line(core, core.siteOf(members[0]!));
  const message = new GrowingMessage(question);
  for (let i = 0; i + 1 < members.length; i++) {
    const slot = members[i]!;
    const next = members[i + 1]!;
    line.reset();
    const there = line.pass(receivedAt[slot]!, question.size);
    if (isUnder(moment, receivedAt[slot]!, there)) visit(MESSAGE.question, number, slot, next, receivedAt[slot]!, there, 0, false);
    if (!answers) continue;
    message.add(core, question, slot, isTargeted(core, question, slot));
    const arrives = line.pass(sentAt[slot]!, message.size);
    if (isUnder(moment, sentAt[slot]!, arrives)) visit(MESSAGE.answers, number, slot, next, sentAt[slot]!, arrives, i + 1, false);
  }
}

/** Answers that have been given on swept chains (on that of client `of` alone, where it is given) and are not at the server. */
export function eachSweptAnswer(core: Core, question: Question, visit: AnswerVisitor, of: Slot | undefined): void {
  const moment = momentOf(core);
  const only = of === undefined ? -1 : (question.sweep?.chainOf[of] ?? 0) - 1;
  eachSweptChain(question, (chain) => {
    if (of !== undefined && chain !== only) return;
    playNow(core, question, chain, (members, i, { passed, pending }) => {
      const slot = members[i]!;
      // what the forward leader has sent is a message as any other
      if (i + 1 < members.length)
        for (const { arrives, bundle } of passed) if (!hasHappened(moment, arrives)) eachItem(bundle, (client) => visit(client, slot, true));
      eachItem(pending, (client) => visit(client, slot, false));
    });
  });
}
