/** Nothing but registrations: the traffic that chains do not remove (REG-4), measured against no peering (NET-7). */
import type { BuiltIn } from './types';

const WHAT =
  'Four branches of 60 clients, and nobody asks anything: all that crosses the WAN is registrations. Everybody comes online within the first minute.';

export const registrationOnly: BuiltIn = {
  id: 'registration-only',
  title: 'Registration only',
  group: 'Network',
  card: {
    what: WHAT,
    notice:
      'In ten minutes 2.73 MB cross the WAN, 2.62 MB without peering: nothing is saved. Chains even cost 105 kB, the names of the peers in 240 lists; their keep-alives stay on the LAN. Registrations settle at 4 a second.',
    tryThis: 'Ask a question at any time: only then the bars part. Or give settings.normalRegistration shorter times and watch both grow alike.',
    simplified: 'Normal registrations are booked but do not wait in queues. A server answers at once, however many register.',
  },
  scenario: () => ({
    format: 'chainscope-scenario',
    version: 1,
    name: 'Registration only',
    description: WHAT,
    seed: 31,
    duration: '10m',
    servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
    sites: [
      { id: 'dc', name: 'Data center', kind: 'datacenter' },
      ...[1, 2, 3, 4].map((n) => ({ id: `branch-${n}`, name: `Branch ${n}`, kind: 'branch' as const })),
    ],
    subnets: [1, 2, 3, 4].map((n) => ({ cidr: `10.2.${n}.0/24`, site: `branch-${n}`, clients: 60 })),
  }),
};
