/**
 * Questions and actions on their way to the clients (protocol.md §5, docs/model.md §8):
 *
 *   ask ── to every backward leader ──> question ──> forward peer ──> … to the forward leader
 *     └── to everybody else, and to late ones, in the answer of a registration (REG-5, REG-6, LINK-11)
 */
import { KIND, type Core } from '../core';
import {
  ACTION,
  bookWithout,
  bookWithoutLeg,
  deliverBetween,
  growRegistrationAnswer,
  isLan,
  lose,
  QUESTION,
  receive as bookReceived,
  REGISTRATION,
  send,
  serverEnd,
  SIZE,
  type ByteClass,
} from '../ledger';
import type { RuleId } from '../log';
import { COUNTED, createState, TARGETED, utf8Length, type Question } from '../questions';
import { BACKWARD_LEADER, ONLINE, REGISTERED, WATCHED } from '../state-bits';
import type { Act, Micros, SensorSpec, Slot } from '../world';
import { catchUp, normalGap } from './client-state';
import { lastRegistered } from './contact';
import { inRhythm, knownFor } from './peer-list';
import { carry, timeOn } from './carry';
import { FROM_REGISTRATION, FROM_SERVER, latencyToServer, permits, reachesServer, serverWorks } from './reach';
import { runSweep, sweepChains } from './sweeps';
import { chainIsSwept, disturb } from './sweep-end';
import { beginOwnPart, isTargeted } from './own-part';
import { countClient, touch } from './answers';

/** A Zone Server that does not work gets a question this much later. */
const RELAY_AGAIN: Micros = 60_000_000;
/** An action's package must have arrived within this, and its command have run within the action time-out after it. */
export const ACTION_EXPIRY: Micros = 600_000_000;

type Asking = Extract<Act, { do: 'ask' | 'deploy' }>;

/** Logs a single message of a question where single messages are logged; 0 elsewhere. */
export function logMessage(
  core: Core,
  kind: 'question.received' | 'question.lost',
  rule: RuleId,
  cause: number,
  slot: Slot,
  peer: Slot,
  question: Question,
): number {
  return core.logsMessages ? core.trace.add(core.now, kind, rule, cause, slot, peer, peer < 0 ? -1 : 0, question.number) : 0;
}

export function classOf(question: Question): ByteClass {
  return question.kind === 'action' ? ACTION : QUESTION;
}

/** The user asks, or issues an action. */
export function ask(core: Core, act: Asking, number: number): void {
  const question = open(core, act, number);
  countFleet(core, question);
  question.event = core.trace.add(core.now, 'question.asked', question.kind === 'action' ? 'Q-8' : 'Q-1', 0, -1, -1, -1, number, question.estimated);
  core.questions.set(number, question);
  core.openQuestions = [...core.questions.values()].filter((each) => each.open).sort((a, b) => a.number - b.number);
  core.queue.push(question.expiresAt, KIND.expire, number, 0, 0, 0, question.event, 0, 0);
  const isOffered = core.world.servers.map(({ upstream }) => upstream < 0);
  isOffered.forEach((offers, server) => {
    question.offeredBy[server] = offers;
  });
  relayOnward(core, question, -1);
  distribute(core, question, isOffered);
}

// ── from server to server (SRV-1) ─────────────────────────────────────────────────────────────────

/** A message of this size between a Zone Server and its upstream server, through the Zone Server Hub: µs. */
export function legTime(core: Core, from: number, to: number, size: number): Micros {
  const { servers, sites, settings } = core.world;
  const bytes = core.overheads ? size : 0;
  const [a, b] = [servers[from]!.site, servers[to]!.site];
  if (isLan(core, a, b)) return settings.hopProcessing + sites[a]!.lan.latency + timeOn(sites[a]!.lan.rateBps, bytes);
  const rate = Math.min(a < 0 ? Infinity : sites[a]!.wan.upBps, b < 0 ? Infinity : sites[b]!.wan.downBps);
  const latency = (a < 0 ? 0 : sites[a]!.wan.latency) + (b < 0 ? 0 : sites[b]!.wan.latency);
  return settings.hopProcessing + latency + (rate === Infinity ? 0 : timeOn(rate, bytes));
}

/** The question sets out for the Zone Servers of a server that has just got it (−1 = of all that have had it from the beginning). */
function relayOnward(core: Core, question: Question, server: number): void {
  core.world.servers.forEach(({ upstream }, zone) => {
    if (upstream < 0 || (server < 0 ? !question.offeredBy[upstream] : upstream !== server)) return;
    core.queue.push(core.now + legTime(core, upstream, zone, question.size), KIND.relay, zone, 0, 0, question.number, question.event, 0, 0);
  });
}

