/**
 * What is going to happen, in the total order (time, kind, a, direction, b, serial). A 4-ary heap of row numbers over
 * typed columns: no object per event, nothing depends on the order of insertion.
 */
export interface QueuedEvent {
  time: number;
  kind: number;
  a: number;
  dir: number;
  b: number;
  serial: number;
  /** Id of the logged event that brought this about. */
  cause: number;
  /** Free use, by kind. */
  x: number;
  y: number;
}

const FIELDS = 9;

export class EventQueue {
  private rows = new Float64Array(256 * FIELDS);
  private heap = new Int32Array(256);
  /** Time of the event at each place of the heap: most comparisons end here. */
  private times = new Float64Array(256);
  private free: number[] = [];
  private used = 0;
  size = 0;

  /** Time of the first event, Infinity when there is none. */
  get nextTime(): number {
    return this.size === 0 ? Infinity : this.times[0]!;
  }

  push(time: number, kind: number, a: number, dir: number, b: number, serial: number, cause: number, x: number, y: number): void {
    const row = this.free.pop() ?? this.used++;
    if ((row + 1) * FIELDS > this.rows.length) this.grow();
    const rows = this.rows;
    const at = row * FIELDS;
    rows[at] = time;
    rows[at + 1] = kind;
    rows[at + 2] = a;
    rows[at + 3] = dir;
    rows[at + 4] = b;
    rows[at + 5] = serial;
    rows[at + 6] = cause;
    rows[at + 7] = x;
    rows[at + 8] = y;
    this.siftUp(this.size++, row, time);
  }

  /** Moves the first event into `into`. Only when size > 0. */
  pop(into: QueuedEvent): void {
    const row = this.heap[0]!;
    this.read(row, into);
    this.free.push(row);
    const last = this.heap[--this.size]!;
    if (this.size > 0) this.siftDown(last, this.times[this.size]!);
  }

  /** All events in order, as plain rows: for hashes, snapshots and tests. */
  sorted(): Float64Array {
    const order = Array.from(this.heap.subarray(0, this.size)).sort((p, q) => (this.before(p, q) ? -1 : 1));
    const out = new Float64Array(order.length * FIELDS);
    order.forEach((row, i) => out.set(this.rows.subarray(row * FIELDS, row * FIELDS + FIELDS), i * FIELDS));
    return out;
  }

  /** Every event, in no particular order. */
  each(visit: (time: number, kind: number, a: number, b: number, serial: number, x: number) => void): void {
    const { rows, heap, size } = this;
    for (let i = 0; i < size; i++) {
      const at = heap[i]! * FIELDS;
      visit(rows[at]!, rows[at + 1]!, rows[at + 2]!, rows[at + 4]!, rows[at + 5]!, rows[at + 7]!);
    }
  }

  static fromSorted(flat: Float64Array): EventQueue {
    const queue = new EventQueue();
    for (let i = 0; i < flat.length; i += FIELDS) {
      queue.push(flat[i]!, flat[i + 1]!, flat[i + 2]!, flat[i + 3]!, flat[i + 4]!, flat[i + 5]!, flat[i + 6]!, flat[i + 7]!, flat[i + 8]!);
    }
    return queue;
  }

  static readonly FIELDS = FIELDS;

  private read(row: number, into: QueuedEvent): void {
    const rows = this.rows;
    const at = row * FIELDS;
    into.time = rows[at]!;
    into.kind = rows[at + 1]!;
    into.a = rows[at + 2]!;
    into.dir = rows[at + 3]!;
    into.b = rows[at + 4]!;
    into.serial = rows[at + 5]!;
    into.cause = rows[at + 6]!;
    into.x = rows[at + 7]!;
    into.y = rows[at + 8]!;
  }

  private before(p: number, q: number): boolean {
    const rows = this.rows;
    const i = p * FIELDS;
    const j = q * FIELDS;
    for (let f = 0; f < FIELDS; f++) {
      const difference = rows[i + f]! - rows[j + f]!;
      if (difference !== 0) return difference < 0;
    }
    return false;
  }

  private siftUp(position: number, row: number, time: number): void {
    const { heap, times } = this;
    while (position > 0) {
      const parent = (position - 1) >> 2;
      const above = times[parent]!;
      if (time > above || (time === above && !this.before(row, heap[parent]!))) break;
      heap[position] = heap[parent]!;
      times[position] = above;
      position = parent;
    }
    heap[position] = row;
    times[position] = time;
  }

  private siftDown(row: number, time: number): void {
    const { heap, times, size } = this;
    let position = 0;
    for (;;) {
      const first = position * 4 + 1;
      if (first >= size) break;
      let best = first;
      const end = Math.min(first + 4, size);
      for (let child = first + 1; child < end; child++) {
        const earlier = times[child]! < times[best]! || (times[child] === times[best] && this.before(heap[child]!, heap[best]!));
        if (earlier) best = child;
      }
      if (times[best]! > time || (times[best] === time && !this.before(heap[best]!, row))) break;
      heap[position] = heap[best]!;
      times[position] = times[best]!;
      position = best;
    }
    heap[position] = row;
    times[position] = time;
  }

  private grow(): void {
    const rows = new Float64Array(this.rows.length * 2);
    rows.set(this.rows);
    this.rows = rows;
    const heap = new Int32Array(this.heap.length * 2);
    heap.set(this.heap);
    this.heap = heap;
    const times = new Float64Array(heap.length);
    times.set(this.times);
    this.times = times;
  }
}
