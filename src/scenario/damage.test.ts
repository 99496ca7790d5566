import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goodScenario } from '../testing/bad-scenarios';
import { writeScenario } from './canonical';
import { compileScenario } from './compile';
import { wrongMessages } from './message-lint.test-tools';
import { parseJson } from './parse-json';
import { readScenario } from './read';

const text = readFileSync(new URL('../../docs/full-example.json', import.meta.url), 'utf8');
const bytes = new TextEncoder().encode(text);
const SECRET = 'correct horse battery staple';

/** Reads a damaged file: refused with clear problems, or accepted and then the same after writing and reading. */
function survive(input: string | Uint8Array): boolean {
  const result = readScenario(input);
  expect(wrongMessages(result.warnings)).toEqual([]);
  if (!result.ok) {
    expect(result.problems.length).toBeGreaterThan(0);
    expect(wrongMessages(result.problems)).toEqual([]);
    expect(JSON.stringify(result)).not.toContain(SECRET);
    return false;
  }
  const written = writeScenario(result.value);
  const again = readScenario(written);
  expect(again.ok && writeScenario(again.value)).toBe(written);
  expect(again.ok && compileScenario(again.value)).toEqual(compileScenario(result.value));
  return true;
}

describe('damaged files', () => {
  it('are refused when they are cut off anywhere', () => {
    const end = text.trimEnd().length;
    const asBytes = new TextEncoder().encode(text.slice(0, end)).length;
    for (let offset = 0; offset < asBytes; offset++) {
      const result = readScenario(bytes.subarray(0, offset));
      const codes = result.ok ? ['ok'] : result.problems.map((problem) => problem.code);
      expect(codes, `cut at ${offset}`).toEqual([offset === 0 ? 'input.empty' : 'json.truncated']);
      if (!result.ok) expect(wrongMessages(result.problems)).toEqual([]);
      expect(JSON.stringify(result)).not.toContain('horse');
    }
    expect(readScenario(bytes.subarray(0, asBytes)).ok).toBe(true);
  });

  it('are refused or still right when bits are flipped', () => {
    const flips = fc.array(fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 })), { minLength: 1, maxLength: 8 });
    let accepted = 0;
    fc.assert(
      fc.property(flips, (places) => {
        const damaged = bytes.slice();
        for (const [at, bit] of places) damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        if (survive(damaged)) accepted++;
      }),
      { numRuns: 1_500 },
    );
    expect(accepted).toBeGreaterThan(0);
  });

  it('are refused or still right when values change places, types or are missing', () => {
    const odd: unknown[] = [
      null,
      true,
      0,
      -1,
      1.5,
      1e308,
      '',
      'any',
      'NaN',
      '10.0.5.3',
      '10.0.5.0/24',
      '5s',
      [],
      {},
      [[]],
      ['x'],
      { id: 'x' },
      { site: 'dc' },
      'constructor',
      '\ud800',
    ];
    // A secret that is put elsewhere is none any more.
    const places = placesOf(JSON.parse(text), []);
    const sources = places.filter((path) => !JSON.stringify(atPath(JSON.parse(text), path)).includes(SECRET));
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: places.length - 1 }), fc.integer({ min: -3, max: odd.length - 1 }), fc.nat()), { minLength: 1, maxLength: 3 }),
        (edits) => {
          const file: unknown = JSON.parse(text);
          for (const [place, value, other] of edits)
            edit(file, places[place] ?? [], value < -1 ? atPath(file, sources[other % sources.length] ?? []) : value < 0 ? undefined : odd[value]);
          if (survive(JSON.stringify(file))) accepted++;
        },
      ),
      { numRuns: 2_500 },
    );
    expect(accepted).toBeGreaterThan(0);
  });

  it('are told from JSON exactly as JSON.parse does', () => {
    const small = JSON.stringify({ ...goodScenario(), name: 'a\u2028\\"b', extensions: { n: [1.5e3, -0.25, 1e-7, true, null] } });
    const edits = fc.array(
      fc.tuple(fc.nat({ max: small.length }), fc.nat({ max: 2 }), fc.constantFrom(...'{}[]",:0123456789.eE+-tfn \n\t\r\\/u\u0001\ufeff*\'')),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(edits, (changes) => {
        let damaged = small;
        for (const [at, remove, add] of changes) damaged = damaged.slice(0, at) + add + damaged.slice(at + remove);
        const parsed = parseJson(damaged);
        const ours = parsed.ok ? 'json' : parsed.problems.every((problem) => problem.where.startsWith('line')) ? 'no json' : 'json with other problems';
        expect(ours === 'no json').toBe(!isJson(damaged));
        if (parsed.ok) expect(parsed.value).toEqual(withoutNegativeZero(JSON.parse(damaged)));
      }),
      { numRuns: 3_000 },
    );
  });
});

function isJson(input: string): boolean {
  try {
    JSON.parse(input);
    return true;
  } catch {
    return false;
  }
}

function withoutNegativeZero(value: unknown): unknown {
  if (typeof value === 'number') return value + 0;
  if (Array.isArray(value)) return value.map(withoutNegativeZero);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutNegativeZero(entry)]));
}

type Path = readonly (string | number)[];

function placesOf(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys: (string | number)[] = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return [...(path.length > 0 ? [path] : []), ...keys.flatMap((key) => placesOf(Reflect.get(value, key), [...path, key]))];
}

function atPath(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) value = typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : null;
  return value;
}

function edit(root: unknown, path: Path, value: unknown): void {
  const owner = atPath(root, path.slice(0, -1));
  const last = path.at(-1);
  if (typeof owner !== 'object' || owner === null || last === undefined) return;
  if (value === undefined && Array.isArray(owner)) owner.splice(Number(last), 1);
  else if (value === undefined) Reflect.deleteProperty(owner, last);
  else Reflect.set(owner, last, structuredClone(value));
}
