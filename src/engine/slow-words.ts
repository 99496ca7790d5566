/**
 * What a row of the log says about a message that was long on its way: how long it stood in queues (NET-2, NET-4) or was sent again (NET-1). Sent when its
 * cause happened, arrived when the row was written; what an idle network takes is known where the size is.
 */
import { SIZE } from '../sim/ledger';
import type { LogEvent } from '../sim/log';
import type { Simulation } from '../sim/types';
import type { Micros, SiteSpec, Slot } from '../sim/world';
import { flightTime, latency, SERVER, siteAt } from './flight';
import { durationWords } from './wording';

/** Shorter waits are not worth a word. */
const WORTH: Micros = 100_000;

/** "after 3.2 s in line (NET-2)", or '' where nothing took long. */
export function delayWords(sim: Simulation, event: LogEvent): string {
  const way = wayOf(sim, event);
  if (way === null) return '';
  const { from, to, taken, bytes } = way;
  const jitter = jitterOf(siteAt(sim, from, to)) + jitterOf(siteAt(sim, to, from));
  if (bytes === null) {
    const idle = flightTime(sim, from, to, 0);
    return taken - idle - jitter < WORTH ? '' : `after ${durationWords(taken)} on the way, ${durationWords(latency(sim, from, to))} of it latency (NET-2)`;
  }
  const waited = taken - flightTime(sim, from, to, bytes) - jitter;
  if (waited < WORTH) return '';
  const throttled = from < 0 && sim.world.throttles.some(({ server }) => server === sim.serverOf(to));
  if (isLossy(sim, from, to)) return `after ${durationWords(waited)} in line or lost and sent again (NET-1, NET-2)`;
  return `after ${durationWords(waited)} in line (${throttled ? 'NET-2, NET-4' : 'NET-2'})`;
}

interface Way {
  readonly from: Slot;
  readonly to: Slot;
  readonly taken: Micros;
  /** null = not known. */
  readonly bytes: number | null;
}

/** The way that ended with this row; null where it is no arrival, or the log has lost the sending. */
function wayOf(sim: Simulation, event: LogEvent): Way | null {
  const cause = event.cause > 0 ? sim.log.get(event.cause) : undefined;
  if (cause === undefined) return null;
  const taken = event.t - cause.t;
  switch (event.kind) {
    case 'question.received': {
      // What comes with a registration was asked long before.
      if (event.rule === 'REG-5' || event.rule === 'LINK-11') return null;
      const direct = event.peer >= 0 || sim.world.servers[sim.serverOf(event.client)]?.upstream === -1;
      return { from: event.peer < 0 ? SERVER : event.peer, to: event.client, taken, bytes: direct ? questionBytes(sim, event.detail) : null };
    }
    case 'answers.received':
      return { from: event.peer, to: event.client, taken, bytes: null };
    case 'answers.collected':
      return { from: event.client, to: SERVER, taken, bytes: null };
    default:
      return null;
  }
}

function questionBytes(sim: Simulation, number: number): number | null {
  const act = sim.acts[number];
  if (act?.do === 'ask') return SIZE.question + SIZE.perSensor * act.sensors.length;
  return act?.do === 'deploy' ? SIZE.action : null;
}

function jitterOf(site: SiteSpec | undefined): Micros {
  return site?.wan.jitter ?? 0;
}

function isLossy(sim: Simulation, from: Slot, to: Slot): boolean {
  return [siteAt(sim, from, to), siteAt(sim, to, from)].some((site) => (site?.wan.lossPpm ?? 0) > 0);
}
