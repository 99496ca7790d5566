/** The simulation against the naive reference, after every event. A world in which they differ is shown as small as it can be made. */
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../sim/simulation';
import { firstDifference, type Difference } from './compare';
import { describe as describeWorld } from './plain-scenario';
import { toWorld, type PlainWorld } from './plain-world';
import { randomPlain, randomWorld, type RandomOptions } from './random-world';
import { Reference } from './reference';
import { shrink } from './shrink';

const WORLDS = 1000;
const WAVE_WORLDS = 300;
const NETWORK_WORLDS = 150;
const MAX_REPORTS = 2;
const WAVES: RandomOptions = { having: ['ask', 'deploy', 'midWave'] };
/** Everything that links can have, all at once. */
const NETWORK: RandomOptions = {
  having: ['lanRates', 'wanRates', 'jitter', 'loss', 'farLinks', 'throttles', 'zoneChain', 'zone', 'vpn', 'ask', 'deploy', 'midWave'],
};
/** Worlds that once found a mistake. */
const PINNED: readonly (readonly [seed: number, options: RandomOptions, found: string])[] = [
  [1452, {}, 'a question from a server that the client has left since was booked at the place of the new one (NET-6)'],
  [10_323, {}, 'keep-alives of a link that was cut, mended and then left (NET-6)'],
  [3059, NETWORK, 'a client whose request was older than the server remembers was named to itself (REG-7, CHAIN-9)'],
  [3819, NETWORK, 'an answer that came late set back when a client had registered last (REG-7)'],
  [4029, NETWORK, 'an answer that came late took a client out of those that are estimated (Q-7)'],
  [4079, NETWORK, 'a client that changed its Zone Server between two relays was offered nothing (SRV-1, REG-6)'],
];

const differenceIn = (plain: PlainWorld): Difference | null => {
  const world = toWorld(plain);
  return firstDifference(createSimulation(world), new Reference(world));
};
/** Differences of one sort say the same but for numbers. */
const sortOf = (difference: Difference | null): string => difference?.what.replace(/\d+/g, '#').slice(0, 60) ?? '';

function smallest(world: PlainWorld, seed: number, found: Difference): string {
  const small = shrink(world, (plain) => sortOf(differenceIn(plain)) === sortOf(found));
  const difference = differenceIn(small) ?? found;
  return `seed ${seed}, made small, at ${difference.t} µs: ${difference.what}\n${difference.report}\n${describeWorld(small)}`;
}

describe('simulation and naive reference', () => {
  const failuresIn = (worlds: number, options: RandomOptions): string => {
    const failures: string[] = [];
    for (let seed = 1; seed <= worlds && failures.length < MAX_REPORTS; seed++) {
      const world = randomPlain(seed, options);
      const difference = differenceIn(world);
      if (difference !== null) failures.push(smallest(world, seed, difference));
    }
    return failures.join('\n\n');
  };

  it(`agree after every event of ${WORLDS} random small worlds: log rows, states, links, roles, candidates, counts (REG, CHAIN, LINK)`, () => {
    expect(failuresIn(WORLDS, {})).toBe('');
  });

  it(`agree on every question and action of ${WAVE_WORLDS} worlds that are disturbed while waves travel: rows, answers, times, bytes, each client's part (Q)`, () => {
    expect(failuresIn(WAVE_WORLDS, WAVES)).toBe('');
  });

  it(`agree on times, bytes and books of ${NETWORK_WORLDS} worlds with slow, far and lossy links, throttles and Zone Servers in a row (NET, SRV-1)`, () => {
    expect(failuresIn(NETWORK_WORLDS, NETWORK)).toBe('');
  });

  it.each(PINNED)('agree on world %i that once found a mistake', (seed, options) => {
    expect(differenceIn(randomPlain(seed, options))).toBeNull();
  });

  it('are told apart when they differ: the comparison is not blind', () => {
    const [one, other] = [randomWorld(3), randomWorld(4)];
    expect(firstDifference(createSimulation(one), new Reference(other), { until: 60_000_000 })).not.toBeNull();
    const late = { ...one, settings: { ...one.settings, connectTimeout: one.settings.connectTimeout + 1 }, seed: one.seed + 1 };
    expect(firstDifference(createSimulation(one), new Reference(late))).not.toBeNull();
    const asking = randomWorld(3, { having: ['ask'] });
    const slower = { ...asking, settings: { ...asking.settings, hopProcessing: asking.settings.hopProcessing + 1 } };
    expect(firstDifference(createSimulation(asking), new Reference(slower))?.what).toMatch(/question|answers/);
    const booked = { ...asking, settings: { ...asking.settings, protocolOverheads: true } };
    const half = ({ wan, lan, ...site }: (typeof booked.sites)[number]) => ({
      ...site,
      wan: { ...wan, upBps: wan.upBps / 2, downBps: wan.downBps / 2 },
      lan: { ...lan, rateBps: lan.rateBps / 2 },
    });
    expect(firstDifference(createSimulation(booked), new Reference({ ...booked, sites: booked.sites.map(half) }))).not.toBeNull();
  });

  it('report violations of a checker that is called after every event', () => {
    const world = randomWorld(3);
    const found = firstDifference(createSimulation(world), new Reference(world), { eachEvent: (simulation) => (simulation.eventCount === 5 ? 'five' : null) });
    expect(found?.what).toBe('five');
  });
});
