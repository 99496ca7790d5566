/**
 * Figures over time, in equal buckets of bounded number (NET-6): when they become too many, neighbours are merged, so that a run of any length keeps
 * at most `MOST_BUCKETS`. The first buckets are a tenth of the keep-alive interval. Keep-alives are computed, not booked one by one: each standing
 * link has one tick per interval at its own phase, so a bucket's share is the number of links whose phase falls into it, kept by phase (*beats*).
 */
import type { Series } from './types';
import type { Micros } from './world';

/** Divisible by the factors by which buckets are merged. */
export const MOST_BUCKETS = 1_000;
const FIRST_CAPACITY = 64;

/** Columns behind those of the classes (class × place). Of the last three a bucket keeps the value at its end. */
export const EXTRA = {
  withoutLan: 0,
  withoutWan: 1,
  initial: 2,
  repeated: 3,
  answers: 4,
  normalLan: 5,
  normalWan: 6,
  leaderConnections: 7,
  leaderClients: 8,
  online: 9,
} as const;
const EXTRA_COUNT = 10;
const FIRST_LEVEL = EXTRA.leaderConnections;

/** What a normal registration with its answer takes: bytes of which class, and without peering. */
export interface NormalBytes {
  readonly cls: number;
  readonly bytes: number;
  readonly without: number;
}

/** What is counted as it stands: leaders' connections, clients that hold one, clients online. */
export interface Levels {
  leaderConnections: number;
  leaderClients: number;
  online: number;
}

export class SeriesBooks {
  width: Micros;
  /** Bucket that holds the present; its end. */
  at = 0;
  nextEdge: Micros;
  levels: Levels = { leaderConnections: 0, leaderClients: 0, online: 0 };
  /** WAN bytes by site, up and down: in this bucket and in the one before it. */
  recent: Float64Array;
  before: Float64Array;
  /** Where the bucket before this one began when it was counted. */
  windowFrom: Micros = 0;
  private readonly period: Micros;
  private readonly classColumns: number;
  private readonly normalColumn: number;
  /** Column of the class of keep-alives on a LAN; that on a WAN follows. */
  private readonly beatColumn: number;
  private readonly beatBytes: number;
  /** LAN and WAN links by the bucket of their phase: place × phases + phase. */
  private beats: Float64Array;
  private columns: Float64Array[];

  constructor(classes: number, controlClass: number, keepAlive: Micros, keepAliveBytes: number, siteCount: number) {
    this.period = keepAlive;
    this.width = keepAlive % 10 === 0 ? keepAlive / 10 : keepAlive;
    this.nextEdge = this.width;
    this.classColumns = classes * 2;
    this.normalColumn = classes * 2 + EXTRA.normalLan;
    this.beatColumn = controlClass * 2;
    this.beatBytes = keepAliveBytes;
    this.beats = new Float64Array(2 * (keepAlive / this.width));
    this.columns = Array.from({ length: this.classColumns + EXTRA_COUNT }, () => new Float64Array(FIRST_CAPACITY));
    this.recent = new Float64Array(siteCount * 2);
    this.before = new Float64Array(siteCount * 2);
  }

  /** A copy, also of what has been cloned as plain data (snapshots). */
  static copyOf(series: SeriesBooks): SeriesBooks {
    const copy = Object.assign(Object.create(SeriesBooks.prototype) as SeriesBooks, series);
    copy.levels = { ...series.levels };
    copy.recent = series.recent.slice();
    copy.before = series.before.slice();
    copy.beats = series.beats.slice();
    copy.columns = series.columns.map((column) => column.slice());
    return copy;
  }

  /** Adds to a class (`cls × 2 + place`) in the bucket of t, which is not after the present. */
  add(column: number, t: Micros, amount: number): void {
    this.columns[column]![Math.floor(t / this.width)]! += amount;
  }

  /** Adds to one of EXTRA. */
  count(extra: number, t: Micros, amount: number): void {
    this.add(this.classColumns + extra, t, amount);
  }

  /** A normal registration with its answer at t; `place` 0 LAN, 1 WAN. Its bytes follow from the number. */
  normal(place: number, t: Micros): void {
    this.columns[this.normalColumn + place]![Math.floor(t / this.width)]! += 1;
  }

  /** Adds WAN bytes to a site's link (`site × 2`, + 1 for down) if t is in this bucket or the one before. */
  addRecent(index: number, t: Micros, amount: number): void {
    const bucket = Math.floor(t / this.width);
    if (bucket === this.at) this.recent[index]! += amount;
    else if (bucket === this.at - 1) this.before[index]! += amount;
  }

  /** Bits per second of a site's link over this bucket and the one before, at `now`. */
  rateOf(index: number, now: Micros): number {
    return now <= this.windowFrom ? 0 : ((this.recent[index]! + this.before[index]!) * 8e6) / (now - this.windowFrom);
  }

  /** Moves on to the bucket that holds `now`. To be called before anything of that bucket is booked. */
  advance(now: Micros): void {
    while (now >= this.nextEdge) this.nextBucket();
  }

  /** Bucket of the phase of a link's keep-alives. */
  private phaseOf(phase: Micros): number {
    return this.beats.length === 2 ? 0 : Math.floor(phase / this.width);
  }

