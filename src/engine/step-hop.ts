/** Hops of what is followed: to just after the next or the previous row of its way, as exactly as single steps. */
import type { LogEvent } from '../sim/log';
import type { Micros } from '../sim/world';
import type { RowTest } from './message-way';
import type { Run } from './run';
import { justAfter } from './step-back';
import type { StepBackGoal, StoppedAt } from './step-back';

/** To just after the event with the next row that is a hop. False when none comes up to `limit`; then it stands there. */
export function hopForward(run: Run, limit: Micros, isHop: RowTest): boolean {
  const { log } = run.sim;
  for (;;) {
    const before = log.lastId;
    if (run.step(limit) === null) return false;
    if (newestAfter(log.lastId, before, isHop) > 0) return true;
  }
}

/** The hop that came about last; an event may be more than one. */
export function lastHop(run: Run, isHop: RowTest): LogEvent | undefined {
  return run.sim.log.get(newest(run, run.sim.log.lastId, isHop));
}

/** Where the previous hop is; null when there is none before this place. */
export function hopBackGoal(run: Run, isHop: RowTest): StepBackGoal | null {
  const { log } = run.sim;
  const latest = newest(run, log.lastId, isHop);
  if (latest === 0) return null;
  const t = log.timeOf(latest);
  // Between two hops: the previous one is the latest.
  if (run.now > t) return justAfter(run, t, latest);
  const earlier = newest(run, log.lastIdAt(t - 1), isHop);
  if (t === 0) return null;
  const start: Start = { t, lastId: log.lastId, inside: run.insideInstant };
  return { first: t - 1, goOn: () => withinInstant(run, start, isHop, earlier), registration: null };
}

/** Where the hop back began: after the row `lastId`, with the rest of its instant still to come or not. */
interface Start {
  readonly t: Micros;
  readonly lastId: number;
  readonly inside: boolean;
}

/** Steps through the instant to the last hop before the place where the log ended with `lastId`. */
function withinInstant(run: Run, start: Start, isHop: RowTest, earlier: number): StepBackGoal | StoppedAt | null {
  const { t, lastId } = start;
  const { log } = run.sim;
  const back = run.mark();
  let steps = 0;
  let wanted = 0;
  let hop = 0;
  for (let before = log.lastId; log.lastId < lastId && run.step(t) !== null; before = log.lastId) {
    steps++;
    const last = log.lastId < lastId ? newestAfter(log.lastId, before, isHop) : 0;
    if (last > 0) [wanted, hop] = [steps, last];
  }
  back();
  if (wanted === 0) return earlier === 0 ? backToStart(run, start) : justAfter(run, run.sim.log.timeOf(earlier), earlier);
  for (let i = 0; i < wanted; i++) run.step(t);
  const event = log.get(hop);
  return event === undefined ? null : { event };
}

/** There is no hop before: it stays where it was, also behind what happens after the last row of an instant and leaves none. */
function backToStart(run: Run, { t, lastId, inside }: Start): StoppedAt | null {
  let event: LogEvent | null = null;
  while (run.sim.log.lastId < lastId) event = run.step(t) ?? event;
  if (!inside) run.advance(t, Infinity);
  return event === null ? null : { event };
}

function newest(run: Run, upTo: number, isHop: RowTest): number {
  for (let id = upTo; id >= run.sim.log.firstId && id > 0; id--) if (isHop(id)) return id;
  return 0;
}

function newestAfter(upTo: number, after: number, isHop: RowTest): number {
  for (let id = upTo; id > after; id--) if (isHop(id)) return id;
  return 0;
}
