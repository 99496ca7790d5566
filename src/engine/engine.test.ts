import { describe, expect, test, vi } from 'vitest';
import { compileScenario } from '../scenario/compile';
import type { Scenario } from '../scenario/types';
import { createSimulation } from '../sim/simulation';
import type { Frame } from './frame';
import { createBench, MIXED, SMALL } from './engine.test-tools';
import type { Bench } from './engine.test-tools';
import { EngineRefused } from './remote-engine';

const SECOND = 1_000_000;

async function opened(scenario = SMALL): Promise<Bench> {
  const bench = createBench();
  await bench.done(bench.remote.load({ scenario }));
  return bench;
}

/** The hash of the same scenario run straight, as the command line does it. */
function straightHash(scenario: typeof SMALL, t: number): string {
  const sim = createSimulation(compileScenario(scenario));
  sim.advanceTo(t);
  return sim.hash();
}

const hash = (bench: Bench): Promise<string> => bench.done(bench.remote.query('hash', {}));

describe('states', () => {
  test('an engine without a scenario is empty and refuses to play', async () => {
    const bench = createBench();
    await expect(bench.done(bench.remote.play())).rejects.toThrow('No scenario is open yet');
    expect(bench.remote.status).toBeNull();
  });

  test('a loaded scenario stands still at 0 until it is played, then time passes at the speed asked for', async () => {
    const bench = await opened();
    expect(bench.status()).toMatchObject({ state: 'paused', time: 0, epoch: 1 });
    await bench.done(bench.remote.setSpeed(10));
    await bench.done(bench.remote.play());
    await bench.pass(1_600);
    const { state, time, achievedSpeed } = bench.status();
    expect(state).toBe('playing');
    expect(time).toBeGreaterThan(15 * SECOND);
    expect(time).toBeLessThanOrEqual(16 * SECOND);
    expect(achievedSpeed).toBeCloseTo(10, 0);
    await bench.done(bench.remote.pause());
    const { time: stopped } = bench.status();
    await bench.pass(500);
    expect(bench.status()).toMatchObject({ state: 'paused', time: stopped, achievedSpeed: null });
  });

  test('the slowest speed passes single microseconds', async () => {
    const bench = await opened();
    await bench.done(bench.remote.setSpeed(0.0001));
    await bench.done(bench.remote.play());
    await bench.pass(1_600);
    await bench.done(bench.remote.pause());
    expect(bench.status().time).toBeGreaterThan(140);
    expect(bench.status().time).toBeLessThanOrEqual(160);
  });

  test('a gap of more than half a second between two ticks is skipped', async () => {
    const bench = await opened();
    await bench.done(bench.remote.play());
    await bench.pass(160);
    const { time } = bench.status();
    bench.slow(700);
    await bench.settle();
    bench.slow(0);
    await bench.done(bench.remote.pause());
    expect(bench.status().time - time).toBeLessThan(0.2 * SECOND);
  });

  test('it pauses at the end of the planned duration and goes on when played from there', async () => {
    const bench = await opened();
    await bench.done(bench.remote.seek(299 * SECOND));
    await bench.done(bench.remote.setSpeed(100));
    await bench.done(bench.remote.play());
    await bench.pass(200);
    expect(bench.status()).toMatchObject({ state: 'paused', time: 300 * SECOND });
    await bench.done(bench.remote.play());
    await bench.pass(160);
    expect(bench.status().state).toBe('playing');
    expect(bench.status().time).toBeGreaterThan(300 * SECOND);
  });

  test('restart goes to 0 and keeps scenario and acts', async () => {
    const bench = await opened();
    await bench.done(bench.remote.seek(60 * SECOND));
    await bench.done(bench.remote.intervene({ do: 'stop', clients: ['10.0.5.4'] }));
    await bench.done(bench.remote.restart());
    expect(bench.status()).toMatchObject({ state: 'paused', time: 0 });
    expect(bench.status().interventions).toEqual([{ at: '60000001us', do: 'stop', clients: ['10.0.5.4'] }]);
  });

  test('a speed that is no positive number is refused', async () => {
    const bench = await opened();
    for (const speed of [0, -1, Number.NaN, Infinity]) await expect(bench.done(bench.remote.setSpeed(speed))).rejects.toThrow('speed');
    expect(bench.status().speed).toBe(1);
  });
});

