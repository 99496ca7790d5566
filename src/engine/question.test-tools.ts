/** For tests of questions in the engine: chains that have formed, with questions in their timeline. */
import { compileScenario } from '../scenario/compile';
import type { Scenario, TimelineItem } from '../scenario/types';
import { createSimulation } from '../sim/simulation';
import { createBench, SMALL } from './engine.test-tools';
import type { Bench } from './engine.test-tools';
import { Run } from './run';

export const SECOND = 1_000_000;
/** Chains have formed long before; registrations go on. */
export const ASKED_AT = 200 * SECOND;
export const ASK = { at: '200s', do: 'ask', id: 'q1', sensors: ['Operating System'] } as const satisfies TimelineItem;

export function asking(items: readonly TimelineItem[] = [ASK], scenario: Scenario = SMALL): Scenario {
  return { ...scenario, timeline: [...items] };
}

export function runOf(scenario: Scenario, micros: number, waves: 'by event' | 'swept' = 'by event'): Run {
  const open = { scenario, world: compileScenario(scenario), text: '', warnings: [] };
  const run = new Run(
    open,
    (world) => createSimulation(world, { waves }),
    () => 0,
  );
  run.advance(micros, Infinity);
  return run;
}

export async function opened(scenario: Scenario, micros: number): Promise<Bench> {
  const bench = createBench();
  await bench.done(bench.remote.load({ scenario }));
  await bench.done(bench.remote.seek(micros));
  return bench;
}
