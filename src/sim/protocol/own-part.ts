/** What a client does with a question or an action itself: it runs its sensor and answers, or runs the command and reports. */
import { KIND, type Core } from '../core';
import { bundleSize, merge, singleBundle } from '../bundle';
import { ACTION, ANSWER, bookWithout, bookWithoutUpstream } from '../ledger';
import type { RuleId } from '../log';
import { COUNTED, OWN, pendingOf, TARGETED, utf8Length, type Question } from '../questions';
import { draw, STREAM, uniform } from '../random';
import { ONLINE } from '../state-bits';
import type { Act, Micros, SensorSpec, Slot } from '../world';
import { holdFrom, touch } from './answers';
import { countAlone } from './questions';

/** Numbers of an action's statuses, as ACTION_STATUSES has them. */
export const STATUS = { waiting: 0, running: 2, completed: 3, failed: 4, expired: 5, notTargeted: 7 } as const;
/** How long a command runs: between these, by draw (docs/model.md §8). */
const COMMAND_TIME: readonly [Micros, Micros] = [1_000_000, 5_000_000];

const SENSOR_DONE = 0;
const COMMAND_STARTS = 1;
const COMMAND_ENDS = 2;

/** Whether a question is for this client, where it is now. */
export function isTargeted(core: Core, question: Pick<Question, 'target' | 'chosen'>, slot: Slot): boolean {
  const { target } = question;
  switch (target.kind) {
    case 'all':
      return true;
    case 'site':
      return core.siteOf(slot) === target.site;
    case 'subnet':
      return core.clients.place.subnetOf[slot] === target.subnet;
    case 'clients':
      return question.chosen!.has(core.clients.identityOf(slot));
    case 'fraction':
      return Math.floor((draw(core.seedKey, core.entityOf(slot), STREAM.fraction, 0) * 1_000_000) / 4_294_967_296) < target.ppm;
  }
}

/** Clients that the server counts and that are meant. */
export function targetCount(core: Core, question: Question): number {
  let count = 0;
  for (let client = 0; client < core.world.clientCount; client++) if (isMeantAndCounted(core, question, client)) count++;
  return count;
}

export function isMeantAndCounted(core: Core, question: Question, client: Slot): boolean {
  const flags = question.state?.flags[client] ?? 0;
  if ((flags & COUNTED) === 0) return false;
  const received = question.state!.receivedAt[client] !== Infinity;
  return received ? (flags & TARGETED) !== 0 : isTargeted(core, question, core.clients.slotOf(client));
}

/** What a client answers to a sensor. */
function sensorAnswer(core: Core, sensor: SensorSpec, client: Slot, isFirst: boolean): string {
  const own = core.world.exceptions.size === 0 ? undefined : core.world.exceptions.get(client)?.answer;
  if (isFirst && own !== undefined) return own;
  const total = sensor.weights.reduce((sum, weight) => sum + weight, 0);
  const r = Math.floor((draw(core.seedKey, core.entityOf(client), STREAM.answer, sensor.key) * total) / 4_294_967_296);
  let running = 0;
  for (let i = 0; i < sensor.values.length; i++) {
    running += sensor.weights[i]!;
    if (running > r) return sensor.values[i]!;
  }
  return sensor.values[sensor.values.length - 1] ?? '';
}

/** Id of what a client answers to a counting question. */
export function valueIdOf(core: Core, question: Question, client: Slot): number {
  const own = core.world.exceptions.size === 0 ? undefined : core.world.exceptions.get(client)?.answer;
  if (own !== undefined) return question.valueIds.get(own)!;
  const { key, sums, ids } = question.drawn;
  const r = Math.floor((draw(core.seedKey, core.entityOf(client), STREAM.answer, key) * sums[sums.length - 1]!) / 4_294_967_296);
  let i = 0;
  while (sums[i]! <= r) i++;
  return ids[i]!;
}

/** One answer for each sensor. */
export function answersOf(core: Core, question: Question, client: Slot): string[] {
  const act = core.acts[question.number] as Extract<Act, { do: 'ask' }>;
  return act.sensors.map((sensor, i) => sensorAnswer(core, sensor, client, i === 0));
}

export function beginOwnPart(core: Core, question: Question, slot: Slot, client: Slot, cause: number): void {
  const targeted = (question.state!.flags[client]! & TARGETED) !== 0;
  if (!targeted) finish(core, question, slot, client, 'Q-7', cause, STATUS.notTargeted);
  else if (question.kind === 'action') beginAction(core, question, slot, client, cause);
  else pushProgress(core, question, client, SENSOR_DONE, core.now + (core.world.exceptions.get(client)?.sensorTime ?? core.world.settings.sensorTime), cause);
}

/** `x` of a progress: when the question was received; a client that stopped and received it again does not count it. */
function pushProgress(core: Core, question: Question, client: Slot, step: number, at: Micros, cause: number): void {
  core.queue.push(at, KIND.progress, client, 0, step, question.number, cause, question.state!.receivedAt[client]!, 0);
}

