/**
 * From what somebody wants to open to a world: a file's text, a built-in scenario, or a scenario made on the page. The scenario that opens the page is
 * at hand, valid and canonical (tests see to it); what the others need is fetched for them.
 */
import { compileScenario } from '../scenario/compile';
import { figure2 } from '../scenario/library/figure-2';
import type { Parsed } from '../scenario/types';
import type { LoadSource, OpenScenario } from './deps';

export async function openScenario(source: LoadSource): Promise<Parsed<OpenScenario>> {
  if (!('builtIn' in source) || source.builtIn !== figure2.id) return (await import('./read-source')).openSource(source);
  const scenario = figure2.scenario();
  const text = `${JSON.stringify(scenario, null, 2)}\n`;
  return { ok: true, value: { scenario, world: compileScenario(scenario), text, warnings: [] }, warnings: [] };
}