/** The question is at a Zone Server; one that does not work is tried again. */
export function onRelay(core: Core, zone: number, number: number): void {
  const question = core.questions.get(number)!;
  if (!question.open) return;
  if (!serverWorks(core, zone)) {
    core.queue.push(core.now + RELAY_AGAIN, KIND.relay, zone, 0, 0, number, question.event, 0, 0);
    return;
  }
  deliverBetween(core, classOf(question), core.world.servers[zone]!.upstream, zone, question.size);
  bookWithoutLeg(core, classOf(question), zone, question.size);
  question.offeredBy[zone] = true;
  relayOnward(core, question, zone);
  distribute(
    core,
    question,
    core.world.servers.map((_, server) => server === zone),
  );
}

function open(core: Core, act: Asking, number: number): Question {
  const { settings } = core.world;
  const action = act.do === 'deploy';
  const sensors = act.do === 'ask' ? act.sensors : [];
  const values = sensors.length === 1 ? valuesOf(core, sensors[0]!.values) : [];
  const valueIds = new Map(values.map((value, id) => [value, id]));
  return {
    number,
    id: act.id,
    kind: action ? 'action' : 'question',
    sensors: sensors.map((sensor) => sensor.name),
    target: act.target,
    askedAt: core.now,
    expiresAt: core.now + (action ? ACTION_EXPIRY + settings.actionTimeout : settings.questionExpiry),
    event: 0,
    size: action ? SIZE.action : SIZE.question + SIZE.perSensor * sensors.length,
    offerSize: action ? SIZE.actionOffer : SIZE.questionOffer,
    chosen: act.target.kind === 'clients' ? new Set(act.target.clients) : null,
    values,
    lengths: values.map(utf8Length),
    valueIds,
    drawn: drawnFrom(sensors[0], valueIds),
    open: true,
    estimated: 0,
    tested: 0,
    passed: 0,
    received: 0,
    tally: new Float64Array(action ? 8 : values.length),
    rows: new Map(),
    statuses: action ? new Uint8Array(core.world.clientCount) : null,
    firstAt: null,
    halfAt: null,
    p95At: null,
    completeAt: null,
    lan: 0,
    wan: 0,
    aloneLan: 0,
    aloneWan: 0,
    targets: null,
    state: createState(core.world.clientCount),
    offeredBy: core.world.servers.map(() => false),
    offeredAt: new Map(),
    pending: new Map(),
    sweep: null,
  };
}

function drawnFrom(sensor: SensorSpec | undefined, valueIds: ReadonlyMap<string, number>): Question['drawn'] {
  if (sensor === undefined) return { key: 0, sums: [], ids: [] };
  let sum = 0;
  return { key: sensor.key, sums: sensor.weights.map((weight) => (sum += weight)), ids: sensor.values.map((value) => valueIds.get(value) ?? -1) };
}

/** What clients can answer: the sensor's list, and what single clients say instead. */
function valuesOf(core: Core, list: readonly string[]): string[] {
  const own = [...core.world.exceptions.values()].flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
  return [...new Set([...list, ...own.sort()])];
}

/** Estimated: whom the server has heard of within the time for which it lists a client. */
function countFleet(core: Core, question: Question): void {
  const { hot } = core.clients;
  for (let slot = 0; slot < core.clients.count; slot++) {
    if (hot.knownBy[slot]! < 0 || hot.reported[slot] === 0) continue;
    if (inRhythm(core, slot) || core.now - lastRegistered(core, slot) < knownFor(core)) countClient(question, core.clients.identityOf(slot));
  }
}

/** Servers (by index: true) that have just got the question send it to their backward leaders, and offer it to everybody who registers. */
function distribute(core: Core, question: Question, servers: readonly boolean[]): void {
  const { hot } = core.clients;
  sweepChains(core, question, servers);
  for (let slot = 0; slot < core.clients.count; slot++) {
    if (servers[hot.server[slot]!] !== true) continue;
    const state = hot.state[slot]!;
    if ((state & BACKWARD_LEADER) !== 0 && reachesServer(core, slot, hot.server[slot]!)) sendFromServer(core, question, slot);
    const swept = question.sweep !== null && slot < core.world.clientCount && question.sweep.chainOf[slot] !== 0;
    if (!swept && inRhythm(core, slot)) offerAtNextRegistration(core, question, slot);
  }
}

