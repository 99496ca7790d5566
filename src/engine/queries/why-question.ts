/**
 * Why a number of a question is what it is: the rows of the log it comes from, newest first. Of one client: what it has had to do with the
 * question, and if the server has not heard it, what stands in the way.
 */
import { EVENT_KINDS } from '../../sim/log';
import type { EventKind, LogEvent } from '../../sim/log';
import type { QuestionColumns, QuestionView } from '../../sim/question-types';
import { LOST_CONTACT, ONLINE } from '../../sim/state-bits';
import type { Log, Simulation } from '../../sim/types';
import type { Slot } from '../../sim/world';
import type { CauseRow, QueryMap } from '../contract';
import { refuse } from '../deps';
import { LIMITS } from '../limits';
import { logRow } from '../sentences';
import { checkNumber } from './answers';
import { originOf } from './causes';
import { askedId, rowAt } from './deeds';

/** Arrivals at the server that are listed. */
const MOST_ARRIVALS = 50;

export function whyQuestion(sim: Simulation, args: QueryMap['whyQuestion']['args']): readonly CauseRow[] {
  const view = sim.question(checkNumber(args.question));
  if (view === undefined) return [];
  const { client } = args;
  if (client === null || client === undefined) return withOrigin(sim, rowsOf(sim, idsOfAll(sim, view)));
  if (!Number.isInteger(client) || client < 0 || client >= sim.slotCount) refuse('query.slot', '/client', `There is no client with number ${String(client)}.`);
  return withOrigin(sim, rowsOf(sim, idsOfOne(sim, view, client)));
}

function rowsOf(sim: Simulation, ids: Iterable<number>): LogEvent[] {
  const events = [...new Set(ids)].filter((id) => id > 0).sort((a, b) => b - a);
  return events.flatMap((id) => sim.log.get(id) ?? []);
}

function withOrigin(sim: Simulation, events: readonly LogEvent[]): CauseRow[] {
  return events.map((event, i) => {
    const row = logRow(sim, event);
    return i === events.length - 1 && event.cause === 0 ? { ...row, origin: originOf(sim, event) } : row;
  });
}

// ── the whole question ──────────────────────────────────────────────────────────────────────────

/** Its end, its completion, the latest arrivals at the server, and the asking. */
function idsOfAll(sim: Simulation, view: QuestionView): number[] {
  const { log } = sim;
  const ids = [askedId(sim, view)];
  const end = view.open ? log.lastId : log.lastIdAt(view.expiresAt);
  const oldest = Math.max(log.firstId, log.lastIdAt(view.askedAt - 1) + 1, end - LIMITS.textSearchRows);
  let arrivals = 0;
  for (let id = end; id >= oldest && id > 0 && arrivals < MOST_ARRIVALS; id--) {
    const kind = EVENT_KINDS[log.kindOf(id)];
    if (kind === undefined || !OF_ALL.has(kind) || log.get(id)?.detail !== view.number) continue;
    if (kind === 'answers.collected') arrivals++;
    ids.push(id);
  }
  return ids;
}

const OF_ALL: ReadonlySet<EventKind> = new Set<EventKind>(['answers.collected', 'question.completed', 'question.expired']);

// ── one client ──────────────────────────────────────────────────────────────────────────────────

function idsOfOne(sim: Simulation, view: QuestionView, slot: Slot): number[] {
  const client = sim.clientAt(slot);
  const columns = sim.questionColumns(view.number);
  const ids = [askedId(sim, view)];
  if (columns === null) return ids;
  const { log } = sim;
  const end = view.open ? log.lastId : log.lastIdAt(view.expiresAt);
  const oldest = Math.max(log.firstId, log.lastIdAt(view.askedAt - 1) + 1, end - LIMITS.textSearchRows, 1);
  for (let id = end; id >= oldest; id--) {
    const who = log.clientOf(id);
    const kind = EVENT_KINDS[log.kindOf(id)];
    const isIts = kind !== undefined && OF_ONE.has(kind) && who >= 0 && sim.clientAt(who) === client;
    if (isIts && log.get(id)?.detail === view.number) ids.push(id);
  }
  ids.push(collectedId(sim, view, columns, client));
  if ((columns.heardAt[client] ?? Infinity) > sim.now) ids.push(obstacleId(sim, sim.currentSlot(client), columns, client));
  return ids;
}

const OF_ONE: ReadonlySet<EventKind> = new Set<EventKind>([
  'question.received',
  'question.lost',
  'question.answered',
  'action.started',
  'answers.sent',
  'answers.partial',
  'answers.lost',
]);

/** The arrival at the server that brought its answer. */
function collectedId(sim: Simulation, view: QuestionView, columns: QuestionColumns, client: Slot): number {
  const heardAt = columns.heardAt[client] ?? Infinity;
  if (heardAt > sim.now) return 0;
  const leader = leaderOf(sim, client);
  const fits = (event: LogEvent): boolean => event.kind === 'answers.collected' && event.detail === view.number;
  // At one instant several leaders may be heard: the one at the end of its chain now, if it is among them.
  return rowAt(sim.log, heardAt, (event) => fits(event) && event.client === leader) || rowAt(sim.log, heardAt, fits);
}

function leaderOf(sim: Simulation, client: Slot): Slot {
  let slot = sim.currentSlot(client);
  for (let hops = 0; hops < sim.slotCount; hops++) {
    const next = sim.columns.out[0][slot] ?? -1;
    if (next < 0) return slot;
    slot = next;
  }
  return slot;
}

/** Why it cannot be reached, or cannot answer: it stopped, lost its server, or lost the link that would bring the question. */
function obstacleId(sim: Simulation, slot: Slot, columns: QuestionColumns, client: Slot): number {
  const bits = sim.columns.state[slot] ?? 0;
  if ((bits & ONLINE) === 0) return latestAbout(sim.log, (kind, id) => kind === 'client.stopped' && sim.log.clientOf(id) === slot);
  if ((bits & LOST_CONTACT) !== 0) return latestAbout(sim.log, (kind, id) => kind === 'registration.failed' && sim.log.clientOf(id) === slot);
  if ((columns.receivedAt[client] ?? Infinity) <= sim.now || (sim.columns.in[0][slot] ?? -1) >= 0) return 0;
  const broke = (kind: EventKind, id: number): boolean =>
    (kind === 'link.cut' || kind === 'link.lost' || kind === 'link.closed' || kind === 'link.timeout') &&
    sim.log.peerOf(id) === slot &&
    sim.log.directionOf(id) === 0;
  return latestAbout(sim.log, broke);
}

function latestAbout(log: Log, fits: (kind: EventKind, id: number) => boolean): number {
  const oldest = Math.max(log.firstId, log.lastId - LIMITS.textSearchRows, 1);
  for (let id = log.lastId; id >= oldest; id--) {
    const kind = EVENT_KINDS[log.kindOf(id)];
    if (kind !== undefined && fits(kind, id)) return id;
  }
  return 0;
}
