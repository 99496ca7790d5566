import { describe, expect, it } from 'vitest';
import { detectInput } from './detect';

const detect = (name: string, text: string): unknown => {
  const found = detectInput(name, new TextEncoder().encode(text));
  expect(found.reason.length).toBeGreaterThan(10);
  return found.kind === 'product' ? `product ${found.list}` : found.kind;
};

describe('a dropped file', () => {
  it.each([
    ['plan.json', '{ "format": "chainscope-scenario", "version": 1 }', 'scenario'],
    ['plan.json', '{ "format": "chainsc', 'scenario'],
    ['plan.csv', 'cidr,site\n10.0.0.0/24,Berlin', 'subnets'],
    ['plan.txt', '10.0.0.0/24\n10.0.1.0/24', 'subnets'],
    ['plan', '10.0.0.0;255.255.255.0;Berlin', 'subnets'],
    ['empty-table.csv', 'cidr,site\n', 'subnets'],
    ['geofeed', '2001:db8::/32,FR,FR-75,Paris,', 'subnets'],
    ['SeparatedSubnets.txt', '10.0.0.0/24\n', 'product separated'],
    ['IsolatedSubnets.txt', '; VPN\n10.8.0.0/16\n', 'product isolated'],
    ['isolatedsubnets (2).txt', '[2001:db8::]/32', 'product isolated'],
    ['list.txt', '10.8.0.0/16 ; VPN\n[2001:db8::]/32', 'product null'],
    ['page.html', '<html><body>10.0.0.0/24</body></html>', 'unknown'],
    ['notes.txt', 'Dear all,\nno address here.\n', 'unknown'],
    ['nothing.csv', '', 'unknown'],
  ])('%s with %j is a case of: %s', (name, text, kind) => {
    expect(detect(name, text)).toBe(kind);
  });

  it('that is no text is unknown, with the problem said', () => {
    expect(detectInput('a.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]))).toMatchObject({ kind: 'unknown', problem: { code: 'file.binary' } });
  });

  it('of many megabytes is judged by its beginning, never cutting a letter in two', () => {
    const bytes = new TextEncoder().encode('10.0.0.0/24,Zürich\n'.repeat(100_000));
    expect(detectInput('big', bytes).kind).toBe('subnets');
  });
});
