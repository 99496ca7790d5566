import { describe, expect, test } from 'vitest';
import type { Scenario } from '../scenario/types';
import type { Status } from './contract';
import { MIXED, SMALL } from './engine.test-tools';
import type { Bench } from './engine.test-tools';
import { asking, ASK, ASKED_AT, opened, SECOND } from './question.test-tools';

/** The status each time one has come. */
const INTERVAL = 112;

async function playAuto(bench: Bench, millis: number): Promise<Status[]> {
  await bench.done(bench.remote.setSpeed('auto'));
  await bench.done(bench.remote.play());
  const seen: Status[] = [];
  for (let passed = 0; passed < millis; passed += INTERVAL) {
    await bench.pass(INTERVAL);
    seen.push(bench.status());
    if (bench.status().state !== 'playing') break;
  }
  return seen;
}

/** Wall time from the first to the last of these, in seconds. */
const wallOf = (seen: readonly Status[]): number => (seen.length * INTERVAL) / 1_000;

describe('playing at Auto', () => {
  test('a wave through one chain: fast to the question, slow while it travels, hop by hop to be followed, fast again after it', async () => {
    const bench = await opened(asking(), 100 * SECOND);
    const seen = await playAuto(bench, 30_000);
    expect(seen.at(-1)?.state).toBe('paused');
    expect(seen.at(-1)?.time).toBe(300 * SECOND);
    const before = seen.filter((status) => status.time < ASKED_AT);
    const wave = seen.filter((status) => status.time >= ASKED_AT && (status.questions[0]?.tested ?? 0) < 8);
    expect(Math.max(...before.map((status) => status.speed))).toBe(60);
    expect(wallOf(before)).toBeLessThan(8);
    // 8 clients: to the first, seven hops, from the last.
    expect(wallOf(wave)).toBeGreaterThan(9 * 0.35);
    expect(wallOf(wave)).toBeLessThan(10);
    const travelling = wave.filter((status) => status.time > ASKED_AT + 13_000 && status.time < ASKED_AT + 50_000);
    for (const { speed } of travelling) {
      expect(5_500 / SECOND / speed).toBeGreaterThanOrEqual(0.35);
      expect(5_500 / SECOND / speed).toBeLessThanOrEqual(0.6);
    }
    expect(Math.max(...seen.slice(-30).map((status) => status.speed))).toBe(60);
  });

  test('there is one speed at any moment: what is achieved is what is told, and time never stands still', async () => {
    const bench = await opened(asking(), 190 * SECOND);
    const seen = await playAuto(bench, 12_000);
    seen.forEach((status, i) => {
      expect(status.auto).toBe(true);
      if (i > 1 && status.achievedSpeed !== null) expect(status.achievedSpeed / status.speed).toBeCloseTo(1, 1);
      if (i > 0 && status.state === 'playing') expect(status.time).toBeGreaterThan(seen[i - 1]?.time ?? 0);
    });
  });

  test('it does not go up and down while one wave is on its way to the end of the chain', async () => {
    const bench = await opened(asking(), ASKED_AT);
    const seen = await playAuto(bench, 5_000);
    const inChain = seen.filter((status) => status.time > ASKED_AT + 15_000 && status.time < ASKED_AT + 50_000).map((status) => status.speed);
    expect(inChain.length).toBeGreaterThan(20);
    expect(new Set(inChain).size).toBe(1);
  });

  test('no question is passed before it slows down, and no late client either (LINK-11)', async () => {
    const blocked: Scenario = { ...SMALL, clients: [{ address: '10.0.5.5', blockIncoming: true }] };
    const bench = await opened(asking([ASK], blocked), 190 * SECOND);
    const seen = await playAuto(bench, 60_000);
    const slowest = (from: number, to: number): number =>
      Math.min(...seen.filter((status) => status.time >= from && status.time <= to).map((status) => status.speed));
    expect(slowest(ASKED_AT, ASKED_AT + SECOND / 10)).toBeLessThan(0.02);
    const { rows } = await bench.done(bench.remote.query('log', { kinds: ['question.received'], client: 4, offset: 0, limit: 5 }));
    const late = rows.find((row) => row.client === 4);
    expect(late?.rule).toBe('LINK-11');
    const arrived = late?.t ?? 0;
    expect(slowest(arrived - 100_000, arrived)).toBeLessThan(0.3);
    expect(Math.max(...seen.filter((status) => status.time > ASKED_AT + 2 * SECOND && status.time < arrived).map((status) => status.speed))).toBeGreaterThan(3);
  });

  test('a slow sensor is waited for quickly, and its answer is seen on its way', async () => {
    const slow: Scenario = { ...SMALL, clients: [{ address: '10.0.5.5', sensorTime: '20s' }] };
    const bench = await opened(asking([ASK], slow), ASKED_AT);
    const seen = await playAuto(bench, 40_000);
    const done = ASKED_AT + 20 * SECOND;
    const waiting = seen.filter((status) => status.time > ASKED_AT + 3 * SECOND && status.time < done);
    expect(wallOf(waiting)).toBeLessThan(8);
    const travelling = seen.filter((status) => status.time > done + 40_000 && status.time < done + 55_000);
    expect(travelling.length).toBeGreaterThan(5);
    for (const { speed } of travelling) expect(speed).toBeLessThan(0.02);
  });

  test('while something is followed, only that sets the pace', async () => {
    const two = asking([ASK, { ...ASK, at: '200.2s', id: 'q2' }]);
    const bench = await opened(two, ASKED_AT + SECOND / 10);
    await bench.done(bench.remote.follow({ question: 0 }));
    await bench.done(bench.remote.seek(ASKED_AT + 230_000));
    const followed = (await playAuto(bench, INTERVAL))[0]?.speed ?? 0;
    await bench.done(bench.remote.seek(ASKED_AT + 230_000));
    await bench.done(bench.remote.follow(null));
    await bench.pass(96);
    expect(bench.status().speed).toBeLessThan(0.02);
    expect(followed).toBeGreaterThan(0.1);
  });

  test('a healing chain is seen: it slows down for the fault and for the moment when the silence is noticed (LINK-8)', async () => {
    const bench = await opened({ ...SMALL, timeline: [{ at: '200s', do: 'stop', clients: ['10.0.5.4'] }] }, 150 * SECOND);
    const seen = await playAuto(bench, 20_000);
    for (const t of [200, 230]) {
      const near = seen.filter((status) => status.time > (t - 0.5) * SECOND && status.time < (t + 0.5) * SECOND);
      expect(near.length).toBeGreaterThan(3);
      for (const { speed } of near) expect(speed).toBeLessThan(3);
    }
    expect(seen.at(-1)?.state).toBe('paused');
  });

  test('a speed of one’s own ends it, and Auto says at rest how fast it would go on', async () => {
    const bench = await opened(asking([ASK], MIXED), 150 * SECOND);
    await bench.done(bench.remote.setSpeed('auto'));
    expect(bench.status()).toMatchObject({ auto: true, speed: 60, state: 'paused' });
    await bench.done(bench.remote.seek(ASKED_AT + 30_000));
    expect(bench.status().auto).toBe(true);
    expect(bench.status().speed).toBeLessThan(0.2);
    await bench.done(bench.remote.setSpeed(3));
    expect(bench.status()).toMatchObject({ auto: false, speed: 3 });
  });
});