describe('seeking', () => {
  test('seeking there, there and back, and by small steps gives the state of straight play (invariant 18)', async () => {
    const bench = await opened(MIXED);
    const goals = [30, 200, 61, 61.000001, 0, 145].map((seconds) => Math.round(seconds * SECOND));
    for (const to of goals) {
      expect(await bench.done(bench.remote.seek(to))).toEqual({ time: to, arrived: true });
      expect(await hash(bench)).toBe(straightHash(MIXED, to));
    }
  });

  test('a long seek reports its progress and a newer one takes over', async () => {
    const bench = await opened(MIXED);
    bench.slow(3);
    const first = bench.remote.seek(280 * SECOND);
    for (let i = 0; i < 12; i++) await Promise.resolve();
    const { state, seek } = bench.status();
    expect(state).toBe('seeking');
    expect(seek?.to).toBe(280 * SECOND);
    expect(seek?.progress).toBeLessThan(1);
    const second = bench.remote.seek(20 * SECOND);
    expect(await bench.done(first)).toMatchObject({ arrived: false });
    expect(await bench.done(second)).toEqual({ time: 20 * SECOND, arrived: true });
    bench.slow(0);
    expect(await hash(bench)).toBe(straightHash(MIXED, 20 * SECOND));
  });

  test('a load that goes on to an instant is answered when it is there, and its last status says so', async () => {
    const bench = await opened(MIXED);
    bench.slow(3);
    const before = bench.reports.length;
    await bench.done(bench.remote.load({ scenario: MIXED }, { seekTo: 200 * SECOND }));
    expect(bench.status()).toMatchObject({ state: 'paused', time: 200 * SECOND, seek: null });
    const states = bench.reports.slice(before).flatMap((report) => (report.kind === 'status' ? [report.status.state] : []));
    expect(states[0]).toBe('seeking');
    expect(states.at(-1)).toBe('paused');
  });

  test('a load is answered as well when a seek takes over on its way', async () => {
    const bench = await opened(MIXED);
    bench.slow(3);
    const load = bench.remote.load({ scenario: MIXED }, { seekTo: 280 * SECOND });
    await vi.waitFor(() => expect(bench.status().state).toBe('seeking'));
    const seek = bench.remote.seek(20 * SECOND);
    expect((await bench.done(load)).clientCount).toBe(24);
    expect(await bench.done(seek)).toEqual({ time: 20 * SECOND, arrived: true });
  });

  test('queries and acts wait for a seek to arrive, and idle waits for both', async () => {
    const bench = await opened(MIXED);
    bench.slow(3);
    const seek = bench.remote.seek(100 * SECOND);
    const act = bench.remote.intervene({ do: 'stop', clients: ['10.1.7.5'] });
    const idle = bench.remote.idle();
    await bench.done(idle);
    bench.slow(0);
    expect((await seek).time).toBe(100 * SECOND);
    expect((await act).item.at).toBe('100000001us');
    expect(bench.remote.pending).toBe(0);
  });

  test('an instant that is no whole number of microseconds from 0 on is refused', async () => {
    const bench = await opened();
    for (const to of [-1, 0.5, Number.NaN, 1e18]) await expect(bench.done(bench.remote.seek(to))).rejects.toBeInstanceOf(EngineRefused);
  });

  test('a seek while playing plays on from the new place', async () => {
    const bench = await opened();
    await bench.done(bench.remote.play());
    await bench.pass(64);
    await bench.done(bench.remote.seek(100 * SECOND));
    await bench.pass(320);
    expect(bench.status().state).toBe('playing');
    expect(bench.status().time).toBeGreaterThan(100 * SECOND);
  });
});

