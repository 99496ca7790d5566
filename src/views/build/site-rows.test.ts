import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../scenario/types';
import { filterRows, siteRows } from './site-rows';

const SCENARIO: Scenario = {
  format: 'chainscope-scenario',
  version: 1,
  sites: [
    { id: 'hq', name: 'Headquarters', kind: 'headquarters' },
    { id: 'b1', name: 'Berlin' },
    { id: 'home', kind: 'vpn' },
  ],
  subnets: [
    { cidr: '10.1.0.0/24', site: 'b1', clients: 7 },
    { cidr: '10.0.0.0/24', site: 'hq', clients: 1000 },
    { cidr: '10.1.1.0/24', site: 'b1', addresses: ['10.1.1.4', '10.1.1.5'] },
  ],
};
const names = (rows: ReturnType<typeof siteRows>): string[] => rows.map((row) => (row.kind === 'site' ? row.site.id : row.subnet.cidr));

describe('the list of sites', () => {
  it('has every site followed by its subnets, with its clients summed and places that stay those of the scenario', () => {
    const rows = siteRows(SCENARIO);
    expect(names(rows)).toEqual(['hq', '10.0.0.0/24', 'b1', '10.1.0.0/24', '10.1.1.0/24', 'home']);
    expect(rows.map((row) => row.clients)).toEqual([1000, 1000, 9, 7, 2, 0]);
    expect(rows.map((row) => row.index)).toEqual([0, 1, 1, 0, 2, 2]);
  });
  it('finds sites by name, id and kind with all of their subnets', () => {
    const rows = siteRows(SCENARIO);
    expect(names(filterRows(rows, ' BERLIN '))).toEqual(['b1', '10.1.0.0/24', '10.1.1.0/24']);
    expect(names(filterRows(rows, 'vpn'))).toEqual(['home']);
    expect(filterRows(rows, '')).toBe(rows);
  });
  it('finds subnets under their site, which is named once', () => {
    const rows = siteRows(SCENARIO);
    expect(names(filterRows(rows, '10.1.'))).toEqual(['b1', '10.1.0.0/24', '10.1.1.0/24']);
    expect(names(filterRows(rows, '.1.1.0'))).toEqual(['b1', '10.1.1.0/24']);
    expect(filterRows(rows, 'nowhere')).toEqual([]);
  });
});
