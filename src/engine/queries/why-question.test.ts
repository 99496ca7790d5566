import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../scenario/types';
import type { CauseRow } from '../contract';
import { MIXED, SMALL } from '../engine.test-tools';
import { FIRST_ROWS, LAST_ROWS } from './causes';
import { runAt } from './queries.test-tools';

const ASKED: Scenario = { ...SMALL, timeline: [{ at: '60s', do: 'ask', id: 'os', sensors: ['Operating System'] }] };
const kinds = (rows: readonly CauseRow[]): string[] => rows.map((row) => row.kind);

describe('why, of questions', () => {
  test('a completed question is traced hop by hop to who asked (Q-1, Q-2, Q-3)', () => {
    // The first client of the chain takes its time: its answer is what all others wait for.
    const { ask, run } = runAt(70, { ...ASKED, clients: [{ address: '10.0.5.1', sensorTime: '500ms' }] });
    const completed = ask('log', { kinds: ['question.completed'], offset: 0, limit: 1 }).rows[0]!;
    const rows = ask('why', { eventId: completed.id });
    expect(kinds(rows).slice(0, 4)).toEqual(['question.completed', 'answers.collected', 'answers.sent', 'answers.received']);
    expect(kinds(rows).slice(-2)).toEqual(['question.received', 'question.asked']);
    for (let i = 1; i < rows.length; i++) expect(rows[i - 1]?.cause).toBe(rows[i]?.id);
    expect(rows.at(-1)?.origin).toEqual({ by: 'timeline', text: "The scenario's timeline asks." });
    expect(run.sim.log.get(rows.at(-1)!.id)?.cause).toBe(0);
  });

  test('what the user does is told apart from what the timeline does, of questions and of stops', () => {
    const { ask, act, to } = runAt(40, SMALL);
    act({ do: 'ask', id: 'q1', sensors: ['Operating System'] });
    to(45);
    act({ do: 'stop', clients: ['10.0.5.4'] });
    to(90);
    const latest = (kind: CauseRow['kind']): readonly CauseRow[] => ask('why', { eventId: ask('log', { kinds: [kind], offset: 0, limit: 1 }).rows[0]!.id });
    expect(latest('answers.collected').at(-1)).toMatchObject({
      text: 'You ask: Operating System from all computers; the server counts on 8 clients.',
      origin: { by: 'you', text: 'You asked.' },
    });
    expect(latest('link.lost').at(-1)).toMatchObject({
      text: 'You unplug 10.0.5.4 without a word; its neighbours notice after 30 s.',
      origin: { by: 'you', text: 'You did it.' },
    });
    const { ask: askOther } = runAt(95, { ...SMALL, timeline: [{ at: '50s', do: 'stop', clients: ['10.0.5.4'] }] });
    const lost = askOther('log', { kinds: ['link.lost'], offset: 0, limit: 1 }).rows[0]!;
    expect(askOther('why', { eventId: lost.id }).at(-1)).toMatchObject({
      text: 'The timeline unplugs 10.0.5.4 without a word; its neighbours notice after 30 s.',
      origin: { by: 'timeline' },
    });
  });

  test('every event of an eventful run has a cause that leads to a deed, a timer or the start of the scenario', () => {
    const timeline: Scenario['timeline'] = [
      { at: '60s', do: 'ask', id: 'os', sensors: ['Operating System'] },
      { at: '60050ms', do: 'stop', clients: ['10.0.5.7'] },
      { at: '61s', do: 'deploy', id: 'patch', distribute: '20s' },
      { at: '70s', do: 'block', id: 'b', rule: { from: '10.1.7.4', to: '10.1.7.5', bothWays: true } },
      { at: '100s', do: 'stopServer', server: 'ts' },
      { at: '101s', do: 'ask', id: 'late', sensors: ['Operating System', 'Is Virtual'] },
      { at: '180s', do: 'startServer', server: 'ts' },
    ];
    const { ask, run } = runAt(800, { ...MIXED, timeline });
    const by = new Set<string>();
    for (let id = 1; id <= run.sim.log.lastId; id++) {
      const rows = ask('why', { eventId: id });
      const origin = rows.at(-1)?.origin;
      expect(origin?.text, `${rows[0]?.kind} ${rows[0]?.text}`).toMatch(/^\S.*\.$/);
      by.add(origin?.by ?? '');
      if (origin?.by !== 'start' && rows[0]?.kind.startsWith('answers.') && rows.length === 1) expect(origin?.by).toBe('timer');
    }
    expect([...by].sort()).toEqual(['start', 'timeline', 'timer']);
  });

  test('of a chain of 254 hops the middle is left out, and its last row leads on', () => {
    const subnets = [{ cidr: '10.0.0.0/16', site: 'hq', clients: 254 }];
    const { ask } = runAt(70, { ...ASKED, clients: [], subnets, peering: { addressMask: 16 }, settings: { startWindow: '10s', sensorTime: '0s' } });
    const collected = ask('log', { kinds: ['answers.collected'], offset: 0, limit: 1 }).rows[0]!;
    const rows = ask('why', { eventId: collected.id });
    expect(rows).toHaveLength(FIRST_ROWS + LAST_ROWS);
    const before = rows[FIRST_ROWS - 1]!;
    expect(before.leftOut?.text).toMatch(/^… \d+ hops before$/);
    expect(rows.filter((row) => row.leftOut !== undefined)).toEqual([before]);
    const onward = ask('why', { eventId: before.cause });
    expect(onward[0]?.id).toBe(before.cause);
    expect(onward.at(-1)).toEqual(rows.at(-1));
    expect(rows.at(-1)?.kind).toBe('question.asked');
  });
});

