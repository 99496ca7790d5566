import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BAD_SCENARIOS } from '../testing/bad-scenarios';
import { BAD_NETWORK } from './bad-network.test-tools';
import { BAD_QUESTIONS } from './bad-questions.test-tools';
import { SETTINGS_DEFAULTS } from './defaults';
import { scenarioFormat } from './format';
import type { FormatNode } from './format-tree';
import { asNode } from './format-tree';
import { SENSORS } from './sensors';

const page = readFileSync(new URL('../../docs/scenario.md', import.meta.url), 'utf8');

function keysOf(node: FormatNode): string[] {
  const below = [node.wrapped, node.item, ...Object.values(node.entries ?? {}), ...((node.options ?? []) as readonly FormatNode[])];
  const nested = below.filter((child) => child !== undefined && typeof child === 'object').flatMap((child) => keysOf(child));
  return [...Object.keys(node.entries ?? {}), ...nested];
}

describe('the reference page of the format', () => {
  it('names every key of the format', () => {
    const keys = [...new Set(keysOf(asNode(scenarioFormat)))];
    expect(keys.length).toBeGreaterThan(70);
    expect(keys.filter((key) => !page.includes(`\`${key}\``) && !page.includes(`"${key}"`))).toEqual([]);
  });

  it('names every code of a problem', () => {
    const codes = [...new Set([...BAD_SCENARIOS, ...BAD_QUESTIONS, ...BAD_NETWORK].map((bad) => bad.code))].filter((code) => !code.startsWith('limit.'));
    expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });

  it('names every warning about questions', () => {
    for (const code of ['sensor.unknown', 'target.nobody', 'timeline.afterEnd', 'expiry.short']) expect(page).toContain(`\`${code}\``);
  });

  it('names every warning about links, throttles, cuts and files, and what each figure of a link does', () => {
    const sources = ['links', 'throttles', 'cuts', 'files'].map((part) => readFileSync(new URL(`./warn-${part}.ts`, import.meta.url), 'utf8'));
    const codes = sources.flatMap((source) => [...source.matchAll(/'((?:link|latency|jitter|loss|throttle|wan|file)\.[a-zA-Z]+)'/g)].map((match) => match[1]!));
    expect(new Set(codes).size).toBeGreaterThanOrEqual(10);
    expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
    for (const figure of ['wan.down', 'wan.latency', 'wan.jitter', 'wan.loss', 'lan.rate', 'lan.latency', 'throttles[].rate'])
      expect(page).toContain(`\`${figure}\``);
  });

  it('lists every sensor with the values that clients draw from', () => {
    for (const { name, values } of SENSORS) expect(page).toContain(`| ${name} | ${values.join(', ')} |`);
  });

  it('gives the defaults of the settings as the program has them', () => {
    for (const [key, value] of Object.entries(SETTINGS_DEFAULTS)) expect(page).toContain(`\`${key}\` | \`${JSON.stringify(value).replace(',', ', ')}\``);
  });
});
