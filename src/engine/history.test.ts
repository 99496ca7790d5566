import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { History } from './history';

const frame = (now: number, bytes = 8, given = 0) => ({
  now,
  snapshot: { format: 1 as const, now, data: { column: new Uint8Array(bytes) } },
  given,
  lastId: now,
  fingerprint: '',
  extra: now,
});

describe('history', () => {
  test('it never keeps more than its bound, always keeps the start, and gaps grow with age', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 30 }), fc.integer({ min: 1, max: 400 }), (most, many) => {
        const history = new History<number>(most);
        for (let t = 0; t <= many; t++) history.add(frame(t * 10));
        expect(history.count).toBeLessThanOrEqual(most);
        const { times } = history;
        expect(times[0]).toBe(0);
        expect(times.at(-1)).toBe(many * 10);
        if (many > 4 * most && most >= 8) expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThan((times.at(-1) ?? 0) - (times.at(-2) ?? 0));
      }),
      { numRuns: 60 },
    );
  });

  test('it never holds more bytes than its bound, and counts shared buffers once', () => {
    const history = new History<number>(100, 10_000);
    for (let t = 0; t < 50; t++) history.add(frame(t, 1_000));
    expect(history.bytes()).toBeLessThanOrEqual(10_000);
    const shared = new History<number>(100, 10_000);
    const page = new Float64Array(500);
    for (let t = 0; t < 50; t++) shared.add({ ...frame(t, 8), snapshot: { format: 1, now: t, data: { pages: [{ time: page }], own: new Uint8Array(8) } } });
    expect(shared.count).toBe(50);
    expect(shared.bytes()).toBe(4_000 + 50 * 8);
  });

  test('columns inside maps and nested objects count as well, those shared between keyframes once', () => {
    const history = new History<number>(100, 1_000_000);
    const settled = { state: { heardAt: new Float64Array(100) } };
    for (let t = 0; t < 10; t++) {
      const questions = new Map<number, object>([
        [0, settled],
        [1, { state: { heardAt: new Float64Array(50) } }],
      ]);
      history.add({ ...frame(t), snapshot: { format: 1, now: t, data: { questions } } });
    }
    expect(history.bytes()).toBe(800 + 10 * (400 + 2 * 64));
  });

  test('the nearest keyframe is the newest at or before an instant', () => {
    const history = new History<number>();
    for (const t of [0, 50, 20, 90]) history.add(frame(t));
    expect([0, 19, 20, 89, 1_000].map((t) => history.before(t)?.now)).toEqual([0, 0, 20, 50, 90]);
    expect(history.after(20)?.now).toBe(50);
    expect(history.at(50)?.now).toBe(50);
    expect(history.at(51)).toBeUndefined();
  });

  test('when an act changes, keyframes after it, or that already held it, are gone', () => {
    const history = new History<number>();
    for (const [t, given] of [[0, 0], [10, 0], [20, 1], [30, 2], [40, 2]] as const) history.add(frame(t, 8, given)); // prettier-ignore
    history.forget(31, 1);
    expect(history.times).toEqual([0, 10, 20]);
  });
});
