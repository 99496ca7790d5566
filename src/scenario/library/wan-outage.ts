/** The WAN of two branches fails in the middle of a question: in one it is already inside, in the other still on its way (Q-10, REG-6, REG-10). */
import type { BuiltIn } from './types';

const WHAT =
  'Three branches of 24. The question comes at 1:00. The WAN of Branch 1 fails 100 ms later, that of Branch 2 after 20 ms, when the question is still on its way. Both are back at 2:00.';

export const wanOutage: BuiltIn = {
  id: 'wan-outage',
  title: 'A WAN outage during a question',
  group: 'Network',
  card: {
    what: WHAT,
    notice:
      'In Branch 1 the question goes through the chain; the answers fail at its leader, wait there, and arrive at 2:00.3. In Branch 2 it dies on the WAN: clients get it one by one at registrations after 2:00, until 2:55. Branch 3 is done in 0.23 s.',
    tryThis: 'Step through the first second after 1:00. Then restore the WAN of Branch 1 yourself at 1:10: the answers still wait for the next try.',
    simplified: 'A WAN is up or down for everybody at once. The leader offers its answers again every 60 s.',
  },
  scenario: () => ({
    format: 'chainscope-scenario',
    version: 1,
    name: 'A WAN outage during a question',
    description: WHAT,
    seed: 35,
    duration: '5m',
    servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
    sites: [
      { id: 'dc', name: 'Data center', kind: 'datacenter' },
      ...[1, 2, 3].map((n) => ({ id: `branch-${n}`, name: `Branch ${n}`, kind: 'branch' as const })),
    ],
    subnets: [1, 2, 3].map((n) => ({ cidr: `10.2.${n}.0/24`, site: `branch-${n}`, clients: 24 })),
    settings: { startWindow: '0s' },
    timeline: [
      { at: '1m', do: 'ask', id: 'q1', sensors: ['Operating System'] },
      { at: '60020ms', do: 'cutWan', site: 'branch-2' },
      { at: '60100ms', do: 'cutWan', site: 'branch-1' },
      { at: '2m', do: 'restoreWan', site: 'branch-1' },
      { at: '2m', do: 'restoreWan', site: 'branch-2' },
    ],
  }),
};