describe('why a number of a question', () => {
  test('of the whole question: its arrivals at the server, newest first, and the asking', () => {
    const { ask } = runAt(70, ASKED);
    const rows = ask('whyQuestion', { question: 0, client: null });
    expect(kinds(rows)).toEqual(['question.completed', 'answers.collected', 'question.asked']);
    expect(rows[1]?.amount).toBe(8);
    expect(rows.at(-1)?.origin?.by).toBe('timeline');
  });

  test('of one client: when it got the question, answered, passed it on, and was heard', () => {
    const { ask, slotOf } = runAt(70, ASKED);
    const rows = ask('whyQuestion', { question: 0, client: slotOf('10.0.5.5') });
    expect(kinds(rows)).toEqual(['answers.collected', 'answers.sent', 'question.answered', 'question.received', 'question.asked']);
    expect(rows[0]?.client).toBe(slotOf('10.0.5.8'));
  });

  test('of one that is not heard: what stands in the way', () => {
    const timeline: Scenario['timeline'] = [{ at: '50s', do: 'stop', clients: ['10.0.5.5'] }, { at: '100s', do: 'ask', id: 'os', sensors: ['Operating System'] }]; // prettier-ignore
    const { ask, slotOf } = runAt(120, { ...SMALL, timeline });
    expect(kinds(ask('whyQuestion', { question: 1, client: slotOf('10.0.5.5') }))).toEqual(['question.asked', 'client.stopped']);
    const walls = ['10.0.5.0/30', '10.0.5.4'].map((from, i) => ({ at: '70s', do: 'block' as const, id: `w${i}`, rule: { from, to: '10.0.5.5' } }));
    const blocked = runAt(120.2, { ...SMALL, timeline: [...walls, { at: '120s', do: 'ask', id: 'os', sensors: ['Operating System'] }] });
    const rows = blocked.ask('whyQuestion', { question: 2, client: blocked.slotOf('10.0.5.5') });
    expect(rows[0]?.kind).toBe('question.asked');
    expect(rows[1]?.kind).toMatch(/^link\./);
    expect(rows[1]?.peer).toBe(blocked.slotOf('10.0.5.5'));
  });

  test('a number that is no question has no reason', () => {
    const { ask } = runAt(70, ASKED);
    expect(ask('whyQuestion', { question: 7, client: null })).toEqual([]);
    expect(() => ask('whyQuestion', { question: -1, client: null })).toThrow('numbers');
    expect(() => ask('whyQuestion', { question: 0, client: 99 })).toThrow('no client');
  });
});
