import { describe, expect, test } from 'vitest';
import { createSimulation } from '../sim/simulation';
import type { Simulation } from '../sim/types';
import { createBench, SMALL } from './engine.test-tools';
import { loopback } from './port';
import type { Port } from './port';
import { createRemoteEngine, EngineRefused } from './remote-engine';
import { SILENCE_MILLIS } from './watchdog';

const SECOND = 1_000_000;

/** A simulation that throws once time passes an instant, for as long as it is armed. */
function fragile(armed: { at: number | null }) {
  return (...args: Parameters<typeof createSimulation>): Simulation => {
    const sim = createSimulation(...args);
    const advance = sim.advanceTo.bind(sim);
    sim.advanceTo = (t) => {
      if (armed.at !== null && t > armed.at) {
        armed.at = null;
        throw new Error('a fault made by the test');
      }
      advance(t);
    };
    return sim;
  };
}

describe('a worker that fails', () => {
  test('is replaced once, with the same scenario, acts and instant, and the page hears of it once', async () => {
    const armed: { at: number | null } = { at: null };
    const bench = createBench({ createSimulation: fragile(armed) });
    await bench.done(bench.remote.load({ scenario: SMALL }));
    await bench.done(bench.remote.seek(60 * SECOND));
    await bench.done(bench.remote.intervene({ do: 'stop', clients: ['10.0.5.4'] }));
    await bench.done(bench.remote.seek(90 * SECOND));
    const before = await bench.done(bench.remote.query('hash', {}));
    const { epoch, interventions } = bench.status();
    armed.at = 100 * SECOND;
    await expect(bench.done(bench.remote.seek(120 * SECOND))).rejects.toBeInstanceOf(EngineRefused);
    await bench.done(bench.remote.idle());
    expect(bench.started.count).toBe(2);
    expect(bench.reports.filter((report) => report.kind === 'crashed')).toMatchObject([{ message: 'a fault made by the test', seed: 3 }]);
    expect(bench.reports.filter((report) => report.kind === 'loaded')).toHaveLength(1);
    expect(bench.status()).toMatchObject({ state: 'paused', time: 90 * SECOND, interventions });
    expect(bench.status().epoch).toBeGreaterThan(epoch);
    expect(await bench.done(bench.remote.query('hash', {}))).toBe(before);
    expect(await bench.done(bench.remote.seek(120 * SECOND))).toMatchObject({ arrived: true });
  });

  test('is replaced with Auto speed on and the same question followed', async () => {
    const armed: { at: number | null } = { at: null };
    const bench = createBench({ createSimulation: fragile(armed) });
    const ask = { at: '60s', do: 'ask', id: 'q1', sensors: ['Operating System'] } as const;
    await bench.done(bench.remote.load({ scenario: { ...SMALL, timeline: [ask] } }, { seekTo: 61 * SECOND }));
    await bench.done(bench.remote.setSpeed('auto'));
    await bench.done(bench.remote.follow({ question: 0 }));
    armed.at = 100 * SECOND;
    await expect(bench.done(bench.remote.seek(120 * SECOND))).rejects.toBeInstanceOf(EngineRefused);
    await bench.done(bench.remote.idle());
    expect(bench.started.count).toBe(2);
    expect(bench.status()).toMatchObject({ auto: true, following: { question: 0 }, time: 61 * SECOND });
  });

  test('that keeps failing stays down, and a load starts it again', async () => {
    const armed: { at: number | null } = { at: null };
    const bench = createBench({ createSimulation: fragile(armed) });
    await bench.done(bench.remote.load({ scenario: SMALL }));
    for (let i = 0; i < 4; i++) {
      armed.at = 10 * SECOND;
      await expect(bench.done(bench.remote.seek(20 * SECOND))).rejects.toBeInstanceOf(EngineRefused);
      await bench.done(bench.remote.idle());
    }
    await expect(bench.done(bench.remote.play())).rejects.toThrow('a fault made by the test');
    await bench.done(bench.remote.load({ scenario: SMALL }));
    expect(await bench.done(bench.remote.seek(20 * SECOND))).toMatchObject({ arrived: true });
  });

  test('while a load is on its way to its instant is replaced by one with the scenario that the page shows', async () => {
    const armed: { at: number | null } = { at: null };
    const bench = createBench({ createSimulation: fragile(armed) });
    await bench.done(bench.remote.load({ builtIn: 'figure-2' }));
    armed.at = 40 * SECOND;
    await expect(bench.done(bench.remote.load({ scenario: SMALL }, { seekTo: 60 * SECOND }))).rejects.toThrow('a fault made by the test');
    await bench.done(bench.remote.idle());
    expect(bench.started.count).toBe(2);
    expect(bench.status().counts.clients).toBe(8);
    expect(bench.reports.findLast((report) => report.kind === 'loaded')).toMatchObject({ loaded: { clientCount: 8 } });
  });

  test('that falls silent while something is pending is replaced', async () => {
    let deaf = false;
    const wrap = (port: Port): Port => ({ ...port, post: (message, transfer) => (deaf ? undefined : port.post(message, transfer)) });
    const bench = createBench({ wrap });
    await bench.done(bench.remote.load({ scenario: SMALL }));
    deaf = true;
    const lost = bench.remote.seek(5 * SECOND);
    lost.catch(() => undefined);
    await bench.pass(SILENCE_MILLIS / 2);
    expect(bench.started.count).toBe(1);
    deaf = false;
    await bench.pass(SILENCE_MILLIS);
    await expect(lost).rejects.toThrow('stopped answering');
    expect(bench.started.count).toBe(2);
    await bench.done(bench.remote.idle());
    expect(await bench.done(bench.remote.seek(5 * SECOND))).toMatchObject({ arrived: true });
  });

  test('a silent worker that owes nothing is left alone', async () => {
    const bench = createBench();
    await bench.done(bench.remote.load({ scenario: SMALL }));
    await bench.pass(10 * SILENCE_MILLIS);
    expect(bench.started.count).toBe(1);
  });
});

