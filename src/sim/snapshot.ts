/** Save, restore and hash the whole state. The log's full pages are shared between snapshots; everything else is copied. */
import { copyColumns, emptyColumnsLike, listHotColumns, type HotColumns, type PlaceColumns } from './clients';
import { KIND, type Carried, type ChainKey, type Core, type LinkQueue, type LiveRule, type RegistrationAttempt, type Seek } from './core';
import { EventQueue } from './event-queue';
import { Hasher } from './hash';
import { copyBooks, type Books } from './books';
import { hashMessage, hashQuestions } from './question-hash';
import { copyQuestion, type AnswerMessage, type Question } from './questions';
import type { TraceSnapshot } from './trace';
import type { Snapshot } from './types';
import type { Act, Micros, Peering, Slot } from './world';
import { dropIdleQueues, isIdle, linkName } from './protocol/carry';
import { forgetListMemo } from './protocol/peer-list';
import { offeredBytes } from './protocol/questions';
import { indexRules } from './protocol/reach';

interface Data {
  readonly settled: boolean;
  readonly lastKind: number;
  readonly eventCount: number;
  readonly loadedUntil: Micros;
  readonly registrationSerial: number;
  readonly initialTotal: number;
  readonly normalTotal: number;
  readonly outage: boolean;
  readonly count: number;
  readonly hot: HotColumns;
  readonly place: PlaceColumns;
  readonly identity: Map<Slot, Slot>;
  readonly whereabouts: Map<Slot, Slot>;
  readonly queue: Float64Array;
  readonly trace: TraceSnapshot;
  readonly books: Books;
  readonly acts: Act[];
  readonly registrations: Map<Slot, RegistrationAttempt>;
  readonly lists: Map<Slot, Int32Array>;
  readonly seeks: Map<number, Seek>;
  readonly hints: Map<number, Slot[]>;
  readonly retryAt: Map<number, Micros>;
  readonly cutAt: Map<number, Micros>;
  readonly failures: Map<Slot, number[]>;
  readonly choices: Map<Slot, number>;
  readonly unusedGaps: Map<Slot, number>;
  readonly waits: Map<Slot, number>;
  readonly waitUntil: Map<Slot, Micros>;
  readonly rhythmBase: Map<Slot, Micros>;
  readonly lateRhythm: Map<Slot, Micros>;
  readonly peering: Peering;
  readonly keys: ChainKey[];
  readonly startKeys: Int32Array | null;
  readonly rules: LiveRule[];
  readonly serverRunning: boolean[];
  readonly wanCut: boolean[];
  readonly warnings: { code: string; message: string }[];
  readonly questions: Map<number, Question>;
  readonly answerMessages: Map<number, AnswerMessage>;
  readonly answerSerial: number;
  readonly carried: Map<number, Carried>;
  readonly carriedSerial: number;
  readonly links: Map<number, LinkQueue>;
}

function copyHot(hot: HotColumns): HotColumns {
  const copy = emptyColumnsLike(hot);
  copyColumns(hot, copy);
  return copy;
}

/** Places are shared with the snapshot unless somebody has moved: only moves change them. */
function copyPlace(place: PlaceColumns, moved: boolean): PlaceColumns {
  if (!moved) return place;
  return {
    subnetOf: place.subnetOf.slice(),
    family: place.family.slice(),
    address: place.address.slice(),
    v6Words: place.v6Words.slice(),
    rank: place.rank.slice(),
    order: place.order.slice(),
  };
}

function mapOf<K, V>(map: ReadonlyMap<K, V>, copy: (value: V) => V): Map<K, V> {
  const out = new Map<K, V>();
  for (const [key, value] of map) out.set(key, copy(value));
  return out;
}

const copySeek = (seek: Seek): Seek => ({ ...seek, queue: seek.queue.slice(), tried: seek.tried.slice() });
const copyAttempt = (attempt: RegistrationAttempt): RegistrationAttempt => ({ ...attempt, tried: attempt.tried.slice(), offered: attempt.offered.slice() });

