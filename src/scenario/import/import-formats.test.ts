import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importSubnets } from './import-subnets';

const netbox = readFileSync(new URL('../../../data/netbox-prefixes.csv', import.meta.url));

describe('a NetBox prefix export', () => {
  const result = importSubnets(netbox);

  it('is recognised, and each of its 90 rows is taken, skipped or rejected', () => {
    expect(result).toMatchObject({ format: 'netbox', rows: 90, taken: 68, sites: 14, subnets: 68, clients: 8633, problems: [] });
    expect([result.skipped.length, result.rejected.length]).toEqual([21, 1]);
  });

  it('has containers skipped by status, even those without children', () => {
    expect(result.skipped.map((row) => row.cidr)).toEqual(expect.arrayContaining(['10.112.0.0/15', '10.112.0.0/17', '10.112.128.0/22', '172.16.0.0/16']));
  });

  it('has the overlap of another VRF with the global table rejected with that reason', () => {
    expect(result.rejected).toMatchObject([{ line: 91, code: 'vrf.overlap' }]);
    expect(result.rejected[0]?.reason).toMatch(/192\.168\.0\.0\/20 of VRF Shared overlaps 192\.168\.0\.0\/22 of the global table \(line 70\)/);
  });

  it('fills subnets with 254 host addresses to 60 %, rounded up', () => {
    const akron = result.scenario?.subnets.filter((subnet) => subnet.site === 'dm-akron');
    expect(akron?.map((subnet) => subnet.clients)).toEqual([9, 153, 153, 153]);
  });

  it('puts rows without a site into Unassigned', () => {
    expect(result.siteList.at(-1)).toMatchObject({ name: 'Unassigned', subnets: 16 });
  });

  it('takes the global table first, wherever it stands in the file', () => {
    const list =
      'Prefix,Status,VRF,Site\n10.0.0.0/16,Active,Blue,B\n10.0.3.0/24,Active,,G\n10.1.0.0/24,Active,Blue,B\n10.1.0.0/24,Active,Red,R\n10.1.1.0/24,Active,Red,R';
    const { scenario, rejected, skipped } = importSubnets(list);
    expect(scenario?.subnets.map((subnet) => subnet.cidr)).toEqual(['10.0.3.0/24', '10.1.0.0/24', '10.1.1.0/24']);
    expect(rejected.map((row) => [row.line, row.code])).toEqual([
      [2, 'vrf.overlap'],
      [5, 'vrf.overlap'],
    ]);
    expect(skipped).toEqual([]);
  });

  it('of newer versions has its sites in the column Scope, and dashes for nothing', () => {
    const { scenario, format } = importSubnets('Prefix,Status,VRF,Scope,Description\n10.0.0.0/24,Active,—,Berlin,x\n10.0.1.0/24,Active,Global,—,y');
    expect(format).toBe('netbox');
    expect(scenario?.sites.map((site) => site.name)).toEqual(['Berlin', 'Unassigned']);
  });

  it('takes a subnet that fills its declared container', () => {
    const { scenario, skipped } = importSubnets('Prefix,Status,VRF,Site\n10.0.0.0/24,Active,,B\n10.0.0.0/24,Container,,B');
    expect(scenario?.subnets).toHaveLength(1);
    expect(skipped).toMatchObject([{ line: 3, code: 'container' }]);
  });

  it('keeps the status a plain column where the format is said to be CSV', () => {
    expect(importSubnets('Prefix,Status,VRF,Site\n10.0.0.0/24,Container,,B', { format: 'csv' }).taken).toBe(1);
  });
});

describe('an Active Directory export', () => {
  const header = '"DistinguishedName","Location","Name","ObjectClass","ObjectGUID","Site"';
  const row = (name: string, site: string, location = ''): string =>
    `"CN=${name},CN=Subnets,CN=Sites,CN=Configuration,DC=corp,DC=example","${location}","${name}","subnet","5d0c","${site}"`;
  const dn = (site: string): string => `CN=${site},CN=Sites,CN=Configuration,DC=corp,DC=example`;
  const file = [
    '#TYPE Microsoft.ActiveDirectory.Management.ADReplicationSubnet',
    header,
    row('10.0.0.0/8', dn('HQ')),
    row('10.1.0.0/24', dn('HQ'), 'US/NY'),
    row('10.2.0.0/24', dn('Paris\\, Nord')),
    row('10.3.0.0/24', '', 'DE/Bonn'),
  ].join('\r\n');
  const result = importSubnets(file);

  it('is recognised with its #TYPE line, and without', () => {
    expect(result.format).toBe('ad');
    expect(importSubnets(file.split('\r\n').slice(1).join('\r\n')).format).toBe('ad');
  });

  it('has its subnets in Name and its sites in distinguished names', () => {
    expect(result.columns.roles).toEqual([null, null, 'cidr', null, null, 'site']);
    expect(result.scenario?.sites.map((site) => [site.id, site.name])).toEqual([
      ['hq', 'HQ'],
      ['paris-nord', 'Paris, Nord'],
      ['unassigned', 'Unassigned'],
    ]);
  });

  it('has its catch-all subnet skipped as a container', () => {
    expect(result.skipped).toMatchObject([{ line: 3, code: 'container', cidr: '10.0.0.0/8' }]);
    expect(result).toMatchObject({ rows: 4, taken: 3, rejected: [] });
  });

  it('is understood with semicolons, selected columns and escaped letters', () => {
    const { scenario, format } = importSubnets('"Name";"Site"\n"10.0.0.0/24";"CN=Z\\C3\\BCrich,CN=Sites,DC=x"');
    expect(format).toBe('ad');
    expect(scenario?.sites[0]?.name).toBe('Zürich');
  });

  it('has conflict objects rejected by name', () => {
    const { rejected } = importSubnets([header, row('10.1.0.0/24', dn('HQ')), row('10.1.0.0/24\\0ACNF:5d0c', dn('HQ'))].join('\n'));
    expect(rejected).toMatchObject([{ line: 3, code: 'address.conflict' }]);
  });
});
