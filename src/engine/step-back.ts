/** Where a step back leads: to the place just before the latest logged event or normal registration came about. */
import type { Micros } from '../sim/world';
import { previousRegistration } from './registration-steps';
import type { Run } from './run';

export interface StepBackGoal {
  /** Go here first. */
  readonly first: Micros;
  /** Then call this: null when the place is reached, else another instant to go to. */
  readonly goOn: () => Micros | null;
}

/** Null when nothing has happened yet that could be undone. */
export function stepBackGoal(run: Run): StepBackGoal | null {
  const { log } = run.sim;
  const lastId = log.lastId;
  if (lastId === 0) return run.now === 0 ? null : { first: 0, goOn: () => null };
  const t = log.timeOf(lastId);
  // Between events: the previous event is the latest one.
  if (run.now > t && !run.insideInstant) return { first: previousRegistration(run.sim, t, run.now)?.t ?? t, goOn: () => null };
  if (t === 0) return null;
  return { first: t - 1, goOn: () => enterInstant(run, t, lastId) };
}

/** Steps through the instant up to the place before the event that logged `lastId`. */
function enterInstant(run: Run, t: Micros, lastId: number): Micros | null {
  const before = run.sim.log.lastId;
  const back = run.mark();
  let steps = 0;
  while (run.sim.log.lastId < lastId && run.step(t) !== null) steps++;
  back();
  if (steps > 1) {
    for (let i = 1; i < steps; i++) run.step(t);
    return null;
  }
  // It was the first of its instant: the place before is the end of an earlier instant.
  const earlier = before === 0 ? 0 : run.sim.log.timeOf(before);
  return previousRegistration(run.sim, earlier, t)?.t ?? earlier;
}
