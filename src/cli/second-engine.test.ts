/** Invariant 18 in another JavaScript engine: QuickJS, an interpreter with its own numbers and sorting, comes to the same state hashes as Node. */
import { fileURLToPath } from 'node:url';
import { getQuickJS } from 'quickjs-emscripten';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { hashOfRandomScenario } from './hash-of-seed';

const SCENARIOS = 120;

/** The simulation, the compiler of scenarios and the random scenarios as one script that leaves `hashOfRandomScenario` behind. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('./hash-of-seed.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, target: 'es2020', lib: { entry, formats: ['iife'], name: 'subject' } },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const chunk = outputs.flatMap((output) => ('output' in output ? output.output : [])).find((item) => item.type === 'chunk');
  if (!chunk || chunk.type !== 'chunk') throw new Error('the bundle is empty');
  return chunk.code;
}

async function inQuickJs(code: string, seeds: readonly number[]): Promise<string[]> {
  const context = (await getQuickJS()).newContext();
  try {
    context.unwrapResult(context.evalCode(code, 'bundle.js', { type: 'global' })).dispose();
    return seeds.map((seed) => {
      const value = context.unwrapResult(context.evalCode(`subject.hashOfRandomScenario(${seed})`));
      const text = context.getString(value);
      value.dispose();
      return text;
    });
  } finally {
    context.dispose();
  }
}

describe('a second JavaScript engine', () => {
  it(`comes to the same state hash in each of ${SCENARIOS} random small scenarios (invariant 18)`, async () => {
    const seeds = Array.from({ length: SCENARIOS }, (_, index) => index + 1);
    const here = seeds.map((seed) => hashOfRandomScenario(seed));
    const there = await inQuickJs(await bundle(), seeds);
    expect(there).toEqual(here);
    expect(new Set(here).size, 'different scenarios have different hashes').toBeGreaterThan(SCENARIOS * 0.95);
  });
});
