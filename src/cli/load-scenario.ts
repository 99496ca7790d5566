/** From what the user named to a world: a file, standard input or a built-in scenario, with --seed and --set applied and checked again. */
import { compileScenario } from '../scenario/compile';
import { BUILT_INS } from '../scenario/library/index';
import { readScenario } from '../scenario/read';
import { predictCost, type Prediction } from '../scenario/predict';
import { setPath } from '../scenario/set-path';
import type { Parsed, Problem, Scenario } from '../scenario/types';
import type { World } from '../sim/world';
import { rejected } from './cli-error';
import { readInput } from './read-input';

export interface Loaded {
  readonly name: string;
  readonly world: World;
  readonly warnings: readonly Problem[];
  readonly prediction: Prediction;
}

/** The name of a built-in scenario comes first; a file of that name is ./NAME. */
function readNamed(name: string): Parsed<Scenario> {
  const found = BUILT_INS.find((entry) => entry.id === name);
  return found ? readScenario(JSON.stringify(found.scenario())) : readScenario(readInput(name));
}

function accepted<T>(name: string, parsed: Parsed<T>, warnings: Problem[]): T {
  if (!parsed.ok) throw rejected(name, parsed.problems, parsed.limit);
  warnings.push(...parsed.warnings);
  return parsed.value;
}

export function loadScenario(name: string, changes: readonly string[]): Loaded {
  const label = name === '-' ? 'standard input' : name;
  const warnings: Problem[] = [];
  let scenario = accepted(label, readNamed(name), warnings);
  for (const change of changes) {
    scenario = accepted(label, setPath(scenario, change), []);
  }
  if (changes.length > 0) {
    warnings.length = 0;
    scenario = accepted(`${label} with ${changes.join(' ')}`, readScenario(JSON.stringify(scenario)), warnings);
  }
  return { name: scenario.name ?? label, world: compileScenario(scenario), warnings, prediction: predictCost(scenario) };
}
