/** Questions and actions as others see them: progress, columns, one client's part, what is on its way, and the report (headless.md). */
import type { Core } from './core';
import { KIND } from './core';
import { commandFails, answersOf, isLocked, isMeantAndCounted, isTargeted, startsAt, STATUS, targetCount } from './protocol/own-part';
import { eachItem } from './bundle';
import { hasHappened } from './protocol/sweep-books';
import { expectedArrival } from './protocol/carry';
import { bundleOf, chainIsSwept, momentOf } from './protocol/sweep-end';
import { eachSweptAnswer, eachSweptPart, eachSweptMessage, sweptClient, sweptCounts } from './protocol/sweep-view';
import { COUNTED, OWN, TARGETED, type Question } from './questions';
import {
  ACTION_STATUSES,
  MESSAGE,
  MOST_ANSWERS,
  type ActionEnding,
  type AnswerVisitor,
  type DeploymentReport,
  type MessageVisitor,
  type OwnPartVisitor,
  type QuestionAtClient,
  type QuestionColumns,
  type QuestionReport,
  type QuestionView,
} from './question-types';
import type { Micros, Slot, TargetSpec } from './world';

const SECOND = 1_000_000;

type Answer = { readonly value: string; readonly count: number };

/** Lists of answers are sorted again only after something was heard. */
const answerLists = new WeakMap<Question, { tested: number; open: boolean; list: Answer[]; distinct: number }>();

function byCount(a: Answer, b: Answer): number {
  return b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
}

function answerList(question: Question): { list: Answer[]; distinct: number } {
  const known = answerLists.get(question);
  if (known && question.kind === 'question' && known.tested === question.tested) return known;
  const names: readonly string[] = question.kind === 'action' ? ACTION_STATUSES : question.values;
  const counted = names.map((value, id) => ({ value, count: question.tally[id]! })).filter(({ count }) => count > 0);
  const all = [...counted, ...[...question.rows].map(([value, count]) => ({ value, count }))].sort(byCount);
  const lists = { tested: question.tested, open: question.open, list: all.slice(0, MOST_ANSWERS), distinct: all.length };
  answerLists.set(question, lists);
  return lists;
}

export function questionView(core: Core, question: Question): QuestionView {
  const { list, distinct } = question.kind === 'action' && !question.open ? expiredStatuses(question) : answerList(question);
  const swept = sweptCounts(core, question);
  return {
    number: question.number,
    id: question.id,
    kind: question.kind,
    sensors: question.sensors,
    target: question.target,
    askedAt: question.askedAt,
    expiresAt: question.expiresAt,
    open: question.open,
    estimated: question.estimated,
    tested: question.tested,
    passed: question.passed,
    answers: list,
    distinct,
    firstAnswerAt: question.firstAt,
    halfAt: question.halfAt,
    p95At: question.p95At,
    completeAt: question.completeAt,
    messages: { lan: question.lan + swept.lan, wan: question.wan + swept.wan },
    messagesWithout: { lan: question.aloneLan + swept.aloneLan, wan: question.aloneWan + swept.aloneWan },
    received: question.received + swept.received,
    ending: question.kind === 'action' ? endingOf(core, question) : null,
  };
}

export function questionColumns(core: Core, number: number): QuestionColumns | null {
  return core.questions.get(number)?.state ?? null;
}

// ── one client ────────────────────────────────────────────────────────────────────────────────────

/** Times of swept clients may lie ahead. */
function hasCome(core: Core, swept: boolean, t: Micros): boolean {
  return swept ? hasHappened(momentOf(core), t) : Number.isFinite(t);
}

function pastOrNull(core: Core, swept: boolean, t: Micros): Micros | null {
  return hasCome(core, swept, t) ? t : null;
}

export function questionAt(core: Core, number: number, client: Slot): QuestionAtClient | null {
  const question = core.questions.get(number);
  const state = question?.state;
  if (!question || !state) return null;
  const slot = core.clients.slotOf(client);
  const flags = state.flags[client]!;
  const swept = sweptClient(core, question, client);
  const received = hasCome(core, swept !== null, state.receivedAt[client]!);
  const from = state.from[client]!;
  const entry = question.pending.get(client);
  const previous = core.clients.hot.in[0][slot]!;
  return {
    counted: (flags & COUNTED) !== 0,
    targeted: swept ? swept.targeted : received ? (flags & TARGETED) !== 0 : isTargeted(core, question, slot),
    receivedAt: pastOrNull(core, swept !== null, state.receivedAt[client]!),
    from: !received ? null : from >= 0 ? { kind: 'peer', slot: from } : { kind: from === -1 ? 'server' : 'registration' },
    done: swept ? swept.done : (flags & OWN) !== 0,
    value: received && (swept ? swept.targeted : (flags & TARGETED) !== 0) ? valueOf(core, question, client) : null,
    heard: heardOf(core, question, client, swept !== null),
    sentAt: pastOrNull(core, swept !== null, state.sentAt[client]!),
    heardAt: pastOrNull(core, swept !== null, state.heardAt[client]!),
    pending: swept ? swept.pending : (entry?.bundle.tested ?? 0),
    pendingSince: swept ? (swept.pending > 0 ? swept.since : null) : (entry?.since ?? null),
    waitsFor: question.open && previous >= 0 && (swept ? swept.finalFrom : state.finalFrom[client]) !== previous ? previous : -1,
  };
}

