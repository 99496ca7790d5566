/** One question over one chain: in at the backward leader, hop by hop, merged answers out at the forward leader. */
import { questionScene } from './question-scene';
import type { BuiltIn } from './types';

const WHAT = 'One chain of twelve clients. At 0:10 the server asks for the operating system; the answers are back after 0.16 s, in one message.';

export const questionSlowMotion: BuiltIn = {
  id: 'question-slow-motion',
  title: 'A question in slow motion',
  group: 'Questions',
  card: {
    what: WHAT,
    notice:
      'The question enters at .1, the backward leader, and takes 5.5 ms from peer to peer. Each client waits for its own sensor and for the answers from behind, then passes on one merged message, which grows until .12 sends all twelve.',
    tryThis: 'Play with Auto speed, or step hop by hop with Shift and the arrow keys. Then set the time that answers are held to 0s and count the messages.',
    simplified: 'Every client needs 20 ms for its sensor, and a gigabit LAN adds only a few µs to each hop.',
  },
  scenario: () =>
    questionScene({
      name: 'A question in slow motion',
      description: WHAT,
      seed: 21,
      duration: '2m',
      subnets: [{ prefix: '10.0.5', clients: 12 }],
      timeline: [{ at: '10s', do: 'ask', id: 'q1', sensors: ['Operating System'] }],
    }),
};
