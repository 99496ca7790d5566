import { describe, expect, test } from 'vitest';
import { compileScenario } from '../scenario/compile';
import type { TimelineAct } from '../scenario/types';
import type { LogEvent } from '../sim/log';
import { createSimulation } from '../sim/simulation';
import { Refusal } from './deps';
import { MIXED, SMALL } from './engine.test-tools';
import { byFirstAddress, compileItems } from './live-acts';
import { runAt } from './queries/queries.test-tools';
import { questionText } from './question-words';
import { actSentence } from './act-sentence';
import { sentence } from './sentences';

const OS = ['Operating System'];
const sim = createSimulation(
  compileScenario({
    ...SMALL,
    timeline: [
      { at: '60s', do: 'ask', id: 'os', sensors: OS },
      { at: '61s', do: 'deploy', id: 'patch', target: { fraction: 0.125 } },
    ],
  }),
);
sim.advanceTo(62_000_000);
const said = (event: Partial<LogEvent> & Pick<LogEvent, 'kind' | 'rule'>): string =>
  sentence(sim, { id: 1, t: 0, cause: 0, client: 2, peer: 3, direction: 'forward', detail: 0, amount: 0, ...event });

describe('sentences of questions', () => {
  test('numbers are right in singular and plural', () => {
    const sent = (amount: number, peer = 3): string => said({ kind: 'answers.sent', rule: 'Q-3', amount, peer });
    expect(sent(0)).toBe('FIN-LT-003 tells 10.0.5.4 that nothing more will follow from it.');
    expect(sent(1)).toBe('FIN-LT-003 passes 1 answer to 10.0.5.4: nothing more will follow from it.');
    expect(sent(3)).toBe('FIN-LT-003 passes 3 answers to 10.0.5.4: nothing more will follow from it.');
    expect(sent(1200, -1)).toBe('FIN-LT-003, a forward leader, sends 1,200 answers to its server.');
    expect(said({ kind: 'question.completed', rule: 'Q-7', amount: 1 })).toBe(
      'The one client that the server counts on has been heard: the question os is complete.',
    );
    expect(said({ kind: 'question.expired', rule: 'Q-5', amount: 0 })).toBe('The question os expires: no client was heard; later answers are dropped.');
    expect(said({ kind: 'answers.lost', rule: 'Q-10', amount: 1, peer: -1 })).toBe(
      '1 answer from FIN-LT-003 to its server is lost on the way; if it can, it sends again.',
    );
    expect(said({ kind: 'answers.lost', rule: 'Q-10', amount: 2 })).toContain('2 answers from FIN-LT-003 to 10.0.5.4 are lost');
    expect(said({ kind: 'answers.collected', rule: 'Q-1', amount: 1, detail: 1 })).toBe('The server takes 1 final status from FIN-LT-003.');
  });

  test('how a question came is told apart by its rule: server, peer, registration (Q-1, Q-2, REG-5, LINK-11)', () => {
    const got = (rule: LogEvent['rule'], peer: number): string => said({ kind: 'question.received', rule, peer });
    expect(got('Q-1', -1)).toBe('FIN-LT-003, a backward leader, gets the question os from its server.');
    expect(got('Q-2', 1)).toBe('FIN-LT-003 gets the question os from 10.0.5.2.');
    expect(got('REG-5', -1)).toBe('FIN-LT-003 gets the question os with its registration.');
    expect(got('LINK-11', -1)).toBe('FIN-LT-003 gets the question os only now, with its registration: no forward link reaches it.');
  });

  test('every sentence of a run has at most 24 words', () => {
    for (let id = 1; id <= sim.log.lastId; id++) expect(sentence(sim, sim.log.get(id)!).split(' ').length).toBeLessThanOrEqual(24);
  });

  test('targets are said in words (Q-7)', () => {
    expect(questionText(sim, sim.question(1)!)).toBe('Run patch on 12.5 % of all computers');
    const acts: TimelineAct[] = [
      { do: 'ask', id: 'a', sensors: OS },
      { do: 'ask', id: 'b', sensors: ['A', 'B', 'C'], target: { site: 'hq' } },
      { do: 'deploy', id: 'patch', target: { addresses: ['10.0.5.1', '10.0.5.2'] } },
      { do: 'deploy', id: 'office', file: 'f', target: { subnet: '10.0.5.0/24' } },
    ];
    expect(acts.map((act) => actSentence(act, [{ id: 'hq', name: 'Headquarters' }]))).toEqual([
      'Ask Operating System from all computers',
      'Ask A, B and 1 more from the computers of Headquarters',
      'Deploy patch on 10.0.5.1 and 10.0.5.2',
      'Deploy office on the computers of 10.0.5.0/24 (files are not simulated in this version)',
    ]);
  });
});

describe('live questions', () => {
  test('an id that an earlier question has is refused, one of a deployment is not', () => {
    const { act, run } = runAt(40, { ...SMALL, timeline: [{ at: '20s', do: 'ask', id: 'os', sensors: OS }] });
    act({ do: 'ask', id: 'q1', sensors: OS });
    expect(() => act({ do: 'ask', id: 'q1', sensors: OS })).toThrow(Refusal);
    expect(() => act({ do: 'ask', id: 'os', sensors: OS })).toThrow(Refusal);
    act({ do: 'deploy', id: 'q1' });
    expect(run.sim.questions().map((view) => view.id)).toEqual(['os', 'q1', 'q1']);
    const { scenario, world, text } = run.open;
    const twice = [40, 50].map((second) => ({ at: `${second}s`, do: 'ask' as const, id: 'q2', sensors: OS }));
    expect(() => compileItems(twice, { scenario, world, text, warnings: [] })).toThrow(Refusal);
  });

  test('a target that names a client by its present address is recorded under the one it started with', () => {
    const { run } = runAt(60, { ...MIXED, timeline: [{ at: '50s', do: 'move', client: '10.0.5.2', toSubnet: '10.8.1.0/24' }] });
    const moved = byFirstAddress({ do: 'ask', id: 'q1', sensors: OS, target: { addresses: ['10.8.1.4', '10.0.5.3'] } }, run);
    expect(moved).toMatchObject({ target: { addresses: ['10.0.5.2', '10.0.5.3'] } });
  });

  test('going back and asking anew may use the id of the future that is dropped', () => {
    const { act, run, to } = runAt(40, SMALL);
    act({ do: 'ask', id: 'q1', sensors: OS });
    run.rewindFor(30_000_000);
    to(30);
    act({ do: 'ask', id: 'q1', sensors: OS });
    expect(run.acts.map(({ item }) => item.at)).toEqual(['30000001us']);
  });
});
