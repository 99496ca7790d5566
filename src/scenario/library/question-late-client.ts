/** A client that no peer's forward link reaches and that leads nothing: it hears of a question at its next registration (LINK-11). */
import { questionScene } from './question-scene';
import type { BuiltIn } from './types';

const WHAT = 'One subnet of twelve clients. The host firewall of 10.0.5.7 blocks what comes in from peers. The question comes at 0:10.';

export const questionLateClient: BuiltIn = {
  id: 'question-late-client',
  title: 'A client that hears late',
  group: 'Questions',
  card: {
    what: WHAT,
    notice:
      'The chain is cut: .6 leads forward, .8 backward. Nobody can reach .7, yet it leads nothing, since its own links to .6 and .8 stand. Eleven answers are back after 1.1 s; .7 hears of the question when it registers, 46 s after it was asked.',
    tryThis: 'Ask why 10.0.5.7 heard so late. Then unblock it, wait for a minute until the chain is whole, and ask again.',
    simplified: 'A blocked connection is dropped without an answer. Registrations are never late or lost here.',
  },
  scenario: () =>
    questionScene({
      name: 'A client that hears late',
      description: WHAT,
      seed: 28,
      duration: '2m',
      subnets: [{ prefix: '10.0.5', clients: 12 }],
      clients: [{ address: '10.0.5.7', blockIncoming: true }],
      timeline: [{ at: '10s', do: 'ask', id: 'q1', sensors: ['Operating System'] }],
    }),
};
