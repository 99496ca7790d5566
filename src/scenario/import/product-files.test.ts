import { describe, expect, it } from 'vitest';
import { readSubnetList, writeSubnetList } from './product-files';

const FILE = `; VPN ranges
# of all regions
10.8.0.0/16
10.9.0.0/24 ; Oslo
10.9.1.5#one laptop
[2001:db8::]/32
[2001:db8:1::5]

  192.168.0.0/255.255.0.0
`;

describe('a subnet file of the product (CHAIN-3, CHAIN-4)', () => {
  it('has one CIDR or address a line, IPv6 in brackets, comments on lines of their own or after an entry', () => {
    const list = readSubnetList(FILE);
    expect(list.entries.map((entry) => [entry.line, entry.cidr, entry.comment])).toEqual([
      [3, '10.8.0.0/16', ''],
      [4, '10.9.0.0/24', 'Oslo'],
      [5, '10.9.1.5', 'one laptop'],
      [6, '2001:db8::/32', ''],
      [7, '2001:db8:1::5', ''],
      [9, '192.168.0.0/16', ''],
    ]);
    expect([list.rejected, list.notes, list.problems]).toEqual([[], [], []]);
  });

  it('is written with brackets around IPv6 and comments after the entries', () => {
    expect(writeSubnetList(readSubnetList(FILE).entries, 'Separated subnets\nof Chainscope')).toBe(
      '; Separated subnets\n; of Chainscope\n10.8.0.0/16\n10.9.0.0/24 ; Oslo\n10.9.1.5 ; one laptop\n[2001:db8::]/32\n[2001:db8:1::5]\n192.168.0.0/16\n',
    );
    expect(writeSubnetList(['10.0.0.0/8', '2001:db8::/32'])).toBe('10.0.0.0/8\n[2001:db8::]/32\n');
  });

  it('with IPv6 without brackets is read with a note', () => {
    const list = readSubnetList('2001:db8::/32\n2001:db8:1::5');
    expect(list.entries.map((entry) => entry.cidr)).toEqual(['2001:db8::/32', '2001:db8:1::5']);
    expect(list.notes.map((note) => [note.code, note.where])).toEqual([
      ['list.brackets', 'line 1'],
      ['list.brackets', 'line 2'],
    ]);
  });

  it('with host bits or an entry twice is read with a note', () => {
    const list = readSubnetList('10.0.0.5/24\n10.0.0.0/24');
    expect(list.entries.map((entry) => entry.cidr)).toEqual(['10.0.0.0/24']);
    expect(list.notes.map((note) => note.code)).toEqual(['list.hostBits', 'list.duplicate']);
  });

  it.each([
    ['Berlin', 'entry.address'],
    ['10.0.0.0/24 10.0.1.0/24', 'entry.address'],
    ['10.0.0/24', 'entry.address'],
    ['[2001:db8::', 'entry.address'],
    ['[10.0.0.0]/24', 'entry.brackets'],
    ['10.0.0.0/40', 'entry.mask'],
    ['[2001:db8::]/200', 'entry.mask'],
  ])('has the line %j rejected with its number and a reason', (line, code) => {
    const list = readSubnetList(`10.0.0.0/8\n${line}`);
    expect(list.entries).toHaveLength(1);
    expect(list.rejected).toMatchObject([{ line: 2, text: line, code }]);
  });

  it('without any entry that can be used is a problem', () => {
    expect(readSubnetList('hello\nworld').problems).toMatchObject([{ code: 'list.none' }]);
    expect(readSubnetList(new Uint8Array([0x89, 0x50, 0x4e, 0x47])).problems).toMatchObject([{ code: 'file.binary' }]);
  });

  it('may have 50,000 entries and no more', () => {
    const lines = Array.from({ length: 50_001 }, (_, i) => `10.${i >> 8}.${i & 255}.0/24`);
    expect(readSubnetList(lines.slice(1).join('\n')).problems).toEqual([]);
    expect(readSubnetList(lines.join('\n')).problems).toMatchObject([{ code: 'limit.peeringEntries' }]);
  });
});