describe('the page side', () => {
  test('closing rejects what is pending', async () => {
    const [page] = loopback();
    const remote = createRemoteEngine(page);
    const lost = remote.play();
    remote.close();
    await expect(lost).rejects.toThrow('closed');
    await expect(remote.play()).rejects.toThrow('closed');
    expect(remote.pending).toBe(0);
  });

  test('link arrays stay readable until a frame with newer ones has been given back', async () => {
    const [page, worker] = loopback();
    const given: { forward: unknown }[] = [];
    worker.listen((message) => given.push((message as { command: { frame: { forward: unknown } } }).command.frame));
    const remote = createRemoteEngine(page);
    const frames: Parameters<typeof remote.returnFrame>[0][] = [];
    remote.onFrame((frame) => frames.push(frame));
    const links = (): Int32Array<ArrayBuffer> => new Int32Array(2);
    for (const sequence of [1, 2, 3]) {
      const withLinks = sequence !== 2;
      worker.post({
        report: {
          kind: 'frame',
          frame: {
            epoch: 1,
            sequence,
            time: 0,
            layoutVersion: 1,
            slotCount: 2,
            state: new Uint16Array(2),
            motion: new Float64Array(6),
            motionCount: 0,
            motionOmitted: 0,
            waveQuestion: -1,
            wave: null,
            sites: new Float64Array(6),
            forward: withLinks ? links() : null,
            backward: withLinks ? links() : null,
          },
        },
      });
    }
    for (let i = 0; i < 10; i++) await Promise.resolve();
    expect(frames).toHaveLength(3);
    for (const frame of frames) remote.returnFrame(frame);
    for (let i = 0; i < 10; i++) await Promise.resolve();
    expect(given.map((frame) => frame.forward)).toEqual([null, null, frames[0]!.forward]);
  });
});
