import { describe, expect, it } from 'vitest';
import { readScenario } from '../read';
import { writeScenario } from '../canonical';
import { importSubnets } from './import-subnets';
import type { ImportOptions, ImportResult } from './types';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** "10.0.0.0/24 Berlin 20" a subnet, in the order of the result. */
function plan(result: ImportResult): string[] {
  const nameOf = new Map(result.scenario?.sites.map((site) => [site.id, site.name]));
  return (result.scenario?.subnets ?? []).map((subnet) => `${subnet.cidr} ${nameOf.get(subnet.site)} ${subnet.clients}`);
}

function planOf(text: string, options: ImportOptions = {}): string[] {
  return plan(importSubnets(text, options));
}

function codes(list: readonly { readonly code: string }[]): string[] {
  return list.map((one) => one.code);
}

/** A result must load as it is, and every row must be accounted for. */
function checked(result: ImportResult): ImportResult {
  expect(result.taken + result.skipped.length + result.rejected.length).toBe(result.rows);
  if (result.scenario !== null) expect(readScenario(writeScenario(result.scenario))).toMatchObject({ ok: true });
  else expect(result.problems.length).toBeGreaterThan(0);
  return result;
}

const BERLIN_OSLO = ['10.0.0.0/24 Berlin 20', '10.0.1.0/24 Oslo 30'];

