/**
 * Finds the moments worth a mark on the timeline: chains formed, reflections, chains healed, questions complete. It looks only at instants of a fixed grid of
 * simulated time, so that the marks do not depend on how time was sliced, and its memory is plain data that travels with snapshots.
 */
import type { Simulation } from '../sim/types';
import type { Micros } from '../sim/world';
import { countFleet } from './counts';
import type { Milestone } from './contract';
import { kindNumber, kindTable } from './kind-table';
import { LIMITS } from './limits';
import { durationWords, grouped, nameOf, plural } from './wording';

const SECOND = 1_000_000;
/** While nothing happens the fleet is looked at this often. */
const CALM_GRID = 30 * SECOND;
/** After a disturbance the fine grid is kept for so long. */
const WATCH_TIME = 300 * SECOND;

export interface DetectorState {
  readonly phase: 'forming' | 'steady' | 'disturbed';
  readonly nextCheck: Micros;
  /** Rows of the log up to this id have been read. */
  readonly readId: number;
  /** Leader connections when the chains had formed, and before the present disturbance. */
  readonly formed: number;
  readonly before: number;
  /** Leader connections at the last look, and since when they have been so many. */
  readonly leaders: number;
  readonly leadersSince: Micros;
  readonly disturbedAt: Micros;
  /** Links or roles have changed since the disturbance. */
  readonly linksChanged: boolean;
}

export function firstState(simulation: Simulation): DetectorState {
  return {
    phase: 'forming',
    nextCheck: fineGrid(simulation),
    readId: 0,
    formed: -1,
    before: -1,
    leaders: -1,
    leadersSince: 0,
    disturbedAt: 0,
    linksChanged: false,
  };
}

/** Seconds between two looks while something goes on; coarser for large fleets, where a look costs more. */
export function fineGrid(simulation: Simulation): Micros {
  return simulation.slotCount <= 20_000 ? SECOND : 5 * SECOND;
}

/** The act takes effect at `at`: look closely from there on. */
export function expectAct(state: DetectorState, simulation: Simulation, at: Micros): DetectorState {
  return { ...state, nextCheck: Math.min(state.nextCheck, gridAfter(at, fineGrid(simulation))) };
}

/** Looks at the fleet at a grid instant. Returns the new memory and what was found. */
export function check(state: DetectorState, simulation: Simulation): { readonly state: DetectorState; readonly found: Milestone[] } {
  const found: Milestone[] = [];
  const read = readLog(state, simulation, found);
  const fleet = countFleet(simulation);
  const quiet = fleet.seeking === 0 && fleet.registering === 0 && fleet.registered === fleet.online;
  const leaders = fleet.forwardLeaders + fleet.backwardLeaders;
  let next: DetectorState = { ...read, readId: simulation.log.lastId };
  if (leaders !== next.leaders) next = { ...next, leaders, leadersSince: simulation.now };
  if (next.phase === 'forming') {
    if (quiet && fleet.online > 0 && hasSettled(next, simulation)) {
      found.push(formedMark(next, simulation, fleet.online));
      next = { ...next, phase: 'steady', formed: leaders, before: leaders };
    }
  } else if (next.phase === 'disturbed') next = whileDisturbed(next, simulation, quiet, leaders, found);
  else next = { ...next, before: leaders };
  return { state: { ...next, nextCheck: nextLook(next, simulation) }, found };
}

/** Everybody due has started, and those who reflect have tried their candidates once more without finding a peer. */
function hasSettled(state: DetectorState, simulation: Simulation): boolean {
  const { startWindow, reflectRetry, connectTimeout } = simulation.world.settings;
  return simulation.now >= startWindow && simulation.now - state.leadersSince > reflectRetry + connectTimeout;
}

/** The mark stands where the last role changed hands, not where that was certain. */
function formedMark(state: DetectorState, simulation: Simulation, online: number): Milestone {
  const { log } = simulation;
  const eventId = log.lastIdAt(state.leadersSince);
  const text = `Chains have formed: ${plural(online, 'client')}, ${plural(state.leaders, 'leader connection')}.`;
  return { t: eventId > 0 ? log.timeOf(eventId) : state.leadersSince, kind: 'formed', text, eventId };
}

function whileDisturbed(state: DetectorState, simulation: Simulation, quiet: boolean, leaders: number, found: Milestone[]): DetectorState {
  const { keepAlive, keepAliveMisses, connectTimeout } = simulation.world.settings;
  // A silent death is noticed only after the keep-alive time: quiet before that means nothing.
  if (!quiet || simulation.now < state.disturbedAt + keepAlive * keepAliveMisses + connectTimeout) return state;
  if (state.linksChanged && (leaders === state.before || leaders === state.formed)) {
    found.push(mark(simulation, 'healed', `Chains have healed: ${plural(leaders, 'leader connection')}, as before.`));
    return { ...state, phase: 'steady', before: leaders };
  }
  return simulation.now >= state.disturbedAt + WATCH_TIME ? { ...state, phase: 'steady', before: leaders } : state;
}

const DISTURBING = kindTable(['client.started', 'client.stopped', 'client.moved', 'link.cut', 'link.lost', 'act']);
const CHANGES_LINKS = kindTable(['link.closed', 'link.lost', 'role.gained', 'role.lost']);
const FAILED_ATTEMPT = kindTable(['link.timeout', 'link.refused', 'link.lost', 'link.closed']);
const ROLE_GAINED = kindNumber('role.gained');
const COMPLETED = kindNumber('question.completed');

