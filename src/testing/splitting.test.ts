/** Invariant 9: what is answered does not depend on how the chains are split, as long as everybody is reached before the expiry. */
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../sim/simulation';
import { Dice } from './dice';
import { describe as describeWorld } from './plain-scenario';
import { DEFAULT_PEERING, DEFAULT_SETTINGS, SECOND, toWorld, type PlainWorld } from './plain-world';

const TOPOLOGIES = 1000;
const CIDRS = ['10.0.0.0/26', '10.0.0.64/26', '10.0.1.0/24', '2001:db8:0:0:0:0:0:0/64'];
const ADDRESSES = CIDRS.map((cidr) => [1, 2, 3, 5, 8, 13].map((host) => addressIn(cidr, host)));
const BLOCKS = ['10.0.0.0/29', '10.0.0.4/30', '10.0.0.64/28', '10.0.1.0/29', '10.0.1.8/29', '10.0.0.13', '10.0.1.5'];

function addressIn(cidr: string, host: number): string {
  if (cidr.includes(':')) return cidr.replace(/0\/64$/, host.toString(16));
  return cidr.replace(/\d+\/\d+$/, (end) => String(Number.parseInt(end, 10) + host));
}

/** The same clients, answers and questions each time; who may talk to whom, and how the wave is paced, is drawn. */
function topology(seed: number): PlainWorld {
  const dice = new Dice(seed);
  const some = (share: number): string[] => BLOCKS.filter(() => dice.chance(share));
  const side = (): string => (dice.chance(60) ? dice.pick(ADDRESSES.slice(0, 3).flat()) : dice.pick([...BLOCKS, 'any']));
  return {
    name: `topology ${seed}`,
    seed: 5,
    duration: 1000 * SECOND,
    sites: [
      { id: 'hq', kind: 'headquarters', wan: 10_000, lan: 500 },
      { id: 'branch', kind: 'branch', wan: dice.pick([1000, 40_000, 300_000]), lan: dice.pick([0, 500, 3000]) },
    ],
    servers: [{ id: 'ts', kind: 'server', site: dice.pick(['hq', null]), upstream: null }],
    subnets: CIDRS.map((cidr, n) => ({ cidr, site: n === 2 ? 'branch' : 'hq', server: null, nat: null })),
    clients: ADDRESSES.flatMap((addresses, subnet) =>
      addresses.map((address, n) => ({
        address,
        subnet,
        ...(n % 4 === 1 && { answer: `own ${n}` }),
        ...(n === 2 && { sensorTime: 2 * SECOND }),
        ...(n === 3 && { actionLock: true }),
      })),
    ),
    firewalls: Array.from({ length: dice.below(8) }, (_, n) => ({ id: `fw${n}`, from: side(), to: side(), allow: dice.chance(15), bothWays: dice.chance(50) })),
    peering: {
      ...DEFAULT_PEERING,
      addressMask: dice.pick([22, 23, 24, 25, 26, 28, 30, 32]),
      addressPrefixIPv6: dice.pick([0, 64, 48]),
      separated: dice.chance(40) ? some(40) : [],
      isolated: dice.chance(40) ? some(30) : [],
      intentional: dice.chance(20) ? some(40) : [],
      peerListSize: dice.pick([1, 2, 3, 10]),
      maxChain: dice.chance(40) ? dice.between(1, 6) : null,
      skipUnreachable: dice.chance(80),
    },
    settings: {
      ...DEFAULT_SETTINGS,
      hopProcessing: dice.pick([0, 5000, 20_000]),
      answerHold: dice.pick([0, 20_000, SECOND, Infinity]),
    },
    timeline: [
      { at: 350 * SECOND, do: 'ask', id: 'counting', sensors: ['Operating System'] },
      { at: 350 * SECOND, do: 'ask', id: 'rows', sensors: ['Chassis Type', 'Is Virtual'], target: { fraction: 0.6 } },
      { at: 351 * SECOND, do: 'ask', id: 'branch', sensors: ['Free Disk Space'], target: { site: 'branch' } },
      { at: 352 * SECOND, do: 'deploy', id: 'action', target: { subnet: '10.0.0.0/26' }, distribute: 20 * SECOND },
    ],
    sensors: [],
  };
}

const chainsOf = (world: PlainWorld) => {
  const simulation = createSimulation(toWorld(world));
  simulation.advanceTo(940 * SECOND);
  const said = simulation.questions().map(({ id, estimated, tested, passed, answers }) => ({ id, estimated, tested, passed, answers }));
  return { said, runs: JSON.stringify(simulation.report().chains.forwardRuns) };
};

describe('the content of an answer (9)', () => {
  it(`is the same for ${TOPOLOGIES} ways of splitting the chains: masks, subnet lists, longest chains, walls and one-way blocks (Q-3, Q-6, Q-7)`, () => {
    const alone = topology(0);
    const expected = chainsOf({ ...alone, firewalls: [], peering: { ...DEFAULT_PEERING, addressMask: 32 } });
    expect(expected.said).toMatchObject([
      { id: 'counting', estimated: 24, tested: 24, passed: 24 },
      { id: 'rows', estimated: 24, tested: 24 },
      { id: 'branch', estimated: 24, tested: 24, passed: 6 },
      { id: 'action', estimated: 24, tested: 24, passed: 6 },
    ]);
    const ways = new Set<string>();
    for (let seed = 1; seed <= TOPOLOGIES; seed++) {
      const world = topology(seed);
      const { said, runs } = chainsOf(world);
      ways.add(runs);
      expect(said, describeWorld(world)).toEqual(expected.said);
    }
    expect(ways.size).toBeGreaterThan(TOPOLOGIES / 4);
  });
});
