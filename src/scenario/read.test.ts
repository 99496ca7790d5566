import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BAD_SCENARIOS, goodScenario } from '../testing/bad-scenarios';
import { BAD_NETWORK } from './bad-network.test-tools';
import { BAD_QUESTIONS } from './bad-questions.test-tools';
import { writeScenario } from './canonical';
import { problemsOf, wrongMessages } from './message-lint.test-tools';
import { readScenario } from './read';

const full = readFileSync(new URL('../../docs/full-example.json', import.meta.url), 'utf8');

const BAD = [...BAD_SCENARIOS, ...BAD_QUESTIONS, ...BAD_NETWORK];

describe('readScenario', () => {
  it('takes the file that the bad files are made from, and the example with every field', () => {
    expect(problemsOf(readScenario(JSON.stringify(goodScenario())))).toEqual([]);
    expect(problemsOf(readScenario(full))).toEqual([]);
  });

  it('knows at least 200 bad files', () => {
    expect(BAD.length).toBeGreaterThanOrEqual(200);
    expect(new Set(BAD.map((bad) => bad.title)).size).toBe(BAD.length);
  });

  it.each(BAD)('refuses $title with $code', ({ input, code, where }) => {
    const problems = problemsOf(readScenario(input));
    expect(problems.map((problem) => ({ code: problem.code, where: problem.where }))).toEqual([{ code, where }]);
    expect(wrongMessages(problems)).toEqual([]);
  });

  it.each(BAD)('says nothing of the secret in $title (SAT-3)', ({ input }) => {
    expect(JSON.stringify(readScenario(input))).not.toMatch(/hunter2-secret|12345/);
  });

  it('marks limits, and only limits, for the other exit status', () => {
    for (const { input, code } of BAD) {
      const result = readScenario(input);
      expect(result.ok ? null : result.limit, code).toBe(code.startsWith('limit.'));
    }
  });

  it('takes a byte-order mark, and line ends of any kind', () => {
    const bytes = new TextEncoder().encode(`\ufeff${full.replaceAll('\n', '\r\n')}`);
    const result = readScenario(bytes);
    expect(result.ok && writeScenario(result.value)).toBe(full);
    expect(readScenario(`\ufeff${full}`).ok).toBe(true);
  });

  it('reads the same from bytes as from text, in every script', () => {
    const text = JSON.stringify({ ...goodScenario(), name: 'Zürich, 東京, 😀, ' + 'ž'.repeat(200) });
    expect(readScenario(new TextEncoder().encode(text))).toEqual(readScenario(text));
    expect(readScenario(text).ok).toBe(true);
  });

  it('warns of host bits and clears them', () => {
    const file = { ...goodScenario(), peering: { separated: ['10.0.5.77/26'] } };
    const result = readScenario(JSON.stringify(file));
    expect(result.warnings.map(({ code, where, got }) => ({ code, where, got }))).toEqual([
      { code: 'subnet.hostBits', where: '/peering/separated/0', got: '10.0.5.77/26' },
    ]);
    expect(wrongMessages(result.warnings)).toEqual([]);
    expect(result.ok && result.value.peering).toEqual({ separated: ['10.0.5.64/26'] });
  });

  it('reports many problems at once, but not endlessly', () => {
    const many = { ...goodScenario(), subnets: Array.from({ length: 5_000 }, () => ({ cidr: 'nonsense', site: 3, odd: 1 })) };
    const problems = problemsOf(readScenario(JSON.stringify(many)));
    expect(problems).toHaveLength(100);
    expect(problems.at(-1)?.code).toBe('problems.more');
    expect(wrongMessages(problems)).toEqual([]);
  });

  it('lists the keys that are unknown one by one, each with the nearest known key', () => {
    const problems = problemsOf(readScenario(JSON.stringify({ ...goodScenario(), sedd: 1, durration: 2 })));
    expect(problems.map((problem) => problem.message)).toEqual([
      expect.stringContaining('nearest known key is "seed"'),
      expect.stringContaining('nearest known key is "duration"'),
    ]);
  });

  it('leaves the prototypes of the program alone', () => {
    readScenario('{"__proto__":{"polluted":1},"extensions":{"constructor":{"prototype":{"polluted":1}}}}');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('keeps extensions as they are, also what would be wrong elsewhere', () => {
    const extensions = { anything: { 'goes here': ['x'.repeat(1_000), null, -1.5e-7, { clients: 'many' }] } };
    const result = readScenario(JSON.stringify({ ...goodScenario(), extensions }));
    expect(result.ok && result.value.extensions).toEqual(extensions);
  });
});