describe('a subnet list', () => {
  it.each([
    ['with a header', 'cidr,site,clients\n10.0.0.0/24,Berlin,20\n10.0.1.0/24,Oslo,30\n'],
    ['without a header', '10.0.0.0/24,Berlin,20\n10.0.1.0/24,Oslo,30'],
    ['with its columns in another order', 'Count;Location;Prefix\n20;Berlin;10.0.0.0/24\n30;Oslo;10.0.1.0/24'],
    ['with tabs', 'network\tsite\thosts\n10.0.0.0/24\tBerlin\t20\n10.0.1.0/24\tOslo\t30'],
    ['with quoted cells and a byte-order mark', '\uFEFF"cidr","site","clients"\n"10.0.0.0/24","Berlin","20"\n"10.0.1.0/24","Oslo","30"'],
    ['with CRLF and blank lines', 'cidr,site,clients\r\n\r\n10.0.0.0/24,Berlin,20\r\n\r\n10.0.1.0/24,Oslo,30\r\n\r\n'],
    ['with old Mac line ends', 'cidr,site,clients\r10.0.0.0/24,Berlin,20\r10.0.1.0/24,Oslo,30'],
    ['with comments', '# plan\n; of today\ncidr,site,clients\n#10.9.0.0/24,Old,9\n10.0.0.0/24,Berlin,20\n; 10.9.1.0/24\n10.0.1.0/24,Oslo,30'],
    ['with netmasks after a slash', 'subnet,site,clients\n10.0.0.0/255.255.255.0,Berlin,20\n10.0.1.0/255.255.255.0,Oslo,30'],
    ['with netmasks after a space', '10.0.0.0 255.255.255.0;Berlin;20\n10.0.1.0 255.255.255.0;Oslo;30'],
    ['with a netmask column', 'network,netmask,site,clients\n10.0.0.0,255.255.255.0,Berlin,20\n10.0.1.0,255.255.255.0,Oslo,30'],
    ['with a column of prefix lengths', 'Network,Prefix Length,Site,Clients\n10.0.0.0,24,Berlin,20\n10.0.1.0,24,Oslo,30'],
    ['with a netmask column and no header', '10.0.0.0,255.255.255.0,Berlin,20\n10.0.1.0,255.255.255.0,Oslo,30'],
    ['with a length column named CIDR', 'Network,CIDR,Site,Clients\n10.0.0.0,/24,Berlin,20\n10.0.1.0,/24,Oslo,30'],
    ['with ranges in two columns', 'start,end,site,clients\n10.0.0.0,10.0.0.255,Berlin,20\n10.0.1.0,10.0.1.255,Oslo,30'],
    ['with ranges in two columns and no header', '10.0.0.0;10.0.0.255;Berlin;20\n10.0.1.0;10.0.1.255;Oslo;30'],
    ['with ranges in one cell', 'range,site,clients\n10.0.0.0-10.0.0.255,Berlin,20\n10.0.1.0 - 10.0.1.255,Oslo,30'],
    ['with unknown header names', 'Netz,Standort,Anzahl\n10.0.0.0/24,Berlin,20\n10.0.1.0/24,Oslo,30'],
    ['with an Excel separator line', 'sep=;\ncidr;site;clients\n10.0.0.0/24;Berlin;20\n10.0.1.0/24;Oslo;30'],
    ['with further columns', 'id,cidr,owner,site,clients,notes\n1,10.0.0.0/24,me,Berlin,20,"a, b"\n2,10.0.1.0/24,you,Oslo,30,"two\nlines"'],
    ['with a name in the column Subnet and the block in CIDR', 'Subnet,CIDR,Site,Clients\nLAN,10.0.0.0/24,Berlin,20\nWLAN,10.0.1.0/24,Oslo,30'],
    ['with a pipe between cells', 'cidr|site|clients\n10.0.0.0/24|Berlin|20\n10.0.1.0/24|Oslo|30'],
  ])('%s is understood', (_, text) => {
    const result = checked(importSubnets(text));
    expect(plan(result)).toEqual(BERLIN_OSLO);
    expect(plan(importSubnets(bytes(text)))).toEqual(BERLIN_OSLO);
  });

  it('of bare CIDRs goes to Unassigned, with the default share of clients', () => {
    const result = checked(importSubnets('10.0.0.0/24\n10.0.1.0/28\n'));
    expect(plan(result)).toEqual(['10.0.0.0/24 Unassigned 153', '10.0.1.0/28 Unassigned 9']);
    expect(codes(result.warnings)).toContain('columns.noSite');
  });

  it('says which columns it took, whether there is a header, and shows the first rows', () => {
    const { columns } = importSubnets('Netz;Standort\n10.0.0.0/24;Berlin\n');
    expect(columns).toMatchObject({
      header: true,
      headerLine: 1,
      names: ['Netz', 'Standort'],
      roles: ['cidr', 'site'],
      separator: ';',
      samples: [['10.0.0.0/24', 'Berlin']],
    });
    expect(columns.why).toContain('Netz');
  });

  it('never loses its first row to a header', () => {
    expect(importSubnets('10.0.0.0/24,Site\n10.0.1.0/24,Site').rows).toBe(2);
    const broken = checked(importSubnets('10.0.0/24,Berlin\n10.0.1.0/24,Oslo'));
    expect(broken.columns.header).toBe(false);
    expect(broken.rejected).toMatchObject([{ line: 1, code: 'address.invalid', text: '10.0.0/24,Berlin' }]);
  });

  it('says so where a first row of words was taken as a header', () => {
    const result = importSubnets('foo,bar\n10.0.1.0/24,Oslo');
    expect(result.columns.header).toBe(true);
    expect(codes(result.warnings)).toContain('header.guessed');
    expect(importSubnets('foo,bar\n10.0.1.0/24,Oslo', { header: false }).rejected).toMatchObject([{ line: 1 }]);
  });

  it('rejects title rows above the header by name', () => {
    const result = checked(importSubnets('Address plan of 3 May\ncidr,site\n10.0.0.0/24,Berlin'));
    expect(result.columns.headerLine).toBe(2);
    expect(result.rejected).toMatchObject([{ line: 1, code: 'row.aboveHeader' }]);
    expect(result.taken).toBe(1);
  });

  it('rejects rows with their line, text and reason, and takes the others', () => {
    const result = checked(
      importSubnets('cidr,site,clients\n10.0.0.0/24,Berlin,20\nnowhere,Oslo,3\n10.0.2.0/24,Rome,many\n10.0.3.0/30,Bonn,9\n,Kiel,1\n10.0.4.0/24,Graz,-4'),
    );
    expect(result.taken).toBe(1);
    expect(result.rejected.map((row) => [row.line, row.code])).toEqual([
      [3, 'address.invalid'],
      [4, 'clients.invalid'],
      [5, 'clients.tooMany'],
      [6, 'address.missing'],
      [7, 'clients.invalid'],
    ]);
    for (const row of result.rejected) expect(row.reason.length).toBeGreaterThan(10);
    expect(result.rejected[0]?.text).toBe('nowhere,Oslo,3');
  });

  it('rejects only the row whose quote never closes', () => {
    const result = checked(importSubnets('cidr,site\n10.0.0.0/24,"Berlin\n10.0.1.0/24,Oslo\n10.0.2.0/24,Rome'));
    expect(result.rejected).toMatchObject([{ line: 2, code: 'row.quotes' }]);
    expect(result.taken).toBe(2);
  });

  it('keeps line numbers behind a cell that runs over two lines', () => {
    const result = checked(importSubnets('cidr,site,note\n10.0.0.0/24,Berlin,"a\nb"\nbad,Oslo,c'));
    expect(result.rejected).toMatchObject([{ line: 4 }]);
  });

  it('warns about rows that look like comments only because the first cell is empty', () => {
    const result = importSubnets('site;cidr\nBerlin;10.0.0.0/24\n;10.0.1.0/24');
    expect(result.warnings.find((one) => one.code === 'row.comment')?.where).toBe('line 3');
  });

  it('clears host bits with a warning; what is then the same is one subnet', () => {
    const result = checked(importSubnets('cidr,site\n10.0.0.7/24,Berlin\n10.0.0.9/24,Oslo'));
    expect(plan(result)).toEqual(['10.0.0.0/24 Berlin 153']);
    expect(codes(result.warnings).filter((code) => code === 'row.hostBits')).toHaveLength(2);
    expect(result.skipped).toMatchObject([{ line: 3, code: 'duplicate', cidr: '10.0.0.0/24' }]);
    expect(result.warnings.find((one) => one.code === 'row.duplicate')?.message).toContain('not used');
  });

  it('skips containers in every format and lists them', () => {
    const result = checked(importSubnets('cidr,site\n10.0.0.0/8,World\n10.1.0.0/16,Berlin\n10.1.2.0/24,Berlin\n10.2.0.0/24,Oslo\n192.168.0.0/24,Lab'));
    expect(plan(result).map((row) => row.split(' ')[0])).toEqual(['10.1.2.0/24', '10.2.0.0/24', '192.168.0.0/24']);
    expect(result.skipped.map((row) => [row.line, row.cidr, row.code])).toEqual([
      [2, '10.0.0.0/8', 'container'],
      [3, '10.1.0.0/16', 'container'],
    ]);
  });

  it('skips a container that is listed twice both times', () => {
    const result = checked(importSubnets('10.0.0.0/16\n10.0.0.0/16\n10.0.3.0/24'));
    expect(codes(result.skipped)).toEqual(['container', 'container']);
    expect(result.taken).toBe(1);
  });

  it('turns a range into several subnets and spreads its clients over them', () => {
    const result = checked(importSubnets('start,end,site,clients\n10.0.0.0,10.0.2.255,Berlin,600'));
    expect(plan(result)).toEqual(['10.0.0.0/23 Berlin 510', '10.0.2.0/24 Berlin 90']);
    expect([result.rows, result.taken, result.subnets, result.clients]).toEqual([1, 1, 2, 600]);
  });

  it('takes the part of a range that holds no other row', () => {
    const result = checked(importSubnets('range,site\n10.0.0.0-10.0.2.255,Berlin\n10.0.2.0/25,Oslo'));
    expect(plan(result).map((row) => row.split(' ')[0])).toEqual(['10.0.0.0/23', '10.0.2.0/25']);
    expect(codes(result.warnings)).toContain('row.partly');
  });

  it('reads a geofeed (RFC 8805)', () => {
    const result = checked(
      importSubnets(
        '# prefix,country,region,city,postal\n192.0.2.0/24,US,US-IL,Springfield,\n198.51.100.0/24,US,US-MO,Springfield,\n203.0.113.0/24,DE,,,\n2001:db8::/32,FR,FR-75,Paris,\n192.88.99.0,CH,,Bern,',
      ),
    );
    expect(plan(result).map((row) => row.replace(/ \d+$/, ''))).toEqual([
      '192.0.2.0/24 Springfield (US-IL)',
      '198.51.100.0/24 Springfield (US-MO)',
      '203.0.113.0/24 DE',
      '2001:db8::/32 Paris',
      '192.88.99.0/32 Bern',
    ]);
    expect(result.columns.roles.slice(0, 4)).toEqual(['cidr', 'country', 'region', 'site']);
  });

  it('notes that IPv6 clients do not peer by default (CHAIN-2)', () => {
    expect(codes(importSubnets('2001:db8::/64').warnings)).toContain('subnets.ipv6');
  });

  it('reads rates as people write them, and takes none that no scenario may have (NET-1)', () => {
    const downOf = (cell: string): unknown => {
      const { scenario, warnings } = importSubnets(`cidr,site,wan_down\n10.0.0.0/24,Berlin,${cell}\n`);
      expect(codes(warnings).includes('row.rate')).toBe(scenario?.sites[0]?.wan === undefined);
      return scenario?.sites[0]?.wan?.down ?? null;
    };
    expect(['50', '50 MBit/s', '2 MB/s', '128 kbps', '10000 Gbps'].map(downOf)).toEqual(['50Mbps', '50Mbps', '16Mbps', '128kbps', '10000Gbps']);
    expect(['0', '-5', '10001 Gbps', '1e6', '2 MB', 'fast'].map(downOf)).toEqual([null, null, null, null, null, null]);
  });

  it('takes kind, WAN and latency of a site from their columns', () => {
    const result = checked(
      importSubnets(
        'cidr,site,kind,wan_down,wan_up,latency_ms\n10.0.0.0/24,Berlin,HQ,100,20Mbps,12.5\n10.0.1.0/24,Berlin,,1 Gbit/s,,\n10.0.2.0/24,Oslo,castle,slow,,soon',
      ),
    );
    expect(result.scenario?.sites).toMatchObject([
      { id: 'berlin', kind: 'headquarters', wan: { down: '100Mbps', up: '20Mbps', latency: '12.5ms' } },
      { id: 'oslo', kind: 'branch' },
    ]);
    expect(result.scenario?.sites[1]).not.toHaveProperty('wan');
    expect(codes(result.warnings)).toEqual(expect.arrayContaining(['site.differs', 'row.kind', 'row.rate', 'row.latency']));
  });

  it('reads grouped thousands as client counts', () => {
    expect(planOf('cidr,site,clients\n10.0.0.0/16,Berlin,"1,200"\n10.1.0.0/16,Oslo,2.000\n10.2.0.0/16,Rome,12.0')).toEqual([
      '10.0.0.0/16 Berlin 1200',
      '10.1.0.0/16 Oslo 2000',
      '10.2.0.0/16 Rome 12',
    ]);
  });
});

