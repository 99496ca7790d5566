/** Two branches share one /24, so the default mask makes one chain of them, across the WAN; a separated subnet is the remedy (NET-3, CHAIN-3, CHAIN-8). */
import type { BuiltIn } from './types';

const WHAT =
  'Hamburg has 10.4.0.0/25, Bremen 10.4.0.128/25: one /24, so AddressMask /24 makes one chain of both. At 3:30 Bremen becomes a separated subnet. Questions at 3:00 and 9:00.';
const SENSORS = ['Operating System', 'Tanium Client Version', 'Last Reboot'];

export const chainAcrossWan: BuiltIn = {
  id: 'chain-across-wan',
  title: 'A chain across a WAN link',
  group: 'Network',
  card: {
    what: WHAT,
    notice:
      'At 3:00 two peer links, one each way, cross the WAN; Hamburg’s rows come to Bremen before they go to the server: 5.8 kB of answers over the WAN in 0.63 s. At 9:00, as two chains, 3.9 kB in 0.32 s.',
    tryThis: 'Set AddressMask to 25 instead of separating Bremen: the same two chains. Or cut the WAN of Hamburg before 3:30 and see the chain break.',
    simplified: 'Resets come every 2 to 4 minutes here, so that the remedy can be watched. The default is 2 to 6 hours.',
  },
  scenario: () => ({
    format: 'chainscope-scenario',
    version: 1,
    name: 'A chain across a WAN link',
    description: WHAT,
    seed: 33,
    duration: '10m',
    servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
    sites: [
      { id: 'dc', name: 'Data center', kind: 'datacenter' },
      { id: 'hamburg', name: 'Hamburg', kind: 'branch' },
      { id: 'bremen', name: 'Bremen', kind: 'branch' },
    ],
    subnets: [
      { cidr: '10.4.0.0/25', site: 'hamburg', clients: 40 },
      { cidr: '10.4.0.128/25', site: 'bremen', clients: 40 },
    ],
    settings: { startWindow: '5s', initialRegistrationReset: ['2m', '4m'] },
    timeline: [
      { at: '3m', do: 'ask', id: 'q1', sensors: SENSORS },
      { at: '210s', do: 'setPeering', peering: { separated: ['10.4.0.128/25'] } },
      { at: '9m', do: 'ask', id: 'q2', sensors: SENSORS },
    ],
  }),
};
