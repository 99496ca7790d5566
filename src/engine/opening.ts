/** Opens a scenario: reads, checks and compiles it and the acts that come along, and makes a run of them. Nothing is kept when something is wrong. */
import type { Problem } from '../scenario/types';
import type { Micros } from '../sim/world';
import type { Command, LoadedScenario } from './contract';
import { Refusal, refuse } from './deps';
import type { EngineDeps } from './deps';
import { MAX_TIME } from './limits';
import { Run } from './run';

export type Load = Extract<Command, { readonly do: 'load' }>;

export interface Opened {
  readonly run: Run;
  readonly warnings: readonly Problem[];
}

/** `isWanted`: nobody has asked for another scenario meanwhile. */
export async function openRun(deps: EngineDeps, command: Load, isWanted: () => boolean): Promise<Opened> {
  const parsed = await deps.open(command.source);
  if (!isWanted()) refuse('load.overtaken', '', 'Another scenario was opened before this one was ready.');
  if (!parsed.ok) throw new Refusal(parsed.problems);
  const items = command.interventions ?? [];
  const acts = Array.isArray(items) && items.length === 0 ? [] : (await import('./live-acts')).compileItems(items, parsed.value);
  if (!isWanted()) refuse('load.overtaken', '', 'Another scenario was opened before this one was ready.');
  if (command.seekTo !== undefined) checkTime(command.seekTo);
  const run = new Run(parsed.value, deps.createSimulation, deps.cpuNow);
  run.replaceActs(acts);
  return { run, warnings: parsed.warnings };
}

export function loadedReport(run: Run, epoch: number, source: Load['source'], warnings: readonly Problem[]): LoadedScenario {
  return {
    epoch,
    builtIn: 'builtIn' in source ? source.builtIn : null,
    scenario: run.open.scenario,
    text: run.open.text,
    clientCount: run.open.world.clientCount,
    warnings,
    durationMicros: run.open.world.duration,
    interventions: run.acts.map((one) => one.item),
  };
}

export function checkTime(to: unknown): Micros {
  if (typeof to !== 'number' || !Number.isInteger(to) || to < 0 || to > MAX_TIME)
    refuse('seek.range', '/to', 'The instant must be a whole number of microseconds from 0 to 400 days.');
  return to;
}

/** Why a scenario is not open: refused, or something of ours failed before anything of the open run was touched. */
export function openingProblems(error: unknown): readonly Problem[] {
  if (error instanceof Refusal) return error.problems;
  const message = `The scenario could not be opened: ${error instanceof Error ? error.message : String(error)}`.slice(0, 300);
  return [{ code: 'load.failed', where: '', message }];
}
