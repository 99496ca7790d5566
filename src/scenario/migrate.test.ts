import { describe, expect, it } from 'vitest';
import { wrongMessages } from './message-lint.test-tools';
import type { Migrations } from './migrate';
import { migrate } from './migrate';

const file = (version: number): Record<string, unknown> => ({ format: 'chainscope-scenario', version, sites: [] });
/** Steps of a program that reads version 3. */
const steps: Migrations = new Map([
  [1, (old: Readonly<Record<string, unknown>>): Record<string, unknown> => ({ ...old, one: true })],
  [2, (old: Readonly<Record<string, unknown>>): Record<string, unknown> => ({ ...old, two: true })],
]);

describe('migrate', () => {
  it('leaves a file of this version alone', () => {
    const now = file(1);
    const result = migrate(now);
    expect(result.ok && result.value).toBe(now);
  });

  it('brings an older file up to date step by step, and says so', () => {
    const old = file(1);
    const result = migrate(old, steps, 3);
    expect(result.ok && result.value).toEqual({ format: 'chainscope-scenario', version: 3, sites: [], one: true, two: true });
    expect(result.ok && result.warnings.map((warning) => warning.code)).toEqual(['version.migrated']);
    expect(result.ok && wrongMessages(result.warnings)).toEqual([]);
    expect(old).toEqual(file(1));
  });

  it('refuses a version that nothing leads on from, and one from the future', () => {
    expect(migrate(file(1), new Map([[2, (old) => ({ ...old })]]), 3)).toMatchObject({ ok: false, problem: { code: 'version.unknown' } });
    expect(migrate(file(4), steps, 3)).toMatchObject({ ok: false, problem: { code: 'version.newer', got: 4 } });
  });
});
