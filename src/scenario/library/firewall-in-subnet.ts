/** A firewall inside one subnet, raised and removed again: the chain splits in two and heals. */
import type { Scenario } from '../types';
import type { BuiltIn } from './types';

const WHAT = 'One subnet of 24 clients. At 2:00 a firewall between 10.0.5.0/28 and 10.0.5.16/28 blocks TCP 17472 both ways; at 6:00 it is removed.';

function scenario(): Scenario {
  return {
    format: 'chainscope-scenario',
    version: 1,
    name: 'A firewall inside a subnet',
    description: WHAT,
    seed: 4,
    duration: '9m',
    servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
    sites: [
      { id: 'dc', name: 'Data center', kind: 'datacenter' },
      { id: 'plant', name: 'Plant', kind: 'branch' },
    ],
    subnets: [{ cidr: '10.0.5.0/24', site: 'plant', clients: 24 }],
    settings: { startWindow: '5s' },
    timeline: [
      { at: '2m', do: 'block', id: 'wall', rule: { from: '10.0.5.0/28', to: '10.0.5.16/28', bothWays: true } },
      { at: '6m', do: 'unblock', id: 'wall' },
    ],
  };
}

export const firewallInSubnet: BuiltIn = {
  id: 'firewall-in-subnet',
  title: 'A firewall inside a subnet',
  group: 'Blocks and faults',
  card: {
    what: WHAT,
    notice:
      'The cut links are noticed after 30 s. Then candidate after candidate times out, until .15 reflects forward and .16 backward: two chains, four leader connections. After 6:00 a retry finds the way free, within about a minute.',
    tryThis: 'Ask why 10.0.5.15 is a leader. Then add a wall of your own somewhere else in the chain.',
    simplified: 'A firewall drops silently, so every attempt through it takes the full time-out.',
  },
  scenario,
};
