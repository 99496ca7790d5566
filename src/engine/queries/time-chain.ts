/**
 * What the time–chain diagram draws in a window of time: single messages, registrations, link changes and roles, from the log; or, where that
 * is too much, how many there were per subnet and stretch of time. Exact: when a message was sent is the time of its cause.
 */
import { EVENT_KINDS } from '../../sim/log';
import type { EventKind, LogEvent } from '../../sim/log';
import { MESSAGE } from '../../sim/question-types';
import type { Simulation } from '../../sim/types';
import type { Micros, Slot } from '../../sim/world';
import type { QueryMap, TimeChainMarks } from '../contract';
import { refuse } from '../deps';
import { registrationSentAt } from '../flight';
import { giveAway } from '../give-away';
import { LIMITS } from '../limits';
import { longestFlight } from '../longest-flight';
import { longestRoundTrip } from '../motion';
import type { MarkKind } from '../time-chain-marks';
import { FLEET_WITH_MESSAGE_ROWS, MARK } from '../time-chain-marks';
import { checkSubnets } from './chain-rows';
import { checkCount } from './args';
import { MarkWriter } from './mark-writer';
import { densityOf } from './time-chain-density';
import { marksFromColumns } from './time-chain-columns';

type Args = QueryMap['timeChain']['args'];
type Answer = QueryMap['timeChain']['result'];

const MOST_BUCKETS = 2_000;
/** Normal registrations in one answer at most; a window that has more shows none of them one by one. */
export const MOST_REGISTRATIONS = 30_000;

/** What a part of the answer is made from. */
export interface Window {
  readonly sim: Simulation;
  readonly from: Micros;
  readonly to: Micros;
  readonly subnets: Uint8Array;
}

export function timeChain(sim: Simulation, args: Args): Answer {
  const window: Window = { sim, from: checkTime(args.from, 'from'), to: Math.min(checkTime(args.to, 'to'), sim.now), subnets: checkSubnets(sim, args.subnets) };
  const buckets = Math.max(1, checkCount(args.buckets, 'buckets', MOST_BUCKETS));
  const single = args.single ? collect(window) : null;
  const registrationsShown = expectedRegistrations(window) <= MOST_REGISTRATIONS;
  const head = { from: args.from, to: args.to, now: sim.now, oldestKept: sim.log.firstId > 1 ? sim.log.timeOf(sim.log.firstId) : 0, registrationsShown };
  if (single !== null && single.dropped === 0) {
    const marks = single.finish();
    return giveAway({ ...head, marks, density: null }, buffersOf(marks));
  }
  const density = densityOf(window, args.from, args.to, buckets);
  return giveAway(
    { ...head, marks: null, density },
    Object.values(density).flatMap((column) => (typeof column === 'number' ? [] : [column.buffer])),
  );
}

function checkTime(value: unknown, name: string): Micros {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return refuse('query.time', `/${name}`, `"${name}" must be a time in microseconds.`);
}

function buffersOf(marks: TimeChainMarks): ArrayBuffer[] {
  return Object.values(marks).flatMap((column) => (typeof column === 'number' ? [] : [column.buffer]));
}

/** About so many normal registrations fall into the window: all clients, at the mean gap. */
export function expectedRegistrations({ sim, from, to }: Window): number {
  const [shortest, longest] = sim.world.settings.normalRegistration;
  return (sim.slotCount * Math.max(0, to - Math.max(0, from))) / Math.max(1, (shortest + longest) / 2);
}

function collect(window: Window): MarkWriter {
  const writer = new MarkWriter();
  const { sim } = window;
  if (expectedRegistrations(window) <= MOST_REGISTRATIONS) addRegistrations(window, writer);
  addLogRows(window, writer);
  if (sim.world.clientCount > FLEET_WITH_MESSAGE_ROWS) marksFromColumns(window, writer);
  addMessagesUnderWay(window, writer);
  return writer;
}

export function isIn({ sim, subnets }: Window, slot: Slot): boolean {
  return slot >= 0 && slot < sim.slotCount && subnets[sim.columns.subnetOf[slot]!] === 1;
}

function addRegistrations(window: Window, writer: MarkWriter): void {
  const { sim, from, to } = window;
  if (to <= from) return;
  sim.eachNormalRegistration(Math.max(-1, from), to, 0, sim.slotCount, (slot, t) => {
    if (isIn(window, slot)) writer.add(MARK.normalRegistration, t, t + 2 * sim.latencyToServer(slot), slot, -1, 0, -1, 0, 0);
  });
}

const AT_REST: Partial<Record<EventKind, MarkKind>> = {
  'client.registered': MARK.initialRegistration,
  'client.reregistered': MARK.reregistration,
  'registration.failed': MARK.failedRegistration,
  'link.opened': MARK.linkOpened,
  'link.closed': MARK.linkClosed,
  'link.lost': MARK.linkLost,
  'link.cut': MARK.linkCut,
  'role.gained': MARK.roleGained,
  'role.lost': MARK.roleLost,
  'client.started': MARK.started,
  'client.stopped': MARK.stopped,
};
const TRAVELS: Partial<Record<EventKind, MarkKind>> = {
  'question.received': MARK.question,
  'question.lost': MARK.lostQuestion,
  'answers.received': MARK.answers,
  'answers.collected': MARK.answers,
  'answers.lost': MARK.lostAnswers,
};
const REST_OF = EVENT_KINDS.map((kind) => AT_REST[kind] ?? -1);
const TRAVEL_OF = EVENT_KINDS.map((kind) => TRAVELS[kind] ?? -1);

