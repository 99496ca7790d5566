import { describe, expect, it } from 'vitest';
import { goodScenario } from '../testing/bad-scenarios';
import { checkScenario } from './check-scenario';
import { problemsOf, wrongMessages } from './message-lint.test-tools';

function codesOf(extensions: unknown): unknown {
  const problems = problemsOf(checkScenario({ ...goodScenario(), extensions }));
  expect(wrongMessages(problems)).toEqual([]);
  return problems.map((problem) => `${problem.code} ${problem.where}`);
}

describe('scenarios made by programs', () => {
  it('take the same checks as files, and shared parts are no harm', () => {
    const shared = { a: [1, 2.5, 'x', null, true] };
    expect(codesOf({ one: shared, two: shared })).toEqual([]);
    expect(codesOf({ big: 1e300, small: 5e-324 })).toEqual([]);
  });

  it('are refused where no file could say the same', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    let deep: unknown = 1;
    for (let i = 0; i < 40; i++) deep = [deep];
    expect(codesOf({ a: Number.NaN, b: 2 ** 53, c: () => 1, d: '\ud800', e: undefined, constructor: 1 })).toEqual([
      'number.range /extensions/a',
      'number.range /extensions/b',
      'type.wrong /extensions/c',
      'text.surrogate /extensions/d',
      'type.wrong /extensions/e',
      'name.reserved /extensions/constructor',
    ]);
    expect(codesOf(circle)).toEqual(['type.wrong /extensions/self']);
    expect(codesOf({ deep })).toEqual([`limit.jsonDepth /extensions/deep${'/0'.repeat(30)}`]);
  });

  it('are refused when they are no scenario at all', () => {
    for (const value of [undefined, null, 3, 'x', [], {}, () => 1, new Map()]) expect(checkScenario(value).ok).toBe(false);
  });
});
