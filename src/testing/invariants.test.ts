/** Ten thousand random small worlds with the invariants of the rule book §10 checked after every event, and proof that they were not idle. */
import { describe, expect, it } from 'vitest';
import { EVENT_KINDS, type EventKind } from '../sim/log';
import { createSimulation } from '../sim/simulation';
import * as bits from '../sim/state-bits';
import type { Simulation } from '../sim/types';
import { checkInvariants, checkQuiescent, checkRanks, oracleOf, watchGaps } from './invariants';
import { watchQuestions } from './question-invariants';
import { toWorld } from './plain-world';
import { describeRandom, FEATURES, featuresOf, randomPlain, randomWorld, type RandomOptions } from './random-world';
import { watchTransit } from './transit-watch';

const WORLDS = 10_000;
const QUIET_WORLDS = 2000;
const GAP_WORLDS = 300;
const THROTTLED_WORLDS = 300;
/** Usual links, so that nothing but a throttle makes anybody wait for long. */
const THROTTLED: RandomOptions = { having: ['ask'], without: ['lanRates', 'wanRates', 'jitter', 'loss', 'farLinks', 'throttles', 'zoneChain', 'zone'] };
/** More than a message of a client waits on usual links in small worlds. */
const USUAL_WAIT = 100_000;
const MAX_REPORTS = 3;

/** How often each kind of row must have been seen in all worlds together. */
const AT_LEAST: Record<EventKind, number> = {
  'client.started': 30_000,
  'client.stopped': 8000,
  'client.moved': 3000,
  'client.registered': 50_000,
  'client.reregistered': 1000,
  'registration.failed': 3000,
  'link.tried': 100_000,
  'link.opened': 30_000,
  'link.refused': 5000,
  'link.timeout': 30_000,
  'link.closed': 5000,
  'link.lost': 3000,
  'link.cut': 1000,
  'role.gained': 30_000,
  'role.lost': 5000,
  act: 10_000,
  'question.asked': 8000,
  'question.received': 40_000,
  'question.lost': 800,
  'question.answered': 40_000,
  'action.started': 12_000,
  'answers.sent': 50_000,
  'answers.partial': 25_000,
  'answers.received': 25_000,
  'answers.lost': 1500,
  'answers.collected': 40_000,
  'question.completed': 8000,
  'question.expired': 3000,
};
/** States that must have been met at the end of at least so many worlds. */
const STATES_AT_LEAST = 200;
const FEATURES_AT_LEAST = 1000;

