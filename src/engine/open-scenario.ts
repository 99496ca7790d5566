/** From what somebody wants to open to a world: a file's text, a built-in scenario, or a scenario made on the page. All take the same checks. */
import { canonicalScenario, maskSecrets, writeScenario } from '../scenario/canonical';
import { checkScenario } from '../scenario/check-scenario';
import { compileScenario } from '../scenario/compile';
import { figure2 } from '../scenario/library/figure-2';
import type { BuiltIn } from '../scenario/library/types';
import { readScenario } from '../scenario/read';
import type { Parsed, Scenario } from '../scenario/types';
import type { LoadSource, OpenScenario } from './deps';

export function openScenario(source: LoadSource): Promise<Parsed<OpenScenario>> {
  return Promise.resolve().then(async () => {
    const read = await readSource(source);
    if (!read.ok) return read;
    // Secrets exist only in the file the user wrote: neither page nor worker keeps them (SAT-3).
    const scenario = canonicalScenario(maskSecrets(read.value));
    return {
      ok: true,
      value: { scenario, world: compileScenario(read.value), text: writeScenario(scenario), warnings: read.warnings },
      warnings: read.warnings,
    };
  });
}

/** The scenario that opens the page is at hand, the others are fetched when one is asked for. */
async function builtIn(id: string): Promise<BuiltIn | undefined> {
  return id === figure2.id ? figure2 : (await import('../scenario/library/index')).builtIn(id);
}

async function readSource(source: LoadSource): Promise<Parsed<Scenario>> {
  if ('text' in source) return readScenario(source.text);
  if ('scenario' in source) return checkScenario(source.scenario);
  const found = await builtIn(source.builtIn);
  if (found !== undefined) return checkScenario(found.scenario());
  const message = `There is no built-in scenario "${source.builtIn.slice(0, 60)}".`;
  return { ok: false, problems: [{ code: 'builtIn.unknown', where: '', got: source.builtIn, message }], warnings: [], limit: false };
}
