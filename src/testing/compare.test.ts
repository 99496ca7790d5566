/** The simulation against the naive reference, after every event. */
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../sim/simulation';
import { firstDifference } from './compare';
import { describeRandom, randomWorld } from './random-world';
import { Reference } from './reference';

const WORLDS = 2000;
const MAX_REPORTS = 3;

describe('simulation and naive reference', () => {
  it(`agree after every event of ${WORLDS} random small worlds: log rows, states, links, roles, candidates, counts (REG, CHAIN, LINK)`, () => {
    const failures: string[] = [];
    for (let seed = 1; seed <= WORLDS && failures.length < MAX_REPORTS; seed++) {
      const world = randomWorld(seed);
      const difference = firstDifference(createSimulation(world), new Reference(world));
      if (difference !== null) failures.push(`seed ${seed} at ${difference.t} µs: ${difference.what}\n${difference.report}\n${describeRandom(seed)}`);
    }
    expect(failures.join('\n\n')).toBe('');
  });

  it('are told apart when they differ: the comparison is not blind', () => {
    const [one, other] = [randomWorld(3), randomWorld(4)];
    expect(firstDifference(createSimulation(one), new Reference(other), { until: 60_000_000 })).not.toBeNull();
    const late = { ...one, settings: { ...one.settings, keepAlive: one.settings.keepAlive + 1 }, seed: one.seed + 1 };
    expect(firstDifference(createSimulation(one), new Reference(late))).not.toBeNull();
  });
});
