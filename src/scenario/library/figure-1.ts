/** One linear chain, after Figure 1 of the concepts document, with a newcomer in its middle. */
import type { Scenario } from '../types';
import type { BuiltIn } from './types';

const WHAT = 'Ten clients in one subnet form one linear chain. One of them, 10.0.5.6, comes online two minutes after the others.';

function scenario(): Scenario {
  return {
    format: 'chainscope-scenario',
    version: 1,
    name: 'Figure 1: one linear chain',
    description: WHAT,
    seed: 1,
    duration: '5m',
    servers: [{ id: 'ts', kind: 'server' }],
    sites: [{ id: 'office', name: 'Office', kind: 'branch' }],
    subnets: [{ cidr: '10.0.5.0/24', site: 'office', clients: 10 }],
    clients: [{ address: '10.0.5.6', startAt: '2m' }],
    settings: { startWindow: '5s' },
  };
}

export const figure1: BuiltIn = {
  id: 'figure-1',
  title: 'Figure 1: one chain',
  group: 'Start here',
  card: {
    what: WHAT,
    notice:
      'The lowest address becomes the backward leader, the highest the forward leader. Only these two keep a connection to the server, once the first retries at about 1:05 are done. At 2:00 the newcomer slips in between .5 and .7.',
    tryThis: 'Unplug 10.0.5.4 and wait half a minute: its neighbours notice the silence and link up around it. Then unplug a leader.',
    simplified: 'Connection messages, keep-alives and normal registrations take latency only and do not wait. Files come later.',
  },
  scenario,
};