describe('assigned columns', () => {
  const list = 'a,b,c\n10.0.0.0/24,192.168.0.0/24,Berlin\n10.0.1.0/24,192.168.1.0/24,Oslo';

  it('win over what is recognised, by index or by header name', () => {
    expect(planOf(list, { columns: { cidr: 1, site: 'c' } }).map((row) => row.slice(0, -4))).toEqual(['192.168.0.0/24 Berlin', '192.168.1.0/24 Oslo']);
  });

  it('can take a role away', () => {
    expect(planOf('cidr,site\n10.0.0.0/24,Berlin', { columns: { site: null } })).toEqual(['10.0.0.0/24 Unassigned 153']);
  });

  it('that do not exist are a problem that names the columns there are', () => {
    const result = checked(importSubnets(list, { columns: { cidr: 7, site: 'city' } }));
    expect(result.problems).toMatchObject([{ code: 'columns.unknown', hint: expect.stringContaining('a, b, c') as string }]);
    expect(result.problems[0]?.message).toMatch(/column 8.*city/);
  });
});

describe('the number of clients', () => {
  it('is a share of the host addresses, rounded up, at most 254', () => {
    expect(planOf('10.0.0.0/24\n10.1.0.0/22\n10.2.0.0/30\n10.3.0.0/31\n10.4.0.1/32\n2001:db8::/64').map((row) => Number(row.split(' ')[2]))).toEqual([
      153, 254, 2, 2, 1, 254,
    ]);
  });

  it('is not rounded up by an error of the last binary digit', () => {
    expect(planOf('10.0.0.0/24', { fill: 0.5 })).toEqual(['10.0.0.0/24 Unassigned 127']);
    expect(planOf('10.0.0.0/27', { fill: 0.7 })).toEqual(['10.0.0.0/27 Unassigned 21']);
  });

  it('may exceed 254 a subnet when that is asked for', () => {
    expect(planOf('10.0.0.0/22', { maxPerSubnet: 1000 })).toEqual(['10.0.0.0/22 Unassigned 614']);
  });

  it('beyond the limit gives no scenario, but a share that fits; one step more does not', () => {
    const list = Array.from({ length: 10_000 }, (_, i) => `10.${i >> 8}.${i & 255}.0/24,Site ${i % 50}`).join('\n');
    const result = checked(importSubnets(list));
    expect(result).toMatchObject({ scenario: null, clients: 1_530_000, limit: { exceeded: true } });
    const fits = result.limit.fillThatFits ?? 0;
    expect(checked(importSubnets(list, { fill: fits })).clients).toBeLessThanOrEqual(1_000_000);
    expect(importSubnets(list, { fill: fits + 0.001 }).limit.exceeded).toBe(true);
  });

  it('given by the list beyond the limit is exceeded whatever the share', () => {
    const result = checked(importSubnets('cidr,clients\n10.0.0.0/8,600000\n11.0.0.0/8,600000'));
    expect(result.limit).toEqual({ exceeded: true, fillThatFits: null });
    expect(codes(result.problems)).toEqual(['limit.clients']);
  });

  it.each([0, -1, 1.01, Number.NaN])('as a share of %s is refused', (fill) => {
    expect(codes(importSubnets('10.0.0.0/24', { fill }).problems)).toEqual(['fill.range']);
  });

  it.each([0, 1.5, 2_000_000])('as at most %s a subnet is refused', (maxPerSubnet) => {
    expect(codes(importSubnets('10.0.0.0/24', { maxPerSubnet }).problems)).toEqual(['maxPerSubnet.range']);
  });
});

