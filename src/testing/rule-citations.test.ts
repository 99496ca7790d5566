/** Every rule that is simulated has a test that cites it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../sim/log';

const range = (family: string, last: number): string[] => Array.from({ length: last }, (_, i) => `${family}-${i + 1}`);

/** Rules of registration, chain keys, links, questions and actions, and the network. */
const SIMULATED = [...range('REG', 12), ...range('CHAIN', 11), ...range('LINK', 11), ...range('Q', 10), ...range('NET', 7), 'SRV-1', 'SRV-2'];

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(path);
    return /\.test\.tsx?$|\.spec\.ts$/.test(entry.name) && entry.name !== 'rule-citations.test.ts' ? [path] : [];
  });
}

describe('rules', () => {
  const texts = [...testFiles('src'), ...testFiles('e2e')].map((path) => readFileSync(path, 'utf8'));
  const titles = texts.flatMap((text) => [...text.matchAll(/\b(?:it|test|describe)(?:\.each)?\(\s*(['"`])([\s\S]*?)\1/g)].map((match) => match[2]!)).join('\n');
  const cited = (rule: string): boolean => new RegExp(`\\b${rule}\\b`).test(titles);

  it('that are simulated are each cited in the title of a test', () => {
    expect(SIMULATED.filter((rule) => !cited(rule))).toEqual([]);
  });

  it('that events cite are among them, each cited in the title of a test', () => {
    expect(RULES.filter((rule) => !SIMULATED.includes(rule) || !cited(rule))).toEqual([]);
  });
});
