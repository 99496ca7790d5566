/** Plays a simulation to a time: in slices, so that progress can be told and the log written before it is forgotten. */
import type { Simulation } from '../sim/types';
import type { LogWriter } from './log-writer';
import type { Progress } from './progress';

const SLICES = 200;
/** Queued events handled between two looks at the log. */
const BATCH = 4096;

function tell(progress: Progress, simulation: Simulation, until: number): void {
  const share = until === 0 ? 1 : simulation.now / until;
  progress.update(share, `${seconds(simulation.now)} of ${seconds(until)} simulated, ${simulation.eventCount.toLocaleString('en-US')} events`);
}

function seconds(micros: number): string {
  return `${(micros / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} s`;
}

export function advance(simulation: Simulation, until: number, log: LogWriter | null, progress: Progress): void {
  if (log) return advanceLogging(simulation, until, log, progress);
  for (let slice = 1; slice <= SLICES; slice += 1) {
    const to = slice === SLICES ? until : Math.floor((until / SLICES) * slice);
    if (to > simulation.now || slice === SLICES) simulation.advanceTo(to);
    tell(progress, simulation, until);
  }
}

/** Event by event: however many happen at one instant, none is lost. */
function advanceLogging(simulation: Simulation, until: number, log: LogWriter, progress: Progress): void {
  let more = true;
  while (more) {
    for (let count = 0; more && count < BATCH; count += 1) more = simulation.stepEvent(until);
    log.drain();
    tell(progress, simulation, until);
  }
  simulation.advanceTo(until);
  log.drain();
}
