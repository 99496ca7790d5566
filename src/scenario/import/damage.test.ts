import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../read';
import { writeScenario } from '../canonical';
import { detectInput } from './detect';
import { importSubnets } from './import-subnets';
import { readSubnetList, writeSubnetList } from './product-files';
import type { ImportResult } from './types';

const netbox = new Uint8Array(readFileSync(new URL('../../../data/netbox-prefixes.csv', import.meta.url)));

function expectSound(result: ImportResult): void {
  expect(result.taken + result.skipped.length + result.rejected.length).toBe(result.rows);
  expect(result.scenario !== null || result.problems.length > 0).toBe(true);
  for (const one of [...result.problems, ...result.warnings]) {
    expect(one.message.length).toBeGreaterThanOrEqual(10);
    expect(one.message.length).toBeLessThanOrEqual(300);
    expect(one.message).not.toMatch(/undefined|\[object|NaN/);
  }
  if (result.scenario === null) return;
  expect(result.scenario.subnets).toHaveLength(result.subnets);
  expect(readScenario(writeScenario(result.scenario))).toMatchObject({ ok: true });
}

const cell = fc.oneof(
  fc.ipV4().chain((ip) => fc.integer({ min: 0, max: 34 }).map((length) => `${ip}/${length}`)),
  fc.ipV6().chain((ip) => fc.integer({ min: 0, max: 130 }).map((length) => `${ip}/${length}`)),
  fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 20, max: 32 }))
    .map(([a, b, length]) => `10.${a}.${b}.0/${length}`),
  fc.tuple(fc.ipV4(), fc.ipV4()).map(([a, b]) => `${a}-${b}`),
  fc.ipV4(),
  fc.constantFrom(
    '',
    '255.255.255.0',
    '24',
    '/24',
    'Berlin',
    'CN=HQ,CN=Sites',
    '"',
    '"a""b"',
    '#',
    ';',
    'cidr',
    'site',
    'Prefix',
    'VRF',
    'Status',
    'Container',
    '—',
    '__proto__',
  ),
  fc.nat(100_000).map(String),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const table = fc
  .tuple(fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 30 }), fc.constantFrom(',', ';', '\t', '|'), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([rows, separator, end]) => rows.map((cells) => cells.join(separator)).join(end));

describe('whatever is in a file', () => {
  it('random tables are accounted for row by row, and what is made of them loads', () => {
    fc.assert(
      fc.property(table, (text) => expectSound(importSubnets(text))),
      { numRuns: 1500 },
    );
  });

  it('random bytes never make the importer or the detection fail', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expectSound(importSubnets(bytes));
        expect(detectInput('x', bytes).reason).not.toBe('');
      }),
      { numRuns: 1500 },
    );
  });

  it('a real export that was cut off, or has flipped bits, is accounted for', () => {
    const flips = fc.array(fc.tuple(fc.nat(netbox.length - 1), fc.nat(7)), { maxLength: 8 });
    fc.assert(
      fc.property(fc.nat(netbox.length), flips, (end, bits) => {
        const damaged = netbox.slice(0, end);
        for (const [at, bit] of bits) if (at < end) damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        expectSound(importSubnets(damaged));
      }),
      { numRuns: 400 },
    );
  });

  it('assigned columns of any kind never make it fail', () => {
    const column = fc.oneof(fc.integer({ min: -2, max: 8 }), fc.constantFrom('cidr', 'site', 'no such'), fc.constant(null));
    fc.assert(
      fc.property(
        table,
        fc.record({ cidr: column, start: column, end: column, mask: column, site: column, clients: column, vrf: column }, { requiredKeys: [] }),
        (text, columns) => {
          expectSound(importSubnets(text, { columns }));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a subnet file that was read and written is read again as the same list', () => {
    fc.assert(
      fc.property(table, (text) => {
        const { entries } = readSubnetList(text);
        const again = readSubnetList(writeSubnetList(entries));
        expect(again.entries.map((entry) => entry.cidr)).toEqual(entries.map((entry) => entry.cidr));
        expect([again.rejected, again.notes]).toEqual([[], []]);
      }),
      { numRuns: 500 },
    );
  });
});