/** starts are spread over `distribute`. */
export function startsAt(core: Core, question: Question, client: Slot): Micros {
  const act = core.acts[question.number] as Extract<Act, { do: 'deploy' }>;
  return question.askedAt + uniform(core.seedKey, core.entityOf(client), STREAM.actionStart, act.key, 0, act.distribute);
}

export function isLocked(core: Core, client: Slot): boolean {
  return core.world.exceptions.get(client)?.actionLock === true;
}

/** Whether the command would run longer than it may. */
export function commandFails(core: Core, question: Question, client: Slot): boolean {
  return commandTime(core, question, client) > core.world.settings.actionTimeout;
}

/** A swept client's sensor runs on event by event. */
export function pushSensor(core: Core, question: Question, client: Slot, doneAt: Micros): void {
  pushProgress(core, question, client, SENSOR_DONE, doneAt, question.event);
}

function beginAction(core: Core, question: Question, slot: Slot, client: Slot, cause: number): void {
  if (isLocked(core, client)) {
    finish(core, question, slot, client, 'Q-9', cause, STATUS.waiting);
    return;
  }
  const due = startsAt(core, question, client);
  if (due > core.now) {
    report(core, question, client, STATUS.waiting, false);
    pushProgress(core, question, client, COMMAND_STARTS, due, cause);
  } else startCommand(core, question, slot, client, cause);
}

function commandTime(core: Core, question: Question, client: Slot): Micros {
  const { key } = core.acts[question.number] as Extract<Act, { do: 'deploy' }>;
  return uniform(core.seedKey, core.entityOf(client), STREAM.commandTime, key, COMMAND_TIME[0], COMMAND_TIME[1]);
}

function startCommand(core: Core, question: Question, slot: Slot, client: Slot, cause: number): void {
  const event = core.logsMessages ? core.trace.add(core.now, 'action.started', 'Q-8', cause, slot, -1, -1, question.number) : 0;
  report(core, question, client, STATUS.running, false);
  const ends = core.now + Math.min(commandTime(core, question, client), core.world.settings.actionTimeout);
  pushProgress(core, question, client, COMMAND_ENDS, ends, event);
}

/** The client's part is done: nothing more will come from itself. */
function finish(core: Core, question: Question, slot: Slot, client: Slot, rule: RuleId, cause: number, status: number): void {
  question.state!.flags[client]! |= OWN;
  const event = core.logsMessages ? core.trace.add(core.now, 'question.answered', rule, cause, slot, -1, -1, question.number) : 0;
  report(core, question, client, status, true);
  touch(core, client, question, event);
}

/** Puts an answer or a status of its own to what the client has to pass on. */
function report(core: Core, question: Question, client: Slot, status: number, last: boolean): void {
  const targeted = (question.state!.flags[client]! & TARGETED) !== 0;
  const entry = pendingOf(question, client, core.now);
  const wasEmpty = entry.bundle.left === null;
  const own = ownBundle(core, question, client, status, last, targeted);
  entry.bundle = merge(entry.bundle, own);
  if (last) entry.own = true;
  const slot = core.clients.slotOf(client);
  const server = core.clients.hot.server[slot]!;
  countAlone(question, bookWithout(core, question.kind === 'action' ? ACTION : ANSWER, slot, server, bundleSize(question, own)));
  bookWithoutUpstream(core, question.kind === 'action' ? ACTION : ANSWER, server, bundleSize(question, own));
  if (wasEmpty) holdFrom(core, question, client, entry);
}

export function ownBundle(core: Core, question: Question, client: Slot, status: number, last: boolean, targeted: boolean) {
  if (!targeted) return singleBundle(question, client, STATUS.notTargeted, true, false, -1, 0);
  if (question.kind === 'action') return singleBundle(question, client, status, last, true, status, 0);
  if (question.sensors.length === 1) return singleBundle(question, client, 0, true, true, valueIdOf(core, question, client), 0);
  return singleBundle(question, client, 0, true, true, -1, rowBytes(core, question, client));
}

export function rowBytes(core: Core, question: Question, client: Slot): number {
  return answersOf(core, question, client).reduce((sum, answer) => sum + utf8Length(answer), 16);
}

/** A sensor is done, a command starts or ends. Void if the client has stopped since. */
export function onProgress(core: Core, client: Slot, step: number, number: number, cause: number, receivedAt: Micros): void {
  const question = core.questions.get(number)!;
  const slot = core.clients.slotOf(client);
  if (!question.open || (core.clients.hot.state[slot]! & ONLINE) === 0) return;
  const state = question.state!;
  if (state.receivedAt[client] !== receivedAt || (state.flags[client]! & OWN) !== 0) return;
  if (step === SENSOR_DONE) finish(core, question, slot, client, 'Q-2', cause, 0);
  else if (step === COMMAND_STARTS) {
    startCommand(core, question, slot, client, cause);
    touch(core, client, question, cause);
  } else {
    finish(core, question, slot, client, 'Q-8', cause, commandFails(core, question, client) ? STATUS.failed : STATUS.completed);
  }
}
