/** Why something happened: the chain of causes, back to a timer, a fault or the user's own act. */
import { EVENT_KINDS } from '../../sim/log';
import type { LogEvent } from '../../sim/log';
import type { Log, Simulation } from '../../sim/types';
import type { Slot } from '../../sim/world';
import { FORWARD_LEADER, BACKWARD_LEADER } from '../../sim/state-bits';
import type { CauseRow, QueryMap } from '../contract';
import { refuse } from '../deps';
import { replayBack, replayTo } from '../replay';
import type { Run } from '../run';
import { checkSlot } from './args';
import { causeRows } from './causes';

const OPENED = EVENT_KINDS.indexOf('link.opened');
const GAINED = EVENT_KINDS.indexOf('role.gained');

export function why(run: Run, args: QueryMap['why']['args']): readonly CauseRow[] {
  const id = args.eventId;
  if (!Number.isInteger(id) || id < 1 || id > run.sim.log.lastId)
    refuse('query.event', '/eventId', `There is no event with number ${String(id)} up to now; the latest is ${run.sim.log.lastId}.`);
  const sim = run.sim.log.get(id) === undefined ? replayTo(run, id) : run.sim;
  return causes(sim, sim?.log.get(id));
}

/** Why a client leads, or is linked, in a direction now. Empty when it does neither. */
export function whyRole(run: Run, args: QueryMap['whyRole']['args']): readonly CauseRow[] {
  const slot = checkSlot(run.sim, args.slot);
  const dir = args.direction === 'backward' ? 1 : 0;
  const wanted = wantedKind(run.sim, slot, dir);
  if (wanted < 0) return [];
  const found = latest(run.sim.log, slot, dir, wanted);
  if (found !== undefined) return causes(run.sim, found);
  // The ring of the log has lost it: the same run, played again, has not.
  const sim = replayBack(run, (log) => latest(log, slot, dir, wanted) !== undefined);
  return sim === null ? [] : causes(sim, latest(sim.log, slot, dir, wanted));
}

function causes(sim: Simulation | null, event: LogEvent | undefined): CauseRow[] {
  if (sim === null || event === undefined) return [];
  return causeRows(sim, event);
}

function wantedKind(sim: Simulation, slot: Slot, dir: 0 | 1): number {
  const { state, out } = sim.columns;
  if ((out[dir][slot] ?? -1) >= 0) return OPENED;
  return ((state[slot] ?? 0) & (dir === 0 ? FORWARD_LEADER : BACKWARD_LEADER)) !== 0 ? GAINED : -1;
}

/** The newest row of a kind about a client's direction. */
export function latest(log: Log, slot: Slot, dir: 0 | 1, kind: number): LogEvent | undefined {
  for (let id = log.lastId; id >= log.firstId && id > 0; id--) {
    if (log.kindOf(id) === kind && log.clientOf(id) === slot && log.directionOf(id) === dir) return log.get(id);
  }
  return undefined;
}