function sendFromServer(core: Core, question: Question, slot: Slot): void {
  const server = core.clients.hot.server[slot]!;
  countMessage(question, send(core, classOf(question), serverEnd(server), slot, question.size));
  const arrival = { kind: KIND.question, a: slot, b: FROM_SERVER, serial: question.number, cause: question.event, x: core.now, y: fromServer(server, 0) };
  carry(core, classOf(question), serverEnd(server), slot, question.size, core.now, arrival);
}

export function countMessage(question: Question, lan: boolean): void {
  if (lan) question.lan++;
  else question.wan++;
}

// ── by registration ───────────────────────────────────────────────────────────────────────────────

/** Whether a registration brings it this question (REG-6). */
export function lacks(core: Core, question: Question, slot: Slot): boolean {
  const client = core.clients.identityOf(slot);
  const at = question.state!.receivedAt[client]!;
  if (at < core.now || at === Infinity || !chainIsSwept(question, client)) return at === Infinity;
  disturb(core, slot);
  return question.state!.receivedAt[client] === Infinity;
}

/** The client's next normal registration becomes an event, as long as it has not received the question. */
export function offerAtNextRegistration(core: Core, question: Question, slot: Slot): void {
  catchUp(core, slot);
  pushOffer(core, question, slot, core.clients.hot.nextNormal[slot]!, core.clients.hot.gapCount[slot]!);
}

/** `gaps`: gaps drawn when the registration at `at` is the next, so that an offer knows its registration again. */
function pushOffer(core: Core, question: Question, slot: Slot, at: Micros, gaps: number): void {
  core.queue.push(at, KIND.normal, slot, 0, 1, question.number, 0, gaps, 0);
}

/** A client's rhythm begins with `nextNormal`: what it has not received will be offered then. */
export function offerAll(core: Core, slot: Slot, server: number): void {
  const { nextNormal, gapCount } = core.clients.hot;
  for (const question of core.openQuestions)
    if (question.offeredBy[server] === true && lacks(core, question, slot)) pushOffer(core, question, slot, nextNormal[slot]!, gapCount[slot]!);
}

/** A normal registration falls due while a question is open (REG-5). Void if the client's rhythm has changed. */
export function onOffer(core: Core, slot: Slot, number: number, gaps: number): void {
  const question = core.questions.get(number)!;
  // an earlier registration may not have been settled yet
  catchUp(core, slot);
  if (!question.open || !lacks(core, question, slot) || !registersNow(core, slot, gaps)) return;
  const server = core.clients.hot.server[slot]!;
  // it was offered by this very registration, or the client's server does not have it yet and will offer it when it does
  if (question.offeredBy[server] !== true || question.offeredAt.get(slot) === core.now) return;
  question.offeredAt.set(slot, core.now);
  growRegistrationAnswer(core, slot, server, question.offerSize);
  const arrives = core.now + 2 * latencyToServer(core, slot, server);
  core.queue.push(arrives, KIND.question, slot, 0, FROM_REGISTRATION, number, question.event, core.now, fromServer(server, question.offerSize));
  pushOffer(core, question, slot, core.now + normalGap(core, slot, gaps), gaps + 1);
}

/** Whether the registration with this number happens at this very instant; it may have been settled already. */
function registersNow(core: Core, slot: Slot, gaps: number): boolean {
  const { state, gapCount, nextNormal } = core.clients.hot;
  if (!inRhythm(core, slot) || (state[slot]! & WATCHED) !== 0) return false;
  if (gapCount[slot] === gaps) return nextNormal[slot] === core.now;
  return gapCount[slot] === gaps + 1 && nextNormal[slot]! - normalGap(core, slot, gaps) === core.now;
}

/** Questions that a registration's answer brings; their bytes. */
export function offersFor(core: Core, slot: Slot, server: number): { numbers: number[]; bytes: number } {
  const lacking = core.openQuestions.filter((question) => question.offeredBy[server] === true && lacks(core, question, slot));
  return { numbers: lacking.map((question) => question.number), bytes: lacking.reduce((sum, question) => sum + question.offerSize, 0) };
}

export function deliverOffers(core: Core, slot: Slot, server: number, numbers: readonly number[], sentAt: Micros): void {
  const y = fromServer(server, 0);
  for (const number of numbers) core.queue.push(core.now, KIND.question, slot, 0, FROM_REGISTRATION, number, core.questions.get(number)!.event, sentAt, y);
}

/** A registration has arrived: the client counts from now on, if it did not. */
export function countRegistered(core: Core, slot: Slot): void {
  const client = core.clients.identityOf(slot);
  for (const question of core.openQuestions) if ((question.state!.flags[client]! & COUNTED) === 0) countClient(question, client);
}

