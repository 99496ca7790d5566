/** Ten thousand random brief worlds whose byte books are looked at after every event: invariant 16 of the rule book §10. */
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../sim/simulation';
import type { Simulation } from '../sim/types';
import { checkAggregates, checkBooks } from './book-invariants';
import { describeRandom, randomWorld, type RandomOptions } from './random-world';

const WORLDS = 10_000;
/** In one of so many worlds all sums of the books are compared at every n-th event, and in twice as many at the end. */
const SUMMED = 20;
const SUMS_EACH = 10;
const MAX_REPORTS = 3;
/** Not until an action expires, eleven minutes after its start. */
const BRIEF: RandomOptions = { brief: true, without: ['untilExpiry'] };

function firstViolation(simulation: Simulation, seed: number, met: { events: number; inFlight: number }): string[] {
  while (simulation.stepEvent(simulation.world.duration)) {
    met.events++;
    const wrong = [...checkBooks(simulation), ...(seed % SUMMED === 0 && met.events % SUMS_EACH === 0 ? checkAggregates(simulation) : [])];
    if (wrong.length > 0) return wrong;
  }
  simulation.advanceTo(simulation.world.duration);
  const { inFlight } = simulation.ledger();
  met.inFlight += inFlight > 0 ? 1 : 0;
  return [...checkBooks(simulation), ...(seed % (SUMMED / 2) === 0 ? checkAggregates(simulation) : [])];
}

describe('the books', () => {
  it(`balance after every event of ${WORLDS} random scenarios: by class and place, in every sum, and over time (16, NET-6)`, () => {
    const failures: string[] = [];
    const met = { events: 0, inFlight: 0, lost: 0, lan: 0, wan: 0, actions: 0, answers: 0 };
    for (let seed = 1; seed <= WORLDS && failures.length < MAX_REPORTS; seed++) {
      const simulation = createSimulation(randomWorld(seed, BRIEF));
      const wrong = firstViolation(simulation, seed, met);
      if (wrong.length > 0) failures.push(`${wrong.slice(0, 3).join('\n')}\n${describeRandom(seed, BRIEF)}`);
      const { lost, byClass, messages } = simulation.ledger();
      met.lost += lost > 0 ? 1 : 0;
      met.lan += messages.lan > 0 ? 1 : 0;
      met.wan += messages.wan > 0 ? 1 : 0;
      met.actions += byClass.action.lan + byClass.action.wan > 0 ? 1 : 0;
      met.answers += byClass.answer.lan + byClass.answer.wan > 0 ? 1 : 0;
    }
    expect(failures.join('\n\n')).toBe('');
    expect(met.events).toBeGreaterThan(WORLDS * 30);
    for (const [what, worlds] of Object.entries(met)) expect(worlds, what).toBeGreaterThan(WORLDS / 20);
  });

  it('that do not balance are seen: the checks are not blind', () => {
    const simulation = createSimulation(randomWorld(12, BRIEF));
    simulation.advanceTo(simulation.world.duration);
    expect([...checkBooks(simulation), ...checkAggregates(simulation)]).toEqual([]);
    const books = simulation.ledger();
    const { registration } = books.flow;
    const changed = { ...books, flow: { ...books.flow, registration: { ...registration, wan: { ...registration.wan, lost: registration.wan.lost + 1 } } } };
    const series = simulation.series();
    const other = Object.create(simulation, {
      ledger: { value: () => changed },
      series: { value: () => ({ ...series, count: series.count + 1 }) },
    }) as Simulation;
    expect(checkBooks(other).join()).toContain('in flight');
    expect(checkAggregates(other).join()).toContain('buckets');
  });
});
