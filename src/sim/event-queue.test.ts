import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue, type QueuedEvent } from './event-queue';

const small = fc.nat({ max: 3 });
const row = fc.tuple(small, small, small, fc.nat({ max: 1 }), small, small);

function drain(queue: EventQueue): number[][] {
  const out: number[][] = [];
  const event: QueuedEvent = { time: 0, kind: 0, a: 0, dir: 0, b: 0, serial: 0, cause: 0, x: 0, y: 0 };
  while (queue.size > 0) {
    queue.pop(event);
    out.push([event.time, event.kind, event.a, event.dir, event.b, event.serial]);
  }
  return out;
}

function fill(rows: readonly (readonly number[])[]): EventQueue {
  const queue = new EventQueue();
  for (const [time, kind, a, dir, b, serial] of rows) queue.push(time!, kind!, a!, dir!, b!, serial!, 0, 0, 0);
  return queue;
}

describe('the event queue', () => {
  it('gives events in the total order (time, kind, a, direction, b, serial), whatever order they came in', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 200 }), (rows) => {
        const sorted = rows.map((r) => [...r]).sort((p, q) => p.map((value, i) => value - q[i]!).find((d) => d !== 0) ?? 0);
        expect(drain(fill(rows))).toEqual(sorted);
      }),
    );
  });

  it('is the same after it was written out in order and read again', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 600 }), (rows) => {
        const queue = fill(rows);
        const copy = EventQueue.fromSorted(queue.sorted());
        expect(drain(copy)).toEqual(drain(queue));
      }),
      { numRuns: 30 },
    );
  });
});