  /** Ticks of a phase in (t, end of the present bucket). */
  private ticksAhead(phase: Micros, t: Micros): number {
    const ticks = (until: Micros): number => (until < phase ? 0 : Math.floor((until - phase) / this.period) + 1);
    return ticks(this.nextEdge - 1) - ticks(t);
  }

  /** A link with keep-alives at this phase begins (`links` = 1) or ends (−1) now, at t; `place` 0 LAN, 1 WAN. */
  beat(place: number, phase: Micros, t: Micros, links: 1 | -1): void {
    if (this.beatBytes === 0) return;
    this.beats[place * (this.beats.length / 2) + this.phaseOf(phase)]! += links;
    const ahead = this.ticksAhead(phase, t);
    if (ahead !== 0) this.columns[this.beatColumn + place]![this.at]! += links * ahead * this.beatBytes;
  }

  /** What happened up to now. `settled`: bytes sent by class and place, with all keep-alives up to now. */
  view(classes: readonly string[], settled: ArrayLike<number>, normal: NormalBytes): Series {
    this.keepLevels();
    const count = this.at + 1;
    const column = (index: number): Float64Array => this.columns[index]!.slice(0, count);
    const extra = (index: number): Float64Array => column(this.classColumns + index);
    const sent = classes.map((name, cls) => [name, { lan: column(cls * 2), wan: column(cls * 2 + 1) }] as const);
    const normals = [extra(EXTRA.normalLan), extra(EXTRA.normalWan)] as const;
    const without = [extra(EXTRA.withoutLan), extra(EXTRA.withoutWan)] as const;
    for (const place of [0, 1] as const) {
      const registrations = sent[normal.cls]![1][place === 0 ? 'lan' : 'wan'];
      for (let i = 0; i < count; i++) {
        registrations[i]! += normals[place][i]! * normal.bytes;
        without[place][i]! += normals[place][i]! * normal.without;
      }
    }
    // the present bucket has the keep-alives up to its end: what is ahead of now is taken off by what the books say in all
    for (const place of [0, 1]) {
      const beats = place === 0 ? sent[this.beatColumn / 2]![1].lan : sent[this.beatColumn / 2]![1].wan;
      beats[this.at]! += settled[this.beatColumn + place]! - beats.reduce((sum, bytes) => sum + bytes, 0);
    }
    return {
      bucket: this.width,
      count,
      sent: Object.fromEntries(sent) as Series['sent'],
      without: { lan: without[0], wan: without[1] },
      initialRegistrations: extra(EXTRA.initial),
      normalRegistrations: extra(EXTRA.repeated).map((repeated, i) => repeated + normals[0][i]! + normals[1][i]!),
      answers: extra(EXTRA.answers),
      leaderConnections: extra(EXTRA.leaderConnections),
      leaderClients: extra(EXTRA.leaderClients),
      online: extra(EXTRA.online),
    };
  }

  private nextBucket(): void {
    this.keepLevels();
    this.windowFrom = this.nextEdge - this.width;
    if (this.at + 1 === MOST_BUCKETS) this.merge();
    this.at++;
    this.nextEdge += this.width;
    if (this.at >= this.columns[0]!.length) this.columns = this.columns.map(doubled);
    [this.before, this.recent] = [this.recent, this.before];
    this.recent.fill(0);
    this.addBeats();
  }

  private keepLevels(): void {
    const { leaderConnections, leaderClients, online } = this.levels;
    const first = this.classColumns + FIRST_LEVEL;
    this.columns[first]![this.at] = leaderConnections;
    this.columns[first + 1]![this.at] = leaderClients;
    this.columns[first + 2]![this.at] = online;
  }

  /** Keep-alives of the links that stand when the present bucket begins. */
  private addBeats(): void {
    const phases = this.beats.length / 2;
    const phase = this.at % phases;
    const each = phases === 1 ? this.width / this.period : 1;
    for (let place = 0; place < 2; place++) {
      const links = this.beats[place * phases + phase]!;
      if (links !== 0) this.columns[this.beatColumn + place]![this.at]! += links * each * this.beatBytes;
    }
  }

  /** Neighbours become one bucket. The number of buckets is then divisible by any factor used. */
  private merge(): void {
    const phases = this.beats.length / 2;
    const factor = phases === 5 ? 5 : 2;
    const count = MOST_BUCKETS / factor;
    this.columns.forEach((column, index) => {
      const level = index >= this.classColumns + FIRST_LEVEL;
      for (let i = 0; i < count; i++) {
        let sum = 0;
        for (let j = 0; j < factor; j++) sum += column[i * factor + j]!;
        column[i] = level ? column[i * factor + factor - 1]! : sum;
      }
      column.fill(0, count);
    });
    if (phases > 1) {
      const folded = new Float64Array((phases / factor) * 2);
      this.beats.forEach((links, i) => (folded[Math.floor(i / factor)]! += links));
      this.beats = folded;
    }
    this.width *= factor;
    this.at = count - 1;
  }
}

function doubled(column: Float64Array): Float64Array {
  const grown = new Float64Array(Math.min(MOST_BUCKETS, column.length * 2));
  grown.set(column);
  return grown;
}
