/** Where a step back leads: to the place just after the logged event or normal registration before the one that came about last. */
import type { LogEvent } from '../sim/log';
import type { Micros } from '../sim/world';
import { previousRegistration } from './registration-steps';
import type { SeenRegistration } from './registration-steps';
import type { Run } from './run';

export interface StepBackGoal {
  /** Go here first. */
  readonly first: Micros;
  /** Then call this: null when the place is reached, else the rest of the way. */
  readonly goOn: () => StepBackGoal | StoppedAt | null;
  /** What happened last at that place, where that is no logged event. */
  readonly registration: SeenRegistration | null;
}

/** A place inside an instant, just after what a step forward stops at: the same event, though it may have logged more than one row. */
export interface StoppedAt {
  readonly event: LogEvent;
}

/** Null when nothing has happened yet that could be undone. */
export function stepBackGoal(run: Run): StepBackGoal | null {
  const { log } = run.sim;
  const lastId = log.lastId;
  if (lastId === 0) return run.now === 0 ? null : at(0);
  const t = log.timeOf(lastId);
  // Between events: the previous event is the latest one.
  if (run.now > t && !run.insideInstant) return before(run, lastId, run.now);
  if (t === 0) return null;
  return { ...at(t - 1), goOn: () => enterInstant(run, t, lastId) };
}

/** The latest thing to be seen before an instant: a registration, else what the event `id` left. */
function before(run: Run, id: number, instant: Micros): StepBackGoal {
  const t = id === 0 ? 0 : run.sim.log.timeOf(id);
  const registration = previousRegistration(run.sim, t, instant);
  if (registration !== null) return { ...at(registration.t), registration };
  return t === 0 ? at(0) : justAfter(run, t, id);
}

/** Steps through the instant up to the place before the event that logged `lastId`. */
function enterInstant(run: Run, t: Micros, lastId: number): StepBackGoal | StoppedAt | null {
  const earlier = run.sim.log.lastId;
  const back = run.mark();
  let steps = 0;
  while (run.sim.log.lastId < lastId && run.step(t) !== null) steps++;
  back();
  // It was the first of its instant: the place before is in an earlier instant.
  if (steps <= 1) return before(run, earlier, t);
  let event: LogEvent | null = null;
  for (let i = 1; i < steps; i++) event = run.step(t);
  return event === null ? null : { event };
}

/** The place where a step forward stops at an event: the rest of its instant is still to come. */
export function justAfter(run: Run, t: Micros, id: number): StepBackGoal {
  return {
    ...at(Math.max(0, t - 1)),
    goOn: () => {
      let event: LogEvent | null = null;
      while (run.sim.log.lastId < id) event = run.step(t) ?? event;
      return event === null ? null : { event };
    },
  };
}

function at(first: Micros): StepBackGoal {
  return { first, goOn: () => null, registration: null };
}
