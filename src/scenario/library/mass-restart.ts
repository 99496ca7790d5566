/** A power failure at one site: several hundred clients stop at one instant and start at another. */
import type { Scenario } from '../types';
import { hosts } from './addresses';
import type { BuiltIn } from './types';

const WHAT =
  'A campus of 480 clients in three subnets. At 2:00 the power fails in two of them: 320 clients stop without a word. At 4:00 all of them start at the same instant.';

function scenario(): Scenario {
  const dark = [...hosts('10.6.0', 1, 180), ...hosts('10.6.1', 1, 140)];
  return {
    format: 'chainscope-scenario',
    version: 1,
    name: 'Mass restart',
    description: WHAT,
    seed: 10,
    duration: '8m',
    servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
    sites: [
      { id: 'dc', name: 'Data center', kind: 'datacenter' },
      { id: 'campus', name: 'Campus', kind: 'headquarters' },
    ],
    subnets: [
      { cidr: '10.6.0.0/24', site: 'campus', clients: 180 },
      { cidr: '10.6.1.0/24', site: 'campus', clients: 140 },
      { cidr: '10.6.2.0/24', site: 'campus', clients: 160 },
    ],
    settings: { startWindow: '20s' },
    timeline: [
      { at: '2m', do: 'stop', clients: dark, orderly: false },
      { at: '4m', do: 'start', clients: dark },
    ],
  };
}

export const massRestart: BuiltIn = {
  id: 'mass-restart',
  title: 'Mass restart',
  group: 'Blocks and faults',
  card: {
    what: WHAT,
    notice:
      'At 4:00 there are 320 initial registrations at once. The server still knows the clients, so its lists are complete, and the two chains stand again almost at once. The third subnet does not notice anything.',
    tryThis:
      'Step through the second after 4:00. Then compare with the start of the run, where clients come online one by one, find nobody yet, and reflect for a minute.',
    simplified: 'The server answers at once, however many register; only the links make them wait. A real server would take longer.',
  },
  scenario,
};
