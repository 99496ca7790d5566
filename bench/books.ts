/**
 * `npm run bench:books`: what the ledger costs, and the work without peering in it, as shares of the simulation's CPU time. The same run with all books,
 * without the counterfactual and without any, in turn, in one process. Options: --sizes 1000,100000,1000000 --runs 5
 */
import { parseArgs } from 'node:util';
import { compileScenario } from '../src/scenario/compile';
import type { Scenario } from '../src/scenario/types';
import { createSimulation } from '../src/sim/simulation';
import type { SimulationOptions } from '../src/sim/types';
import { fleet } from './fleet';
import { figure, measured, printTable } from './measure';

type Keeping = NonNullable<SimulationOptions['books']>;
const KEEPING: readonly Keeping[] = ['none', 'no counterfactual', 'all'];

interface Workload {
  readonly name: string;
  readonly timeline: Scenario['timeline'];
  readonly until: number;
}

/** A fleet comes up and registers; then it registers on, and is asked. */
const WORKLOADS: readonly Workload[] = [
  { name: 'start and 5 min', timeline: [], until: 300 },
  {
    name: 'the same with 3 questions',
    timeline: [150, 200, 250].map((s, n) => ({ at: `${s}s`, do: 'ask', id: `q${n}`, sensors: ['Operating System'] })),
    until: 300,
  },
];

function run(clients: number, { timeline, until }: Workload, books: Keeping): number {
  const world = compileScenario({ ...fleet(clients), timeline: timeline ?? [] });
  const simulation = createSimulation(world, { books });
  return measured(() => {
    simulation.advanceTo(until * 1_000_000);
    return simulation.registrationTotals();
  }).cpuSeconds;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '1000,10000,100000' }, runs: { type: 'string', default: '5' } } });
console.log(`Chainscope, cost of the books, Node ${process.version}, CPU time of this process (medians)\n`);
const rows: string[][] = [];
for (const clients of values.sizes.split(',').map(Number))
  for (const workload of WORKLOADS) {
    const spent = new Map<Keeping, number[]>(KEEPING.map((books) => [books, []]));
    // in turn, so that what else the machine does falls on all alike; the first round warms the code up
    for (let round = 0; round <= Number(values.runs); round++)
      for (const books of KEEPING) {
        const cpu = run(clients, workload, books);
        if (round > 0) spent.get(books)!.push(cpu);
      }
    const [none, some, all] = KEEPING.map((books) => median(spent.get(books)!));
    const share = (part: number): string => `${((part / all!) * 100).toFixed(1)} %`;
    rows.push([workload.name, figure(clients), figure(all! * 1000), share(some! - none!), share(all! - some!), share(all! - none!)]);
  }
printTable(['', 'clients', 'CPU ms', 'ledger', 'without peering', 'both'], rows);
console.log('\nShares of the CPU time with all books. Aims: ledger at most 15 %, without peering at most 25 %.');
