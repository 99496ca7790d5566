/** What people and the scenario's timeline did last, and the row of the log that says so. */
import type { LogEvent } from '../../sim/log';
import type { QuestionView } from '../../sim/question-types';
import type { Log, Simulation } from '../../sim/types';
import type { Act, Micros } from '../../sim/world';

export interface Deed {
  readonly index: number;
  readonly act: Act;
  readonly event: LogEvent;
}

/** Acts looked at for one that did something: starting what runs leaves no row. */
const LOOK_BACK = 64;

/** The newest deed that left a row in the log; null when nothing was done, or the log has lost it. */
export function latestDeed(sim: Simulation): Deed | null {
  let looked = 0;
  for (const index of newestActs(sim)) {
    const act = sim.acts[index];
    const event = act === undefined ? undefined : eventOfAct(sim, index, act);
    if (act !== undefined && event !== undefined) return { index, act, event };
    if (++looked === LOOK_BACK) return null;
  }
  return null;
}

/** The question or action asked last. */
export function latestQuestion(sim: Simulation): QuestionView | null {
  for (const index of newestActs(sim)) {
    const kind = sim.acts[index]?.do;
    const view = kind === 'ask' || kind === 'deploy' ? sim.question(index) : undefined;
    if (view !== undefined) return view;
  }
  return null;
}

/** Acts up to now, newest first. The acts of the timeline come first in their list, live ones after them; both in order of time. */
export function* newestActs(sim: Simulation): Generator<number> {
  const { acts, now } = sim;
  const timeline = sim.world.timeline.length;
  let a = timeline - 1;
  let b = acts.length - 1;
  const at = (index: number): Micros => acts[index]?.at ?? -1;
  while (a >= 0 && at(a) > now) a--;
  while (b >= timeline && at(b) > now) b--;
  while (a >= 0 || b >= timeline) yield b >= timeline && (a < 0 || at(b) >= at(a)) ? b-- : a--;
}

export function eventOfAct(sim: Simulation, index: number, act: Act): LogEvent | undefined {
  return sim.log.get(rowAt(sim.log, act.at, (event) => event.detail === index && isOfAct(event, act)));
}

/** `detail` means an act only in rows that acts make. */
export function isOfAct(event: LogEvent, act: Act | undefined): boolean {
  switch (event.kind) {
    case 'client.started':
      return act?.do === 'start';
    case 'client.stopped':
      return act?.do === 'stop' || act?.do === 'move';
    case 'client.moved':
      return act?.do === 'move';
    default:
      return event.kind === 'act' || event.kind === 'question.asked';
  }
}

/** Id of the first row at an instant that fits; 0 when there is none. */
export function rowAt(log: Log, t: Micros, fits: (event: LogEvent) => boolean): number {
  for (let id = Math.max(log.lastIdAt(t - 1) + 1, log.firstId, 1); id <= log.lastId && log.timeOf(id) === t; id++) {
    const event = log.get(id);
    if (event !== undefined && fits(event)) return id;
  }
  return 0;
}

/** Row of a question's asking; 0 when the log has lost it. */
export function askedId(sim: Simulation, view: Pick<QuestionView, 'number' | 'askedAt'>): number {
  return rowAt(sim.log, view.askedAt, (event) => event.kind === 'question.asked' && event.detail === view.number);
}
