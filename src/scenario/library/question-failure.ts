/** Two chains, and in each a client that dies while a question is under way: before the question reaches it, and after it has passed the question on (Q-10, REG-6). */
import { questionScene } from './question-scene';
import type { BuiltIn } from './types';

const WHAT =
  'Two chains of twelve. The question comes at 0:10. 10.0.5.6 dies 66 ms later, before it arrives there; 10.0.6.6 dies 86 ms later, when it has passed it on. Both start again at 2:00.';

export const questionFailure: BuiltIn = {
  id: 'question-failure',
  title: 'A question during a failure',
  group: 'Questions',
  card: {
    what: WHAT,
    notice:
      'In 10.0.5 the question dies with .6; those behind get it at registrations, from 0:34 on. In both chains the answers of .1 to .5 are lost on a dead link. After 30 s .5 notices, links to .7, and sends them again: they arrive at 0:43.',
    tryThis: 'Step through the first 100 ms after 0:10. At 2:00 both clients register, get the question, and answer: only now are there 24.',
    simplified: 'A dead client says nothing at all. What it held for others is asked for by nobody: its neighbours send their own again.',
  },
  scenario: () =>
    questionScene({
      name: 'A question during a failure',
      description: WHAT,
      seed: 27,
      duration: '3m',
      subnets: [
        { prefix: '10.0.5', clients: 12 },
        { prefix: '10.0.6', clients: 12 },
      ],
      timeline: [
        { at: '10s', do: 'ask', id: 'q1', sensors: ['Operating System'] },
        { at: '10066ms', do: 'stop', clients: ['10.0.5.6'] },
        { at: '10086ms', do: 'stop', clients: ['10.0.6.6'] },
        { at: '2m', do: 'start', clients: ['10.0.5.6', '10.0.6.6'] },
      ],
    }),
};
