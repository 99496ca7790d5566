/** Two equal branches, one behind a throttle of the server: it slows what the server sends there, and nothing else (NET-4, invariant 13). */
import type { BuiltIn } from './types';

const WHAT = 'Two equal branches of 60 clients. The server may send only 128 kbps to 10.2.0.0/24. All come online at once; at 1:00 everybody is asked.';

export const throttledBranch: BuiltIn = {
  id: 'throttled-branch',
  title: 'A throttled branch',
  group: 'Network',
  card: {
    what: WHAT,
    notice:
      'The free branch is registered after 0.3 s; in the other the last answer to a registration waits until 0:16.7. The question comes 22.5 ms late, once for the chain; after that peers and answers are as fast as next door.',
    tryThis: 'Isolate 10.2.0.0/24 and run again: 60 questions wait in the throttle instead of one. Or set its rate to 1 Mbps.',
    simplified:
      'The throttle limits registrations’ answers at the start and after resets, questions and actions; what normal registrations bring does not wait.',
  },
  scenario: () => ({
    format: 'chainscope-scenario',
    version: 1,
    name: 'A throttled branch',
    description: WHAT,
    seed: 34,
    duration: '2m',
    servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
    sites: [
      { id: 'dc', name: 'Data center', kind: 'datacenter' },
      { id: 'throttled', name: 'Throttled branch', kind: 'branch' },
      { id: 'free', name: 'Free branch', kind: 'branch' },
    ],
    subnets: [
      { cidr: '10.2.0.0/24', site: 'throttled', clients: 60 },
      { cidr: '10.3.0.0/24', site: 'free', clients: 60 },
    ],
    settings: { startWindow: '0s' },
    throttles: [{ server: 'ts', subnet: '10.2.0.0/24', rate: '128kbps' }],
    timeline: [{ at: '1m', do: 'ask', id: 'q1', sensors: ['Operating System'] }],
  }),
};
