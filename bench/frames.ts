/**
 * `npm run bench:frames`: CPU of what the engine makes for every picture while a question travels: frame, Auto speed, what is followed, status.
 * Options: --sizes 1000,20000,100000
 */
import { parseArgs } from 'node:util';
import { FrameBuilder } from '../src/engine/frame-builder';
import { FramePool } from '../src/engine/frame-pool';
import { Run } from '../src/engine/run';
import { Scene } from '../src/engine/scene';
import { compileScenario } from '../src/scenario/compile';
import type { Scenario } from '../src/scenario/types';
import { createSimulation } from '../src/sim/simulation';
import { fleet } from './fleet';
import { figure, measured, printTable } from './measure';

const SECOND = 1_000_000;
const ASKED_AT = 200 * SECOND;
const TIMES = 20;
/** Instants of the wave, in seconds after it was asked. */
const MOMENTS = [-1, 0.02, 0.1, 0.3, 1];
const STATUS = { epoch: 1, state: 'playing', speed: 1, auto: true, following: null, achievedSpeed: null, seek: null } as const;

const cpuMillis = (): number => process.cpuUsage().user / 1e3;

function perTime(work: () => void): string {
  work();
  const { cpuSeconds } = measured(() => {
    for (let i = 0; i < TIMES; i++) work();
  });
  return figure((cpuSeconds * 1e3) / TIMES);
}

function bench(clients: number): void {
  const scenario: Scenario = { ...fleet(clients), timeline: [{ at: '200s', do: 'ask', id: 'q1', sensors: ['Operating System'] }] };
  const run = new Run({ scenario, world: compileScenario(scenario), text: '', warnings: [] }, createSimulation, cpuMillis);
  const scene = new Scene(run, cpuMillis);
  const pool = new FramePool();
  const builder = new FrameBuilder(pool, () => performance.now());
  let wall = 0;
  const rows = MOMENTS.map((moment) => {
    run.advance(ASKED_AT + moment * SECOND, Infinity);
    const question = scene.question;
    if (question >= 0) scene.follower.follow({ question });
    const frame = (about: number): void =>
      pool.giveBack(builder.build(run.sim, { epoch: 1, layoutVersion: 1, speed: 0.1, playing: true, question: about, messages: scene.messages }));
    return [
      `${moment} s`,
      perTime(() => run.sim.eachMessageInFlight(() => undefined)),
      perTime(() => frame(-1)),
      perTime(() => frame(question)),
      perTime(() => scene.auto((wall += 16))),
      perTime(() => scene.follower.locate()),
      perTime(() => scene.status.build(STATUS, (wall += 100))),
    ];
  });
  console.log(`\n${figure(clients)} clients, ms of CPU each\n`);
  printTable(['after asking', 'messages read', 'frame', 'frame with wave', 'Auto', 'followed', 'status'], rows);
  console.log(`keyframes: ${run.history.count}, ${figure(run.history.bytes())} bytes`);
}

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '1000,20000,100000' } } });
for (const size of values.sizes.split(',').map(Number)) bench(size);