describe('steps', () => {
  test('a step goes to the next logged event', async () => {
    const bench = await opened();
    const first = await bench.done(bench.remote.step());
    expect(first.eventId).toBe(1);
    const second = await bench.done(bench.remote.step());
    expect(second.eventId).toBeGreaterThan(1);
    expect(second.time).toBeGreaterThanOrEqual(first.time);
  });

  test.each([
    ['while chains form', 5 * SECOND, 25],
    ['through resets and registrations of a settled fleet', 301 * SECOND, 80],
  ])('steps back visit the places of the steps forward in reverse: %s', async (_, from, many) => {
    const bench = await opened(MIXED);
    await bench.done(bench.remote.seek(from));
    const places: string[] = [];
    const place = async (text: string | null): Promise<string> => `${bench.status().time} ${bench.status().logLastId} ${await hash(bench)} ${text}`;
    for (let i = 0; i < many; i++) places.push(await place((await bench.done(bench.remote.step())).text));
    for (const expected of places.slice(0, -1).reverse()) {
      expect(await place((await bench.done(bench.remote.stepBack())).text)).toBe(expected);
    }
  });

  test('a step in a settled fleet goes to the next normal registration and says whose (REG-3)', async () => {
    const bench = await opened();
    await bench.done(bench.remote.seek(300 * SECOND));
    let before = 300 * SECOND;
    for (let i = 0; i < 6; i++) {
      const { time, eventId, text } = await bench.done(bench.remote.step());
      expect(eventId).toBeNull();
      expect(text).toMatch(/^\S+ registers with server ts \(REG-3\)\.$/);
      expect(time).toBeGreaterThan(before);
      expect(time).toBeLessThan(before + 90 * SECOND);
      before = time;
    }
  });

  test('a step from a logged event stops at a registration before the next event (REG-3)', async () => {
    const bench = await opened();
    await bench.done(bench.remote.seek(200 * SECOND));
    const acted = await bench.done(bench.remote.intervene({ do: 'block', id: 'b1', rule: { from: '192.0.2.1', to: '192.0.2.2', bothWays: true } }));
    await bench.done(bench.remote.stepBack());
    const event = await bench.done(bench.remote.step());
    expect(event.text).toContain('A firewall rule (b1) blocks');
    expect(`${event.time}us`).toBe(acted.item.at);
    const next = await bench.done(bench.remote.step());
    expect(next.eventId).toBeNull();
    expect(next.text).toContain('(REG-3)');
    expect(next.time).toBeLessThan(event.time + 90 * SECOND);
  });

  test('a step back between two events goes to the earlier one, and at the start it stays', async () => {
    const bench = await opened();
    const { time } = await bench.done(bench.remote.step());
    await bench.done(bench.remote.seek(time + 10));
    expect((await bench.done(bench.remote.stepBack())).time).toBe(time);
    expect((await bench.done(bench.remote.stepBack())).time).toBe(0);
    expect((await bench.done(bench.remote.stepBack())).time).toBe(0);
  });

  test('playing on from the middle of an instant gives the state of straight play', async () => {
    const bench = await opened(MIXED);
    for (let i = 0; i < 40; i++) await bench.done(bench.remote.step());
    await bench.done(bench.remote.seek(90 * SECOND));
    expect(await hash(bench)).toBe(straightHash(MIXED, 90 * SECOND));
  });
});

