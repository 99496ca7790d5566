/** AddressMask from /24 to /22: three chains become one, client by client, at their resets (CHAIN-1, CHAIN-8). */
import type { Scenario } from '../types';
import type { BuiltIn } from './types';

const WHAT = 'Three neighbouring /24 subnets of one office with 10, 20 and 1 clients. At 2:00 the AddressMask changes from /24 to /22.';

function scenario(): Scenario {
  return {
    format: 'chainscope-scenario',
    version: 1,
    name: 'AddressMask /24 to /22',
    description: WHAT,
    seed: 8,
    duration: '12m',
    servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
    sites: [
      { id: 'dc', name: 'Data center', kind: 'datacenter' },
      { id: 'office', name: 'Office', kind: 'branch' },
    ],
    subnets: [
      { cidr: '192.168.0.0/24', site: 'office', clients: 10 },
      { cidr: '192.168.1.0/24', site: 'office', clients: 20 },
      { cidr: '192.168.2.0/24', site: 'office', clients: 1 },
    ],
    peering: { addressMask: 24 },
    settings: { startWindow: '5s', initialRegistrationReset: ['2m', '4m'] },
    timeline: [{ at: '2m', do: 'setPeering', peering: { addressMask: 22 } }],
  };
}

export const mask24To22: BuiltIn = {
  id: 'mask-24-to-22',
  title: 'AddressMask /24 to /22',
  group: 'Changes',
  card: {
    what: WHAT,
    notice:
      'At first three chains, six leader connections, five leaders. Nothing changes at 2:00: each client follows at its own next initial registration. Once every client has reset there is one chain of 31 with two leader connections.',
    tryThis: 'Set the mask back to /24 afterwards, or separate 192.168.1.0/24 and see that only its clients leave the chain.',
    simplified: 'Resets come every 2 to 4 minutes here, so that the change can be watched. The default is 2 to 6 hours.',
  },
  scenario,
};