function copyData(from: Data): Data {
  return {
    ...from,
    hot: copyHot(from.hot),
    place: copyPlace(from.place, from.identity.size > 0),
    identity: new Map(from.identity),
    whereabouts: new Map(from.whereabouts),
    books: copyBooks(from.books),
    acts: from.acts.slice(),
    registrations: mapOf(from.registrations, copyAttempt),
    lists: new Map(from.lists),
    seeks: mapOf(from.seeks, copySeek),
    hints: mapOf(from.hints, (hints) => hints.slice()),
    retryAt: new Map(from.retryAt),
    cutAt: new Map(from.cutAt),
    failures: mapOf(from.failures, (counts) => counts.slice()),
    choices: new Map(from.choices),
    unusedGaps: new Map(from.unusedGaps),
    waits: new Map(from.waits),
    waitUntil: new Map(from.waitUntil),
    rhythmBase: new Map(from.rhythmBase),
    lateRhythm: new Map(from.lateRhythm),
    keys: from.keys.slice(),
    rules: from.rules.slice(),
    serverRunning: from.serverRunning.slice(),
    wanCut: from.wanCut.slice(),
    warnings: from.warnings.slice(),
    questions: mapOf(from.questions, copyQuestion),
    answerMessages: new Map(from.answerMessages),
    carried: mapOf(from.carried, (message) => ({ ...message })),
    links: mapOf(from.links, (queue) => ({ ...queue })),
  };
}

export function takeSnapshot(core: Core): Snapshot {
  const { clients } = core;
  dropIdleQueues(core);
  const data: Data = copyData({
    settled: core.settled,
    lastKind: core.lastKind,
    eventCount: core.eventCount,
    loadedUntil: core.loadedUntil,
    registrationSerial: core.registrationSerial,
    initialTotal: core.initialTotal,
    normalTotal: core.normalTotal,
    outage: core.outage,
    count: clients.count,
    hot: clients.hot,
    place: clients.place,
    identity: clients.identity,
    whereabouts: clients.whereabouts,
    queue: core.queue.sorted(),
    trace: core.trace.snapshot(),
    books: core.books,
    acts: core.acts,
    registrations: core.registrations,
    lists: core.lists,
    seeks: core.seeks,
    hints: core.hints,
    retryAt: core.retryAt,
    cutAt: core.cutAt,
    failures: core.failures,
    choices: core.choices,
    unusedGaps: core.unusedGaps,
    waits: core.waits,
    waitUntil: core.waitUntil,
    rhythmBase: core.rhythmBase,
    lateRhythm: core.lateRhythm,
    peering: core.peering,
    keys: core.keys,
    startKeys: core.startKeys,
    rules: core.rules,
    serverRunning: core.serverRunning,
    wanCut: core.wanCut,
    warnings: core.warnings,
    questions: core.questions,
    answerMessages: core.answerMessages,
    answerSerial: core.answerSerial,
    carried: core.carried,
    carriedSerial: core.carriedSerial,
    links: core.links,
  });
  return { format: 1, now: core.now, data };
}

