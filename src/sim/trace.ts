/** The event log: columnar, in pages that never change once full, so that snapshots share them. Bounded: oldest pages go first. */
import { EVENT_KINDS, RULES, type EventKind, type LogEvent, type RuleId } from './log';
import type { Log } from './types';
import type { Micros, Slot } from './world';

/** Rows a page holds, and pages kept: 1,048,576 rows. */
export const PAGE_ROWS = 4096;
export const MAX_PAGES = 256;

interface Page {
  readonly time: Float64Array;
  readonly kind: Uint8Array;
  readonly rule: Uint8Array;
  readonly dir: Int8Array;
  readonly client: Int32Array;
  readonly peer: Int32Array;
  readonly detail: Int32Array;
  readonly amount: Int32Array;
  readonly cause: Float64Array;
}

export interface TraceSnapshot {
  readonly pages: readonly Page[];
  readonly firstPage: number;
  readonly count: number;
}

const KIND_NUMBER = new Map<string, number>(EVENT_KINDS.map((kind, i) => [kind, i]));
const RULE_NUMBER = new Map<string, number>(RULES.map((rule, i) => [rule, i]));

export class Trace implements Log {
  /** Pages kept; `firstPage` is the number of the oldest. */
  private pages: Page[] = [];
  private firstPage = 0;
  private count = 0;
  /** Pages from this number on belong to no snapshot: a dropped one may be written again. */
  private unshared = 0;

  get firstId(): number {
    return this.count === 0 ? 0 : this.firstPage * PAGE_ROWS + 1;
  }
  get lastId(): number {
    return this.count;
  }

  /** Writes a row and returns its id. `dir`: 0 forward, 1 backward, −1 none. */
  add(t: Micros, kind: EventKind, rule: RuleId, cause: number, client: Slot, peer: Slot, dir: number, detail: number, amount = 0): number {
    const at = this.count % PAGE_ROWS;
    if (at === 0) this.addPage();
    const page = this.pages[this.pages.length - 1]!;
    page.time[at] = t;
    page.kind[at] = KIND_NUMBER.get(kind)!;
    page.rule[at] = RULE_NUMBER.get(rule)!;
    page.dir[at] = dir;
    page.client[at] = client;
    page.peer[at] = peer;
    page.detail[at] = detail;
    page.amount[at] = amount;
    page.cause[at] = cause;
    return ++this.count;
  }

  get(id: number): LogEvent | undefined {
    const page = this.pageOf(id);
    if (!page) return undefined;
    const at = (id - 1) % PAGE_ROWS;
    const dir = page.dir[at]!;
    return {
      id,
      t: page.time[at]!,
      kind: EVENT_KINDS[page.kind[at]!]!,
      rule: RULES[page.rule[at]!]!,
      cause: page.cause[at]!,
      client: page.client[at]!,
      peer: page.peer[at]!,
      direction: dir === 0 ? 'forward' : dir === 1 ? 'backward' : null,
      detail: page.detail[at]!,
      amount: page.amount[at]!,
    };
  }

  timeOf(id: number): Micros {
    return this.pageOf(id)?.time[(id - 1) % PAGE_ROWS] ?? NaN;
  }
  kindOf(id: number): number {
    return this.pageOf(id)?.kind[(id - 1) % PAGE_ROWS] ?? -1;
  }
  clientOf(id: number): Slot {
    return this.pageOf(id)?.client[(id - 1) % PAGE_ROWS] ?? -1;
  }
  peerOf(id: number): Slot {
    return this.pageOf(id)?.peer[(id - 1) % PAGE_ROWS] ?? -1;
  }
  directionOf(id: number): 0 | 1 | -1 {
    const dir = this.pageOf(id)?.dir[(id - 1) % PAGE_ROWS];
    return dir === 0 ? 0 : dir === 1 ? 1 : -1;
  }

  lastIdAt(t: Micros): number {
    let low = this.firstId - 1;
    let high = this.count;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.timeOf(middle) <= t) low = middle;
      else high = middle - 1;
    }
    return low < this.firstId ? 0 : low;
  }

  recentOf(slot: Slot, limit: number): LogEvent[] {
    const found: LogEvent[] = [];
    for (let id = this.count; id >= this.firstId && id > 0 && found.length < limit; id--) {
      if (this.clientOf(id) === slot || this.peerOf(id) === slot) found.push(this.get(id)!);
    }
    return found;
  }

  causesOf(id: number): LogEvent[] {
    const chain: LogEvent[] = [];
    for (let event = this.get(id); event; event = event.cause > 0 ? this.get(event.cause) : undefined) chain.push(event);
    return chain;
  }

  snapshot(): TraceSnapshot {
    const pages = this.pages.slice();
    this.unshared = this.firstPage + pages.length;
    if (this.count % PAGE_ROWS !== 0 && pages.length > 0) pages[pages.length - 1] = copyPage(pages[pages.length - 1]!);
    return { pages, firstPage: this.firstPage, count: this.count };
  }

  restore(from: TraceSnapshot): void {
    this.pages = from.pages.slice();
    this.unshared = from.firstPage + from.pages.length;
    if (from.count % PAGE_ROWS !== 0 && this.pages.length > 0) this.pages[this.pages.length - 1] = copyPage(this.pages[this.pages.length - 1]!);
    this.firstPage = from.firstPage;
    this.count = from.count;
  }

  private pageOf(id: number): Page | undefined {
    if (id < 1 || id > this.count) return undefined;
    return this.pages[Math.floor((id - 1) / PAGE_ROWS) - this.firstPage];
  }

  private addPage(): void {
    if (this.pages.length === MAX_PAGES) {
      const oldest = this.pages.shift()!;
      this.firstPage++;
      this.pages.push(this.firstPage > this.unshared ? oldest : newPage());
    } else this.pages.push(newPage());
  }
}

function newPage(): Page {
  return {
    time: new Float64Array(PAGE_ROWS),
    kind: new Uint8Array(PAGE_ROWS),
    rule: new Uint8Array(PAGE_ROWS),
    dir: new Int8Array(PAGE_ROWS),
    client: new Int32Array(PAGE_ROWS),
    peer: new Int32Array(PAGE_ROWS),
    detail: new Int32Array(PAGE_ROWS),
    amount: new Int32Array(PAGE_ROWS),
    cause: new Float64Array(PAGE_ROWS),
  };
}

function copyPage(page: Page): Page {
  return {
    time: page.time.slice(),
    kind: page.kind.slice(),
    rule: page.rule.slice(),
    dir: page.dir.slice(),
    client: page.client.slice(),
    peer: page.peer.slice(),
    detail: page.detail.slice(),
    amount: page.amount.slice(),
    cause: page.cause.slice(),
  };
}
