/** 10,000, 100,000 and 1,000,000 clients. */
import type { TimelineItem } from '../types';
import { estate } from './estate';
import type { BuiltIn } from './types';

const TEN = 'An enterprise of 10,000 clients: data center, headquarters, branches and remote workers. The WAN of one branch fails from 4:00 to 6:00.';
const HUNDRED = 'An enterprise of 100,000 clients in several hundred subnets. The WAN of one branch fails from 4:00 to 6:00.';
const MILLION = 'An enterprise of 1,000,000 clients in several thousand subnets, for the command line and for measuring.';

const SIMPLIFIED = 'The address plan is made up, with 60 to 250 clients a subnet. Servers answer at once, and normal registrations do not wait in queues.';

/** The WAN of the third branch fails and comes back. */
function outage(branches: readonly string[]): readonly TimelineItem[] {
  const site = branches[2];
  if (site === undefined) return [];
  return [
    { at: '4m', do: 'cutWan', site },
    { at: '6m', do: 'restoreWan', site },
  ];
}

export const tenThousand: BuiltIn = {
  id: 'ten-thousand',
  title: '10,000 clients',
  group: 'Real and large',
  card: {
    what: TEN,
    notice:
      'Registrations come at about 167 a second, whatever the chains do: every client registers for itself. Connections to the server are few: two for each office subnet, and two for each isolated VPN client.',
    tryThis: 'Find the branch whose WAN fails. Its chains stand throughout; only its registrations fail, and start again after 6:00.',
    simplified: SIMPLIFIED,
  },
  scenario: () => estate({ name: '10,000 clients', description: TEN, clients: 10_000, seed: 11, timeline: outage }),
};

export const hundredThousand: BuiltIn = {
  id: 'hundred-thousand',
  title: '100,000 clients',
  group: 'Real and large',
  card: {
    what: HUNDRED,
    notice:
      'Clients come online during the first minute; within three, every chain stands. Registrations settle at about 1,667 a second; connections to the server grow with subnets and VPN clients.',
    tryThis: 'Zoom from the whole estate into one subnet and unplug one client: of 100,000, only its neighbours notice.',
    simplified: SIMPLIFIED,
  },
  scenario: () => estate({ name: '100,000 clients', description: HUNDRED, clients: 100_000, seed: 12, timeline: outage }),
};

export const million: BuiltIn = {
  id: 'million',
  title: '1,000,000 clients',
  group: 'Real and large',
  card: {
    what: MILLION,
    notice: 'Registrations settle at about 16,667 a second. This is the load that chains do not remove.',
    tryThis: 'Run it on the command line: chainscope run million --until 10m. In the page it asks before it loads, because of the memory it needs.',
    simplified: SIMPLIFIED,
  },
  scenario: () => estate({ name: '1,000,000 clients', description: MILLION, clients: 1_000_000, seed: 13 }),
};
