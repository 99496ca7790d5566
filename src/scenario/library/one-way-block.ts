/** A block in one direction only: forward and backward runs differ. */
import type { Scenario } from '../types';
import type { BuiltIn } from './types';

const WHAT = 'One subnet of eight clients. A rule blocks TCP 17472 from 10.0.5.4 to 10.0.5.5, but not the other way.';

function scenario(): Scenario {
  return {
    format: 'chainscope-scenario',
    version: 1,
    name: 'A one-way block',
    description: WHAT,
    seed: 5,
    duration: '5m',
    servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
    sites: [
      { id: 'dc', name: 'Data center', kind: 'datacenter' },
      { id: 'branch', name: 'Branch', kind: 'branch' },
    ],
    subnets: [{ cidr: '10.0.5.0/24', site: 'branch', clients: 8 }],
    firewalls: [{ id: 'one-way', from: '10.0.5.4', to: '10.0.5.5', action: 'block' }],
    settings: { startWindow: '5s' },
  };
}

export const oneWayBlock: BuiltIn = {
  id: 'one-way-block',
  title: 'A one-way block',
  group: 'Blocks and faults',
  card: {
    what: WHAT,
    notice:
      'Besides .8 only .4 is a forward leader in the end: its own outgoing connection failed. 10.0.5.5 does not lead, and its backward link to .4 stands. So there are two forward runs, but one backward run.',
    tryThis:
      'Ask a question: .5 and those ahead of it hear of it only at registrations. Block the other direction too, from .5 to .4: both sides lead, the runs are the same in both directions, and questions are quick.',
    simplified: 'The block is there from the start, and it drops silently: whoever tries it waits for the full time-out.',
  },
  scenario,
};