describe('the invariants of §10', () => {
  it(`hold after every event of ${WORLDS} random small worlds (1, 2, 5, 6, 8, 17), and every kind of event and state was met often`, () => {
    const failures: string[] = [];
    const kinds = EVENT_KINDS.map(() => 0);
    const features = new Map<string, number>();
    const states = new Map<string, number>();
    for (let seed = 1; seed <= WORLDS && failures.length < MAX_REPORTS; seed++) {
      const simulation = createSimulation(randomWorld(seed));
      const wrong = firstViolation(simulation);
      if (wrong.length > 0) failures.push(`${wrong.join('\n')}\n${describeRandom(seed)}`);
      for (let id = 1; id <= simulation.log.lastId; id++) kinds[simulation.log.kindOf(id)] = (kinds[simulation.log.kindOf(id)] ?? 0) + 1;
      for (const feature of featuresOf(seed)) features.set(feature, (features.get(feature) ?? 0) + 1);
      countStates(simulation, states);
    }
    expect(failures.join('\n\n')).toBe('');
    for (const [n, kind] of EVENT_KINDS.entries()) expect(kinds[n], kind).toBeGreaterThanOrEqual(AT_LEAST[kind]);
    for (const feature of FEATURES) expect(features.get(feature), feature).toBeGreaterThanOrEqual(FEATURES_AT_LEAST);
    for (const name of Object.keys(STATES)) expect(states.get(name), name).toBeGreaterThanOrEqual(STATES_AT_LEAST);
  });

  it(`links equal the oracle of §4.1 in ${QUIET_WORLDS} random worlds after two resets, with blocks, offline clients, subnet lists and several servers (3, 4)`, () => {
    const failures: string[] = [];
    const met = { links: 0, leaders: 0, asymmetric: 0, severalServers: 0, offline: 0 };
    for (let seed = 1; seed <= QUIET_WORLDS && failures.length < MAX_REPORTS; seed++) {
      const simulation = createSimulation(randomWorld(seed, { quiet: true }));
      simulation.advanceTo(simulation.world.duration);
      const wrong = [...checkQuiescent(simulation), ...checkRanks(simulation)];
      if (wrong.length > 0) failures.push(`${wrong.join('\n')}\n${describeRandom(seed, { quiet: true })}`);
      const expected = oracleOf(simulation);
      met.links += expected.forward.size + expected.backward.size;
      met.leaders += expected.groups.flat().length * 2 - expected.forward.size - expected.backward.size;
      met.asymmetric += expected.symmetric ? 0 : 1;
      met.severalServers += new Set(expected.groups.flat().map((slot) => simulation.serverOf(slot))).size > 1 ? 1 : 0;
      met.offline += expected.groups.flat().length < simulation.world.clientCount ? 1 : 0;
    }
    expect(failures.join('\n\n')).toBe('');
    expect(met.links).toBeGreaterThan(QUIET_WORLDS * 3);
    expect(met.leaders).toBeGreaterThan(QUIET_WORLDS * 2);
    for (const [name, count] of Object.entries(met)) expect(count, name).toBeGreaterThan(QUIET_WORLDS / 10);
  });

  it(`gaps between registrations keep to the scenario's ranges in ${GAP_WORLDS} worlds (7, REG-2, REG-3)`, () => {
    const failures: string[] = [];
    const seen = { normal: 0, initial: 0 };
    for (let seed = 1; seed <= GAP_WORLDS; seed++) {
      // without outages: the rhythm starts anew after one
      const options = { without: ['serverOutage', 'wanCut'] } as const;
      const simulation = createSimulation(randomWorld(seed, options));
      const gaps = watchGaps(simulation);
      while (simulation.stepEvent(simulation.world.duration)) gaps.observe();
      gaps.observe();
      seen.normal += gaps.seen.normal;
      seen.initial += gaps.seen.initial;
      if (gaps.wrong.length > 0 && failures.length < MAX_REPORTS) failures.push(`${gaps.wrong.slice(0, 3).join('\n')}\n${describeRandom(seed, options)}`);
    }
    expect(failures.join('\n\n')).toBe('');
    expect(seen.normal).toBeGreaterThan(GAP_WORLDS * 10);
    expect(seen.initial).toBeGreaterThan(GAP_WORLDS);
  });

  it(`throttles delay what servers send, never what peers and clients send, in ${THROTTLED_WORLDS} worlds (13, NET-4)`, () => {
    const failures: string[] = [];
    const met = { toPeers: 0, toServers: 0, delayed: 0 };
    for (let seed = 1; seed <= THROTTLED_WORLDS && failures.length < MAX_REPORTS; seed++) {
      const plain = randomPlain(seed, THROTTLED);
      plain.throttles = plain.servers.map(({ id }) => ({ server: id, subnet: null, rateBps: 8000 }));
      const simulation = createSimulation(toWorld(plain));
      const transit = watchTransit(simulation, USUAL_WAIT);
      const wrong: string[] = [];
      while (simulation.stepEvent(simulation.world.duration)) wrong.push(...transit.observe());
      if (wrong.length > 0) failures.push(`${wrong.slice(0, 3).join('\n')}\n${describeRandom(seed, THROTTLED)}`);
      met.toPeers += transit.seen.toPeers;
      met.toServers += transit.seen.toServers;
      met.delayed += transit.seen.latestFromServer > 3 * USUAL_WAIT ? 1 : 0;
    }
    expect(failures.join('\n\n')).toBe('');
    expect(met.toPeers).toBeGreaterThan(THROTTLED_WORLDS * 5);
    expect(met.toServers).toBeGreaterThan(THROTTLED_WORLDS * 5);
    expect(met.delayed).toBeGreaterThan(THROTTLED_WORLDS / 2);
  });

  it('a broken state is seen: the checks are not blind', () => {
    const simulation = createSimulation(randomWorld(12, { quiet: true, without: ['isolated', 'hostFirewall', 'move'] }));
    simulation.advanceTo(simulation.world.duration);
    expect(checkInvariants(simulation)).toEqual([]);
    expect(checkQuiescent(simulation)).toEqual([]);
    const { state, out } = simulation.columns;
    const slot = [...out[0].subarray(0, simulation.slotCount)].findIndex((peer) => peer >= 0);
    expect(slot).toBeGreaterThanOrEqual(0);
    state[slot] = (state[slot] ?? 0) | bits.FORWARD_LEADER;
    expect(checkInvariants(simulation).join()).toContain('leads although its link stands');
    out[0][slot] = slot;
    expect(checkInvariants(simulation).join()).toContain('which is not ahead');
    expect(checkQuiescent(simulation).join()).toContain('expected');
  });
});

function firstViolation(simulation: Simulation): string[] {
  const questions = watchQuestions(simulation);
  while (simulation.stepEvent(simulation.world.duration)) {
    const wrong = [...checkInvariants(simulation), ...questions.observe()];
    if (wrong.length > 0) return wrong;
  }
  return [...checkInvariants(simulation), ...checkRanks(simulation)];
}

const STATES = {
  offline: (own: number) => (own & bits.ONLINE) === 0,
  isolated: (own: number) => (own & bits.ISOLATED) !== 0,
  vacated: (own: number) => (own & bits.VACATED) !== 0,
  'lost contact': (own: number) => (own & bits.LOST_CONTACT) !== 0,
  'both leaders': (own: number) => (own & bits.FORWARD_LEADER) !== 0 && (own & bits.BACKWARD_LEADER) !== 0,
  'forward link, nobody behind': (own: number) => (own & bits.HAS_FORWARD) !== 0 && (own & (bits.HAS_PREVIOUS | bits.HAS_NEXT)) === 0,
  'middle of a chain': (own: number) => (own & bits.HAS_FORWARD) !== 0 && (own & bits.HAS_BACKWARD) !== 0,
  'links one way': (own: number) => ((own & bits.HAS_PREVIOUS) !== 0) !== ((own & bits.HAS_BACKWARD) !== 0),
  'does not skip': (own: number) => (own & bits.REGISTERED) !== 0 && (own & bits.SKIPS) === 0,
} as const;

function countStates(simulation: Simulation, states: Map<string, number>): void {
  const own = [...simulation.columns.state.subarray(0, simulation.slotCount)];
  for (const [name, is] of Object.entries(STATES)) if (own.some(is)) states.set(name, (states.get(name) ?? 0) + 1);
}
