/**
 * Figures of the whole fleet cost much in large ones. While a run plays, what was read a moment ago is told again, so that reading takes a tenth of the
 * time at most, however often somebody asks; at rest every answer is that of the instant.
 */
import type { Micros } from '../../sim/world';
import type { Run } from '../run';

const SHARE_OF_WORK = 10;

interface Kept {
  readonly value: unknown;
  readonly generation: number;
  readonly eventCount: number;
  readonly now: Micros;
  readonly until: number;
}
const kept = new WeakMap<Run, Map<string, Kept>>();

/** What `read` gives, now or a moment ago; it must depend on the run and on `name` only. */
export function rationed<T>(run: Run, name: string, read: () => T): T {
  const { sim, generation } = run;
  let values = kept.get(run);
  if (values === undefined) kept.set(run, (values = new Map()));
  const known = values.get(name);
  if (known !== undefined && known.generation === generation && holds(run, known)) return known.value as T;
  const start = run.cpuNow();
  const value = read();
  const end = run.cpuNow();
  values.set(name, { value, generation, eventCount: sim.eventCount, now: sim.now, until: end + (SHARE_OF_WORK - 1) * (end - start) });
  return value;
}

function holds(run: Run, { now, eventCount, until }: Kept): boolean {
  if (now === run.now && eventCount === run.sim.eventCount) return true;
  return run.playing && now <= run.now && run.cpuNow() < until;
}
