import { describe, expect, test } from 'vitest';
import type { Scenario } from '../scenario/types';
import type { LogEvent } from '../sim/log';
import { MIXED, SMALL } from './engine.test-tools';
import { asking, ASK, ASKED_AT, opened, runOf, SECOND } from './question.test-tools';
import type { Run } from './run';
import { eventText, logRow, sentence } from './sentences';

const LATENCY = '40ms';
function withBerlin(wan: NonNullable<Scenario['sites'][number]['wan']>, more: Partial<Scenario> = {}): Scenario {
  return asking([ASK], { ...MIXED, ...more, sites: MIXED.sites.map((site) => (site.id === 'berlin' ? { ...site, wan } : site)) });
}
const SLOW = withBerlin({ down: '8kbps', up: '8kbps', latency: LATENCY });

function rows(run: Run, kind: LogEvent['kind']): LogEvent[] {
  const { log } = run.sim;
  return Array.from({ length: log.lastId }, (_, i) => log.get(i + 1)!).filter((row) => row.kind === kind);
}
const texts = (run: Run, kind: LogEvent['kind']): string[] => rows(run, kind).map((row) => sentence(run.sim, row));

describe('a message that took long', () => {
  test('says how long it stood in line, to the microsecond (NET-2)', () => {
    const run = runOf(SLOW, ASKED_AT + 20 * SECOND);
    const berlin = rows(run, 'question.received').filter((row) => row.peer < 0 && run.sim.addressText(row.client).startsWith('10.1.7.'));
    // 360 bytes at 8,000 bits per second: the second waits 360 ms for the first.
    expect(berlin.map((row) => sentence(run.sim, row))).toEqual([
      '10.1.7.1, a backward leader, gets the question from its server.',
      '10.1.7.2, a backward leader, gets the question from its server, after 360 ms in line (NET-2).',
    ]);
    expect(eventText(run.sim, berlin[1]!)).toBe('10.1.7.2, a backward leader, gets the question from its server, after 360 ms in line (NET-2, Q-1).');
    expect(logRow(run.sim, berlin[1]!).ruleText).toMatch(/^Questions enter a chain .*\. NET-2: A link carries one message after the other/);
  });

  test('of answers says how long it was on its way: how much of that their bytes took is not kept (NET-2)', () => {
    const run = runOf(SLOW, ASKED_AT + 20 * SECOND);
    const slow = texts(run, 'answers.collected').filter((text) => text.includes('10.1.7.'));
    expect(slow).toHaveLength(2);
    for (const text of slow)
      expect(text).toMatch(/^The server takes \d answers? from 10\.1\.7\.\d, after \d+(\.\d)? (ms|s) on the way, 42 ms of it latency \(NET-2\)\.$/);
  });

  test('names the throttle that may have held it up (NET-4)', () => {
    const run = runOf({ ...asking([ASK], MIXED), throttles: [{ server: 'ts', rate: '8kbps' }] }, ASKED_AT + 20 * SECOND);
    const late = texts(run, 'question.received').filter((text) => text.includes('from its server'));
    expect(late.filter((text) => text.endsWith('in line (NET-2, NET-4).')).length).toBeGreaterThan(3);
  });

  test('says where it may have been lost and sent again (NET-1)', () => {
    const run = runOf(withBerlin({ down: '10Mbps', up: '10Mbps', latency: LATENCY, loss: 0.5 }), ASKED_AT + 60 * SECOND);
    const again = [...texts(run, 'question.received'), ...texts(run, 'answers.collected')].filter((text) => text.includes('NET-'));
    expect(again.length).toBeGreaterThan(0);
    for (const text of again) expect(text).toContain('10.1.7.');
  });

  test('has no word for it where nothing waited, however far the way is, and jitter is no wait', () => {
    for (const scenario of [asking([ASK], MIXED), withBerlin({ down: '10Mbps', up: '10Mbps', latency: '900ms', jitter: '500ms' })]) {
      const run = runOf(scenario, ASKED_AT + 60 * SECOND);
      for (const kind of ['question.received', 'answers.received', 'answers.collected'] as const) expect(texts(run, kind).join()).not.toContain('NET-');
    }
  });

  test('is followed with how long its way takes as things stand (NET-2)', async () => {
    const bench = await opened(SLOW, ASKED_AT + 410_000);
    await bench.done(bench.remote.follow({ question: 0 }));
    expect(bench.status().following?.text).toMatch(/to 10\.1\.7\.2; as things stand, its way takes 762(\.\d)? ms \(NET-2\)\.$/);
    const quick = await opened(asking([ASK], SMALL), ASKED_AT + 5_000);
    await quick.done(quick.remote.follow({ question: 0 }));
    expect(quick.status().following?.text).toBe('Question q1: from the server to 10.0.5.1.');
  });
});
