/** Two servers for one subnet, and an outage of one of them (REG-9, REG-10, CHAIN-6). */
import type { Scenario } from '../types';
import type { BuiltIn } from './types';

const WHAT = 'One subnet of 24 clients that know two Tanium Servers. Server ts1 is down from 3:00 to 7:00.';

function scenario(): Scenario {
  return {
    format: 'chainscope-scenario',
    version: 1,
    name: 'Two servers in one subnet',
    description: WHAT,
    seed: 9,
    duration: '10m',
    servers: [
      { id: 'ts1', kind: 'server', site: 'dc' },
      { id: 'ts2', kind: 'server', site: 'dc' },
    ],
    sites: [
      { id: 'dc', name: 'Data center', kind: 'datacenter' },
      { id: 'branch', name: 'Branch', kind: 'branch' },
    ],
    subnets: [{ cidr: '10.4.0.0/24', site: 'branch', clients: 24 }],
    settings: { startWindow: '5s' },
    timeline: [
      { at: '3m', do: 'stopServer', server: 'ts1' },
      { at: '7m', do: 'startServer', server: 'ts1' },
    ],
  };
}

export const twoServers: BuiltIn = {
  id: 'two-servers',
  title: 'Two servers in one subnet',
  group: 'Blocks and faults',
  card: {
    what: WHAT,
    notice:
      'Each client picks a server at random, and chains never mix servers: two interleaved chains. In the outage the clients of ts1 move to ts2 one by one, as their registrations fail, until one chain of 24 is left.',
    tryThis: 'After 7:00 nobody goes back: a client prefers the name with the fewest failed attempts. Restart a client, or stop ts2, and see where they go.',
    simplified: 'Both servers keep lists of their own and share nothing.',
  },
  scenario,
};
