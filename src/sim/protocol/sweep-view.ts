/** What swept chains look like from outside while they are under way: counts, books, one client, messages in flight. Changes nothing. */
import { copyBooks } from '../books';
import { eachItem } from '../bundle';
import type { Core } from '../core';
import { MESSAGE, type AnswerVisitor, type MessageVisitor } from '../question-types';
import { HELD_STRIDE, type Question } from '../questions';
import type { Micros, Slot } from '../world';
import { isTargeted } from './own-part';
import { latencyToServer } from './reach';
import { bookChain, hasHappened, hop, type Counts } from './sweep-books';
import { chainIsSwept, eachSweptChain, momentOf } from './sweep-end';
import { playChain, type Played } from './sweep-play';

/** Books what has been sent and received on swept chains into the books that are open. */
export function bookSweeps(core: Core): void {
  if (core.activeSweeps === 0) return;
  const moment = momentOf(core);
  const counts: Counts = { lan: 0, wan: 0, received: 0 };
  for (const question of core.openQuestions) eachSweptChain(question, (chain) => bookChain(core, question, chain, moment, counts));
}

const known = new WeakMap<Question, { now: Micros; active: number; counts: Counts }>();

/** Messages, and clients that have received the question, beyond those that are entered already. */
export function sweptCounts(core: Core, question: Question): Counts {
  const active = question.sweep?.active ?? 0;
  const before = known.get(question);
  if (before && before.now === core.now && before.active === active) return before.counts;
  const counts: Counts = { lan: 0, wan: 0, received: 0 };
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

function membersOf(question: Question, chain: number): Int32Array {
  const { slots, starts } = question.sweep!;
  return slots.subarray(starts[chain]!, starts[chain + 1]!);
}

function playNow(core: Core, question: Question, chain: number, visit: (members: Int32Array, i: number, played: Played) => void): void {
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
  const { copies, held } = question.sweep!;
  const { receivedAt, sentAt, heardAt } = question.state!;
  const { number } = question;
  const moment = momentOf(core);
  const under = (from: Micros, to: Micros): boolean => hasHappened(moment, from) && !hasHappened(moment, to);
  const members = membersOf(question, chain);
  for (const { slot, at, arrives, offered } of copies[chain]!) if (under(at, arrives)) visit(MESSAGE.question, number, -1, slot, at, arrives, 0, offered);
  const rows = held.get(chain);
  members.forEach((slot, i) => {
    const next = members[i + 1] ?? -1;
    const way = next < 0 ? 0 : hop(core, slot, next);
    const received = receivedAt[slot]!;
    if (next >= 0 && under(received, received + way)) visit(MESSAGE.question, number, slot, next, received, received + way, 0, false);
    const arrives = next < 0 ? heardAt[slot]! : sentAt[slot]! + way;
    if (!rows && under(sentAt[slot]!, arrives)) visit(MESSAGE.answers, number, slot, next, sentAt[slot]!, arrives, i + 1, false);
  });
  for (let row = 0; rows && row < rows.length; row += HELD_STRIDE) {
    const i = rows[row]!;
    if (under(rows[row + 1]!, rows[row + 2]!))
      visit(MESSAGE.answers, number, members[i]!, members[i + 1] ?? -1, rows[row + 1]!, rows[row + 2]!, rows[row + 4]!, false);
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
      const next = members[i + 1] ?? -1;
      const way = next >= 0 ? hop(core, slot, next) : latencyToServer(core, slot, core.clients.hot.server[slot]!);
      for (const { at, bundle } of passed) if (!hasHappened(moment, at + way)) eachItem(bundle, (client) => visit(client, slot, true));
      eachItem(pending, (client) => visit(client, slot, false));
    });
  });
}
