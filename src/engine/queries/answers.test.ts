import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../scenario/types';
import { SENSORS } from '../../scenario/sensors';
import { Refusal } from '../deps';
import { MIXED } from '../engine.test-tools';
import { runAt } from './queries.test-tools';

const ALL = { filter: '', offset: 0, limit: 1_000 };
const ODD = '=HYPERLINK("x") ‮👩‍🔧 ' + 'long '.repeat(400);
const FLEET: Scenario = {
  ...MIXED,
  clients: [
    { address: '10.0.5.3', answer: ODD },
    { address: '10.0.5.9', online: false },
  ],
  timeline: [
    { at: '60s', do: 'ask', id: 'os', sensors: ['Operating System'] },
    { at: '80s', do: 'ask', id: 'berlin', sensors: ['Operating System', 'Is Virtual'], target: { site: 'berlin' } },
    { at: '90s', do: 'deploy', id: 'patch' },
  ],
};

describe('answers', () => {
  const { ask, run, slotOf } = runAt(170, FLEET);
  const os = ask('answers', { question: 0, ...ALL })!;

  test('the table adds up to those that passed (Q-6), and says what was asked', () => {
    expect(os.text).toBe('Get Operating System from all computers');
    expect(os.rows.reduce((all, row) => all + row.count, 0)).toBe(os.question.passed);
    expect(os.question.passed).toBe(23);
    expect([os.matching, os.distinct]).toEqual([os.rows.length, os.rows.length]);
    expect(os.notTargeted).toBe(0);
    expect(ask('answers', { question: 1, ...ALL })).toMatchObject({
      text: 'Get Operating System and Is Virtual from the computers of Berlin',
      notTargeted: 14,
      nobody: false,
    });
    expect(ask('answers', { question: 2, ...ALL })).toMatchObject({ text: 'Run patch on all computers', rows: [{ value: 'Completed', count: 23 }] });
    expect(ask('answers', { question: 3, ...ALL })).toBeNull();
  });

  test('the filter looks in the answers, whatever they hold, and pages add up', () => {
    expect(ask('answers', { question: 0, ...ALL, filter: 'HYPERLINK long' })?.rows).toEqual([{ value: ODD, count: 1 }]);
    const windows = ask('answers', { question: 0, ...ALL, filter: 'windows' })!;
    expect(windows.rows).toEqual(os.rows.filter((row) => row.value.includes('Windows')));
    expect(ask('answers', { question: 0, filter: '', offset: 1, limit: 2 })?.rows).toEqual(os.rows.slice(1, 3));
  });

  test('behind each number stand exactly that many clients', () => {
    for (const { value, count } of os.rows) {
      const { total, rows } = ask('respondents', { question: 0, of: { value }, offset: 0, limit: 100 });
      expect([total, rows.length], value).toEqual([count, count]);
      for (const row of rows) expect(row.text).toMatch(/^Heard after .* (ms|s|min)\.$/);
    }
    expect(ask('respondents', { question: 0, of: { value: ODD }, offset: 0, limit: 5 }).rows[0]?.slot).toBe(slotOf('10.0.5.3'));
    const rowsOfBerlin = ask('answers', { question: 1, ...ALL })!.rows;
    for (const { value, count } of rowsOfBerlin) expect(ask('respondents', { question: 1, of: { value }, offset: 0, limit: 0 }).total).toBe(count);
    expect(ask('respondents', { question: 2, of: { value: 'Completed' }, offset: 0, limit: 0 }).total).toBe(23);
    expect(ask('respondents', { question: 9, of: { value: '' }, offset: 0, limit: 5 })).toEqual({ total: 0, rows: [] });
    expect(() => ask('respondents', { question: 0, of: 'offline' as never, offset: 0, limit: 5 })).toThrow(Refusal);
  });

  test('statuses add up to those behind them while an action runs and after it has expired (Q-8)', () => {
    const scenario: Scenario = { ...FLEET, clients: [{ address: '10.0.5.6', actionLock: true }], timeline: [{ at: '60s', do: 'deploy', id: 'p', distribute: '30s' }, { at: '65s', do: 'stop', clients: ['10.0.5.2'] }] }; // prettier-ignore
    for (const second of [61, 63, 70, 120, 800]) {
      const late = runAt(second, scenario);
      for (const { value, count } of late.ask('answers', { question: 0, ...ALL })!.rows)
        expect(late.ask('respondents', { question: 0, of: { value }, offset: 0, limit: 0 }).total, `${value} at ${second} s`).toBe(count);
    }
  });

  test('a target is counted before it is asked, and a question to nobody says so (Q-7)', () => {
    expect(ask('targetPreview', { target: 'all' })).toEqual({ matching: 24, online: 23 });
    expect(ask('targetPreview', { target: { site: 'berlin' } })).toEqual({ matching: 9, online: 9 });
    expect(ask('targetPreview', { target: { subnet: '10.0.5.0/24' } })).toEqual({ matching: 12, online: 11 });
    expect(ask('targetPreview', { target: { addresses: ['10.0.5.9', '10.0.5.1'] } })).toEqual({ matching: 2, online: 1 });
    const half = ask('targetPreview', { target: { fraction: 0.5 } }).matching;
    expect(half).toBeGreaterThan(3);
    expect(half).toBeLessThan(21);
    expect(() => ask('targetPreview', { target: { site: 'nowhere' } })).toThrow(Refusal);
    const nobody = runAt(90, { ...MIXED, timeline: [{ at: '60s', do: 'ask', id: 'q', sensors: ['Operating System'], target: { site: 'dc' } }] });
    expect(nobody.ask('answers', { question: 0, ...ALL })).toMatchObject({ nobody: true, rows: [], notTargeted: 24 });
    expect(nobody.ask('explain', { selection: null }).happening).toBe('No client matches the target of the question; 24 of 24 have said so.');
  });

  test('the sensors are those of the list', () => {
    expect(ask('sensors', {})).toEqual(SENSORS.map((sensor) => sensor.name));
  });

  test('the log by question holds every row about it and none about another; words find its sentences', () => {
    const { rows, total } = ask('log', { question: 1, offset: 0, limit: 1_000 });
    expect(rows).toHaveLength(total);
    expect(rows.at(-1)).toMatchObject({ kind: 'question.asked', detail: 1 });
    const every = ask('log', { offset: 0, limit: 100_000 }).rows.filter((row) => row.detail === 1 && /^(question|answers|action)\./.test(row.kind));
    expect(rows).toEqual(every);
    const found = ask('log', { text: 'nothing more will follow 10.0.5.8', offset: 0, limit: 10 }).rows;
    expect(found.length).toBeGreaterThan(0);
    for (const row of found) expect(row.text).toContain('nothing more will follow');
  });

  test('the table says what each client answered to the latest question, and filters by it', () => {
    const latest = runAt(79, FLEET);
    const table = latest.ask('table', { sort: 'answer', descending: true, filter: '', offset: 0, limit: 100 });
    const counts = new Map<string, number>();
    for (const { answer } of table.rows) counts.set(answer, (counts.get(answer) ?? 0) + 1);
    expect(counts.get('')).toBe(1);
    for (const { value, count } of latest.ask('answers', { question: 0, ...ALL })!.rows) {
      expect(counts.get(value), value).toBe(count);
      expect(latest.ask('table', { sort: 'address', descending: false, filter: `answer:"${value.split('"')[0]}"`, offset: 0, limit: 0 }).matching).toBe(count);
    }
    expect(runAt(85, FLEET).ask('table', { sort: 'address', descending: false, filter: 'answer:"(not meant)"', offset: 0, limit: 0 }).matching).toBe(14);
    latest.to(95);
    expect(latest.ask('table', { sort: 'answer', descending: false, filter: 'answer:Completed', offset: 0, limit: 5 }).rows[0]?.answer).toBe('Completed');
    expect(runAt(30, FLEET).ask('table', { sort: 'answer', descending: false, filter: '', offset: 0, limit: 1 }).rows[0]?.answer).toBe('');
    expect(run.sim.questions()).toHaveLength(3);
  });
});

