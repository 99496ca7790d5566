import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../scenario/types';
import type { Series } from '../../sim/types';
import { Refusal } from '../deps';
import { MIXED } from '../engine.test-tools';
import { runAt, SECOND } from './queries.test-tools';
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

describe('figures over time', () => {
  const timeline: Scenario['timeline'] = [
    { at: '60s', do: 'ask', id: 'os', sensors: ['Operating System'] },
    { at: '70s', do: 'deploy', id: 'patch', distribute: '5s' },
    { at: '90s', do: 'cutWan', site: 'berlin' },
    { at: '140s', do: 'restoreWan', site: 'berlin' },
    { at: '900s', do: 'ask', id: 'again', sensors: ['Operating System'] },
  ];

  test.each([10, 60.03, 100, 1_000])('add up to the ledger to the byte at %d s, in however many buckets somebody asks for them (NET-6, NET-7)', (second) => {
    const { ask, run } = runAt(second, { ...MIXED, timeline });
    const ledger = run.sim.ledger();
    const heard = run.sim.questions().reduce((total, { tested }) => total + tested, 0);
    for (const buckets of [1, 7, 200, 10_000]) {
      const view = ask('series', { buckets });
      expect(view.count).toBeLessThanOrEqual(buckets);
      expect(view.now).toBe(run.now);
      expect((view.count - 1) * view.bucket).toBeLessThanOrEqual(run.now);
      for (const name of CLASSES) expect([sum(view.sent[name].lan), sum(view.sent[name].wan)], name).toEqual(Object.values(ledger.byClass[name]));
      for (const place of ['lan', 'wan'] as const)
        expect(sum(view.without[place])).toBe(Object.values(ledger.without).reduce((total, bytes) => total + bytes[place], 0));
      expect({ initial: sum(view.initialRegistrations), normal: sum(view.normalRegistrations) }).toEqual(run.sim.registrationTotals());
      expect(sum(view.answers)).toBeGreaterThanOrEqual(heard);
    }
  });

  test('end with what stands now, and know how many answers were to be expected (Q-7)', () => {
    const { ask, run } = runAt(1_000, { ...MIXED, timeline });
    const view = ask('series', { buckets: 50 });
    const { leaderConnections, leaderClients } = run.sim.report().chains;
    expect([view.leaderConnections.at(-1), view.leaderClients.at(-1), view.online.at(-1)]).toEqual([leaderConnections, leaderClients, 24]);
    expect(run.sim.question(1)?.open).toBe(false);
    expect(view.estimatedAnswers).toBe(run.sim.questions().reduce((total, { estimated }) => total + estimated, 0));
    run.rewindFor(500 * SECOND);
    run.advance(500 * SECOND, Infinity);
    expect(ask('series', { buckets: 50 }).estimatedAnswers).toBe(2 * 24);
  });

  test('are asked for with a number of buckets from 1 on', () => {
    const { ask } = runAt(1, MIXED);
    for (const buckets of [0, -1, 1.5, NaN]) expect(() => ask('series', { buckets })).toThrow(Refusal);
  });
});
