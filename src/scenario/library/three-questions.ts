/** Three questions at one instant: a counting one, one with rows, and one for a part of the clients. */
import { questionScene } from './question-scene';
import type { BuiltIn } from './types';

const WHAT = 'Two branches of 16 clients. At 0:10 three questions come at once: one that counts, one with two sensors, and one for the second branch alone.';

export const threeQuestions: BuiltIn = {
  id: 'three-questions',
  title: 'Three questions at once',
  group: 'Questions',
  card: {
    what: WHAT,
    notice:
      'They travel side by side and do not wait for each other. Equal answers are counted; those of two sensors stay rows, so their messages grow. The third passes through the first branch too, where 16 clients are tested and do not answer.',
    tryThis: 'Compare the bytes of q1 and q2 on the last links of a chain. Then ask why q3 has 32 tested, but 16 passed.',
    simplified: 'A client runs the sensors of several questions side by side, each in the same 20 ms.',
  },
  scenario: () =>
    questionScene({
      name: 'Three questions at once',
      description: WHAT,
      seed: 21,
      duration: '2m',
      subnets: [
        { prefix: '10.0.5', clients: 16 },
        { prefix: '10.0.6', clients: 16 },
      ],
      timeline: [
        { at: '10s', do: 'ask', id: 'q1', sensors: ['Operating System'] },
        { at: '10s', do: 'ask', id: 'q2', sensors: ['Free Disk Space', 'Installed RAM'] },
        { at: '10s', do: 'ask', id: 'q3', sensors: ['Pending Reboot'], target: { site: 'branch-2' } },
      ],
    }),
};