describe('the card of a client', () => {
  test('says from whom it has each open question, what it answers, and how far the answer is', () => {
    const slow = { ...FLEET, clients: [{ address: '10.0.5.4', sensorTime: '9s' }], settings: { startWindow: '10s', answerHold: 'never' } } as const;
    const { ask, slotOf } = runAt(61, slow);
    const waiting = ask('client', { slot: slotOf('10.0.5.3') }).questions;
    expect(waiting).toHaveLength(1);
    expect(waiting[0]).toMatchObject({
      number: 0,
      text: 'Get Operating System from all computers',
      open: true,
      counted: true,
      targeted: true,
      from: '10.0.5.2',
      fromSlot: slotOf('10.0.5.2'),
      heardAt: null,
      state: 'Its answer waits in the chain for 10.0.5.4, whose sensor still runs.',
    });
    expect(waiting[0]?.value).not.toBeNull();
    expect(ask('client', { slot: slotOf('10.0.5.4') }).questions[0]).toMatchObject({ value: null, sentAt: null, state: 'Its sensor runs.' });
    expect(ask('client', { slot: slotOf('10.0.5.1') }).questions[0]).toMatchObject({ from: 'its server', fromSlot: -1 });
    const later = runAt(170, FLEET);
    const three = later.ask('client', { slot: later.slotOf('10.0.5.1') }).questions;
    expect(three.map(({ number, value, state }) => [number, value, state])).toEqual([
      [2, 'Completed', 'The server has heard its status.'],
      [1, null, 'The server has heard its answer.'],
      [0, expect.any(String), 'The server has heard its answer.'],
    ]);
    expect(later.ask('client', { slot: later.slotOf('10.0.5.9') }).questions[0]?.state).toBe('It does not count: the server has not heard of it lately.');
  });

  test('of expired questions only the latest asked is shown', () => {
    const { ask } = runAt(1_000, FLEET);
    expect(ask('client', { slot: 0 }).questions.map(({ number, open }) => [number, open])).toEqual([[2, false]]);
  });
});
