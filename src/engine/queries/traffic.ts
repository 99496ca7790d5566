/** The ledger in rows: who sent and received what (NET-6), sorted, filtered, a page at a time. */
import { TRAFFIC_STRIDE } from '../../sim/types';
import type { Simulation } from '../../sim/types';
import type { QueryMap, TrafficColumn, TrafficKind, TrafficResult, TrafficRow } from '../contract';
import { refuse } from '../deps';
import type { Run } from '../run';
import { checkCount, checkText } from './args';
import { rationed } from './rationed';
import { loadOf, trafficRows } from './traffic-rows';
import type { TrafficRows } from './traffic-rows';

const KINDS = ['site', 'link', 'subnet', 'chain', 'server', 'client'] as const satisfies readonly TrafficKind[];
const BYTES = ['lanSent', 'lanReceived', 'wanSent', 'wanReceived'] as const satisfies readonly TrafficColumn[];
const LOADS = ['upBps', 'downBps', 'utilisation', 'waiting'] as const satisfies readonly TrafficColumn[];
const COLUMNS: readonly TrafficColumn[] = ['label', ...BYTES, ...LOADS];
const MOST_ROWS = 10_000;
const NO_LOADS = new Float64Array(0);

export function traffic(run: Run, args: QueryMap['traffic']['args']): TrafficResult {
  const kind = oneOf(args.of, KINDS, 'of');
  const sort = oneOf(args.sort, COLUMNS, 'sort');
  const offset = checkCount(args.offset, 'offset', Number.MAX_SAFE_INTEGER);
  const limit = checkCount(args.limit, 'limit', MOST_ROWS);
  const words = checkText(args.filter, 'filter').toLowerCase().split(/\s+/).filter(Boolean);
  const { sim } = run;
  const { rows, loads } = rationed(run, `traffic ${kind}`, () => ({
    rows: trafficRows(sim, kind),
    loads: kind === 'site' || kind === 'link' ? sim.linkLoads() : NO_LOADS,
  }));
  if (rows === null) return { kept: false, matching: 0, total: 0, offset, rows: [], sums: { lanSent: 0, lanReceived: 0, wanSent: 0, wanReceived: 0 } };
  const matching = filtered(rows, words);
  sortRows(matching, keyOf(sim, rows, loads, sort), args.descending === true);
  const page: TrafficRow[] = [];
  for (let i = offset; i < Math.min(matching.length, offset + limit); i++) page.push(rowOf(sim, rows, loads, matching[i]!));
  return { kept: true, matching: matching.length, total: rows.count, offset, rows: page, sums: sumsOf(rows, matching) };
}

function oneOf<T extends string>(value: unknown, known: readonly T[], name: string): T {
  const found = known.find((one) => one === value);
  return found ?? refuse('query.choice', `/${name}`, `"${name}" must be one of ${known.join(', ')}.`);
}

/** All words must occur in a row's label or detail. */
function filtered(rows: TrafficRows, words: readonly string[]): Int32Array {
  const matching = new Int32Array(rows.count);
  let n = 0;
  for (let row = 0; row < rows.count; row++) {
    const text = words.length === 0 ? '' : `${rows.label(row)} ${rows.detail(row)}`.toLowerCase();
    if (words.every((word) => text.includes(word))) matching[n++] = row;
  }
  return matching.subarray(0, n);
}

function sumsOf({ bytes }: TrafficRows, matching: Int32Array): TrafficResult['sums'] {
  const sum = (offset: number): number => matching.reduce((total, row) => total + bytes[row * TRAFFIC_STRIDE + offset]!, 0);
  return { lanSent: sum(0), lanReceived: sum(1), wanSent: sum(2), wanReceived: sum(3) };
}

/** A number to sort by; NaN = there is none. */
function keyOf(sim: Simulation, rows: TrafficRows, loads: Float64Array, sort: TrafficColumn): (row: number) => number {
  if (sort === 'label') return rows.place ?? textOrder(rows);
  const byte = BYTES.findIndex((name) => name === sort);
  if (byte >= 0) return (row) => rows.bytes[row * TRAFFIC_STRIDE + byte]!;
  const load = LOADS.find((name) => name === sort) ?? 'waiting';
  return (row) => loadOf(sim, loads, rows.linkOf(row))[load] ?? NaN;
}

/** Upper and lower case alike; plain order by code units, the same on every host. */
function textOrder(rows: TrafficRows): (row: number) => number {
  const texts = Array.from({ length: rows.count }, (_, row) => rows.label(row).toLowerCase());
  const order = texts.map((_, row) => row).sort((a, b) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : a - b));
  const place = new Int32Array(rows.count);
  order.forEach((row, at) => {
    place[row] = at;
  });
  return (row) => place[row]!;
}

/** Rows without a number come last either way; equal ones stay in their own order. */
function sortRows(matching: Int32Array, key: (row: number) => number, descending: boolean): void {
  const keys = new Float64Array((matching.length === 0 ? 0 : Math.max(matching.at(-1)!, 0)) + 1);
  for (const row of matching) keys[row] = key(row);
  const sign = descending ? -1 : 1;
  matching.sort((a, b) => {
    const x = keys[a]!;
    const y = keys[b]!;
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return (x - y) * sign || a - b;
  });
}

function rowOf(sim: Simulation, rows: TrafficRows, loads: Float64Array, row: number): TrafficRow {
  const at = row * TRAFFIC_STRIDE;
  return {
    index: rows.index(row),
    label: rows.label(row),
    detail: rows.detail(row),
    lanSent: rows.bytes[at]!,
    lanReceived: rows.bytes[at + 1]!,
    wanSent: rows.bytes[at + 2]!,
    wanReceived: rows.bytes[at + 3]!,
    ...loadOf(sim, loads, rows.linkOf(row)),
  };
}
