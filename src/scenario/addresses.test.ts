import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { canonicalBlock, formatAddress, formatPrefix, hostCapacity, isHostAddress, parseAddress, parseBlock, parseCidr, parseEndpoint } from './addresses';

describe('addresses', () => {
  it('reads exactly the IPv4 texts that are four decimal parts', () => {
    const part = fc.oneof(fc.nat({ max: 300 }).map(String), fc.constantFrom('', '00', '01', '256', 'a', ' 1', '-1', '1e1'));
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 5 }), (parts) => {
        const text = parts.join('.');
        expect(parseAddress(text) !== null).toBe(ipaddr.IPv4.isValidFourPartDecimal(text));
      }),
    );
  });

  it('writes what it reads, in the one spelling of each address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const address = parseAddress(text);
        expect(address).not.toBeNull();
        if (address === null) return;
        const again = formatAddress(address);
        expect(again).toBe(text.includes(':') ? ipaddr.IPv6.parse(text).toRFC5952String() : text);
        expect(parseAddress(again)).toEqual(address);
      }),
    );
  });

  it.each(['', 'any', '10.0.0', '10.0.0.1 ', '0x0a.0.0.1', '::1%1', '1:2:3', ':::', '10.0.0.1/24', 'x'.repeat(1_000)])('does not read %j', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  it('clears host bits and says so', () => {
    const cidr = parseCidr('10.0.5.77/24');
    expect(cidr && [formatPrefix(cidr.prefix), cidr.hostBits]).toEqual(['10.0.5.0/24', true]);
    expect(parseCidr('2001:DB8::/32')?.hostBits).toBe(false);
    expect([parseCidr('10.0.0.0/024'), parseCidr('10.0.0.0/33'), parseCidr('::/129'), parseCidr('10.0.0.0')]).toEqual([null, null, null, null]);
    expect([canonicalBlock('2001:DB8:0:0::1/32'), canonicalBlock('any'), canonicalBlock('10.0.0.1')]).toEqual(['2001:db8::/32', 'any', '10.0.0.1']);
  });

  it('takes an address as a block of one, and "any" as an end of a rule only', () => {
    expect(parseBlock('10.0.0.1')?.prefix.length).toBe(32);
    expect(parseBlock('any')).toBeNull();
    expect(parseEndpoint('any')).toEqual({ match: null, hostBits: false });
  });

  it.each([
    ['10.0.0.0/24', 254],
    ['10.0.0.0/30', 2],
    ['10.0.0.0/31', 2],
    ['10.0.0.0/32', 1],
    ['2001:db8::/126', 3],
    ['2001:db8::/127', 2],
    ['2001:db8::/128', 1],
    ['2001:db8::/64', Number.MAX_SAFE_INTEGER],
  ])('counts the host addresses of %s', (text, count) => {
    const cidr = parseCidr(text);
    expect(cidr && hostCapacity(cidr.prefix)).toBe(count);
  });

  it('knows which addresses a client may have', () => {
    const isHost = (cidr: string, text: string): boolean => isHostAddress(parseCidr(cidr)!.prefix, parseAddress(text)!);
    expect(['10.0.0.0', '10.0.0.1', '10.0.0.254', '10.0.0.255'].map((text) => isHost('10.0.0.0/24', text))).toEqual([false, true, true, false]);
    expect(['10.0.0.0', '10.0.0.1'].map((text) => isHost('10.0.0.0/31', text))).toEqual([true, true]);
    expect(['2001:db8::', '2001:db8::1', '2001:db8::ffff:ffff:ffff:ffff'].map((text) => isHost('2001:db8::/64', text))).toEqual([false, true, true]);
  });
});