function valueOf(core: Core, question: Question, client: Slot): string {
  return question.kind === 'action' ? ACTION_STATUSES[statusOf(core, question, client)]! : answersOf(core, question, client).join(' | ');
}

/** How far a client that has received an action is with it. */
function statusOf(core: Core, question: Question, client: Slot): number {
  const done = (question.state!.flags[client]! & OWN) !== 0;
  if (isLocked(core, client)) return question.open ? STATUS.waiting : STATUS.expired;
  if (done) return commandFails(core, question, client) ? STATUS.failed : STATUS.completed;
  if (!question.open) return STATUS.expired;
  return startsAt(core, question, client) > core.now ? STATUS.waiting : STATUS.running;
}

export function eachOwnPart(core: Core, number: number, visit: OwnPartVisitor): void {
  const question = core.questions.get(number);
  const state = question?.state;
  if (!question || !state) return;
  const { clients } = core;
  const previousOf = clients.hot.in[0];
  const waitsFor = (previous: Slot, finalFrom: Slot): Slot => (question.open && previous >= 0 && finalFrom !== previous ? previous : -1);
  for (let client = 0; client < core.world.clientCount; client++) {
    if (state.receivedAt[client] === Infinity || chainIsSwept(question, client)) continue;
    visit(client, (state.flags[client]! & OWN) !== 0, waitsFor(previousOf[clients.slotOf(client)]!, state.finalFrom[client]!));
  }
  eachSweptPart(core, question, (client, done, finalFrom) => {
    if (hasCome(core, true, state.receivedAt[client]!)) visit(client, done, waitsFor(previousOf[client]!, finalFrom));
  });
}

export function heardBy(core: Core, number: number, client: Slot): string | null {
  const question = core.questions.get(number);
  return question?.state ? heardOf(core, question, client, chainIsSwept(question, client)) : null;
}

/** What the server has heard of a client that is meant. */
function heardOf(core: Core, question: Question, client: Slot, swept: boolean): string | null {
  const { flags, heardAt } = question.state!;
  const targeted = swept ? isTargeted(core, question, core.clients.slotOf(client)) : (flags[client]! & TARGETED) !== 0;
  if (question.kind === 'question') return hasCome(core, swept, heardAt[client]!) && targeted ? valueOf(core, question, client) : null;
  const status = question.statuses![client]! - 1;
  const ended = status === STATUS.completed || status === STATUS.failed;
  if (question.open || ended) return status < 0 ? null : ACTION_STATUSES[status]!;
  return isMeantAndCounted(core, question, client) ? ACTION_STATUSES[STATUS.expired]! : null;
}

// ── actions ───────────────────────────────────────────────────────────────────────────────────────

/** After its expiry, whoever has neither completed nor failed is Expired. */
function statusCounts(question: Question): number[] {
  const counts = ACTION_STATUSES.map((_, status) => question.tally[status]!);
  if (question.open) return counts;
  const ended = counts[STATUS.completed]! + counts[STATUS.failed]!;
  return counts.map((count, status) => (status === STATUS.expired ? question.targets! - ended : status < STATUS.completed ? 0 : count));
}

function expiredStatuses(question: Question): { list: Answer[]; distinct: number } {
  const list = statusCounts(question)
    .map((count, status) => ({ value: ACTION_STATUSES[status]!, count }))
    .filter(({ count }) => count > 0)
    .sort(byCount);
  return { list, distinct: list.length };
}

const endings = new WeakMap<Question, { key: string; ending: ActionEnding }>();

/** Found anew only after a client has come to an end, is counted, or has moved. */
function endingOf(core: Core, question: Question): ActionEnding | null {
  const { state, statuses } = question;
  if (state === null || statuses === null) return null;
  const key = `${question.tested} ${question.estimated} ${question.open} ${core.clients.count}`;
  const known = endings.get(question);
  if (known?.key === key) return known.ending;
  const ends = (status: number): boolean => status - 1 === STATUS.completed || status - 1 === STATUS.failed;
  const times = state.heardAt.filter((_, client) => ends(statuses[client]!)).sort();
  const targets = Math.max(question.targets ?? targetCount(core, question), times.length);
  const at = (share: number): Micros | null => times[Math.max(1, Math.ceil((targets * share) / 100)) - 1] ?? null;
  const ending = { targets, ended: times.length, firstAt: at(0), halfAt: at(50), p95At: at(95), completeAt: at(100) };
  endings.set(question, { key, ending });
  return ending;
}