export function restoreSnapshot(core: Core, snapshot: Snapshot): void {
  const data = copyData(snapshot.data as Data);
  const { clients } = core;
  core.now = snapshot.now;
  core.settled = data.settled;
  core.lastKind = data.lastKind;
  core.eventCount = data.eventCount;
  core.loadedUntil = data.loadedUntil;
  core.registrationSerial = data.registrationSerial;
  core.initialTotal = data.initialTotal;
  core.normalTotal = data.normalTotal;
  core.outage = data.outage;
  clients.count = data.count;
  clients.hot = data.hot;
  clients.place = data.place;
  clients.identity = data.identity;
  clients.whereabouts = data.whereabouts;
  core.queue = EventQueue.fromSorted(data.queue);
  core.trace.restore(data.trace);
  core.books = data.books;
  core.acts = data.acts;
  core.registrations = data.registrations;
  core.lists = data.lists;
  core.seeks = data.seeks;
  core.hints = data.hints;
  core.retryAt = data.retryAt;
  core.cutAt = data.cutAt;
  core.failures = data.failures;
  core.choices = data.choices;
  core.unusedGaps = data.unusedGaps;
  core.waits = data.waits;
  core.waitUntil = data.waitUntil;
  core.rhythmBase = data.rhythmBase;
  core.lateRhythm = data.lateRhythm;
  core.peering = data.peering;
  core.keys = data.keys;
  core.keyNumbers = new Map(data.keys.map((key, i) => [key.text, i]));
  core.startKeys = data.startKeys;
  core.rules = data.rules;
  core.serverRunning = data.serverRunning;
  core.wanCut = data.wanCut;
  core.warnings = data.warnings;
  core.questions = data.questions;
  core.openQuestions = [...data.questions.values()].filter(({ open }) => open).sort((a, b) => a.number - b.number);
  core.answerMessages = data.answerMessages;
  core.activeSweeps = core.openQuestions.reduce((sum, { sweep }) => sum + (sweep?.active ?? 0), 0);
  core.answerSerial = data.answerSerial;
  core.carried = data.carried;
  core.carriedSerial = data.carriedSerial;
  core.links = data.links;
  forgetListMemo(core);
  core.settledMemo = null;
  indexRules(core);
}

/** Hash of everything that decides the future and the books. Not the log, and not what is queued only because a slice of time was opened. */
export function hashState(core: Core): string {
  const hasher = new Hasher();
  const { clients } = core;
  hasher.number(core.now);
  hasher.number(core.initialTotal);
  hasher.number(core.normalTotal);
  hasher.number(clients.count);
  const servers = placesInIdOrder(core.world.servers);
  for (const column of listHotColumns(clients.hot)) {
    if (column === clients.hot.server || column === clients.hot.knownBy) {
      for (let slot = 0; slot < clients.count; slot++) hasher.word(servers[column[slot]!] ?? -1);
    } else if (column instanceof Float64Array) hasher.numbers(column, clients.count);
    else hasher.words(column, clients.count);
  }
  if (clients.identity.size > 0) hasher.words(clients.place.address, clients.count);
  hashQueue(hasher, core);
  hashQuestions(hasher, core);
  hashMap(hasher, core.lists, (list) => hasher.words(list, list.length));
  hashMap(hasher, core.hints, (hints) => hasher.words(hints, hints.length));
  hashMap(hasher, core.seeks, (seek) =>
    hasher.words([seek.target, seek.serial, seek.queue.length, ...seek.queue, ...seek.tried], 3 + seek.queue.length + seek.tried.length),
  );
  for (const times of [core.retryAt, core.cutAt, core.choices, core.unusedGaps, core.rhythmBase, core.lateRhythm])
    hashMap(hasher, times, (value) => hasher.number(value));
  hashMap(hasher, core.registrations, (attempt) =>
    hasher.numbers([servers[attempt.server]!, attempt.sentAt, Number(attempt.initial), Number(attempt.arrived)], 4),
  );
  hashMap(hasher, core.failures, (counts) => hasher.words(inOrder(counts, servers), counts.length));
  for (const column of [core.books.sent, core.books.received, core.books.lost, core.books.without, core.books.peers]) hasher.numbers(column, column.length);
  hashLinks(hasher, core);
  for (const rule of core.rules) hasher.text(rule.id);
  hasher.words(inOrder(core.serverRunning.map(Number), servers), core.serverRunning.length);
  const sites = placesInIdOrder(core.world.sites);
  hasher.words(inOrder(core.wanCut.map(Number), sites), core.wanCut.length);
  for (let field = 0; field < 3; field++)
    hasher.numbers(
      inOrder(
        sites.map((_, site) => core.books.sites[site * 3 + field]!),
        sites,
      ),
      sites.length,
    );
  return hasher.digest();
}

