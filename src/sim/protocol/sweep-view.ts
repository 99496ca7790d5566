/** What swept chains look like from outside while they are under way: counts, books, one client, messages in flight. Changes nothing. */
import type { Core } from '../core';
import { copyBooks } from '../books';
import { MESSAGE, type AnswerVisitor, type MessageVisitor } from '../question-types';
import type { Question } from '../questions';
import { BACKWARD_LEADER } from '../state-bits';
import type { Micros, Slot } from '../world';
import { isTargeted } from './own-part';
import { latencyToServer } from './reach';
import { bookChain, hasHappened, hop, type Counts } from './sweep-books';
import { chainIsSwept, eachSweptChain, momentOf } from './sweep-end';
import { ownTime } from './sweeps';

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

/** A client's part in a swept chain; null when it is in none. */
export function sweptClient(
  core: Core,
  question: Question,
  client: Slot,
): { targeted: boolean; done: boolean; cameFrom: Slot; pending: number; since: Micros } | null {
  if (!chainIsSwept(question, client)) return null;
  const moment = momentOf(core);
  const { slots, starts, chainOf } = question.sweep!;
  const { receivedAt, sentAt } = question.state!;
  const start = starts[chainOf[client]! - 1]!;
  const place = slots.indexOf(client, start);
  const previous = place > start ? slots[place - 1]! : -1;
  const doneAt = receivedAt[client]! + ownTime(core, question, client);
  const cameAt = previous < 0 ? Infinity : sentAt[previous]! + hop(core, previous, client);
  const done = hasHappened(moment, doneAt);
  const came = hasHappened(moment, cameAt);
  const waits = !hasHappened(moment, sentAt[client]!);
  return {
    targeted: isTargeted(core, question, client),
    done,
    cameFrom: came ? previous : -1,
    pending: waits ? (came ? place - start : 0) + (done ? 1 : 0) : 0,
    since: Math.min(done ? doneAt : Infinity, came ? cameAt : Infinity),
  };
}

export function eachSweptMessage(core: Core, question: Question, visit: MessageVisitor): void {
  eachSweptChain(question, (chain) => visitChain(core, question, chain, visit));
}

function visitChain(core: Core, question: Question, chain: number, visit: MessageVisitor): void {
  const { slots, starts, offers } = question.sweep!;
  const { receivedAt, sentAt, heardAt } = question.state!;
  const { number, askedAt } = question;
  const moment = momentOf(core);
  const under = (from: Micros, to: Micros): boolean => hasHappened(moment, from) && !hasHappened(moment, to);
  const end = starts[chain + 1]!;
  for (let i = starts[chain]!; i < end; i++) {
    const slot = slots[i]!;
    const next = i + 1 < end ? slots[i + 1]! : -1;
    const delay = latencyToServer(core, slot, core.clients.hot.server[slot]!);
    const leads = (core.clients.hot.state[slot]! & BACKWARD_LEADER) !== 0;
    if (leads && under(askedAt, askedAt + delay)) visit(MESSAGE.question, number, -1, slot, askedAt, askedAt + delay, 0, false);
    const offered = offers.get(slot);
    if (offered !== undefined && under(offered, offered + 2 * delay)) visit(MESSAGE.question, number, -1, slot, offered, offered + 2 * delay, 0, true);
    const way = next < 0 ? 0 : hop(core, slot, next);
    if (next >= 0 && under(receivedAt[slot]!, receivedAt[slot]! + way))
      visit(MESSAGE.question, number, slot, next, receivedAt[slot]!, receivedAt[slot]! + way, 0, false);
    const arrives = next < 0 ? heardAt[slot]! : sentAt[slot]! + way;
    if (under(sentAt[slot]!, arrives)) visit(MESSAGE.answers, number, slot, next, sentAt[slot]!, arrives, i - starts[chain]! + 1, false);
  }
}

/** Answers that have been given on swept chains and are not at the server: those behind the front are together, the others still at home. */
export function eachSweptAnswer(core: Core, question: Question, visit: AnswerVisitor): void {
  const moment = momentOf(core);
  const { receivedAt, sentAt } = question.state!;
  eachSweptChain(question, (chain) => {
    const { slots, starts } = question.sweep!;
    const members = slots.subarray(starts[chain]!, starts[chain + 1]!);
    const front = members.findIndex((slot) => !hasHappened(moment, sentAt[slot]!));
    const behind = front < 0 ? members.length : front;
    const arrived = behind > 0 && front >= 0 && hasHappened(moment, sentAt[members[behind - 1]!]! + hop(core, members[behind - 1]!, members[front]!));
    members.forEach((slot, i) => {
      if (i < behind) visit(slot, arrived ? members[front]! : members[behind - 1]!, !arrived);
      else if (hasHappened(moment, receivedAt[slot]! + ownTime(core, question, slot))) visit(slot, slot, false);
    });
  });
}
