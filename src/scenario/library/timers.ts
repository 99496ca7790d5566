/** Why timers are random: the same 3,000 clients with one fixed interval from one instant, and with the product's random ones (REG-3, REG-4). */
import type { ScenarioSettings } from '../types';
import { estate } from './estate';
import type { BuiltIn } from './types';

const ALIGNED = '3,000 clients that come online at the same instant and register exactly every 60 s: all of them at once, again and again. A thundering herd.';
const RANDOM = 'The same 3,000 clients with the timers of the product: they come online within a minute and register at random, every 30 to 90 s.';
const SIMPLIFIED = 'The address plan is made up. Normal registrations do not wait in queues, and the server answers at once: a real one would choke.';

const enterprise = (name: string, description: string, settings: ScenarioSettings) => estate({ name, description, clients: 3_000, seed: 37, settings });

export const alignedTimers: BuiltIn = {
  id: 'aligned-timers',
  title: 'Aligned timers',
  group: 'Network',
  card: {
    what: ALIGNED,
    notice:
      'At 1:00, 2:00, 3:00 … 3,000 registrations fall into one second, and none into the 59 between. At 0:00 the answers to 3,000 initial ones fill the links of the branches: the last client has its answer after 2.6 s.',
    tryThis: 'Set settings.normalRegistration to ["55s", "65s"] and see how slowly the herd spreads. Then open “Random timers”.',
    simplified: SIMPLIFIED,
  },
  scenario: () => enterprise('Aligned timers', ALIGNED, { normalRegistration: ['60s', '60s'], startWindow: '0s' }),
};

export const randomTimers: BuiltIn = {
  id: 'random-timers',
  title: 'Random timers',
  group: 'Network',
  card: {
    what: RANDOM,
    notice:
      'Registrations come evenly, 50 a second on average and never more than 70; the initial ones of the first minute too, and no link of a branch is full. Chains save none of them.',
    tryThis: 'Compare with “Aligned timers”: the same clients, nearly as many registrations in ten minutes, and a peak a fortieth as high.',
    simplified: SIMPLIFIED,
  },
  scenario: () => enterprise('Random timers', RANDOM, {}),
};
