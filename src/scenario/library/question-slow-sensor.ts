/** A client in the middle of a chain whose sensor takes long: others are held back for a second, not for its eight. */
import { questionScene } from './question-scene';
import type { BuiltIn } from './types';

const WHAT = 'One chain of twelve clients. The sensor of 10.0.5.6 takes 8 s, all others 20 ms. The question comes at 0:10.';

export const questionSlowSensor: BuiltIn = {
  id: 'question-slow-sensor',
  title: 'A slow sensor in the middle',
  group: 'Questions',
  card: {
    what: WHAT,
    notice:
      'The question itself does not wait: every client has it within 0.11 s. Answers are held for 1 s at most, so eleven of them reach the server after 1.2 s, marked as not final. The last one follows on its own after 8.1 s.',
    tryThis: 'Set settings.answerHold to never: all twelve arrive after 8.1 s in one message. With 0s the first answers come at once, in many more messages.',
    simplified: 'A sensor takes the same time on a client whatever it asks for, and a client answers even if nobody waits any more.',
  },
  scenario: () =>
    questionScene({
      name: 'A slow sensor in the middle',
      description: WHAT,
      seed: 21,
      duration: '2m',
      subnets: [{ prefix: '10.0.5', clients: 12 }],
      clients: [{ address: '10.0.5.6', sensorTime: '8s' }],
      timeline: [{ at: '10s', do: 'ask', id: 'q1', sensors: ['Installed RAM'] }],
    }),
};
