/** Invariants 18 and 19: the same run however it is cut, saved or hosted; and who can reach nobody changes nothing for the others. */
import { describe, expect, it } from 'vitest';
import { compileScenario } from '../scenario/compile';
import { createSimulation } from '../sim/simulation';
import type { Simulation, Snapshot } from '../sim/types';
import type { Act, World } from '../sim/world';
import { draw } from './plain-network';
import { toWorld, type PlainWorld } from './plain-world';
import { describeRandom, randomPlain, randomScenario, randomWorld } from './random-world';

const WORLDS = 300;
const SNAPSHOT_WORLDS = 120;
const SNAPSHOTS = 4;
const STRANGER_WORLDS = 500;
const MAX_REPORTS = 3;
const STRANGER = '10.0.0.60';

const below = (n: number, seed: number, counter: number): number => Math.floor((draw(seed, 1, 1, counter) / 2 ** 32) * n);

function finish(simulation: Simulation): string {
  simulation.advanceTo(simulation.world.duration);
  return simulation.hash();
}
function rowsOf(simulation: Simulation): string[] {
  const rows: string[] = [];
  const address = (slot: number): string => (slot < 0 ? '-' : simulation.addressText(slot));
  for (let id = 1; id <= simulation.log.lastId; id++) {
    const row = simulation.log.get(id);
    if (row) rows.push(`${row.t} ${row.kind} ${row.rule} ${address(row.client)} ${address(row.peer)} ${row.direction ?? '-'}`);
  }
  return rows;
}

describe('one experiment, one run (18)', () => {
  it(`any slicing gives the hash of one stride, in ${WORLDS} random worlds`, () => {
    for (let seed = 1; seed <= WORLDS; seed++) {
      const world = randomWorld(seed);
      const inOne = createSimulation(world);
      const expected = finish(inOne);
      const sliced = createSimulation(world);
      for (let n = 0; sliced.now < world.duration; n++) sliced.advanceTo(Math.min(world.duration, sliced.now + 1 + below(world.duration / 12, seed, n)));
      expect(sliced.hash(), `sliced, seed ${seed}`).toBe(expected);
      const stepped = createSimulation(world);
      while (stepped.stepEvent(world.duration));
      expect(finish(stepped), `event by event, seed ${seed}`).toBe(expected);
      const logged = createSimulation(world);
      while (logged.step(world.duration) !== null) if (logged.now >= world.duration) break;
      expect(finish(logged), `row by row, seed ${seed}`).toBe(expected);
    }
  });

  it(`a snapshot taken after any event, also in the middle of waves, goes on as if nothing had been, in another object and in the same (${SNAPSHOT_WORLDS} worlds)`, () => {
    let inFlight = 0;
    for (let seed = 1; seed <= SNAPSHOT_WORLDS; seed++) {
      const world = randomWorld(seed, { having: ['ask', 'midWave'] });
      const asked = world.timeline.filter((act) => act.do === 'ask').map((act) => act.at);
      const inOne = createSimulation(world);
      const expected = finish(inOne);
      for (let n = 0; n < SNAPSHOTS; n++) {
        const source = createSimulation(world);
        // at any event, and in the middle of waves
        if (n % 2 === 0) for (let left = below(inOne.eventCount, seed, n); left > 0; left--) source.stepEvent(world.duration);
        else source.advanceTo(Math.min(world.duration, (asked[n % asked.length] ?? 0) + below(100_000, seed, n)));
        source.eachMessageInFlight(() => void inFlight++);
        const there = source.hash();
        const saved = structuredClone(source.snapshot()) satisfies Snapshot;
        const other = createSimulation(world);
        other.advanceTo(below(world.duration, seed, n + 100));
        other.restore(saved);
        expect(other.hash(), `restored, seed ${seed}, snapshot ${n}`).toBe(there);
        expect(finish(other), `restored in another, seed ${seed}, snapshot ${n}`).toBe(expected);
        expect(rowsOf(other)).toEqual(rowsOf(inOne));
        finish(source);
        source.restore(saved);
        expect(finish(source), `rewound, seed ${seed}, snapshot ${n}`).toBe(expected);
      }
    }
    expect(inFlight).toBeGreaterThan(SNAPSHOT_WORLDS);
  });

  it('different seeds give different hashes: the hash is not blind', () => {
    const hashes = Array.from({ length: WORLDS }, (_, seed) => finish(createSimulation(randomWorld(seed))));
    expect(new Set(hashes).size).toBe(WORLDS);
    const blind = hashes.filter((hash, seed) => {
      const world = randomWorld(seed);
      return finish(createSimulation({ ...world, seed: world.seed + 1 })) === hash;
    });
    // where every range is a single value and nobody chooses, the seed decides nothing
    expect(blind.length).toBeLessThan(WORLDS / 10);
  });

  it(`the compiled scenario file is the same world as the one built by hand (${WORLDS} random worlds)`, () => {
    for (let seed = 1; seed <= WORLDS; seed++) {
      // a scenario file has no sensors of its own
      const options = { without: ['ownSensors'] } as const;
      const [compiled, byHand] = [compileScenario(randomScenario(seed, options)), randomWorld(seed, options)];
      expect(finish(createSimulation(compiled)), `seed ${seed}`).toBe(finish(createSimulation(byHand)));
    }
  });

  it(`acts made live are replayed from their record, row by row (${WORLDS} worlds)`, () => {
    for (let seed = 1; seed <= WORLDS; seed++) {
      const acted = randomWorld(seed);
      const calm: World = { ...acted, timeline: [] };
      const live = createSimulation(calm);
      const recorded: Act[] = [];
      for (const { at, ...act } of acted.timeline) {
        live.advanceTo(Math.max(live.now, at));
        recorded.push(live.intervene(act));
      }
      finish(live);
      const replayed = createSimulation({ ...calm, timeline: recorded });
      finish(replayed);
      expect(rowsOf(replayed), `seed ${seed}`).toEqual(rowsOf(live));
    }
  });
});

