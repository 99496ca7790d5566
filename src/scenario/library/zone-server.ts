/** A Zone Server in a DMZ for clients on the internet: they see it and never the Tanium Server behind it (SRV-1). */
import type { BuiltIn } from './types';

const WHAT =
  'A headquarters of 40 clients, and 60 clients on the internet that reach only the Zone Server in the DMZ of the data center. At 0:30 all 100 are asked.';

export const zoneServer: BuiltIn = {
  id: 'zone-server',
  title: 'A Zone Server for internet clients',
  group: 'Network',
  card: {
    what: WHAT,
    notice:
      'ts sends the question to zs1 once, and zs1 sends it to 60 homes; headquarters takes two WAN messages for 40 clients. Question and answers take 28.6 kB of WAN, 46.5 kB without peering. Each registration of the 60 goes on from zs1 to ts.',
    tryThis: 'Stop zs1: the 60 lose their server, headquarters notices nothing. Stop ts: the Zone Server alone can do nothing, and all 100 lose theirs.',
    simplified: 'The Zone Server Hub adds one hop of 5 ms. What the servers send each other takes its time but does not wait in queues.',
  },
  scenario: () => ({
    format: 'chainscope-scenario',
    version: 1,
    name: 'A Zone Server for internet clients',
    description: WHAT,
    seed: 36,
    duration: '2m',
    servers: [
      { id: 'ts', kind: 'server', site: 'dc' },
      { id: 'zs1', kind: 'zone', site: 'dc', upstream: 'ts' },
    ],
    sites: [
      { id: 'dc', name: 'Data center and DMZ', kind: 'datacenter' },
      { id: 'hq', name: 'Headquarters', kind: 'headquarters' },
      { id: 'internet', name: 'Internet', kind: 'internet' },
    ],
    subnets: [
      { cidr: '10.1.0.0/24', site: 'hq', clients: 40 },
      { cidr: '198.51.100.0/24', site: 'internet', clients: 60 },
    ],
    peering: { isolated: ['198.51.100.0/24'] },
    settings: { startWindow: '0s' },
    timeline: [{ at: '30s', do: 'ask', id: 'q1', sensors: ['Operating System'] }],
  }),
};