/** A wave of questions leaves very many rows: they are told apart by number, and most are passed over. */
function readLog(state: DetectorState, simulation: Simulation, found: Milestone[]): DetectorState {
  const { log } = simulation;
  const forming = state.phase === 'forming';
  let { phase, disturbedAt, linksChanged } = state;
  let reflections = 0;
  let firstReflection = 0;
  for (let id = Math.max(state.readId + 1, log.firstId); id <= log.lastId; id++) {
    const kind = log.kindOf(id);
    if (kind === COMPLETED) found.push(completedMark(simulation, id));
    if (forming) continue;
    if (DISTURBING[kind] === 1) {
      if (phase === 'steady') linksChanged = false;
      phase = 'disturbed';
      disturbedAt = log.timeOf(id);
    }
    if (CHANGES_LINKS[kind] === 1) linksChanged = true;
    if (kind === ROLE_GAINED && isReflection(simulation, id)) {
      if (reflections === 0) firstReflection = id;
      reflections++;
    }
  }
  if (reflections > 0) found.push(reflectionMark(simulation, firstReflection, reflections));
  return { ...state, phase, disturbedAt, linksChanged };
}

function completedMark(simulation: Simulation, id: number): Milestone {
  const event = simulation.log.get(id);
  const t = simulation.log.timeOf(id);
  const act = simulation.acts[event?.detail ?? -1];
  const what = act?.do === 'deploy' ? `Action ${act.id}` : act?.do === 'ask' ? `Question ${act.id}` : 'A question';
  const took = act === undefined ? '' : ` ${durationWords(t - act.at)} after it was asked`;
  return { t, kind: 'completed', text: `${what} is complete${took}: ${plural(event?.amount ?? 0, 'client')} tested.`, eventId: id };
}

/** A role that comes from failed attempts, not from the end of the order (LINK-2). */
function isReflection(simulation: Simulation, id: number): boolean {
  const cause = simulation.log.get(id)?.cause ?? 0;
  if (FAILED_ATTEMPT[simulation.log.kindOf(cause)] !== 1) return false;
  return simulation.candidatesOf(simulation.log.clientOf(id), simulation.log.directionOf(id) === 1 ? 1 : 0).length > 0;
}

function reflectionMark(simulation: Simulation, id: number, many: number): Milestone {
  const who = nameOf(simulation, simulation.log.clientOf(id));
  const way = simulation.log.directionOf(id) === 1 ? 'backward' : 'forward';
  const text =
    many === 1 ? `${who} reflects ${way}: it finds no peer and connects to its server.` : `${who} and ${grouped(many - 1)} more reflect: they find no peer.`;
  return { t: simulation.log.timeOf(id), kind: 'reflection', text, eventId: id };
}

/** The mark stands where the last thing happened, not where it was noticed. */
function mark(simulation: Simulation, kind: Milestone['kind'], text: string): Milestone {
  const id = simulation.log.lastId;
  return { t: id > 0 ? simulation.log.timeOf(id) : simulation.now, kind, text, eventId: id };
}

function nextLook(state: DetectorState, simulation: Simulation): Micros {
  const fine = fineGrid(simulation);
  const close =
    state.phase === 'forming'
      ? simulation.now < simulation.world.settings.startWindow + WATCH_TIME
      : state.phase === 'disturbed' && simulation.now < state.disturbedAt + WATCH_TIME;
  if (close || wasAskedLately(simulation)) return gridAfter(simulation.now, fine);
  const calm = gridAfter(simulation.now, CALM_GRID);
  const act = simulation.acts.reduce((first, one) => (one.at > simulation.now && one.at < first ? one.at : first), Infinity);
  return Math.min(calm, act === Infinity ? calm : gridAfter(act, fine));
}

/** Most questions are complete once everybody has registered: until then a look comes soon after. */
function wasAskedLately({ acts, now, world }: Simulation): boolean {
  const since = now - world.settings.normalRegistration[1];
  return acts.some((act) => (act.do === 'ask' || act.do === 'deploy') && act.at <= now && act.at > since);
}

/** The first grid instant after t. */
function gridAfter(t: Micros, grid: Micros): Micros {
  return (Math.floor(t / grid) + 1) * grid;
}

/** The milestones of a run, in order of time, each once however often the stretch is played. */
export class MilestoneList {
  private list: Milestone[] = [];
  private readonly known = new Set<string>();

  get all(): readonly Milestone[] {
    return this.list;
  }

  add(found: readonly Milestone[]): void {
    let added = false;
    for (const one of found) {
      const key = `${one.kind} ${one.eventId} ${one.t}`;
      if (this.known.has(key)) continue;
      this.known.add(key);
      this.list = [...this.list, one];
      added = true;
    }
    if (!added) return;
    this.list.sort((a, b) => a.t - b.t);
    while (this.list.length > LIMITS.milestones) this.dropOne();
  }

  /** Forgets what comes after an instant: the future has changed. */
  forgetAfter(t: Micros): void {
    this.list = this.list.filter((one) => one.t <= t);
    this.known.clear();
    for (const one of this.list) this.known.add(`${one.kind} ${one.eventId} ${one.t}`);
  }

  private dropOne(): void {
    const reflection = this.list.findIndex((one) => one.kind === 'reflection');
    this.list = this.list.filter((_, i) => i !== Math.max(0, reflection));
  }
}
