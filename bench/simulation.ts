/**
 * `npm run bench`: how fast the simulation is, against the naive reference in the same process, on CPU time.
 * Options: --sizes 1000,10000 --workloads idle,restart --seconds 600 --reference 100,300,1000
 */
import { parseArgs } from 'node:util';
import { compileScenario } from '../src/scenario/compile';
import { createSimulation, hotBytesPerClient } from '../src/sim/simulation';
import type { Act, World } from '../src/sim/world';
import { Reference } from '../src/testing/reference';
import { fleet } from './fleet';
import { figure, measured, printTable } from './measure';

const SECOND = 1_000_000;
/** By then the first chains stand and first retries are over. */
const FORMED = 180 * SECOND;

const LEAST_CPU_SECONDS = 0.3;
const LONGEST_SECONDS = 24 * 3600;

type Workload = 'idle' | 'restart';
const WORKLOADS: Readonly<Record<Workload, string>> = {
  idle: 'idle fleet: formed chains, then registrations and their resets only',
  restart: 'mass restart: all clients stop, and start again 30 s later within one instant',
};

interface Row {
  readonly clients: number;
  readonly cpuSeconds: number;
  readonly simulatedSeconds: number;
  /** Events handled, and normal registrations (which the simulation computes and does not queue). */
  readonly events: number;
}

/** What both the simulation and the reference can do. */
interface Subject {
  advanceTo(t: number): void;
  events(): number;
}

function worldOf(workload: Workload, clients: number): World {
  const compiled = compileScenario(fleet(clients));
  if (workload === 'idle') return compiled;
  const all = Array.from({ length: clients }, (_, slot) => slot);
  const timeline: Act[] = [
    { at: FORMED + SECOND, do: 'stop', clients: all, orderly: false },
    { at: FORMED + 31 * SECOND, do: 'start', clients: all },
  ];
  return { ...compiled, timeline };
}

function simulationOf(world: World): Subject {
  const simulation = createSimulation(world);
  return {
    advanceTo: (t) => simulation.advanceTo(t),
    events: () => simulation.eventCount + simulation.registrationTotals().normal,
  };
}

function referenceOf(world: World): Subject {
  const reference = new Reference(world);
  let handled = 0;
  return {
    advanceTo: (t) => {
      while (reference.stepEvent(t)) handled += 1;
      reference.advanceTo(t);
    },
    events: () => handled,
  };
}

/** Counting the events is part of the work: the simulation computes registrations only when somebody asks. An idle fleet is played on until there is something to measure. */
function timed(make: (world: World) => Subject, workload: Workload, clients: number, seconds: number): Row {
  const subject = make(worldOf(workload, clients));
  subject.advanceTo(FORMED);
  const before = subject.events();
  let cpuSeconds = 0;
  let simulatedSeconds = 0;
  let events = 0;
  do {
    simulatedSeconds += seconds;
    const { cpuSeconds: spent, result } = measured(() => {
      subject.advanceTo(FORMED + simulatedSeconds * SECOND);
      return subject.events();
    });
    cpuSeconds += spent;
    events = result - before;
  } while (workload === 'idle' && cpuSeconds < LEAST_CPU_SECONDS && simulatedSeconds < LONGEST_SECONDS);
  return { clients, cpuSeconds, simulatedSeconds, events };
}

/** Simulated seconds of one client, per CPU second: what can be compared between sizes. */
const clientSeconds = (row: Row): number => (row.simulatedSeconds * row.clients) / row.cpuSeconds;

function cells(name: string, row: Row, base: Row | undefined): string[] {
  const ratio = base ? clientSeconds(row) / clientSeconds(base) : NaN;
  return [
    name,
    figure(row.clients),
    figure(row.cpuSeconds),
    figure(row.events),
    figure(row.events / row.cpuSeconds),
    figure(row.simulatedSeconds / row.cpuSeconds),
    base ? `${figure(ratio)} ×` : '–',
  ];
}

function bench(workload: Workload, sizes: readonly number[], referenceSizes: readonly number[], seconds: number): void {
  console.log(`\n${WORKLOADS[workload]}\n`);
  // Warm code first: what is measured is the program, not its compiler.
  timed(simulationOf, workload, 1000, seconds);
  const references = referenceSizes.map((clients) => timed(referenceOf, workload, clients, seconds));
  const base = references.at(-1);
  const rows = references.map((row) => cells('naive reference', row, row === base ? undefined : base));
  for (const clients of sizes) rows.push(cells('simulation', timed(simulationOf, workload, clients, seconds), base));
  printTable(['', 'clients', 'CPU s', 'events', 'events / CPU s', 'simulated s / CPU s', 'ratio'], rows);
  if (base)
    console.log(
      `\nratio: simulated client-seconds per CPU second ÷ those of the naive reference with ${base.clients} clients; above that size the reference is scaled, not run.`,
    );
}

function hotBytes(sizes: readonly number[]): void {
  console.log('\nhot state\n');
  const rows = sizes.map((clients) => {
    const simulation = createSimulation(compileScenario(fleet(clients)));
    simulation.advanceTo(FORMED);
    return [figure(clients), hotBytesPerClient(simulation).toFixed(1)];
  });
  printTable(['clients', 'hot bytes / client'], rows);
}

function numbers(text: string): number[] {
  const list = text
    .split(',')
    .filter((item) => item !== '')
    .map(Number);
  if (list.some((value) => !Number.isInteger(value) || value < 1)) throw new Error(`not a list of whole numbers: ${text}`);
  return list;
}

function isWorkload(text: string): text is Workload {
  return Object.hasOwn(WORKLOADS, text);
}

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000,1000000' },
    workloads: { type: 'string', default: 'idle,restart' },
    seconds: { type: 'string', default: '600' },
    reference: { type: 'string', default: '100,300,1000' },
  },
});
const sizes = numbers(values.sizes);
console.log(`Chainscope simulation, Node ${process.version}, CPU time of this process`);
for (const workload of values.workloads.split(',').filter(isWorkload)) bench(workload, sizes, numbers(values.reference), Number(values.seconds));
hotBytes(sizes);