/** A message that a client would have exchanged with its server alone; `place` 0 LAN, 1 WAN. */
export function countAlone(counts: { aloneLan: number; aloneWan: number }, place: 0 | 1): void {
  if (place === 0) counts.aloneLan++;
  else counts.aloneWan++;
}

/** Servers are fewer than this. */
const MOST_SERVERS = 65_536;

/** Which server sent a copy, and how many bytes it added to a registration's answer: the client may use another server when it arrives. */
export function fromServer(server: number, bytes: number): number {
  return bytes * MOST_SERVERS + server;
}

export function offeredBytes(y: number): number {
  return Math.floor(y / MOST_SERVERS);
}

// ── arrival ───────────────────────────────────────────────────────────────────────────────────────

/** The question arrives; `y`: the link's serial, or what `fromServer` says. */
export function onQuestion(core: Core, slot: Slot, from: Slot, number: number, cause: number, y: number): void {
  const question = core.questions.get(number)!;
  const arrives = from >= 0 ? arrivesFromPeer(core, from, slot, y) : arrivesFromServer(core, slot, from);
  bookArrival(core, question, slot, from, y, arrives);
  if (!question.open) return;
  if (!arrives) {
    logMessage(core, 'question.lost', 'Q-10', cause, slot, from < 0 ? -1 : from, question);
    return;
  }
  if (from === FROM_SERVER && runSweep(core, question, slot)) return;
  if (lacks(core, question, slot)) receive(core, question, slot, from, cause);
}

/** A message from a previous peer gets through: both ends agree on the link, and the network permits it. */
export function arrivesFromPeer(core: Core, from: Slot, to: Slot, serial: number): boolean {
  const hot = core.clients.hot;
  return (hot.state[to]! & ONLINE) !== 0 && hot.in[0][to] === from && hot.inSerial[0][to] === serial && permits(core, from, to);
}

function arrivesFromServer(core: Core, slot: Slot, from: Slot): boolean {
  const { state, server } = core.clients.hot;
  const needed = from === FROM_SERVER ? BACKWARD_LEADER : REGISTERED;
  return (state[slot]! & (ONLINE | needed)) === (ONLINE | needed) && reachesServer(core, slot, server[slot]!);
}

function bookArrival(core: Core, question: Question, slot: Slot, from: Slot, y: number, arrives: boolean): void {
  const cls = from === FROM_REGISTRATION ? REGISTRATION : classOf(question);
  const size = from === FROM_REGISTRATION ? offeredBytes(y) : question.size;
  const sender = from >= 0 ? from : serverEnd(y % MOST_SERVERS);
  if (arrives) bookReceived(core, cls, sender, slot, size);
  else lose(core, cls, sender, slot, size);
}

/** A client handles a question once: it passes it on, then does its own part. */
function receive(core: Core, question: Question, slot: Slot, from: Slot, cause: number): void {
  const client = core.clients.identityOf(slot);
  const state = question.state!;
  const event = logMessage(core, 'question.received', receiveRule(core, slot, from), cause, slot, from < 0 ? -1 : from, question);
  state.receivedAt[client] = core.now;
  state.from[client] = from;
  question.received++;
  question.offeredAt.delete(slot);
  countAlone(question, bookWithout(core, classOf(question), slot, core.clients.hot.server[slot]!, question.size));
  if (isTargeted(core, question, slot)) state.flags[client]! |= TARGETED;
  passOnward(core, question, slot, event);
  beginOwnPart(core, question, slot, client, event);
  touch(core, client, question, event);
}

function receiveRule(core: Core, slot: Slot, from: Slot): RuleId {
  if (from >= 0) return 'Q-2';
  if (from === FROM_SERVER) return 'Q-1';
  const unreached = core.clients.hot.in[0][slot]! < 0 && (core.clients.hot.state[slot]! & BACKWARD_LEADER) === 0;
  return unreached ? 'LINK-11' : 'REG-5';
}

function passOnward(core: Core, question: Question, slot: Slot, cause: number): void {
  const hot = core.clients.hot;
  const peer = hot.out[0][slot]!;
  if (peer < 0) return;
  disturb(core, slot);
  countMessage(question, send(core, classOf(question), slot, peer, question.size));
  const arrival = { kind: KIND.question, a: peer, b: slot, serial: question.number, cause, x: core.now, y: hot.outSerial[0][slot]! };
  carry(core, classOf(question), slot, peer, question.size, core.now + core.world.settings.hopProcessing, arrival);
}
