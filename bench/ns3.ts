/**
 * A chain of clients against ns-3's point-to-point links, store and forward: when each message reaches each client. Needs g++ and ns-3
 * (Debian: apt-get install g++ libns3-dev libgsl-dev); prints a table, and fails where the two differ by more than the rounding to whole microseconds.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileScenario } from '../src/scenario/compile';
import { SENSORS } from '../src/scenario/sensors';
import type { Scenario } from '../src/scenario/types';
import { createSimulation } from '../src/sim/simulation';
import type { Micros } from '../src/sim/world';
import { printTable } from './measure';

interface Chain {
  readonly name: string;
  readonly clients: number;
  readonly questions: number;
  /** Bits per second: the data center up, the branch down, its LAN. */
  readonly upBps: number;
  readonly downBps: number;
  readonly lanBps: number;
  /** One way, in µs: WAN (both sites together) and LAN. */
  readonly wan: Micros;
  readonly lan: Micros;
}
const MBPS = 1_000_000;
const CHAINS: readonly Chain[] = [
  { name: 'even rates', clients: 10, questions: 20, upBps: 10 * MBPS, downBps: 2 * MBPS, lanBps: MBPS, wan: 40_000, lan: 500 },
  { name: 'a slow branch, a fast LAN', clients: 20, questions: 20, upBps: 10 * MBPS, downBps: 64_000, lanBps: 1000 * MBPS, wan: 40_000, lan: 500 },
  { name: 'a slow LAN', clients: 50, questions: 40, upBps: 100 * MBPS, downBps: 10 * MBPS, lanBps: 128_000, wan: 2000, lan: 3000 },
  { name: 'rates that do not divide', clients: 100, questions: 100, upBps: 33_333_333, downBps: 7 * MBPS, lanBps: 12_345_679, wan: 10_001, lan: 1 },
];
const ASKED: Micros = 300_000_000;

const sensorsOf = (question: number): number => 1 + (question % 3);
const bytesOf = (question: number): number => 300 + 60 * sensorsOf(question);

/** Questions asked at one instant go down one chain; answers come long after the last of them has passed, and no registration brings one earlier. */
function scenarioOf({ clients, questions, upBps, downBps, lanBps, wan, lan }: Chain): Scenario {
  const names = SENSORS.map((sensor) => sensor.name);
  return {
    format: 'chainscope-scenario',
    version: 1,
    duration: '600s',
    servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
    sites: [
      { id: 'dc', kind: 'datacenter', wan: { up: `${upBps}bps`, down: '10Gbps', latency: '0s' } },
      { id: 'branch', wan: { up: '10Gbps', down: `${downBps}bps`, latency: `${wan}us` }, lan: { rate: `${lanBps}bps`, latency: `${lan}us` } },
    ],
    subnets: [{ cidr: '10.0.0.0/24', site: 'branch', clients }],
    settings: { startWindow: '0s', normalRegistration: ['1h', '1h'], hopProcessing: '0s', sensorTime: '200s', answerHold: 'never' },
    timeline: Array.from({ length: questions }, (_, n) => ({ at: `${ASKED}us`, do: 'ask' as const, id: `q${n}`, sensors: names.slice(0, sensorsOf(n)) })),
  };
}

/** Arrival of each message at each client, as "client message" → µs. */
function simulated(chain: Chain): Map<string, number> {
  const simulation = createSimulation(compileScenario(scenarioOf(chain)));
  simulation.advanceTo(simulation.world.duration);
  const arrivals = new Map<string, number>();
  for (let id = 1; id <= simulation.log.lastId; id++) {
    const row = simulation.log.get(id);
    if (row?.kind === 'question.received') arrivals.set(`${row.client} ${row.detail}`, row.t - ASKED);
  }
  return arrivals;
}

function byNs3(program: string, { clients, questions, upBps, downBps, lanBps, wan, lan }: Chain): Map<string, number> {
  const sizes = Array.from({ length: questions }, (_, n) => bytesOf(n)).join(',');
  const lines = Array.from({ length: clients - 1 }, () => `${lanBps}:${lan}`);
  const text = execFileSync(program, [sizes, `${upBps}:${wan}`, `${downBps}:0`, ...lines], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const arrivals = new Map<string, number>();
  for (const line of text.trim().split('\n')) {
    const [node = 0, message = 0, nanoseconds = 0] = line.split(' ').map(Number);
    // node 1 is between the two WAN links
    if (node >= 2) arrivals.set(`${node - 2} ${message}`, nanoseconds / 1000);
  }
  return arrivals;
}

function compile(folder: string): string {
  const program = join(folder, 'ns3-chain');
  const modules = ['ns3-core', 'ns3-network', 'ns3-point-to-point'];
  const flags = execFileSync('pkg-config', ['--cflags', '--libs', ...modules], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
  execFileSync('g++', ['-O1', '-std=c++17', join(import.meta.dirname, 'ns3-chain.cc'), '-o', program, ...flags], { stdio: 'inherit' });
  return program;
}

const folder = mkdtempSync(join(tmpdir(), 'ns3-chain-'));
try {
  const program = compile(folder);
  const rows = CHAINS.map((chain) => {
    const [here, there] = [simulated(chain), byNs3(program, chain)];
    const differences = [...there].map(([key, t]) => (here.get(key) ?? NaN) - t);
    const [least, most] = [Math.min(...differences), Math.max(...differences)];
    const last = `${chain.clients - 1} ${chain.questions - 1}`;
    // a message is never early; a begun microsecond counts as one at each link
    const holds = here.size === there.size && here.size === chain.clients * chain.questions && least > -0.002 && most < chain.clients + 1;
    if (!holds) process.exitCode = 1;
    const seconds = (t: number | undefined): string => ((t ?? NaN) / 1e6).toFixed(6);
    return [chain.name, `${chain.clients} × ${chain.questions}`, seconds(here.get(last)), seconds(there.get(last)), least.toFixed(2), most.toFixed(2)];
  });
  printTable(['chain', 'clients × messages', 'last arrival here, s', 'in ns-3, s', 'least difference, µs', 'most, µs'], rows);
} finally {
  rmSync(folder, { recursive: true });
}