/** Rows are written on arrival: what arrives a little after the window, or, over a full link, long after it (NET-2), was sent inside it. */
function addLogRows(window: Window, writer: MarkWriter): void {
  const { sim, from, to } = window;
  const { log } = sim;
  const least = longestRoundTrip(sim) + sim.world.settings.hopProcessing;
  const slack = log.lastIdAt(to + least) < log.lastId ? Math.max(least, longestFlight(sim)) : least;
  const first = Math.max(log.firstId, log.lastIdAt(from - 1) + 1, 1);
  const last = log.lastIdAt(to + slack);
  for (let id = Math.max(first, last - LIMITS.diagramRows + 1); id <= last; id++) {
    const kind = log.kindOf(id);
    const travels = TRAVEL_OF[kind]!;
    if (travels >= 0) addMessage(window, writer, log.get(id)!, travels as MarkKind);
    else if (REST_OF[kind]! >= 0 && log.timeOf(id) <= to) addAtRest(window, writer, id, REST_OF[kind] as MarkKind);
  }
}

function addAtRest(window: Window, writer: MarkWriter, id: number, kind: MarkKind): void {
  const { log } = window.sim;
  const client = log.clientOf(id);
  const peer = log.peerOf(id);
  if (!isIn(window, client) && !isIn(window, peer)) return;
  const t = log.timeOf(id);
  const isLink = kind >= MARK.linkOpened && kind <= MARK.linkCut;
  writer.add(kind, Math.max(0, begun(window.sim, id, kind)), t, client, isLink ? peer : -1, Math.max(0, log.directionOf(id)), -1, id, 0);
}

/**
 * When what a row tells of began. A registration is logged when its answer arrives, or when none has come: the first one after a start was sent with the
 * start, of others it is known how long they take where nothing waits.
 */
function begun(sim: Simulation, id: number, kind: MarkKind): Micros {
  const t = sim.log.timeOf(id);
  if (kind === MARK.failedRegistration) return t - sim.world.settings.connectTimeout;
  return kind === MARK.initialRegistration || kind === MARK.reregistration ? registrationSentAt(sim, id) : t;
}

function addMessage(window: Window, writer: MarkWriter, row: LogEvent, kind: MarkKind): void {
  const { sim, from, to } = window;
  const cause = row.cause > 0 ? sim.log.get(row.cause) : undefined;
  if (kind === MARK.question || kind === MARK.lostQuestion) {
    addQuestion(window, writer, row, cause, kind);
    return;
  }
  // The row that sent it names both ends: its client, and the peer or nobody for the server.
  const sender = cause?.client ?? (row.kind === 'answers.received' ? row.peer : row.client);
  const receiver = cause !== undefined ? cause.peer : row.kind === 'answers.received' ? row.client : row.peer;
  const sentAt = cause?.t ?? row.t;
  if (sentAt > to || row.t < from || (!isIn(window, sender) && !isIn(window, receiver))) return;
  const what = kind === MARK.answers && cause?.kind === 'answers.partial' ? MARK.partialAnswers : kind;
  writer.add(what, sentAt, row.t, sender, receiver, row.amount > 0 ? row.amount : (cause?.amount ?? 0), row.detail, row.id, row.cause);
}

/** From a peer it was sent when that peer received it; from the server when it was asked; with a registration one way before it arrives. */
function addQuestion(window: Window, writer: MarkWriter, row: LogEvent, cause: LogEvent | undefined, kind: MarkKind): void {
  const { sim, from, to } = window;
  const late = row.peer < 0 && isLate(row);
  const sentAt = late ? row.t - sim.latencyToServer(row.client) : (cause?.t ?? row.t);
  if (sentAt > to || row.t < from || (!isIn(window, row.client) && !isIn(window, row.peer))) return;
  writer.add(late && kind === MARK.question ? MARK.lateQuestion : kind, sentAt, row.t, row.peer, row.client, 0, row.detail, row.id, row.cause);
}

function isLate(row: LogEvent): boolean {
  return row.rule === 'REG-5' || row.rule === 'LINK-11';
}

/** What has been sent and has not arrived: it has no row yet. */
function addMessagesUnderWay(window: Window, writer: MarkWriter): void {
  const { sim, from, to } = window;
  sim.eachMessageInFlight((what, question, a, b, sentAt, arrivesAt, amount, byRegistration) => {
    const leaves = byRegistration ? arrivesAt - sim.latencyToServer(b) : sentAt;
    if (leaves > to || leaves > sim.now || arrivesAt < from || (!isIn(window, a) && !isIn(window, b))) return;
    const asks = what === MESSAGE.question || what === MESSAGE.action;
    const kind = asks ? (byRegistration ? MARK.lateQuestion : MARK.question) : MARK.answers;
    writer.add(kind, leaves, arrivesAt, a, b, amount, question, 0, 0);
  });
}
