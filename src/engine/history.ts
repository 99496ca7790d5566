/** Snapshots of one run, so that going back is a short re-run. Bounded in number and bytes: thinned out geometrically, the start always kept. */
import type { Snapshot } from '../sim/types';
import type { Micros } from '../sim/world';
import { LIMITS } from './limits';

export interface Keyframe<Extra> {
  readonly now: Micros;
  readonly snapshot: Snapshot;
  /** How many live acts the simulation had been given. */
  readonly given: number;
  /** Newest row of the log then. */
  readonly lastId: number;
  /** Cheap figures that must come out the same when the instant is reached again. */
  readonly fingerprint: string;
  readonly extra: Extra;
  readonly buffers: readonly { readonly buffer: object; readonly bytes: number }[];
}

export class History<Extra> {
  /** Ascending in time. */
  private entries: Keyframe<Extra>[] = [];
  private readonly maxCount: number;
  private readonly maxBytes: number;

  constructor(maxCount: number = LIMITS.snapshots, maxBytes: number = LIMITS.snapshotBytes) {
    this.maxCount = maxCount;
    this.maxBytes = maxBytes;
  }

  get count(): number {
    return this.entries.length;
  }
  get times(): readonly Micros[] {
    return this.entries.map((entry) => entry.now);
  }

  add(frame: Omit<Keyframe<Extra>, 'buffers'>): void {
    const at = this.firstAfter(frame.now);
    if (this.entries[at - 1]?.now === frame.now) return;
    this.entries.splice(at, 0, { ...frame, buffers: buffersOf(frame.snapshot.data) });
    while (this.entries.length > 2 && (this.entries.length > this.maxCount || this.bytes() > this.maxBytes)) this.thin();
  }

  /** Newest first, up to an instant. */
  backFrom(t: Micros): readonly Keyframe<Extra>[] {
    return this.entries.slice(0, this.firstAfter(t)).reverse();
  }

  /** The newest keyframe at or before an instant. */
  before(t: Micros): Keyframe<Extra> | undefined {
    return this.entries[this.firstAfter(t) - 1];
  }
  /** The oldest keyframe after an instant. */
  after(t: Micros): Keyframe<Extra> | undefined {
    return this.entries[this.firstAfter(t)];
  }
  at(t: Micros): Keyframe<Extra> | undefined {
    const entry = this.before(t);
    return entry?.now === t ? entry : undefined;
  }

  /** Forgets what is no longer so once the live acts from number `kept` on differ, the first of them at `from`. */
  forget(from: Micros, kept: number): void {
    this.entries = this.entries.filter((entry, i) => i === 0 || (entry.now < from && entry.given <= kept));
  }

  /** Bytes of all keyframes; buffers shared between them count once. */
  bytes(): number {
    const seen = new Set<object>();
    let sum = 0;
    for (const entry of this.entries) {
      for (const { buffer, bytes } of entry.buffers) {
        if (seen.has(buffer)) continue;
        seen.add(buffer);
        sum += bytes;
      }
    }
    return sum;
  }

  /** Drops the one whose loss makes the smallest gap in proportion to its age: gaps grow with age. Never the first or the last. */
  private thin(): void {
    const newest = this.entries[this.entries.length - 1]?.now ?? 0;
    let worst = 1;
    let smallest = Infinity;
    for (let i = 1; i < this.entries.length - 1; i++) {
      const gap = (this.entries[i + 1]?.now ?? 0) - (this.entries[i - 1]?.now ?? 0);
      const share = gap / (newest - (this.entries[i]?.now ?? 0) + 1);
      if (share < smallest) {
        smallest = share;
        worst = i;
      }
    }
    this.entries.splice(worst, 1);
  }

  private firstAfter(t: Micros): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle]?.now ?? 0) <= t) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Entries of one map that are looked into: few hold arrays, and there can be very many. */
const LOOKED_INTO = 1_000;
/** Objects looked at in one snapshot, nearest to its top first: arrays lie there, trees of small objects below. */
const MOST_OBJECTS = 50_000;

/** Typed arrays inside plain data, each buffer once. Small objects are not counted: arrays are what weighs. */
function buffersOf(data: unknown): { readonly buffer: object; readonly bytes: number }[] {
  const found = new Map<object, number>();
  const seen = new Set<object>();
  const queue: unknown[] = [data];
  for (let at = 0; at < queue.length && seen.size < MOST_OBJECTS; at++) {
    const value = queue[at];
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (ArrayBuffer.isView(value)) found.set(value.buffer, value.buffer.byteLength);
    else if (Array.isArray(value)) {
      // Lists of numbers weigh eight bytes an entry; only lists of objects are walked.
      if (typeof value[0] === 'object') queue.push(...value.slice(0, 10_000));
      else found.set(value, value.length * 8);
    } else if (value instanceof Map) {
      found.set(value, value.size * 64);
      let looks = 0;
      for (const entry of value.values()) {
        if (typeof entry !== 'object' || ++looks > LOOKED_INTO) break;
        queue.push(entry);
      }
    } else if (!(value instanceof Set)) queue.push(...Object.values(value));
  }
  return [...found].map(([buffer, bytes]) => ({ buffer, bytes }));
}
