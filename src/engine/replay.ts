/** Plays a stretch of a run again beside it, to find rows that the bounded log has lost. The run itself stays where it is. */
import type { Log, Simulation } from '../sim/types';
import type { Micros } from '../sim/world';
import type { Keyframe } from './history';
import type { DetectorState } from './milestones';
import type { Run } from './run';

/** Work that a replay may take, in milliseconds. Past it the answer is "not found". */
const MOST_WORK = 5_000;
const SLICE: Micros = 1_000_000;

/** A simulation whose log has this row, or null. */
export function replayTo(run: Run, id: number): Simulation | null {
  const key = run.history.backFrom(run.now).find((one) => one.lastId < id);
  if (key === undefined) return null;
  const end = run.cpuNow() + MOST_WORK;
  const sim = run.create(run.open.world);
  play(run, sim, key, (log) => log.lastId >= id, end);
  return sim.log.get(id) === undefined ? null : sim;
}

/** Goes back stretch by stretch until `found` holds for a log, and returns the simulation it belongs to. */
export function replayBack(run: Run, found: (log: Log) => boolean): Simulation | null {
  const end = run.cpuNow() + MOST_WORK;
  const sim = run.create(run.open.world);
  let lostUpTo = run.sim.log.firstId - 1;
  for (const key of run.history.backFrom(run.now)) {
    if (lostUpTo < 1 || run.cpuNow() > end) return null;
    // A keyframe past the loss shows it from its own log; an older one is played on until it does.
    play(run, sim, key, (log) => log.lastId >= lostUpTo, end);
    if (found(sim.log)) return sim;
    lostUpTo = Math.min(lostUpTo, sim.log.firstId - 1);
  }
  return null;
}

function play(run: Run, sim: Simulation, key: Keyframe<DetectorState>, done: (log: Log) => boolean, end: number): void {
  sim.restore(key.snapshot);
  let { given } = key;
  while (!done(sim.log) && sim.now < run.now && run.cpuNow() < end) {
    let stop = Math.min(run.now, sim.now + SLICE);
    for (let act = run.acts[given]; act !== undefined && act.at - 1 <= stop; act = run.acts[given]) {
      if (act.at - 1 > sim.now) {
        stop = act.at - 1;
        break;
      }
      sim.intervene(act.act);
      given++;
    }
    sim.advanceTo(stop);
  }
}
