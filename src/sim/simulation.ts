/** The door to the simulation: create it, move it through time, act on it, ask it. */
import { Core, KIND, type Dir } from './core';
import { listHotColumns } from './clients';
import type { QueuedEvent } from './event-queue';
import { ledgerView, linkLoads, seriesView, trafficByClient, trafficByServer, trafficBySubnet } from './ledger-view';
import { onJoin, waitingOn } from './protocol/carry';
import type { LogEvent } from './log';
import { perform } from './protocol/acts';
import { candidatesOf } from './protocol/candidates';
import { giveStartKeys } from './protocol/chain-key';
import { catchUp, catchUpAll } from './protocol/client-state';
import { onAccept, onBye, onHello, onNoAnswer, onRefuse, onSilence } from './protocol/links';
import { firstServer, listOf } from './protocol/peer-list';
import { startClient } from './protocol/presence';
import { indexRules, latencyBetween, latencyToServer, reachability, reachesServer } from './protocol/reach';
import { normalCount } from './protocol/contact';
import { onNormal, onRegAnswer, onRegArrive, onRegFail, onTurn, TURN_RESET } from './protocol/registration';
import { onAnswers, onCollected, onExpire, onHold, passOnTouched } from './protocol/answers';
import { onProgress } from './protocol/own-part';
import { disturbAll, onSweepOffer, onSweepSend } from './protocol/sweep-end';
import { onOffer, onQuestion, onRelay } from './protocol/questions';
import { eachAnswerOnItsWay, eachMessageInFlight, eachOwnPart, heardBy, meant, questionAt, questionColumns, questionView } from './question-view';
import { onRetry } from './protocol/seeking';
import { startTime } from './protocol/start-time';
import { eachNormalRegistration, timersOf } from './timers';
import { makeReport } from './report';
import { hashState, restoreSnapshot, takeSnapshot } from './snapshot';
import { formatPrefix } from './address';
import { ISOLATED, ONLINE } from './state-bits';
import type { AnswerVisitor, MessageVisitor, OwnPartVisitor } from './question-types';
import type { ActWithoutTime, Candidate, Report, ReportOptions, Simulation, SimulationOptions, Snapshot } from './types';
import type { Act, Match, Micros, Slot, TargetSpec, World } from './world';

/** Starts and resets are put into the queue this far ahead. */
const SLICE: Micros = 60_000_000;
/** Events handled at one instant before the clock counts as stuck. */
export const MAX_EVENTS_PER_INSTANT = 50_000_000;

/** A run at time 0, before anything has happened. Equal worlds give equal runs. */
export function createSimulation(world: World, options: SimulationOptions = {}): Simulation {
  const core = new Core(world, options);
  prepareFleet(core);
  indexRules(core);
  core.acts.forEach((act, index) => core.queue.push(act.at, KIND.act, index, 0, 0, 0, 0, 0, 0));
  return new RunningSimulation(core);
}

/** A known fleet (REG-12): servers list everybody who comes online within the start window, from the beginning. */
function prepareFleet(core: Core): void {
  const { hot } = core.clients;
  const { knownFleet, startWindow } = core.world.settings;
  giveStartKeys(core, core.world.clientCount, (slot, key) => {
    hot.key[slot] = key;
  });
  for (let slot = 0; slot < core.world.clientCount; slot++) {
    const start = startTime(core, slot);
    hot.nextNormal[slot] = start;
    if (knownFleet && start <= startWindow) hot.knownBy[slot] = firstServer(core, slot);
    else hot.nextNormal[slot] = -Infinity;
  }
}

/** Bytes per client of the columns that a running simulation changes. */
export function hotBytesPerClient(simulation: Simulation): number {
  if (!(simulation instanceof RunningSimulation)) throw new Error('not a simulation of this program');
  const columns = listHotColumns(simulation.core.clients.hot);
  return columns.reduce((sum, column) => sum + column.BYTES_PER_ELEMENT, 0);
}

class RunningSimulation implements Simulation {
  readonly core: Core;
  private readonly event: QueuedEvent = { time: 0, kind: 0, a: 0, dir: 0, b: 0, serial: 0, cause: 0, x: 0, y: 0 };
  private atInstant = 0;

  constructor(core: Core) {
    this.core = core;
  }

  get world(): World {
    return this.core.world;
  }
  get now(): Micros {
    return this.core.now;
  }
  get slotCount(): number {
    return this.core.clients.count;
  }
  get columns() {
    const { hot, place } = this.core.clients;
    return { state: hot.state, out: hot.out, in: hot.in, subnetOf: place.subnetOf, rank: place.rank };
  }
  get log() {
    return this.core.trace;
  }
  get acts(): readonly Act[] {
    return this.core.acts;
  }
  get eventCount(): number {
    return this.core.eventCount;
  }
  get serverRunning(): readonly boolean[] {
    return this.core.serverRunning;
  }
  get wanCut(): readonly boolean[] {
    return this.core.wanCut;
  }

  advanceTo(t: Micros): void {
    if (!(t >= this.core.now)) return;
    while (this.openUntilEvent(t)) this.handleFirst();
    this.settleAt(t);
  }

