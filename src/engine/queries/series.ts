/** Figures over time, for charts (NET-6, NET-7): the buckets of the simulation, merged until they are few enough. Sums stay what they were. */
import type { Series, TrafficClass } from '../../sim/types';
import type { Micros } from '../../sim/world';
import type { QueryMap, SeriesView } from '../contract';
import { refuse } from '../deps';
import { giveAway } from '../give-away';
import type { Run } from '../run';
import { checkCount } from './args';
import { newestActs } from './deeds';
import { rationed } from './rationed';

/** More than a chart has pixels for. */
const MOST_BUCKETS = 10_000;

interface Read {
  readonly all: Series;
  readonly now: Micros;
  readonly estimatedAnswers: number;
}

export function series(run: Run, args: QueryMap['series']['args']): SeriesView {
  const most = checkCount(args.buckets, 'buckets', MOST_BUCKETS);
  if (most === 0) refuse('query.number', '/buckets', '"buckets" must be at least 1.');
  const read = (): Read => ({ all: run.sim.series(), now: run.now, estimatedAnswers: estimatedAnswers(run) });
  const { all, now, estimatedAnswers: estimated } = rationed(run, 'series', read);
  const merged = mergeBuckets(all, factorFor(all.count, most));
  return giveAway({ ...merged, now, estimatedAnswers: estimated }, buffersOf(merged));
}

/** Twice as many go into one again and again, so that the edges of buckets stay where they were while a run goes on. */
function factorFor(count: number, most: number): number {
  let factor = 1;
  while (Math.ceil(count / factor) > most) factor *= 2;
  return factor;
}

export function mergeBuckets(all: Series, factor: number): Series {
  const count = Math.ceil(all.count / factor);
  const sums = (column: Float64Array): Float64Array => merge(column, all.count, factor, (sum, value) => sum + value);
  const levels = (column: Float64Array): Float64Array => merge(column, all.count, factor, (_, value) => value);
  const places = (of: { readonly lan: Float64Array; readonly wan: Float64Array }) => ({ lan: sums(of.lan), wan: sums(of.wan) });
  return {
    bucket: all.bucket * factor,
    count,
    sent: Object.fromEntries(Object.entries(all.sent).map(([name, column]) => [name, places(column)])) as Record<TrafficClass, ReturnType<typeof places>>,
    without: places(all.without),
    initialRegistrations: sums(all.initialRegistrations),
    normalRegistrations: sums(all.normalRegistrations),
    leaderConnections: levels(all.leaderConnections),
    leaderClients: levels(all.leaderClients),
    online: levels(all.online),
    answers: sums(all.answers),
  };
}

function merge(column: Float64Array, count: number, factor: number, join: (before: number, value: number) => number): Float64Array<ArrayBuffer> {
  const merged = new Float64Array(Math.ceil(count / factor));
  for (let i = 0; i < count; i++) {
    const at = Math.floor(i / factor);
    merged[at] = join(merged[at]!, column[i]!);
  }
  return merged;
}

function buffersOf(merged: Series): ArrayBuffer[] {
  const { sent, without, initialRegistrations, normalRegistrations, leaderConnections, leaderClients, online, answers } = merged;
  const places = [...Object.values(sent), without].flatMap(({ lan, wan }) => [lan, wan]);
  const columns = [...places, initialRegistrations, normalRegistrations, leaderConnections, leaderClients, online, answers];
  return columns.map((column) => column.buffer as ArrayBuffer);
}

/** What expired questions were estimated at stays as it was, as long as the run goes on from where it is. */
const closed = new WeakMap<Run, { readonly generation: number; readonly estimated: Map<number, number> }>();

function estimatedAnswers(run: Run): number {
  const { sim, generation } = run;
  let known = closed.get(run);
  if (known?.generation !== generation) closed.set(run, (known = { generation, estimated: new Map() }));
  let sum = 0;
  for (const number of newestActs(sim)) {
    const kind = sim.acts[number]?.do;
    if (kind !== 'ask' && kind !== 'deploy') continue;
    const old = known.estimated.get(number);
    if (old !== undefined) {
      sum += old;
      continue;
    }
    // Inside an instant the act may still be to come.
    const view = sim.question(number);
    if (view === undefined) continue;
    sum += view.estimated;
    if (!view.open) known.estimated.set(number, view.estimated);
  }
  return sum;
}
