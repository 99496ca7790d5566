/** The table: a page of rows of the sorted and filtered fleet. The order is an index array, kept until something happens. */
import type { Simulation } from '../../sim/types';
import type { Slot } from '../../sim/world';
import type { QueryMap, TableColumn, TableQuery, TableResult, TableRow } from '../contract';
import { refuse } from '../deps';
import type { Run } from '../run';
import { checkCount, checkText } from './args';
import { AnswerColumn } from './answer-column';
import { fixedOrders, readersFor } from './table-columns';
import type { ColumnReader, FixedOrders } from './table-columns';
import { isRow, TableFilter } from './table-filter';

const MOST_ROWS = 10_000;
/** Orders kept: going back to an earlier sort or filter is free while nothing happens. */
const MOST_ORDERS = 4;
/** Counters go on between events: their order is renewed with time, too. */
const CHANGES_WITH_TIME: ReadonlySet<TableColumn> = new Set<TableColumn>(['initial', 'normal', 'reported', 'answer']);

interface Order {
  readonly key: string;
  readonly slots: Int32Array;
}

export class Table {
  private readonly run: Run;
  private readonly sim: Simulation;
  private readonly fixed: FixedOrders;
  private readonly filter: TableFilter;
  private readonly answers: AnswerColumn;
  private orders: Order[] = [];

  constructor(run: Run) {
    this.run = run;
    this.sim = run.sim;
    this.fixed = fixedOrders(run.sim.world);
    this.filter = new TableFilter(run.sim);
    this.answers = new AnswerColumn(run);
  }

  rows(query: QueryMap['table']['args']): TableResult {
    const readers = readersFor(this.sim, this.fixed, this.answers.reader());
    if (!(query.sort in readers))
      refuse('query.column', '/sort', `There is no column "${String(query.sort)}"; the columns are ${Object.keys(readers).join(', ')}.`);
    const offset = checkCount(query.offset, 'offset', Number.MAX_SAFE_INTEGER);
    const limit = checkCount(query.limit, 'limit', MOST_ROWS);
    const { slots } = this.order(query, readers);
    const rows: TableRow[] = [];
    for (let i = offset; i < Math.min(slots.length, offset + limit); i++) rows.push(rowOf(slots[i] ?? 0, readers));
    return { matching: slots.length, total: this.sim.world.clientCount, offset, rows };
  }

  private order(query: TableQuery, readers: Readonly<Record<TableColumn, ColumnReader>>): Order {
    const { sim } = this;
    const filter = checkText(query.filter, 'filter');
    const withTime = CHANGES_WITH_TIME.has(query.sort) || filter.trim() !== '';
    const key = JSON.stringify([query.sort, query.descending === true, filter, this.run.generation, sim.eventCount, sim.log.lastId, withTime ? sim.now : 0]);
    const known = this.orders.find((one) => one.key === key);
    if (known !== undefined) return known;
    const matching = this.matching(filter, readers);
    const order = { key, slots: sortBy(matching, readers[query.sort], readers.address, query.descending === true) };
    this.orders = [order, ...this.orders].slice(0, MOST_ORDERS);
    return order;
  }

  private matching(filter: string, readers: Readonly<Record<TableColumn, ColumnReader>>): Int32Array {
    const { sim } = this;
    const { state } = sim.columns;
    const test = this.filter.compile(filter, readers);
    const slots = new Int32Array(sim.slotCount);
    let n = 0;
    for (let slot = 0; slot < sim.slotCount; slot++) if (isRow(state[slot] ?? 0) && (test === null || test(slot))) slots[n++] = slot;
    return slots.subarray(0, n);
  }
}

/** By a column, then by address. Counting sort: linear, and stable without comparing. */
function sortBy(slots: Int32Array, column: ColumnReader, address: ColumnReader, descending: boolean): Int32Array {
  const byAddress = countingSort(slots, address, false);
  return column === address && !descending ? byAddress : countingSort(byAddress, column, descending);
}

function countingSort(slots: Int32Array, column: ColumnReader, descending: boolean): Int32Array {
  const keys = new Int32Array(slots.length);
  let most = 0;
  for (let i = 0; i < slots.length; i++) {
    const key = column.key(slots[i] ?? 0);
    keys[i] = key;
    if (key > most) most = key;
  }
  const starts = new Int32Array(most + 2);
  const place = (key: number): number => (descending ? most - key : key);
  for (const key of keys) starts[place(key) + 1]! += 1;
  for (let k = 1; k < starts.length; k++) starts[k]! += starts[k - 1] ?? 0;
  const sorted = new Int32Array(slots.length);
  for (let i = 0; i < slots.length; i++) {
    const at = place(keys[i] ?? 0);
    sorted[starts[at] ?? 0] = slots[i] ?? 0;
    starts[at]! += 1;
  }
  return sorted;
}

function rowOf(slot: Slot, readers: Readonly<Record<TableColumn, ColumnReader>>): TableRow {
  return {
    slot,
    address: readers.address.text(slot),
    name: readers.name.text(slot),
    site: readers.site.text(slot),
    subnet: readers.subnet.text(slot),
    server: readers.server.text(slot),
    status: readers.status.text(slot),
    send: readers.send.text(slot),
    receive: readers.receive.text(slot),
    roles: readers.roles.text(slot),
    forwardPeer: readers.forwardPeer.text(slot),
    backwardPeer: readers.backwardPeer.text(slot),
    previous: readers.previous.text(slot),
    next: readers.next.text(slot),
    initial: readers.initial.text(slot),
    normal: readers.normal.text(slot),
    reported: readers.reported.text(slot),
    answer: readers.answer.text(slot),
  };
}