  step(limit: Micros): LogEvent | null {
    const before = this.core.trace.lastId;
    while (this.stepEvent(limit)) if (this.core.trace.lastId > before) return this.core.trace.get(before + 1) ?? null;
    return null;
  }

  stepEvent(limit: Micros): boolean {
    if (!this.openUntilEvent(limit)) {
      if (limit >= this.core.now) this.settleAt(limit);
      return false;
    }
    this.handleFirst();
    return true;
  }

  intervene(act: ActWithoutTime): Act {
    const recorded: Act = { ...act, at: this.core.now + 1 };
    this.core.acts.push(recorded);
    this.core.queue.push(recorded.at, KIND.act, this.core.acts.length - 1, 0, 0, 0, 0, 0, 0);
    return recorded;
  }

  hash(): string {
    catchUpAll(this.core);
    disturbAll(this.core);
    return hashState(this.core);
  }
  report(options: ReportOptions = {}): Report {
    return makeReport(this.core, options);
  }
  snapshot(): Snapshot {
    return takeSnapshot(this.core);
  }
  restore(snapshot: Snapshot): void {
    restoreSnapshot(this.core, snapshot);
  }

  timersOf(slot: Slot) {
    return timersOf(this.core, slot);
  }
  candidatesOf(slot: Slot, direction: Dir): readonly Candidate[] {
    const list = new Set(listOf(this.core, slot, direction).slots);
    return candidatesOf(this.core, slot, direction).map((other) => ({ slot: other, from: list.has(other) ? 'list' : 'hint' }));
  }
  serverOf(slot: Slot): number {
    return this.core.clients.hot.server[slot]!;
  }
  registrationsOf(slot: Slot) {
    catchUp(this.core, slot);
    return { initial: this.core.clients.hot.initialCount[slot]!, normal: normalCount(this.core, slot) };
  }
  registrationTotals() {
    catchUpAll(this.core);
    return { initial: this.core.initialTotal, normal: this.core.normalTotal };
  }
  reportedStateOf(slot: Slot): number {
    catchUp(this.core, slot);
    return (this.core.clients.hot.reported[slot]! & 63) << 2;
  }
  isOnline(slot: Slot): boolean {
    return (this.core.clients.hot.state[slot]! & ONLINE) !== 0;
  }
  reachability(from: Slot, to: Slot) {
    return reachability(this.core, from, to);
  }
  reachesServer(slot: Slot): boolean {
    return reachesServer(this.core, slot, this.core.clients.hot.server[slot]!);
  }
  currentSlot(client: Slot): Slot {
    return this.core.clients.slotOf(client);
  }
  clientAt(slot: Slot): Slot {
    return this.core.clients.identityOf(slot);
  }
  addressText(slot: Slot): string {
    return this.core.clients.addressText(slot);
  }
  chainKeyText(slot: Slot): string {
    const key = this.core.clients.hot.key[slot]!;
    if (key >= 0) return this.core.keys[key]!.text;
    return (this.core.clients.hot.state[slot]! & ISOLATED) !== 0 || key === -1 ? 'isolated' : 'unknown';
  }
  eachNormalRegistration(from: Micros, to: Micros, first: Slot, last: Slot, visit: (slot: Slot, t: Micros) => void): void {
    eachNormalRegistration(this.core, from, to, first, last, visit);
  }
  latencyBetween(a: Slot, b: Slot): Micros {
    return latencyBetween(this.core, a, b);
  }
  latencyToServer(slot: Slot): Micros {
    const server = this.core.clients.hot.server[slot]!;
    return server < 0 ? 0 : latencyToServer(this.core, slot, server);
  }
  ledger() {
    catchUpAll(this.core);
    return ledgerView(this.core);
  }
  series() {
    catchUpAll(this.core);
    return seriesView(this.core);
  }
  trafficBySubnet() {
    catchUpAll(this.core);
    return trafficBySubnet(this.core);
  }
  trafficByServer() {
    catchUpAll(this.core);
    return trafficByServer(this.core);
  }
  trafficByClient() {
    catchUpAll(this.core);
    return trafficByClient(this.core);
  }
  linkLoads() {
    catchUpAll(this.core);
    return linkLoads(this.core, (link) => waitingOn(this.core, link >> 1, (link & 1) as 0 | 1));
  }
  questions() {
    return [...this.core.questions.values()].map((question) => questionView(this.core, question));
  }
  question(number: number) {
    const question = this.core.questions.get(number);
    return question && questionView(this.core, question);
  }
  questionColumns(number: number) {
    return questionColumns(this.core, number);
  }
  questionAt(number: number, client: Slot) {
    return questionAt(this.core, number, client);
  }
  eachMessageInFlight(visit: MessageVisitor): void {
    eachMessageInFlight(this.core, visit);
  }
  heardOf(number: number, client: Slot) {
    return heardBy(this.core, number, client);
  }
  eachOwnPart(number: number, visit: OwnPartVisitor): void {
    eachOwnPart(this.core, number, visit);
  }
  eachAnswerOnItsWay(number: number, visit: AnswerVisitor, of?: Slot): void {
    eachAnswerOnItsWay(this.core, number, visit, of);
  }
  meant(target: TargetSpec) {
    return meant(this.core, target);
  }
  rulesInForce() {
    return this.core.rules.map((rule) => ({ id: rule.id, live: rule.live, text: ruleText(rule) }));
  }

