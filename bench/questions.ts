/**
 * `npm run bench:questions`: one question over a settled fleet, undisturbed chains as sweeps against every message as an event, in the same process, on
 * CPU time. Both must end in the same state. Options: --sizes 10000,100000,1000000 --runs 3
 */
import { parseArgs } from 'node:util';
import { compileScenario } from '../src/scenario/compile';
import { createSimulation } from '../src/sim/simulation';
import type { SimulationOptions } from '../src/sim/types';
import type { World } from '../src/sim/world';
import { fleet } from './fleet';
import { figure, measured, printTable } from './measure';

const SECOND = 1_000_000;
const ASKED_AT = 300 * SECOND;
/** By then the last answers of the longest chain are at the server. */
const OVER_AT = ASKED_AT + 10 * SECOND;

type Waves = NonNullable<SimulationOptions['waves']>;

interface Run {
  readonly cpuSeconds: number;
  readonly events: number;
  readonly tested: number;
  readonly hash: string;
}

/** From the moment before the question is asked until all answers are in. What the fleet does by itself meanwhile is measured too. */
function run(world: World, waves: Waves): Run {
  const simulation = createSimulation(world, { waves, clientBooks: false });
  simulation.advanceTo(ASKED_AT - 1);
  simulation.registrationTotals();
  const before = simulation.eventCount;
  const { cpuSeconds } = measured(() => simulation.advanceTo(OVER_AT));
  return { cpuSeconds, events: simulation.eventCount - before, tested: simulation.questions()[0]?.tested ?? 0, hash: simulation.hash() };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function bench(clients: number, runs: number): string[][] {
  const scenario = fleet(clients);
  const world = compileScenario({ ...scenario, timeline: [{ at: `${ASKED_AT / SECOND}s`, do: 'ask', id: 'q1', sensors: ['Operating System'] }] });
  const swept: Run[] = [];
  const single: Run[] = [];
  for (let n = 0; n < runs; n++) {
    swept.push(run(world, 'swept'));
    // the slow side once at the largest sizes: it takes long, and the ratio is of medians
    if (n === 0 || clients <= 100_000) single.push(run(world, 'by event'));
  }
  const same = new Set([...swept, ...single].map(({ hash, tested }) => `${hash} ${tested}`)).size === 1;
  if (!same) throw new Error(`${clients} clients: sweeps and single events end in different states`);
  const [fast, slow] = [median(swept.map((r) => r.cpuSeconds)), median(single.map((r) => r.cpuSeconds))];
  const row = (name: string, cpu: number, of: Run, ratio: string): string[] => [
    name,
    figure(clients),
    figure(of.tested),
    figure(of.events),
    figure(cpu * 1000),
    ratio,
  ];
  return [row('event by event', slow, single[0]!, '–'), row('sweeps', fast, swept[0]!, `${figure(slow / fast)} ×`)];
}

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '10000,100000,1000000' }, runs: { type: 'string', default: '3' } } });
console.log(`Chainscope, one question, Node ${process.version}, CPU time of this process (median)\n`);
bench(1000, 3);
const rows = values.sizes.split(',').flatMap((size) => bench(Number(size), Number(values.runs)));
printTable(['', 'clients', 'tested', 'events', 'CPU ms', 'ratio'], rows);
