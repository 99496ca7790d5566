/** One look at every client for one question: who works on it and until when, and who will hear of it only at a registration. For Auto speed. */
import { ONLINE, REGISTERED } from '../sim/state-bits';
import type { Simulation } from '../sim/types';
import type { Micros, Slot } from '../sim/world';
import { sensorTimeOf, sensorTimes } from './wave';

export interface Look {
  /** When the next client has its answer, has held it back long enough, or registers without having heard of the question; Infinity = not known. */
  readonly next: Micros;
  /** As fast as it may go for those who cannot be waited for one by one; Infinity = as one likes. */
  readonly pace: number;
  /** Clients that have received it and that the server has not heard. */
  readonly unheard: number;
}
export const NOTHING_FOUND: Look = { next: Infinity, pace: Infinity, unheard: 0 };

/** Clients that wait for a registration are waited for one by one up to this many … */
const WAITED_FOR = 50;
/** … and shown so many in a second above that; the mean wait is a minute (REG-3). */
const LATE_PER_SECOND = 20;
const MEAN_WAIT = 60;
/** The starts of an action that are spread over a time pass in about so many seconds. */
const SPREAD_SECONDS = 30;
const FASTEST_SPREAD = 60;
/** A command runs no longer than this (docs/model.md §8). */
const LONGEST_COMMAND: Micros = 5_000_000;
const SECOND = 1_000_000;

export function lookAround(sim: Simulation, number: number): Look {
  const columns = sim.questionColumns(number);
  const view = sim.question(number);
  const act = sim.acts[number];
  if (columns === null || view === undefined || !view.open) return NOTHING_FOUND;
  const { receivedAt, sentAt, heardAt } = columns;
  const { now } = sim;
  const sensor = act?.do === 'ask' ? sensorTimes(sim.world) : null;
  const hold = sim.world.settings.answerHold;
  const complete = view.tested >= view.estimated;
  const late: Slot[] = [];
  let lateMany = 0;
  let working = 0;
  let unheard = 0;
  let next = Infinity;
  for (let client = 0; client < sim.world.clientCount; client++) {
    const received = receivedAt[client]!;
    if (received <= now) {
      if (heardAt[client]! > now) unheard++;
      if (sentAt[client]! <= now) continue;
      working++;
      if (sensor !== null) next = Math.min(next, nextOf(received + sensorTimeOf(sensor, client), hold, now));
    } else if (received < Infinity) next = Math.min(next, received);
    else if (!complete && canHear(sim, client)) {
      lateMany++;
      if (late.length < WAITED_FOR) late.push(client);
    }
  }
  if (lateMany <= WAITED_FOR) for (const client of late) next = Math.min(next, nextRegistration(sim, client));
  const latePace = lateMany <= WAITED_FOR ? Infinity : Math.max(1, (LATE_PER_SECOND * MEAN_WAIT) / lateMany);
  const workPace = act?.do === 'deploy' && working > 0 ? spreadPace(act.distribute, act.at, now) : Infinity;
  return { next, pace: Math.min(latePace, workPace), unheard };
}

/** Its sensor is done, or what it has is held no longer. */
function nextOf(done: Micros, hold: Micros, now: Micros): Micros {
  if (done > now) return done;
  return done + hold > now ? done + hold : Infinity;
}

/** Commands start and end at times that are not known beforehand. */
function spreadPace(distribute: Micros, asked: Micros, now: Micros): number {
  if (now > asked + distribute + 2 * LONGEST_COMMAND) return Infinity;
  return Math.min(FASTEST_SPREAD, Math.max(1, distribute / SECOND / SPREAD_SECONDS));
}

function canHear(sim: Simulation, client: Slot): boolean {
  const wanted = ONLINE | REGISTERED;
  const slot = sim.slotCount === sim.world.clientCount ? client : sim.currentSlot(client);
  return ((sim.columns.state[slot] ?? 0) & wanted) === wanted;
}

function nextRegistration(sim: Simulation, client: Slot): Micros {
  const at = sim.timersOf(sim.currentSlot(client)).nextNormal ?? Infinity;
  return at > sim.now ? at : Infinity;
}