  /** Makes sure that the first event up to `limit` is in the queue. False when there is none. */
  private openUntilEvent(limit: Micros): boolean {
    const { core } = this;
    while (core.loadedUntil <= limit && core.loadedUntil <= core.queue.nextTime) openSlice(core);
    return core.queue.nextTime <= limit;
  }

  private handleFirst(): void {
    const { core, event } = this;
    core.queue.pop(event);
    this.atInstant = event.time === core.now ? this.atInstant + 1 : 0;
    if (this.atInstant > MAX_EVENTS_PER_INSTANT) throw new Error(`the clock is stuck at ${event.time} µs, kind ${event.kind}, client ${event.a}`);
    core.now = event.time;
    core.books.series.advance(event.time);
    core.lastKind = event.kind;
    core.settled = false;
    core.eventCount++;
    handle(core, event);
    if (core.touched.size > 0) passOnTouched(core);
  }

  private settleAt(t: Micros): void {
    this.core.now = t;
    this.core.books.series.advance(t);
    this.core.settled = true;
  }
}

function openSlice(core: Core): void {
  const from = core.loadedUntil;
  const until = from + SLICE;
  core.loadedUntil = until;
  const { nextReset } = core.clients.hot;
  for (let slot = 0; slot < core.clients.count; slot++) {
    const reset = nextReset[slot]!;
    if (reset >= from && reset < until) core.queue.push(reset, KIND.turn, slot, 0, TURN_RESET, 0, 0, reset, 0);
  }
  if (from > lastStart(core)) return;
  for (let slot = 0; slot < core.world.clientCount; slot++) {
    const start = startTime(core, slot);
    if (start >= from && start < until) core.queue.push(start, KIND.start, slot, 0, 0, 0, 0, 0, 0);
  }
}

const lastStarts = new WeakMap<World, Micros>();

/** Latest moment at which somebody comes online by itself. */
function lastStart(core: Core): Micros {
  const known = lastStarts.get(core.world);
  if (known !== undefined) return known;
  let latest = core.world.settings.startWindow;
  for (const exception of core.world.exceptions.values()) if (exception.startAt !== undefined && exception.startAt > latest) latest = exception.startAt;
  lastStarts.set(core.world, latest);
  return latest;
}

function handle(core: Core, event: QueuedEvent): void {
  const { a, b, serial, cause, x, y } = event;
  const dir: Dir = event.dir === 0 ? 0 : 1;
  switch (event.kind) {
    case KIND.act:
      return perform(core, a);
    case KIND.start:
      return startClient(core, core.clients.slotOf(a), 0, -1);
    case KIND.normal:
      return b === 1 ? onOffer(core, a, serial, x) : onNormal(core, a, cause);
    case KIND.turn:
      return onTurn(core, a, b, cause, x);
    case KIND.regArrive:
      return onRegArrive(core, a, serial, x, y);
    case KIND.regAnswer:
      return onRegAnswer(core, a, serial, x, y);
    case KIND.regFail:
      return onRegFail(core, a, serial);
    case KIND.hello:
      return onHello(core, a, dir, b, serial, cause, x);
    case KIND.accept:
      return onAccept(core, a, dir, b, serial, cause);
    case KIND.refuse:
      return onRefuse(core, a, dir, b, serial, cause, x);
    case KIND.bye:
      return onBye(core, a, dir, b, serial, cause, x, y);
    case KIND.noAnswer:
      return onNoAnswer(core, a, dir, b, serial);
    case KIND.silence:
      return onSilence(core, a, dir, b, serial, cause, x);
    case KIND.retry:
      return onRetry(core, a, dir, cause);
    case KIND.question:
      return onQuestion(core, a, b, serial, cause, y);
    case KIND.progress:
      return onProgress(core, a, b, serial, cause, x);
    case KIND.answers:
      return onAnswers(core, a, b, serial, cause, x, y);
    case KIND.collected:
      return onCollected(core, a, b, serial, cause, x);
    case KIND.hold:
      return onHold(core, a, b, serial, cause);
    case KIND.expire:
      return onExpire(core, a, cause);
    case KIND.join:
      return onJoin(core, x);
    case KIND.relay:
      return onRelay(core, a, serial);
    case KIND.sweepOffer:
      return onSweepOffer(core, a, b);
    default:
      return onSweepSend(core, a, b);
  }
}

function matchText(match: Match): string {
  return match === null ? 'any' : formatPrefix(match);
}

function ruleText(rule: { from: Match; to: Match; allow: boolean; bothWays: boolean }): string {
  return `${rule.allow ? 'allow' : 'block'} ${matchText(rule.from)} ${rule.bothWays ? '↔' : '→'} ${matchText(rule.to)}`;
}