describe('limits of the list', () => {
  const rows = (count: number, site: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => `10.${i >> 8}.${i & 255}.0/24,${site(i)},2`).join('\n');

  it('are 50,000 subnets and no more', () => {
    expect(importSubnets(rows(50_000, () => 'A')).problems).toEqual([]);
    expect(codes(importSubnets(rows(50_001, () => 'A')).problems)).toEqual(['limit.subnets']);
  });

  it('are 2,000 sites and no more', () => {
    expect(importSubnets(rows(2000, (i) => `S${i}`)).problems).toEqual([]);
    expect(codes(importSubnets(rows(2001, (i) => `S${i}`)).problems)).toEqual(['limit.sites']);
  });

  it('end a file with more rows than are read', () => {
    const result = checked(importSubnets('10.0.0.0/24\n'.repeat(200_001)));
    expect(codes(result.problems)).toContain('limit.rows');
    expect(result.limit.exceeded).toBe(true);
  });
});

describe('sites', () => {
  it('keep their names in any script, and get distinct ids of letters, digits and hyphens', () => {
    const names = ['Zürich', 'zurich', 'ZÜRICH', '東京', '大阪', 'Straße 5', 'Łódź', 'a/b', 'a b', '__proto__', 'constructor', '!!!', 'Ελλάδα'];
    const { scenario } = checked(importSubnets(names.map((name, i) => `10.0.${i}.0/24,"${name}",5`).join('\n')));
    expect(scenario?.sites.map((site) => site.name)).toEqual(names);
    const ids = scenario?.sites.map((site) => site.id) ?? [];
    expect(new Set(ids).size).toBe(names.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9][a-z0-9-]*$/);
    expect(ids.slice(0, 3)).toEqual(['zurich', 'zurich-2', 'zurich-3']);
  });

  it('get a kind from their names, which is said', () => {
    const names = ['VPN pool', 'DC Frankfurt', 'Data Centre 2', 'HQ', 'Test Lab', 'Oslo', 'Washington DC'];
    const result = importSubnets(names.map((name, i) => `10.0.${i}.0/24;${name};5`).join('\n'));
    expect(result.siteList.map((site) => site.kind)).toEqual(['vpn', 'datacenter', 'datacenter', 'headquarters', 'lab', 'branch', 'branch']);
    expect(result.warnings.filter((one) => one.code === 'site.kindGuessed').map((one) => one.message)).toEqual(
      expect.arrayContaining([expect.stringContaining('VPN pool')]),
    );
  });

  it('with a data center get the Tanium Server there, otherwise it stands outside every site', () => {
    expect(importSubnets('10.0.0.0/24,Oslo\n10.0.1.0/24,DC Berlin').scenario?.servers).toEqual([{ id: 'ts', kind: 'server', site: 'dc-berlin' }]);
    expect(importSubnets('10.0.0.0/24,Oslo').scenario?.servers).toEqual([{ id: 'ts', kind: 'server' }]);
  });

  it('that are called Unassigned and rows without a site come together or apart, but never with one id', () => {
    const { scenario } = checked(importSubnets('cidr,site\n10.0.0.0/24,Unassigned\n10.0.1.0/24,'));
    expect(new Set(scenario?.sites.map((site) => site.id)).size).toBe(scenario?.sites.length);
  });

  it('with a name longer than the limit are shortened', () => {
    const { scenario } = checked(importSubnets(`cidr,site\n10.0.0.0/24,${'😀'.repeat(400)}`));
    expect(scenario?.sites[0]?.name).toBe('😀'.repeat(256));
  });
});

