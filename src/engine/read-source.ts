/** Reads, checks and compiles whatever is opened. All sources take the same checks. */
import { canonicalScenario, maskSecrets, writeScenario } from '../scenario/canonical';
import { checkScenario } from '../scenario/check-scenario';
import { compileScenario } from '../scenario/compile';
import { builtIn } from '../scenario/library/index';
import { readScenario } from '../scenario/read';
import type { Parsed, Scenario } from '../scenario/types';
import type { LoadSource, OpenScenario } from './deps';

export function openSource(source: LoadSource): Parsed<OpenScenario> {
  const read = readSource(source);
  if (!read.ok) return read;
  // Secrets exist only in the file the user wrote: neither page nor worker keeps them (SAT-3).
  const scenario = canonicalScenario(maskSecrets(read.value));
  return {
    ok: true,
    value: { scenario, world: compileScenario(read.value), text: writeScenario(scenario), warnings: read.warnings },
    warnings: read.warnings,
  };
}

function readSource(source: LoadSource): Parsed<Scenario> {
  if ('text' in source) return readScenario(source.text);
  if ('scenario' in source) return checkScenario(source.scenario);
  const found = builtIn(source.builtIn);
  if (found !== undefined) return checkScenario(found.scenario());
  const message = `There is no built-in scenario "${source.builtIn.slice(0, 60)}".`;
  return { ok: false, problems: [{ code: 'builtIn.unknown', where: '', got: source.builtIn, message }], warnings: [], limit: false };
}
