/** A real address plan: NetBox's demonstration data (MIT licence, © 2021 Jeremy Stretch), imported with the defaults. */
import type { Scenario } from '../types';
import { DUNDER_MIFFLIN_PLAN } from './dunder-mifflin-plan';
import type { BuiltIn } from './types';

const WHAT = 'The 13 branches of Dunder Mifflin, from NetBox’s demonstration data: management, data, voice and wireless subnets, 8,633 clients in all.';

function scenario(): Scenario {
  return { format: 'chainscope-scenario', version: 1, name: 'Dunder Mifflin', description: WHAT, seed: 2, duration: '10m', ...DUNDER_MIFFLIN_PLAN };
}

export const dunderMifflin: BuiltIn = {
  id: 'dunder-mifflin',
  title: 'Dunder Mifflin',
  group: 'Real and large',
  card: {
    what: WHAT,
    notice:
      'Each subnet with 254 host addresses has 153 clients and forms one chain. The subnet 192.168.0.0/22 is larger than the AddressMask /24; its 254 clients all sit in the first /24 block, so they are one chain too.',
    tryThis: 'Search for Scranton and ask why one of its clients is a leader. Cut the WAN of DM-Utica and see which links stand.',
    simplified: 'The client counts are made up: 60 % of the host addresses, at most 254 a subnet. Rows without a site are in “Unassigned”.',
  },
  scenario,
};
