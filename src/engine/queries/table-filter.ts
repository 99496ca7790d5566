/** The table's filter: words that must all occur in a row; `column:value` looks in one column only. Compiled once, then a look-up per row. */
import { VACATED } from '../../sim/state-bits';
import type { Simulation } from '../../sim/types';
import type { Slot } from '../../sim/world';
import type { TableColumn } from '../contract';
import type { ColumnReader } from './table-columns';

export type RowTest = (slot: Slot) => boolean;
type Readers = Readonly<Record<TableColumn, ColumnReader>>;

const COLUMNS: readonly TableColumn[] = [
  'address', 'name', 'site', 'subnet', 'server', 'status', 'send', 'receive', 'roles', 'forwardPeer', 'backwardPeer', 'previous', 'next', 'initial', 'normal', 'reported', 'answer',
]; // prettier-ignore

/** Columns with an address of another client, or the client's own. */
const ADDRESSES: ReadonlySet<TableColumn> = new Set<TableColumn>(['address', 'forwardPeer', 'backwardPeer', 'previous', 'next']);

export class TableFilter {
  private readonly sim: Simulation;
  /** Per word: 1 + whether the address of a slot contains it. Addresses never change, so this outlives events. */
  private readonly addressHits = new Map<string, Uint8Array>();

  constructor(sim: Simulation) {
    this.sim = sim;
  }

  /** Null when nothing is filtered out. */
  compile(text: string, readers: Readers): RowTest | null {
    const tests = wordsOf(text).map((word) => this.wordTest(word, readers));
    if (tests.length === 0) return null;
    return (slot) => tests.every((test) => test(slot));
  }

  private wordTest(word: string, readers: Readers): RowTest {
    const colon = word.indexOf(':');
    const column = COLUMNS.find((name) => name.toLowerCase() === word.slice(0, colon));
    if (colon > 0 && column !== undefined) return this.columnTest(column, word.slice(colon + 1), readers);
    const tests = COLUMNS.map((name) => this.columnTest(name, word, readers));
    return (slot) => tests.some((test) => test(slot));
  }

  private columnTest(column: TableColumn, part: string, readers: Readers): RowTest {
    const reader = readers[column];
    if (reader.values !== undefined) {
      const hits = reader.values.map((value) => value.toLowerCase().includes(part));
      if (hits.every((hit) => !hit) && column !== 'status') return never;
      // A status may carry a slow link, which its key does not show.
      return column === 'status' && 'slow link ahead behind'.includes(part)
        ? (slot) => reader.text(slot).toLowerCase().includes(part)
        : (slot) => hits[reader.key(slot)] === true;
    }
    if (ADDRESSES.has(column)) return this.addressTest(column, part);
    if (column === 'initial' || column === 'normal') return /^\d+$/.test(part) ? (slot) => reader.text(slot) === part : never;
    return (slot) => reader.text(slot).toLowerCase().includes(part);
  }

  private addressTest(column: TableColumn, part: string): RowTest {
    if (!/^[0-9a-f.:]+$/.test(part)) return never;
    const hits = this.hitsOf(part);
    if (column === 'address') return (slot) => hits[slot] === 1;
    const { out, in: incoming } = this.sim.columns;
    const other = column === 'forwardPeer' ? out[0] : column === 'backwardPeer' ? out[1] : column === 'previous' ? incoming[0] : incoming[1];
    return (slot) => {
      const peer = other[slot] ?? -1;
      return peer >= 0 && hits[peer] === 1;
    };
  }

  private hitsOf(part: string): Uint8Array {
    const known = this.addressHits.get(part);
    if (known !== undefined && known.length === this.sim.slotCount) return known;
    const hits = new Uint8Array(this.sim.slotCount);
    for (let slot = 0; slot < hits.length; slot++) if (this.sim.addressText(slot).includes(part)) hits[slot] = 1;
    if (this.addressHits.size >= MOST_WORDS) this.addressHits.clear();
    this.addressHits.set(part, hits);
    return hits;
  }
}

/** Words whose addresses are remembered. */
const MOST_WORDS = 8;

function never(): boolean {
  return false;
}

/** Words in lower case; quotes keep several together: status:"not registered". */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
  return words.map((word) => word.replaceAll('"', '')).filter((word) => word !== '' && !word.endsWith(':'));
}

/** Places that are rows: whoever has moved is listed where they are now. */
export function isRow(bits: number): boolean {
  return (bits & VACATED) === 0;
}
