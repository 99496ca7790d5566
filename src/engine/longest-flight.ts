/**
 * The longest time that a message of the log was on its way. Rows are written on arrival: whoever wants what was sent up to an instant must read on for
 * so long. Each row is looked at once while the run goes on.
 */
import type { Simulation } from '../sim/types';
import type { Micros } from '../sim/world';
import { kindTable } from './kind-table';
import { LIMITS } from './limits';

/** Rows whose cause is the sending. */
const ARRIVALS = kindTable(['question.received', 'question.lost', 'answers.received', 'answers.collected', 'answers.lost']);

interface Known {
  /** Rows up to this one have been looked at; its time, to see whether it is still the same one after a jump. */
  readonly id: number;
  readonly t: Micros;
  readonly longest: Micros;
}
const known = new WeakMap<Simulation, Known>();

export function longestFlight(sim: Simulation): Micros {
  const { log } = sim;
  const before = known.get(sim);
  const goesOn = before !== undefined && before.id <= log.lastId && before.id >= log.firstId && log.timeOf(before.id) === before.t;
  // What took long once is no less a bound after a jump.
  let longest = before?.longest ?? 0;
  for (let id = Math.max(goesOn ? before.id + 1 : 1, log.firstId, log.lastId - LIMITS.diagramRows + 1); id <= log.lastId; id++) {
    if (ARRIVALS[log.kindOf(id)] !== 1) continue;
    const cause = log.get(id)?.cause ?? 0;
    if (cause >= log.firstId && cause > 0) longest = Math.max(longest, log.timeOf(id) - log.timeOf(cause));
  }
  if (log.lastId > 0) known.set(sim, { id: log.lastId, t: log.timeOf(log.lastId), longest });
  return longest;
}
