/** Marks of the time–chain diagram as columns that grow: nothing is allocated per mark, and what is sent has the length it needs. */
import type { MarkKind } from '../time-chain-marks';
import { MARK_KINDS, MAX_MARKS } from '../time-chain-marks';
import type { TimeChainMarks } from '../contract';
import type { Micros, Slot } from '../../sim/world';

const FIRST_ROOM = 4_096;

export class MarkWriter {
  count = 0;
  /** Marks beyond the bound: they are counted and not kept. */
  dropped = 0;
  readonly byKind = new Uint32Array(MARK_KINDS);
  private room = FIRST_ROOM;
  private kind = new Uint8Array(FIRST_ROOM);
  private t0 = new Float64Array(FIRST_ROOM);
  private t1 = new Float64Array(FIRST_ROOM);
  private a = new Int32Array(FIRST_ROOM);
  private b = new Int32Array(FIRST_ROOM);
  private extra = new Int32Array(FIRST_ROOM);
  private question = new Int32Array(FIRST_ROOM);
  private event = new Float64Array(FIRST_ROOM);
  private cause = new Float64Array(FIRST_ROOM);

  add(kind: MarkKind, t0: Micros, t1: Micros, a: Slot, b: Slot, extra: number, question: number, event: number, cause: number): void {
    const at = this.count;
    if (at >= MAX_MARKS) {
      this.dropped++;
      return;
    }
    if (at === this.room) this.grow();
    this.kind[at] = kind;
    this.t0[at] = t0;
    this.t1[at] = t1;
    this.a[at] = a;
    this.b[at] = b;
    this.extra[at] = extra;
    this.question[at] = question;
    this.event[at] = event;
    this.cause[at] = cause;
    this.byKind[kind]!++;
    this.count++;
  }

  finish(): TimeChainMarks {
    const n = this.count;
    return {
      count: n,
      kind: this.kind.slice(0, n),
      t0: this.t0.slice(0, n),
      t1: this.t1.slice(0, n),
      a: this.a.slice(0, n),
      b: this.b.slice(0, n),
      extra: this.extra.slice(0, n),
      question: this.question.slice(0, n),
      event: this.event.slice(0, n),
      cause: this.cause.slice(0, n),
    };
  }

  private grow(): void {
    this.room *= 2;
    const wider = <T extends { set(from: T): void }>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.kind = wider(this.kind, new Uint8Array(this.room));
    this.t0 = wider(this.t0, new Float64Array(this.room));
    this.t1 = wider(this.t1, new Float64Array(this.room));
    this.a = wider(this.a, new Int32Array(this.room));
    this.b = wider(this.b, new Int32Array(this.room));
    this.extra = wider(this.extra, new Int32Array(this.room));
    this.question = wider(this.question, new Int32Array(this.room));
    this.event = wider(this.event, new Float64Array(this.room));
    this.cause = wider(this.cause, new Float64Array(this.room));
  }
}
