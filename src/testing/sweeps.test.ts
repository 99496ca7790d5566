/** Undisturbed chains carry a question as one sweep, disturbed ones event by event: nobody can tell the difference, at any instant. */
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../sim/simulation';
import type { Simulation } from '../sim/types';
import type { World } from '../sim/world';
import { compareWaves } from './compare-waves';
import { describe as describeWorld } from './plain-scenario';
import { toWorld, type PlainWorld } from './plain-world';
import { draw } from './plain-network';
import { randomPlain, type RandomOptions } from './random-world';
import { shrink } from './shrink';

const WORLDS = 1000;
const CROWDED_WORLDS = 60;
const SNAPSHOT_WORLDS = 100;
const MAX_REPORTS = 2;
/** Answers are held in all of them: where they are not, nothing is swept. */
const ANYTHING: RandomOptions = { having: ['ask', 'midWave'], without: ['holdZero'] };
/** Long whole chains, until the wave is disturbed. */
const CALM: RandomOptions = {
  having: ['ask', 'midWave', 'slowSensor'],
  // prettier-ignore
  without: ['holdZero', 'deploy', 'serverOutage', 'wanCut', 'shortTimers', 'blockOneWay', 'blockBothWays', 'hostFirewall', 'isolated', 'separated', 'nat', 'subnets', 'ipv6', 'maxChain', 'farSite', 'jitter', 'loss', 'throttles', 'farLinks'],
};

function smallest(plain: PlainWorld, seed: number): string {
  const small = shrink(plain, (smaller) => compareWaves(toWorld(smaller), seed).difference !== null);
  return `seed ${seed}, made small: ${compareWaves(toWorld(small), seed).difference}\n${describeWorld(small)}`;
}

interface Sum {
  readonly failures: string[];
  midWave: number;
  midSweep: number;
  disturbed: number;
}
function compareAll(worlds: number, crowded: boolean): Sum {
  const sum: Sum = { failures: [], midWave: 0, midSweep: 0, disturbed: 0 };
  for (let seed = 1; seed <= worlds && sum.failures.length < MAX_REPORTS; seed++) {
    const plain = randomPlain(seed, { ...(seed % 2 === 0 ? CALM : ANYTHING), crowded });
    const { difference, ...seen } = compareWaves(toWorld(plain), seed);
    if (difference !== null) sum.failures.push(smallest(plain, seed));
    for (const name of ['midWave', 'midSweep', 'disturbed'] as const) sum[name] += seen[name];
  }
  return sum;
}

describe('waves computed as sweeps', () => {
  it.each([
    [WORLDS, 'few', false],
    [CROWDED_WORLDS, 'dozens of', true],
  ] as const)(
    'give the same deliveries, answers, bytes, figures over time and hash as event by event in %i worlds of %s clients with churn in the middle of waves (Q-1, Q-3, NET-2, NET-6)',
    (worlds, _, crowded) => {
      const { failures, midWave, midSweep, disturbed } = compareAll(worlds, crowded);
      expect(failures.join('\n\n')).toBe('');
      // they were looked at while messages were on their way, while chains were swept, and after a sweep had been disturbed
      expect(midWave).toBeGreaterThan(worlds * 4);
      expect(midSweep).toBeGreaterThan(worlds);
      expect(disturbed).toBeGreaterThan(worlds / 10);
    },
  );

  it(`go on from a snapshot in the middle as if nothing had been (${SNAPSHOT_WORLDS} worlds)`, () => {
    let midSweep = 0;
    for (let seed = 1; seed <= SNAPSHOT_WORLDS; seed++) {
      const world: World = toWorld(randomPlain(seed, CALM));
      const play = (): Simulation => createSimulation(world, { waves: 'swept' });
      const toEnd = (simulation: Simulation): string => {
        simulation.advanceTo(world.duration);
        return simulation.hash();
      };
      const expected = toEnd(createSimulation(world, { waves: 'by event' }));
      const source = play();
      const asked = world.timeline.find((act) => act.do === 'ask')!.at;
      source.advanceTo(Math.min(world.duration, asked + (draw(seed, 1, 2, 3) % 300_000)));
      if (source.questions().some(({ number }) => source.questionColumns(number)?.sentAt.some((t) => t > source.now && t < Infinity))) midSweep++;
      const saved = structuredClone(source.snapshot());
      const [one, other] = [play(), play()];
      other.advanceTo(world.duration / 2);
      for (const copy of [one, other]) copy.restore(saved);
      expect(toEnd(one), `restored, seed ${seed}`).toBe(expected);
      expect(other.hash(), `hash of a restored one, seed ${seed}`).toBe(source.hash());
      expect(toEnd(other), `restored and asked for its hash, seed ${seed}`).toBe(expected);
      expect(toEnd(source), `saved, seed ${seed}`).toBe(expected);
      source.restore(saved);
      expect(toEnd(source), `rewound, seed ${seed}`).toBe(expected);
    }
    expect(midSweep).toBeGreaterThan(SNAPSHOT_WORLDS / 20);
  });
});