describe('a file that is no subnet list', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'file.empty'],
    ['blank lines', ' \n\n\t\n', 'file.empty'],
    ['only comments', '# a\n; b\n', 'file.empty'],
    ['a PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'file.binary'],
    ['a PNG read as text', '\uFFFDPNG\r\n\u001a\n\0\0\0', 'file.binary'],
    ['an Excel workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]), 'file.binary'],
    ['zero bytes', 'a\0b\n10.0.0.0/24', 'file.binary'],
    ['HTML', '<!DOCTYPE html><html><body>10.0.0.0/24</body></html>', 'file.html'],
    ['XML', '<?xml version="1.0"?><a/>', 'file.xml'],
    ['a scenario', '{"format": "chainscope-scenario", "version": 1}', 'file.scenario'],
    ['other JSON', '{"subnets": ["10.0.0.0/24"]}', 'file.json'],
    ['a JSON list', '["10.0.0.0/24"]', 'file.json'],
    ['UTF-16 with a mark', new Uint8Array([0xff, 0xfe, 0x31, 0, 0x30, 0, 0x2e, 0, 0x30, 0]), 'encoding.other'],
    ['UTF-16 without one', new Uint8Array([0x31, 0, 0x30, 0, 0x2e, 0, 0x30, 0, 0x2e, 0]), 'encoding.other'],
    ['prose', 'Dear all,\nplease find below\nnothing at all.', 'columns.noAddress'],
    ['a header alone', 'cidr,site', 'rows.none'],
    ['a header over nothing that reads as an address', 'cidr,site\nx,Berlin\ny,Oslo', 'rows.none'],
  ])('(%s) is answered with a problem and no scenario', (_, input, code) => {
    const result = checked(importSubnets(input));
    expect(codes(result.problems)).toContain(code);
    expect(result.scenario).toBeNull();
    for (const one of result.problems) expect(one.message.length).toBeGreaterThan(10);
  });

  it('of prose rejects every line with a reason', () => {
    const result = checked(importSubnets('Dear all,\nplease find below\nnothing at all.'));
    expect(result.rejected).toHaveLength(3);
  });

  it('but Windows-1252 is read with a warning', () => {
    const result = importSubnets(new Uint8Array([...bytes('10.0.0.0/24,Z'), 0xfc, ...bytes('rich,4\n')]));
    expect(plan(result)).toEqual(['10.0.0.0/24 Zürich 4']);
    expect(codes(result.warnings)).toContain('encoding.windows1252');
  });
});

describe('warnings', () => {
  it('of one kind are listed up to a bound and counted beyond it', () => {
    const result = importSubnets(Array.from({ length: 300 }, (_, i) => `10.${i >> 8}.${i & 255}.7/24,A,2`).join('\n'));
    const listed = result.warnings.filter((one) => one.code === 'row.hostBits');
    expect(listed.length).toBeLessThan(60);
    expect(listed.at(-1)?.message).toContain('250 more');
  });
});
