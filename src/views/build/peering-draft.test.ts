import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../scenario/types';
import { changeOf, draftOf, entries, peeringNow } from './peering-draft';

const scenario: Scenario = { format: 'chainscope-scenario', version: 1, sites: [], subnets: [], peering: { isolated: ['10.8.0.0/16'] } };

describe('the peering form', () => {
  it('shows the defaults of the rule book where the scenario is silent (CHAIN-1, CHAIN-2, REG-8)', () => {
    expect(draftOf({})).toMatchObject({ addressMask: '24', addressPrefixIPv6: '0', peerListSize: '10', maxChain: '', skipUnreachable: true });
  });
  it('asks for exactly what was changed', () => {
    const before = peeringNow(scenario, []);
    expect(changeOf(draftOf(before), before)).toBeNull();
    expect(changeOf({ ...draftOf(before), addressMask: '22', maxChain: '50' }, before)).toEqual({ addressMask: 22, maxChain: 50 });
    expect(changeOf({ ...draftOf(before), isolated: '' }, before)).toEqual({ isolated: [] });
  });
  it('begins from what earlier acts have made of it (CHAIN-8)', () => {
    expect(peeringNow(scenario, [{ at: '1m', do: 'setPeering', peering: { addressMask: 22 } }])).toEqual({ isolated: ['10.8.0.0/16'], addressMask: 22 });
  });
  it('lets a number that is none through to the engine, which refuses it with its reason', () => {
    expect(changeOf({ ...draftOf({}), addressMask: 'x' }, {})).toEqual({ addressMask: Number.NaN });
  });
  it('reads lists as the product writes them, comments and all', () => {
    expect(entries('10.0.0.0/24 ; office\n# all\n10.0.1.0/24, 10.0.2.0/24\n\n[2001:db8::]/32')).toEqual([
      '10.0.0.0/24',
      '10.0.1.0/24',
      '10.0.2.0/24',
      '[2001:db8::]/32',
    ]);
  });
});