// ── on the way ────────────────────────────────────────────────────────────────────────────────────

export function eachMessageInFlight(core: Core, visit: MessageVisitor): void {
  if (core.openQuestions.length === 0) return;
  core.queue.each((at, queued, a, b, serial, number) => {
    const carried = queued === KIND.join ? core.carried.get(number) : undefined;
    const [kind, x] = carried === undefined ? [queued, number] : [carried.kind, carried.x];
    if (kind !== KIND.question && kind !== KIND.answers && kind !== KIND.collected) return;
    const question = core.questions.get(serial)!;
    if (!question.open) return;
    const time = carried === undefined ? at : expectedArrival(core, carried, at);
    const action = question.kind === 'action';
    if (kind === KIND.question) {
      visit(action ? MESSAGE.action : MESSAGE.question, serial, b < 0 ? -1 : b, a, x, time, 0, b === -2);
      return;
    }
    const { bundle, whole, sentAt } = core.answerMessages.get(x)!;
    const tested = whole?.tested ?? bundle!.tested;
    const what = action ? MESSAGE.status : MESSAGE.answers;
    if (kind === KIND.answers) visit(what, serial, b, a, sentAt, time, tested, false);
    else visit(what, serial, a, -1, sentAt, time, tested, false);
  });
  for (const question of core.openQuestions) eachSweptMessage(core, question, visit);
}

export function eachAnswerOnItsWay(core: Core, number: number, visit: AnswerVisitor, of?: Slot): void {
  const question = core.questions.get(number);
  if (!question?.open) return;
  const visitLast = (holder: Slot, travels: boolean) => (client: Slot, _status: number, last: boolean) => {
    if (last) visit(client, holder, travels);
  };
  for (const [holder, { bundle }] of question.pending) eachItem(bundle, visitLast(holder, false));
  core.queue.each((_time, queued, a, b, serial, row) => {
    const carried = queued === KIND.join ? core.carried.get(row) : undefined;
    const [kind, x] = carried === undefined ? [queued, row] : [carried.kind, carried.x];
    if (serial !== number || (kind !== KIND.answers && kind !== KIND.collected)) return;
    const sender = core.clients.identityOf(kind === KIND.answers ? b : a);
    eachItem(bundleOf(core, question, core.answerMessages.get(x)!), visitLast(sender, true));
  });
  eachSweptAnswer(core, question, visit, of);
}

/** Which clients a target means. */
export function meant(core: Core, target: TargetSpec): (client: Slot) => boolean {
  const wanted = { target, chosen: target.kind === 'clients' ? new Set(target.clients) : null };
  return (client) => isTargeted(core, wanted, core.clients.slotOf(client));
}

// ── report ────────────────────────────────────────────────────────────────────────────────────────

function seconds(t: Micros | null): number | null {
  return t === null ? null : t / SECOND;
}

export function questionReports(core: Core): { questions: QuestionReport[]; deployments: DeploymentReport[] } {
  const all = [...core.questions.values()];
  return {
    questions: all.filter(({ kind }) => kind === 'question').map((question) => questionReport(core, question)),
    deployments: all.filter(({ kind }) => kind === 'action').map((question) => deploymentReport(core, question)),
  };
}

function questionReport(core: Core, question: Question): QuestionReport {
  const view = questionView(core, question);
  return {
    id: view.id,
    askedAt: view.askedAt / SECOND,
    estimated: view.estimated,
    tested: view.tested,
    passed: view.passed,
    answered: view.passed,
    answers: view.answers,
    firstAnswerAt: seconds(view.firstAnswerAt),
    halfAt: seconds(view.halfAt),
    p95At: seconds(view.p95At),
    completeAt: seconds(view.completeAt),
    messages: view.messages,
  };
}

function deploymentReport(core: Core, question: Question): DeploymentReport {
  const ending = endingOf(core, question);
  const counts = statusCounts(question);
  return {
    id: question.id,
    file: null,
    bytes: null,
    shards: null,
    targets: question.targets ?? targetCount(core, question),
    completed: counts[STATUS.completed]!,
    failed: counts[STATUS.failed]!,
    expired: counts[STATUS.expired]!,
    statuses: Object.fromEntries(ACTION_STATUSES.map((name, status) => [name, counts[status]!])) as DeploymentReport['statuses'],
    startedAt: question.askedAt / SECOND,
    halfAt: seconds(ending?.halfAt ?? null),
    p95At: seconds(ending?.p95At ?? null),
    completeAt: seconds(ending?.completeAt ?? null),
  };
}