const withoutSizes = (plain: PlainWorld): PlainWorld => ({ ...plain, settings: { ...plain.settings, protocolOverheads: false } });

/** The same world with one client more that is in nobody's chain: isolated, or under another NAT address, or in a block of its own. */
function withStranger(plain: PlainWorld, way: number): PlainWorld {
  if (way === 0) {
    const isolated = [...plain.peering.isolated, STRANGER];
    return { ...plain, clients: [...plain.clients, { address: STRANGER, subnet: 0 }], peering: { ...plain.peering, isolated } };
  }
  const site = plain.subnets[0]?.site ?? '';
  const server = plain.servers[0]?.id ?? null;
  const cidr = way === 1 ? '10.0.0.128/26' : '172.16.9.0/24';
  const subnets = [...plain.subnets, { cidr, site, server, nat: way === 1 ? '203.0.113.77' : null }];
  return { ...plain, subnets, clients: [...plain.clients, { address: way === 1 ? '10.0.0.140' : '172.16.9.9', subnet: plain.subnets.length }] };
}

/** When a question is complete depends on how many are counted: one more, with the stranger. */
const isNoCount = (row: string): boolean => !row.includes('question.completed');

/** What everybody but one has to do with each question. */
function partsOf(simulation: Simulation, without: string): unknown[] {
  const name = (slot: number): string => (slot < 0 ? '-' : simulation.addressText(slot));
  return simulation.questions().flatMap(({ number }) =>
    Array.from({ length: simulation.world.clientCount }, (_, client) => {
      const at = simulation.questionAt(number, client);
      if (name(client) === without || at === null) return null;
      return { ...at, client: name(client), from: at.from?.kind === 'peer' ? name(at.from.slot) : at.from, waitsFor: name(at.waitsFor) };
    }).filter((part) => part !== null),
  );
}

describe('a client that can reach nobody (19)', () => {
  // where messages have a size, whoever shares a link with others makes them wait
  it(`changes nothing for the others in ${STRANGER_WORLDS} random worlds without sizes, whether isolated, behind another NAT or in a block of its own; it only counts itself (Q-7)`, () => {
    const failures: string[] = [];
    let others = 0;
    for (let seed = 1; seed <= STRANGER_WORLDS && failures.length < MAX_REPORTS; seed++) {
      const options = { without: ['setPeering', 'intentional'] } as const;
      const plain = withoutSizes(randomPlain(seed, options));
      const [alone, together] = [plain, withStranger(plain, seed % 3)].map((p) => createSimulation(toWorld(p)));
      if (!alone || !together) continue;
      finish(alone);
      finish(together);
      const stranger = withStranger(plain, seed % 3).clients.at(-1)?.address ?? '';
      const before = rowsOf(alone).filter(isNoCount);
      const after = rowsOf(together).filter((row) => isNoCount(row) && !row.split(' ').includes(stranger));
      expect(partsOf(together, stranger), `what clients said and heard, seed ${seed}`).toEqual(partsOf(alone, stranger));
      others += before.length;
      expect(
        rowsOf(together).some((row) => row.includes(stranger)),
        `the stranger was there, seed ${seed}`,
      ).toBe(true);
      const at = before.findIndex((row, n) => row !== after[n]);
      if (at >= 0 || before.length !== after.length) failures.push(`row ${at}: "${before[at]}" became "${after[at]}"\n${describeRandom(seed, options)}`);
    }
    expect(failures.join('\n\n')).toBe('');
    expect(others).toBeGreaterThan(STRANGER_WORLDS * 20);
  });
});
