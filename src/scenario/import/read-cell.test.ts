import { describe, expect, it } from 'vitest';
import { formatBlock } from './blocks';
import { readBlocks, readRange, shapeOf } from './read-cell';

function blocks(cell: string, mask?: string): string {
  const read = readBlocks(cell, mask);
  return read.ok ? read.blocks.map(formatBlock).join(' ') : read.code;
}

function range(first: string, last: string): string {
  const read = readRange(first, last);
  return read.ok ? read.blocks.map(formatBlock).join(' ') : read.code;
}

describe('an address cell', () => {
  it.each([
    ['10.0.0.0/24', '10.0.0.0/24'],
    ['  10.0.0.0 / 24 ', '10.0.0.0/24'],
    ['10.0.0.0/255.255.255.0', '10.0.0.0/24'],
    ['10.0.0.0 255.255.254.0', '10.0.0.0/23'],
    ['10.0.0.0 /22', '10.0.0.0/22'],
    ['10.0.0.7/32', '10.0.0.7/32'],
    ['2001:DB8:0::/48', '2001:db8::/48'],
    ['[2001:db8::]/32', '2001:db8::/32'],
    ['10.0.0.0-10.0.0.255', '10.0.0.0/24'],
    ['10.0.0.0 – 10.0.1.255', '10.0.0.0/23'],
    ['10.0.0.0 to 10.0.0.127', '10.0.0.0/25'],
    ['10.0.0.64-127', '10.0.0.64/26'],
  ])('%j is understood as %s', (cell, expected) => {
    expect(blocks(cell)).toBe(expected);
  });

  it.each([
    ['', 'address.missing'],
    ['Berlin', 'address.invalid'],
    ['10.0.0/24', 'address.invalid'],
    ['10.1/16', 'address.invalid'],
    ['0x0a.0.0.0/8', 'address.invalid'],
    ['10.0.0.256/24', 'address.invalid'],
    ['fe80::1%eth0/64', 'address.invalid'],
    ['10.0.0.0/33', 'address.mask'],
    ['10.0.0.0/255.0.255.0', 'address.mask'],
    ['2001:db8::/129', 'address.mask'],
    ['10.0.0.9-10.0.0.1', 'range.reversed'],
    ['10.0.0.1-2001:db8::1', 'range.families'],
    ['10.0.0.1-300', 'range.invalid'],
  ])('%j is refused (%s)', (cell, code) => {
    expect(blocks(cell)).toBe(code);
  });

  it('with leading zeros is refused and not read as octal', () => {
    const read = readBlocks('010.000.001.000/24');
    expect(read.ok ? '' : read.reason).toContain('leading zeros');
  });

  it('with host bits is taken without them, with a note', () => {
    const read = readBlocks('10.0.0.77/24');
    expect(read.ok && [read.blocks.map(formatBlock), read.note?.code]).toEqual([['10.0.0.0/24'], 'row.hostBits']);
  });

  it('without a length is one address, unless it looks like a network whose mask was forgotten', () => {
    expect(blocks('10.0.0.5')).toBe('10.0.0.5/32');
    expect(blocks('2001:db8::5')).toBe('2001:db8::5/128');
    expect(blocks('10.0.0.0')).toBe('address.noMask');
    expect(blocks('2001:db8::')).toBe('address.noMask');
  });

  it.each([
    ['24', '10.0.0.0/24'],
    ['/24', '10.0.0.0/24'],
    ['255.255.255.0', '10.0.0.0/24'],
    ['0.0.0.255', 'address.mask'],
    ['x', 'address.mask'],
  ])('with the mask %j in its own column becomes %s', (mask, expected) => {
    expect(blocks('10.0.0.0', mask)).toBe(expected);
  });
});

describe('a range', () => {
  it('becomes the fewest blocks that cover exactly its addresses', () => {
    expect(range('10.0.0.0', '10.0.2.255')).toBe('10.0.0.0/23 10.0.2.0/24');
    expect(range('10.0.0.5', '10.0.0.9')).toBe('10.0.0.5/32 10.0.0.6/31 10.0.0.8/31');
    expect(range('2001:db8::', '2001:db8::ffff')).toBe('2001:db8::/112');
    expect(range('0.0.0.0', '255.255.255.255')).toBe('0.0.0.0/0');
  });

  it('of exactly the host addresses of a block is that block', () => {
    expect(range('10.0.0.1', '10.0.0.254')).toBe('10.0.0.0/24');
    expect(range('10.0.0.1', '10.0.0.2')).toBe('10.0.0.0/30');
    expect(range('10.0.0.1', '10.0.0.253')).not.toBe('10.0.0.0/24');
  });

  it.each([
    ['', '10.0.0.1'],
    ['10.0.0.1', ''],
    ['a', 'b'],
  ])('from %j to %j is refused', (first, last) => {
    expect(range(first, last)).toBe('range.invalid');
  });
});

describe('the shape of a cell', () => {
  it.each([
    ['10.0.0.0/24', 'block'],
    ['10.0.0.1', 'address'],
    ['255.255.255.0', 'netmask'],
    ['/24', 'length'],
    ['24', 'number'],
    ['—', 'empty'],
    ['Berlin', 'text'],
    ['1.5', 'text'],
    ['12:30', 'text'],
    ['00:11:22:33:44:55', 'text'],
    ['v1.2.3.4', 'text'],
  ])('%j is %s', (cell, shape) => {
    expect(shapeOf(cell)).toBe(shape);
  });
});