describe('acts', () => {
  test('an act is recorded a microsecond after now and gives the run that a scenario with it in its timeline gives', async () => {
    const bench = await opened(MIXED);
    await bench.done(bench.remote.seek(70 * SECOND));
    const { item, dropped } = await bench.done(bench.remote.intervene({ do: 'stop', clients: ['10.1.7.5'] }));
    expect(item).toEqual({ at: '70000001us', do: 'stop', clients: ['10.1.7.5'] });
    expect(dropped).toEqual([]);
    expect(bench.status().time).toBe(70 * SECOND + 1);
    await bench.done(bench.remote.seek(200 * SECOND));
    expect(await hash(bench)).toBe(straightHash({ ...MIXED, timeline: [item] }, 200 * SECOND));
  });

  test('going back before an act and forward again plays it again at its instant', async () => {
    const bench = await opened(MIXED);
    await bench.done(bench.remote.seek(70 * SECOND));
    await bench.done(bench.remote.intervene({ do: 'block', id: 'b1', rule: { from: '10.0.5.4', to: '10.0.5.5', bothWays: true } }));
    await bench.done(bench.remote.seek(150 * SECOND));
    const before = await hash(bench);
    await bench.done(bench.remote.seek(10 * SECOND));
    await bench.done(bench.remote.seek(150 * SECOND));
    expect(await hash(bench)).toBe(before);
  });

  test('acting in the past drops the later acts, returns them, and undo brings them back', async () => {
    const bench = await opened();
    await bench.done(bench.remote.seek(60 * SECOND));
    const later = await bench.done(bench.remote.intervene({ do: 'stop', clients: ['10.0.5.4'] }));
    await bench.done(bench.remote.seek(120 * SECOND));
    const full = await hash(bench);
    const { epoch } = bench.status();
    await bench.done(bench.remote.seek(40 * SECOND));
    const act = await bench.done(bench.remote.intervene({ do: 'stop', clients: ['10.0.5.6'], orderly: true }));
    expect(act.dropped).toEqual([later.item]);
    expect(bench.status().interventions).toEqual([act.item]);
    expect(bench.status().furthest).toBe(40 * SECOND + 1);
    expect(bench.status().epoch).toBeGreaterThan(epoch);
    await bench.done(bench.remote.setInterventions([later.item]));
    await bench.done(bench.remote.seek(120 * SECOND));
    expect(await hash(bench)).toBe(full);
  });

  test('undo and redo stay at the same time and change the run', async () => {
    const bench = await opened();
    await bench.done(bench.remote.seek(60 * SECOND));
    const { item } = await bench.done(bench.remote.intervene({ do: 'stop', clients: ['10.0.5.4'] }));
    await bench.done(bench.remote.seek(100 * SECOND));
    const stopped = await hash(bench);
    expect(await bench.done(bench.remote.setInterventions([]))).toEqual({ time: 100 * SECOND });
    expect(await hash(bench)).toBe(straightHash(SMALL, 100 * SECOND));
    expect(bench.status().counts.online).toBe(8);
    await bench.done(bench.remote.setInterventions([item]));
    expect(await hash(bench)).toBe(stopped);
    expect(bench.status().counts.online).toBe(7);
  });

  test('several acts at once each get their own microsecond', async () => {
    const bench = await opened();
    await bench.done(bench.remote.seek(60 * SECOND));
    const all = await bench.done(
      Promise.all(['10.0.5.2', '10.0.5.4', '10.0.5.6'].map((address) => bench.remote.intervene({ do: 'stop', clients: [address] }))),
    );
    expect(all.map((one) => one.item.at)).toEqual(['60000001us', '60000002us', '60000003us']);
    expect(bench.status().counts.online).toBe(5);
  });

  test('an act that the network does not know is refused and changes nothing', async () => {
    const bench = await opened();
    await bench.done(bench.remote.seek(60 * SECOND));
    const before = await hash(bench);
    await expect(bench.done(bench.remote.intervene({ do: 'stop', clients: ['192.168.1.1'] }))).rejects.toBeInstanceOf(EngineRefused);
    await expect(bench.done(bench.remote.setInterventions([{ at: '-5s', do: 'stop', clients: ['10.0.5.4'] }]))).rejects.toBeInstanceOf(EngineRefused);
    expect(await hash(bench)).toBe(before);
    expect(bench.status().interventions).toEqual([]);
  });

  test('a client that has moved is acted on by its present address and recorded by its first', async () => {
    const bench = await opened(MIXED);
    await bench.done(bench.remote.seek(60 * SECOND));
    await bench.done(bench.remote.intervene({ do: 'move', client: '10.0.5.9', toSubnet: '10.8.1.0/24' }));
    const hits = await bench.done(bench.remote.query('find', { text: '10.8.1.4', limit: 5 }));
    expect(hits[0]?.label).toBe('10.8.1.4');
    const { item } = await bench.done(bench.remote.intervene({ do: 'stop', clients: ['10.8.1.4'] }));
    expect(item).toMatchObject({ clients: ['10.0.5.9'] });
    expect(bench.status().counts.online).toBe(23);
  });
});

describe('loading', () => {
  test('a refused load changes nothing', async () => {
    const bench = await opened();
    await bench.done(bench.remote.seek(50 * SECOND));
    const before = await hash(bench);
    const { epoch } = bench.status();
    for (const source of [{ text: '{"format": "chainscope-scenario"' }, { text: 'PK' }, { builtIn: 'no-such' }, { scenario: { ...SMALL, sites: [] } }]) {
      await expect(bench.done(bench.remote.load(source))).rejects.toBeInstanceOf(EngineRefused);
    }
    await expect(
      bench.done(bench.remote.load({ scenario: MIXED }, { interventions: [{ at: '5s', do: 'stop', clients: ['1.2.3.4'] }] })),
    ).rejects.toBeInstanceOf(EngineRefused);
    expect(bench.status()).toMatchObject({ epoch, time: 50 * SECOND });
    expect(await hash(bench)).toBe(before);
  });

  test('a load brings acts and an instant along', async () => {
    const bench = createBench();
    const item = { at: '60s', do: 'stop', clients: ['10.0.5.4'] } as const;
    const loaded = await bench.done(bench.remote.load({ text: JSON.stringify(SMALL) }, { interventions: [item], seekTo: 90 * SECOND }));
    await bench.done(bench.remote.idle());
    expect(loaded.interventions).toEqual([{ at: '1m', do: 'stop', clients: ['10.0.5.4'] }]);
    expect(loaded.clientCount).toBe(8);
    expect(bench.status().time).toBe(90 * SECOND);
    expect(await hash(bench)).toBe(straightHash({ ...SMALL, timeline: [item] }, 90 * SECOND));
  });

  test('a built-in scenario is opened by its id', async () => {
    const bench = createBench();
    const loaded = await bench.done(bench.remote.load({ builtIn: 'figure-2' }));
    expect(loaded).toMatchObject({ builtIn: 'figure-2', epoch: 1 });
    expect(loaded.clientCount).toBeGreaterThan(50);
  });
});

