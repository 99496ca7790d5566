/**
 * Writes what the built-in scenarios are made of, and the scenarios themselves as files: npx tsx scripts/write-scenarios.ts
 *   data/netbox-prefixes.csv → src/scenario/library/dunder-mifflin-plan.ts (by the importer)
 *   src/scenario/library     → public/scenarios/<id>.json (canonical text)
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { importSubnets } from '../src/scenario/import/import-subnets';
import { planModule } from '../src/scenario/library/plan-module';

const PLAN = 'src/scenario/library/dunder-mifflin-plan.ts';
const FOLDER = 'public/scenarios';

const { scenario } = importSubnets(readFileSync('data/netbox-prefixes.csv'));
if (scenario === null) throw new Error('data/netbox-prefixes.csv could not be imported');
writeFileSync(PLAN, planModule(scenario));

// Only now: the library reads the plan that was just written.
const { BUILT_INS } = await import('../src/scenario/library/index');
const { writeScenario } = await import('../src/scenario/canonical');
mkdirSync(FOLDER, { recursive: true });
for (const { id, scenario: make } of BUILT_INS) writeFileSync(`${FOLDER}/${id}.json`, writeScenario(make()));
process.stderr.write(`${BUILT_INS.length} scenarios written to ${FOLDER}\n`);