/** Where each of a list stands when the list is sorted by id: the order of a file's arrays does not count. */
function placesInIdOrder(list: readonly { readonly id: string }[]): number[] {
  const sorted = list.map((_, i) => i).sort((a, b) => (list[a]!.id < list[b]!.id ? -1 : 1));
  const places = list.map(() => 0);
  sorted.forEach((index, place) => (places[index] = place));
  return places;
}

function inOrder(values: readonly number[], places: readonly number[]): number[] {
  const out = values.slice();
  values.forEach((value, i) => (out[places[i]!] = value));
  return out;
}

/** Place of the cause in a row: it speaks of the log and decides nothing. */
const CAUSE = 6;
const X = 7;
const Y = 8;

/** What is going to happen. Starts, resets, offers and holds follow from the rest of the state; a message counts by what is in it, not by its number. */
function hashQueue(hasher: Hasher, core: Core): void {
  const rows = core.queue.sorted();
  const { FIELDS } = EventQueue;
  for (let at = 0; at < rows.length; at += FIELDS) {
    const kind = rows[at + 1]!;
    if (kind === KIND.start || ((kind === KIND.turn || kind === KIND.normal) && rows[at + 4] === (kind === KIND.turn ? 0 : 1))) continue;
    if ((kind === KIND.hold && rows[at + 4] === 0) || !Number.isInteger(kind)) continue;
    const byNumber = kind === KIND.join || carriesAnswers(kind);
    for (let field = 0; field < Y; field++) if (field !== CAUSE && !(byNumber && field === X)) hasher.number(rows[at + field]!);
    hashExtra(hasher, kind, rows[at + 4]!, rows[at + Y]!);
    if (kind === KIND.join) hashCarried(hasher, core, core.carried.get(rows[at + X]!)!);
    else if (byNumber) hashAnswers(hasher, core, rows[at + 5]!, rows[at + X]!);
  }
}

/** Without the server that is named there by its place in the file. */
function hashExtra(hasher: Hasher, kind: number, b: number, y: number): void {
  if (kind === KIND.regArrive || kind === KIND.regAnswer) return;
  hasher.number(kind === KIND.question && b < 0 ? offeredBytes(y) : y);
}

function carriesAnswers(kind: number): boolean {
  return kind === KIND.answers || kind === KIND.collected;
}

function hashAnswers(hasher: Hasher, core: Core, question: number, message: number): void {
  hashMessage(hasher, core, core.questions.get(question)!, core.answerMessages.get(message)!);
}

function hashCarried(hasher: Hasher, core: Core, message: Carried): void {
  const { kind, cls, size, step, copy, lost, again, sentAt, extra } = message;
  hasher.numbers([kind, cls, size, step, copy, Number(lost), Number(again), sentAt, extra], 9);
  hashExtra(hasher, kind, message.b, message.y);
  if (carriesAnswers(kind)) hashAnswers(hasher, core, message.serial, message.x);
  else hasher.number(message.x);
}

/** Queues that somebody would have to wait in. By site and throttle in the order of the file: what is in it is independent of that order. */
function hashLinks(hasher: Hasher, core: Core): void {
  const busy: string[] = [];
  for (const [number, queue] of core.links) if (!isIdle(queue, core.now)) busy.push(`${linkName(core, number)} ${queue.free} ${queue.rest}`);
  for (const text of busy.sort()) hasher.text(text);
}

function hashMap<V>(hasher: Hasher, map: ReadonlyMap<number, V>, each: (value: V) => void): void {
  const keys = Float64Array.from(map.keys()).sort();
  hasher.number(keys.length);
  for (const key of keys) {
    hasher.number(key);
    each(map.get(key)!);
  }
}