describe('frames', () => {
  const framesOf = (bench: Bench): Frame[] => bench.reports.flatMap((report) => (report.kind === 'frame' ? [report.frame] : []));

  test('a page that gives no frame back gets three and then none, until it does', async () => {
    const bench = createBench({ returnsFrames: false });
    await bench.done(bench.remote.load({ scenario: SMALL }));
    await bench.done(bench.remote.play());
    await bench.pass(800);
    const frames = framesOf(bench);
    expect(frames).toHaveLength(3);
    bench.remote.returnFrame(frames[0]!);
    await bench.pass(64);
    expect(framesOf(bench)).toHaveLength(4);
  });

  test('a layout comes before the first frame that needs it, and the first frame carries links', async () => {
    const bench = await opened(MIXED);
    await bench.pass(32);
    const kinds = bench.reports.map((report) => report.kind);
    expect(kinds.indexOf('layout')).toBeLessThan(kinds.indexOf('frame'));
    const [first] = framesOf(bench);
    expect(first?.slotCount).toBe(24);
    expect(first?.forward?.length).toBeGreaterThanOrEqual(24);
    expect(first?.layoutVersion).toBeGreaterThan(0);
  });

  test('links travel only when they have changed', async () => {
    const bench = await opened(SMALL);
    await bench.done(bench.remote.seek(120 * SECOND));
    await bench.pass(32);
    const from = framesOf(bench).length;
    await bench.done(bench.remote.play());
    await bench.pass(320);
    const calm = framesOf(bench).slice(from);
    expect(calm.length).toBeGreaterThan(5);
    expect(calm.every((frame) => frame.forward === null)).toBe(true);
    await bench.done(bench.remote.intervene({ do: 'stop', clients: ['10.0.5.4'] }));
    await bench.pass(32);
    expect(
      framesOf(bench)
        .slice(from + calm.length)
        .some((frame) => frame.forward !== null && frame.forward[3] === -1),
    ).toBe(true);
  });

  test('a question in a large chain, with thousands of rows of the log between two frames, resends no links', async () => {
    const subnets = [{ cidr: '10.0.0.0/20', site: 'hq', clients: 1_500 }];
    const ask = { at: '120s', do: 'ask', id: 'q1', sensors: ['Operating System'] } as const;
    const scenario: Scenario = { ...SMALL, clients: [], subnets, peering: { addressMask: 20 }, timeline: [ask] };
    const bench = await opened(scenario);
    await bench.done(bench.remote.seek(119 * SECOND));
    await bench.pass(32);
    const from = framesOf(bench).length;
    const rows = bench.status().logLastId;
    await bench.done(bench.remote.setSpeed(100));
    await bench.done(bench.remote.play());
    await bench.pass(320);
    await bench.done(bench.remote.pause());
    const frames = framesOf(bench).slice(from);
    expect(bench.status().logLastId - rows).toBeGreaterThan(4_000);
    expect(bench.status().questions[0]?.tested).toBe(1_500);
    expect(frames.length).toBeGreaterThan(5);
    expect(frames.every((frame) => frame.forward === null)).toBe(true);
    expect(frames.at(-1)).toMatchObject({ waveQuestion: 0 });
  });

  test('frames of an earlier epoch do not reach the page', async () => {
    const bench = await opened(SMALL);
    await bench.done(bench.remote.setSpeed(50));
    await bench.done(bench.remote.play());
    await bench.pass(200);
    await bench.done(bench.remote.seek(SECOND));
    await bench.pass(200);
    let newest = 0;
    for (const report of bench.reports) {
      if (report.kind === 'status') newest = Math.max(newest, report.status.epoch);
      if (report.kind === 'frame') expect(report.frame.epoch).toBeGreaterThanOrEqual(newest);
    }
    expect(newest).toBe(2);
  });

  test('nothing is drawn for a page that is hidden', async () => {
    const bench = await opened(SMALL);
    await bench.done(bench.remote.view(800, 600, false));
    const before = framesOf(bench).length;
    await bench.done(bench.remote.play());
    await bench.pass(320);
    expect(framesOf(bench)).toHaveLength(before);
    await bench.done(bench.remote.view(800, 600, true));
    expect(framesOf(bench).length).toBeGreaterThan(before);
  });
});
