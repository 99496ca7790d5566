/** The part of the state's hash that questions and actions are: what the server has heard, each client's part, what waits and what travels. */
import { eachItem, type Bundle } from './bundle';
import type { Core } from './core';
import { bundleOf } from './protocol/sweep-end';
import type { Hasher } from './hash';
import type { AnswerMessage, Question } from './questions';

/** Independent of the order in which the answers were put together. */
function hashBundle(hasher: Hasher, bundle: Bundle): void {
  hasher.numbers([bundle.tested, bundle.passed, bundle.rowBytes], 3);
  let sum = 0;
  let count = 0;
  eachItem(bundle, (client, status, last) => {
    sum = (sum + Math.imul(client * 16 + status * 2 + (last ? 1 : 0), 0x9e3779b1)) | 0;
    count++;
  });
  hasher.words([sum, count], 2);
}

export function hashMessage(hasher: Hasher, core: Core, question: Question, message: AnswerMessage): void {
  hashBundle(hasher, bundleOf(core, question, message));
  hasher.numbers([Number(message.final), message.sentAt], 2);
}

export function hashQuestions(hasher: Hasher, core: Core): void {
  for (const question of core.questions.values()) hashQuestion(hasher, question);
}

function hashQuestion(hasher: Hasher, question: Question): void {
  const { number, open, estimated, tested, passed, received, lan, wan, aloneLan, aloneWan } = question;
  hasher.numbers([number, Number(open), estimated, tested, passed, received, lan, wan, aloneLan, aloneWan], 10);
  for (const t of [question.firstAt, question.halfAt, question.p95At, question.completeAt]) hasher.number(t ?? -1);
  hasher.numbers(question.tally, question.tally.length);
  for (const row of [...question.rows.keys()].sort()) {
    hasher.text(row);
    hasher.number(question.rows.get(row)!);
  }
  const { state } = question;
  if (state !== null) {
    for (const times of [state.receivedAt, state.sentAt, state.heardAt]) hasher.numbers(times, times.length);
    for (const column of [state.from, state.flags, state.finalFrom]) hasher.words(column, column.length);
  }
  for (const client of Float64Array.from(question.pending.keys()).sort()) {
    const entry = question.pending.get(client)!;
    hasher.numbers([client, entry.since, Number(entry.own)], 3);
    hashBundle(hasher, entry.bundle);
  }
}
