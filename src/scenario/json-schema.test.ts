/** The JSON Schema of the format is made here from the validator's own description, and published as public/scenario.schema.json: `npx vitest run src/scenario/json-schema -u`. */
import { readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv2020 } from 'ajv/dist/2020';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAD_SCENARIOS, goodScenario } from '../testing/bad-scenarios';
import { BAD_NETWORK } from './bad-network.test-tools';
import { BAD_QUESTIONS } from './bad-questions.test-tools';
import { scenarioFormat } from './format';
import { BUILT_INS } from './library/index';
import { parseJson } from './parse-json';
import type { Scenario } from './types';
import { passesJsonSchema } from './shape';
import type * as v from 'valibot';

const BAD = [...BAD_SCENARIOS, ...BAD_QUESTIONS, ...BAD_NETWORK].filter((bad) => typeof bad.input === 'string' && parseJson(bad.input).ok);
const schema = scenarioSchema();
const validate = new Ajv2020({ allErrors: false, strict: true, allowUnionTypes: true }).compile(schema);
const full = readFileSync(new URL('../../docs/full-example.json', import.meta.url), 'utf8');

/** What the format says a scenario is, and the types that the program uses, are one: this does not compile otherwise. */
const sameType = (value: v.InferOutput<typeof scenarioFormat>): Scenario => value;

describe('the JSON Schema', () => {
  it('is published as the validator has it', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../public/scenario.schema.json');
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(sameType).toBeTypeOf('function');
  });

  it('takes what the validator takes: the examples and every built-in scenario', () => {
    const scenarios = BUILT_INS.map((entry): unknown => JSON.parse(JSON.stringify(entry.scenario())));
    for (const value of [goodScenario(), JSON.parse(full) as unknown, ...scenarios]) {
      expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
      expect(passesJsonSchema(scenarioFormat, value)).toBe(true);
    }
  });

  it.each(BAD)('agrees with the validator on the shape of $title', ({ input }) => {
    const value: unknown = JSON.parse(input as string);
    expect(validate(value)).toBe(passesJsonSchema(scenarioFormat, value));
  });

  it('refuses about half of the bad files; the rest needs the program', () => {
    const refused = BAD.filter((bad) => !validate(JSON.parse(bad.input as string)));
    expect(refused.length).toBeGreaterThan(45);
  });

  it('agrees with the validator on files with values of wrong types anywhere', () => {
    const odd: unknown[] = [
      null,
      true,
      0,
      -1,
      1.5,
      2 ** 53,
      '',
      'any',
      '10.0.5.3',
      '10.0.5.0/24',
      '5s',
      [],
      {},
      [[]],
      ['x'],
      ['1s', '2s'],
      { id: 'x' },
      { site: 'dc' },
      { fraction: 1 },
      'x'.repeat(300),
    ];
    const places = placesOf(JSON.parse(full), []);
    let refused = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: places.length - 1 }), fc.integer({ min: -1, max: odd.length - 1 })), { minLength: 1, maxLength: 2 }),
        (edits) => {
          const file: unknown = JSON.parse(full);
          for (const [place, value] of edits) edit(file, places[place] ?? [], value < 0 ? undefined : odd[value]);
          const verdict = validate(file);
          expect(verdict, JSON.stringify(validate.errors)).toBe(passesJsonSchema(scenarioFormat, file));
          if (!verdict) refused++;
        },
      ),
      { numRuns: 3_000 },
    );
    expect(refused).toBeGreaterThan(1_000);
  });
});

type Path = readonly (string | number)[];

function placesOf(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys: (string | number)[] = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return [...(path.length > 0 ? [path] : []), ...keys.flatMap((key) => placesOf(Reflect.get(value, key), [...path, key]))];
}

function edit(root: unknown, path: Path, value: unknown): void {
  let owner = root;
  for (const key of path.slice(0, -1)) owner = typeof owner === 'object' && owner !== null ? Reflect.get(owner, key) : null;
  const last = path.at(-1);
  if (typeof owner !== 'object' || owner === null || last === undefined) return;
  if (value === undefined && Array.isArray(owner)) owner.splice(Number(last), 1);
  else if (value === undefined) Reflect.deleteProperty(owner, last);
  else Reflect.set(owner, last, structuredClone(value));
}

function scenarioSchema(): Record<string, unknown> {
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
