/** The JSON Schema of the scenario format, made from the validator's own description. `npx tsx scripts/scenario-schema.ts` writes public/scenario.schema.json. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { scenarioFormat } from '../src/scenario/format';

export function scenarioSchema(): Record<string, unknown> {
  const schema = toJsonSchema(scenarioFormat, { target: 'draft-2020-12', errorMode: 'ignore' });
  const { $schema, ...rest } = withoutOwnKeywords(schema) as Record<string, unknown>;
  return {
    $schema,
    $id: 'scenario.schema.json',
    title: 'Chainscope scenario',
    description: 'One JSON document describes everything that decides a run. References, overlaps and room in subnets are checked by the program.',
    ...rest,
  };
}

/** `kind` steers the canonical writer; it is no keyword of JSON Schema. Fields called "kind" stay. */
function withoutOwnKeywords(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutOwnKeywords);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => !(key === 'kind' && typeof value === 'string'))
      .map(([key, value]) => [key, key === 'default' ? value : withoutOwnKeywords(value)]),
  );
}

export function schemaText(): string {
  return `${JSON.stringify(scenarioSchema(), null, 2)}\n`;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../public/scenario.schema.json', import.meta.url), schemaText());
}
