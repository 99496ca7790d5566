import { describe, expect, test } from 'vitest';
import type { Scenario, TimelineItem } from '../scenario/types';
import { AskedList } from './asked-list';
import { createBench, SMALL } from './engine.test-tools';
import { LIMITS } from './limits';
import { asking, ASK, ASKED_AT, opened, runOf, SECOND } from './question.test-tools';

const ask = (id: string, seconds: number): TimelineItem => ({ ...ASK, id, at: `${seconds}s` });

describe('the questions of a run', () => {
  test('are found newest first, at any instant, also after going back', () => {
    const run = runOf(asking([ask('a', 200), ask('b', 210), ask('c', 220)]), 215 * SECOND);
    const asked = new AskedList(run);
    const ids = (): string[] => asked.latest(50).map((view) => view.id);
    expect(ids()).toEqual(['b', 'a']);
    run.advance(230 * SECOND, Infinity);
    expect(ids()).toEqual(['c', 'b', 'a']);
    run.rewindFor(205 * SECOND);
    run.advance(205 * SECOND, Infinity);
    expect(ids()).toEqual(['a']);
    run.rewindFor(0);
    expect(ids()).toEqual([]);
  });

  test('the picture is about the latest that is open, for a while about one that has expired, and then about none (Q-5)', () => {
    const run = runOf({ ...asking([ask('a', 200), ask('b', 201)]), duration: '1h' }, 300 * SECOND);
    const asked = new AskedList(run);
    expect(asked.inPicture()).toBe(1);
    run.advance(802 * SECOND, Infinity);
    expect(asked.inPicture()).toBe(1);
    run.advance(900 * SECOND, Infinity);
    expect(asked.inPicture()).toBe(-1);
  });

  test('one that people ask is in the status and in the picture at once, and gone with undo', async () => {
    const bench = await opened(SMALL, ASKED_AT);
    await bench.done(bench.remote.intervene({ do: 'ask', id: 'mine', sensors: ['Operating System'] }));
    expect(bench.status().questions.map((view) => view.id)).toEqual(['mine']);
    const frame = bench.reports.findLast((report) => report.kind === 'frame');
    expect(frame).toMatchObject({ frame: { waveQuestion: bench.status().questions[0]?.number } });
    await bench.done(bench.remote.setInterventions([]));
    expect(bench.status().questions).toEqual([]);
  });

  test('a status has the latest 50 and of each the most frequent answers only, however many were asked', async () => {
    const many = Array.from({ length: 80 }, (_, i) => ask(`q${i}`, 100 + i));
    const subnets = [{ cidr: '10.0.5.0/24', site: 'hq', clients: 60 }];
    const clients = Array.from({ length: 60 }, (_, i) => ({ address: `10.0.5.${i + 1}`, answer: `answer ${i}` }));
    const bench = createBench();
    await bench.done(bench.remote.load({ scenario: { ...SMALL, subnets, clients, timeline: many } }, { seekTo: ASKED_AT }));
    const { questions } = bench.status();
    expect(questions).toHaveLength(LIMITS.statusQuestions);
    expect(questions[0]?.id).toBe('q79');
    expect(questions[0]?.distinct).toBe(60);
    expect(questions[0]?.answers).toHaveLength(LIMITS.statusAnswers);
  });

  test('acts of one instant lead to a row each: their own', async () => {
    const timeline: Scenario['timeline'] = [
      { at: '60s', do: 'stop', clients: ['10.0.5.2', '10.0.5.3'] },
      { at: '60s', do: 'cutWan', site: 'hq' },
      { at: '60s', do: 'stop', clients: ['10.0.5.5'] },
      { at: '60s', do: 'restoreWan', site: 'hq' },
    ];
    const bench = await opened({ ...SMALL, timeline }, 61 * SECOND);
    const acts = bench.status().milestones.filter((one) => one.kind === 'act');
    const rows = await Promise.all(acts.map(({ eventId }) => bench.done(bench.remote.query('why', { eventId }))));
    expect(rows.map(([row]) => row?.text)).toEqual([
      'The timeline unplugs 10.0.5.2 without a word; its neighbours notice after 30 s.',
      'The WAN link of Headquarters is cut.',
      'The timeline unplugs 10.0.5.5 without a word; its neighbours notice after 30 s.',
      'The WAN link of Headquarters works again.',
    ]);
  });

  test('asking and completing are milestones (Q-7)', async () => {
    const bench = await opened(asking(), ASKED_AT + 5 * SECOND);
    const found = bench.status().milestones.filter((one) => one.kind === 'asked' || one.kind === 'completed');
    expect(found.map((one) => one.kind)).toEqual(['asked', 'completed']);
    expect(found[0]?.t).toBe(ASKED_AT);
    expect(found[1]?.t).toBe(bench.status().questions[0]?.completeAt);
    expect(found[1]?.text).toMatch(/^Question q1 is complete \d+\.\d ms after it was asked: 8 clients tested\.$/);
  });
});
