import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Series } from '../../sim/types';
import { mergeBuckets } from './series';

const CLASSES = ['registration', 'control', 'question', 'answer', 'action'] as const;

/** Every column has other numbers. */
function seriesOf(numbers: readonly number[]): Series {
  let column = 0;
  const next = (): Float64Array => {
    column++;
    return Float64Array.from(numbers, (value) => value * column + column);
  };
  const places = () => ({ lan: next(), wan: next() });
  return {
    bucket: 1_000_000,
    count: numbers.length,
    sent: Object.fromEntries(CLASSES.map((name) => [name, places()])) as unknown as Series['sent'],
    without: places(),
    initialRegistrations: next(),
    normalRegistrations: next(),
    leaderConnections: next(),
    leaderClients: next(),
    online: next(),
    answers: next(),
  };
}

const sum = (column: Float64Array): number => column.reduce((total, value) => total + value, 0);
const flows = (of: Series): Float64Array[] => [
  ...CLASSES.flatMap((name) => [of.sent[name].lan, of.sent[name].wan]),
  of.without.lan,
  of.without.wan,
  of.initialRegistrations,
  of.normalRegistrations,
  of.answers,
];
const levels = (of: Series): Float64Array[] => [of.leaderConnections, of.leaderClients, of.online];

describe('merged buckets', () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { minLength: 1, maxLength: 200 });

  test('add up to what they were made of, to the byte, in every column (NET-6)', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom(1, 2, 4, 8, 16), (values, factor) => {
        const all = seriesOf(values);
        const merged = mergeBuckets(all, factor);
        expect(flows(merged).map(sum)).toEqual(flows(all).map(sum));
      }),
    );
  });

  test('hold exactly what was in their stretch of time; what stands is as at its end (NET-6)', () => {
    const all = seriesOf([1, 2, 3, 4, 5]);
    const merged = mergeBuckets(all, 2);
    expect(merged).toMatchObject({ bucket: 2_000_000, count: 3 });
    expect([...merged.sent.registration.lan]).toEqual([5, 9, 6]);
    expect(levels(merged).map((column) => [...column])).toEqual(levels(all).map((column) => [column[1], column[3], column[4]]));
  });

  test('are new arrays: what the simulation has stays as it is', () => {
    const all = seriesOf([1, 2, 3]);
    mergeBuckets(all, 1).sent.answer.wan[0] = 99;
    expect(all.sent.answer.wan[0]).not.toBe(99);
  });
});
