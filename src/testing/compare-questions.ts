/** What the simulation and the reference know of questions, as text to compare: totals and answers at the server, and each client's part. */
import type { QuestionAtClient, QuestionView } from '../sim/question-types';
import type { Simulation } from '../sim/types';
import { formatAddress } from './plain-world';
import type { Reference } from './reference';
import { answersOf, newOwn, tested, type Own, type Question } from './reference-bundles';

/** The first difference in words; null when both say the same. */
export function questionDifference(simulation: Simulation, reference: Reference): string | null {
  const [there, here] = [simulation.questions().length, reference.questions.all.length];
  if (there !== here) return `questions asked: simulation ${there}, reference ${here}`;
  for (const question of reference.questions.all) {
    const view = simulation.question(question.number);
    const [totalsThere, totalsHere] = [view ? totalsOfView(view) : 'nothing', totals(question)];
    if (totalsThere !== totalsHere) return `question ${question.number}:\n  simulation ${totalsThere}\n  reference  ${totalsHere}`;
    if (!question.open) continue;
    for (const place of reference.places) {
      if (place.vacated) continue;
      const part = partThere(simulation.questionAt(question.number, place.life.id));
      const expected = partHere(reference, question, place.life.id);
      if (part !== expected) return `question ${question.number} at ${formatAddress(place.address)}:\n  simulation ${part}\n  reference  ${expected}`;
    }
  }
  return null;
}

function totals(question: Question): string {
  const { number, act, askedAt, expiresAt, open, counted, tested: count, passed, firstAt, halfAt, p95At, completeAt, messages } = question;
  const times = [firstAt, halfAt, p95At, completeAt].join(' ');
  const answers = answersOf(question);
  const received = open ? [...question.clients.values()].filter((own) => own.receivedAt !== null).length : 0;
  return `${number} ${act.id} at ${askedAt} until ${expiresAt} ${open ? 'open' : 'closed'}, estimated ${counted.size}, tested ${count}, passed ${passed}, times ${times}, received ${received}, messages ${messages.lan} ${messages.wan}, ${answers.length} ${JSON.stringify(answers)}`;
}
function totalsOfView(view: QuestionView): string {
  const {
    number,
    id,
    askedAt,
    expiresAt,
    open,
    estimated,
    tested: count,
    passed,
    messages,
    firstAnswerAt,
    halfAt,
    p95At,
    completeAt,
    answers,
    distinct,
  } = view;
  const times = [firstAnswerAt, halfAt, p95At, completeAt].join(' ');
  return `${number} ${id} at ${askedAt} until ${expiresAt} ${open ? 'open' : 'closed'}, estimated ${estimated}, tested ${count}, passed ${passed}, times ${times}, received ${open ? view.received : 0}, messages ${messages.lan} ${messages.wan}, ${distinct} ${JSON.stringify(answers)}`;
}

function partHere(reference: Reference, question: Question, client: number): string {
  const own: Own = question.clients.get(client) ?? newOwn();
  const place = reference.currentPlace(client);
  const from = own.from === null ? '-' : typeof own.from === 'string' ? own.from : `peer ${own.from.index}`;
  const previous = place.sides[0].in?.from;
  const waitsFor = previous && own.finalFrom !== previous ? previous.index : -1;
  return part({
    counted: question.counted.has(client),
    from,
    receivedAt: own.receivedAt,
    done: own.done,
    value: own.texts?.join(' | ') ?? null,
    heard: question.heard.get(client)?.join(' | ') ?? null,
    sentAt: own.sentAt,
    heardAt: own.heardAt,
    pending: tested(own.pending),
    pendingSince: own.since,
    waitsFor,
  });
}
function partThere(at: QuestionAtClient | null): string {
  if (at === null) return 'nothing';
  return part({ ...at, from: at.from === null ? '-' : at.from.kind === 'peer' ? `peer ${at.from.slot}` : at.from.kind });
}
function part(at: Omit<QuestionAtClient, 'from' | 'targeted'> & { readonly from: string }): string {
  const { counted, receivedAt, from, done, value, heard, sentAt, heardAt, pending, pendingSince, waitsFor } = at;
  return `${counted ? 'counted' : 'not counted'}, received ${receivedAt} from ${from}, ${done ? `done ${JSON.stringify(value)}` : 'not done'}, sent ${sentAt}, heard ${JSON.stringify(heard)} ${heardAt}, pending ${pending} since ${pendingSince}, waits for ${waitsFor}`;
}
