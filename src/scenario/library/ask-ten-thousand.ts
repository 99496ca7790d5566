/** One question to 10,000 clients: every chain carries it at the same time, so it takes as long as the longest chain. */
import { estate } from './estate';
import type { BuiltIn } from './types';

const WHAT = 'An enterprise of 10,000 clients in whole chains: data center, headquarters, branches and remote workers. At 0:10 all of them are asked.';

export const askTenThousand: BuiltIn = {
  id: 'ask-ten-thousand',
  title: '10,000 clients asked at once',
  group: 'Questions',
  card: {
    what: WHAT,
    notice:
      'All chains work at the same time, so the question takes as long as its longest chain: 1.5 s for 10,000 answers. About one message in twelve crosses the WAN; without peering all 20,000 would.',
    tryThis: 'Watch the tiles fill. Unplug a client in a long chain and ask again: the clients behind it are the last to answer.',
    simplified: 'The address plan is made up, with 60 to 250 clients a subnet, and all come online at once. Servers answer at once, whatever the load.',
  },
  scenario: () =>
    estate({
      name: '10,000 clients asked at once',
      description: WHAT,
      clients: 10_000,
      seed: 11,
      settings: { startWindow: '0s' },
      timeline: () => [{ at: '10s', do: 'ask', id: 'q1', sensors: ['Operating System'] }],
    }),
};
