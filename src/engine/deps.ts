/** What the engine is given by its host: the parts it plays with, and the only clock it knows. */
import type { Parsed, Problem, Scenario } from '../scenario/types';
import type { Simulation } from '../sim/types';
import type { World } from '../sim/world';
import type { Command, EngineReport } from './contract';

export type LoadSource = Extract<Command, { readonly do: 'load' }>['source'];

export interface OpenScenario {
  readonly scenario: Scenario;
  readonly world: World;
  /** Canonical text. */
  readonly text: string;
  readonly warnings: readonly Problem[];
}

export interface EngineDeps {
  createSimulation(world: World): Simulation;
  /** Reads, validates and compiles; nothing is kept from a source that is refused. */
  open(source: LoadSource): Promise<Parsed<OpenScenario>>;
  /** Milliseconds of work, for budgets; any origin. */
  cpuNow(): number;
  emit(report: EngineReport): void;
  /** Something failed outside `handle` and `tick`, after an answer had to be waited for. */
  crash(error: unknown): void;
}

/** A command that cannot be done, said so that people can mend it. Nothing has changed when this is thrown. */
export class Refusal extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems[0]?.message ?? 'The command was refused.');
    this.name = 'Refusal';
    this.problems = problems;
  }
}

export function refuse(code: string, where: string, message: string, hint?: string): never {
  throw new Refusal([{ code, where, message, ...(hint === undefined ? {} : { hint }) }]);
}
