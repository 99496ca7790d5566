import { describe, expect, test } from 'vitest';
import { compileScenario } from '../scenario/compile';
import type { Scenario } from '../scenario/types';
import type { EVENT_KINDS } from '../sim/log';
import { createSimulation } from '../sim/simulation';
import type { Simulation } from '../sim/types';
import { MIXED, SMALL } from './engine.test-tools';
import { MAX_MOTION, MOTION, MOTION_STRIDE } from './frame';
import { REGISTERED } from '../sim/state-bits';
import { longestRoundTrip, MotionWriter } from './motion';

const SECOND = 1_000_000;

interface Row {
  readonly kind: number;
  readonly from: number;
  readonly to: number;
  readonly t0: number;
  readonly t1: number;
  readonly extra: number;
}

function collect(sim: Simulation, speed: number): { rows: Row[]; omitted: number } {
  const writer = new MotionWriter();
  const out = new Float64Array(MAX_MOTION * MOTION_STRIDE);
  writer.collect(sim, speed, longestRoundTrip(sim), out);
  const rows = Array.from({ length: writer.count }, (_, i) => {
    const [kind = -1, from = -1, to = -1, t0 = 0, t1 = 0, extra = 0] = out.subarray(i * MOTION_STRIDE, (i + 1) * MOTION_STRIDE);
    return { kind, from, to, t0, t1, extra };
  });
  return { rows, omitted: writer.omitted };
}

function simOf(scenario: Scenario, seconds: number): Simulation {
  const sim = createSimulation(compileScenario(scenario));
  sim.advanceTo(seconds * SECOND);
  return sim;
}

/** To the next logged event of a kind. */
function stepTo(sim: Simulation, kind: (typeof EVENT_KINDS)[number]): { t: number; client: number; peer: number; direction: 0 | 1 } {
  for (let i = 0; i < 10_000; i++) {
    const event = sim.step(sim.now + 600 * SECOND);
    if (event?.kind === kind) return { t: event.t, client: event.client, peer: event.peer, direction: event.direction === 'backward' ? 1 : 0 };
  }
  throw new Error(`no ${kind} happened`);
}

describe('motion', () => {
  test('a blocked link carries its wall from the cut until it is given up, or until the block is lifted (LINK-10, LINK-8)', () => {
    const sim = simOf({ ...SMALL, timeline: [{ at: '200s', do: 'block', id: 'w', rule: { from: '10.0.5.2', to: '10.0.5.3', bothWays: true } }] }, 205);
    const cuts = (): Row[] => collect(sim, 1).rows.filter((row) => row.kind === MOTION.cut);
    expect(cuts().map(({ t0, t1 }) => [t0, t1])).toEqual([
      [200 * SECOND, 230 * SECOND],
      [200 * SECOND, 230 * SECOND],
    ]);
    sim.intervene({ do: 'unblock', id: 'w' });
    sim.advanceTo(206 * SECOND);
    expect(cuts()).toEqual([]);
  });

  test('normal registrations around the playhead travel to the server and back, and no others (REG-3)', () => {
    const sim = simOf(SMALL, 200);
    const { rows, omitted } = collect(sim, 10);
    const expected: number[] = [];
    sim.eachNormalRegistration(194 * SECOND, 200 * SECOND, 0, 8, (slot) => expected.push(slot));
    const rings = rows.filter((row) => row.kind === MOTION.normalRegistration);
    expect(rings.map((row) => row.from).sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
    expect(rings.length).toBeGreaterThan(0);
    for (const ring of rings) expect([ring.to, ring.t1 - ring.t0]).toEqual([-1, 2 * sim.latencyToServer(ring.from)]);
    expect(omitted).toBe(0);
  });

  test('an attempt is a hello, then the answer that is on its way, before the log knows of it (LINK-1, LINK-5)', () => {
    const sim = simOf(SMALL, 0);
    const tried = stepTo(sim, 'link.tried');
    const hello = collect(sim, 0.001).rows.find((row) => row.kind === MOTION.hello && row.t0 === tried.t);
    const latency = sim.latencyBetween(tried.client, tried.peer);
    expect(hello).toMatchObject({ from: tried.client, to: tried.peer, t1: tried.t + latency, extra: tried.direction });
  });

  test('an accepted attempt shows the answer flying back, and after it arrived the same record from the log', () => {
    const sim = simOf(SMALL, 0);
    const opened = stepTo(sim, 'link.opened');
    const latency = sim.latencyBetween(opened.client, opened.peer);
    const logged = collect(sim, 0.001).rows.find((row) => row.kind === MOTION.accepted && row.t1 === opened.t);
    expect(logged).toMatchObject({ from: opened.peer, to: opened.client, t0: opened.t - latency });
    const before = createSimulation(sim.world);
    before.advanceTo(opened.t - Math.ceil(latency / 2));
    const flying = collect(before, 0.001).rows.find((row) => row.kind === MOTION.accepted && row.t1 === opened.t);
    expect(flying).toEqual(logged);
  });

  test('an attempt that will get no answer is shown until its time-out (LINK-7)', () => {
    const sim = simOf(MIXED, 0);
    const timeout = stepTo(sim, 'link.timeout');
    const before = createSimulation(sim.world);
    before.advanceTo(timeout.t - SECOND);
    const waiting = collect(before, 0.001).rows.find((row) => row.kind === MOTION.noAnswer && row.from === timeout.client && row.to === timeout.peer);
    expect(waiting).toMatchObject({ t1: timeout.t, t0: timeout.t - 3 * SECOND });
  });

  test('marks of roles, starts and stops stay for 0.6 s of wall time at any speed', () => {
    const scenario: Scenario = { ...SMALL, timeline: [{ at: '100s', do: 'stop', clients: ['10.0.5.4'] }] };
    for (const speed of [0.01, 1, 100]) {
      const stays = 0.6 * SECOND * speed;
      const seen = collect(simOf(scenario, 100 + (0.9 * stays) / SECOND), speed).rows.filter((row) => row.kind === MOTION.stopped);
      expect(seen).toMatchObject([{ from: 3, t0: 100 * SECOND, t1: 100 * SECOND + stays }]);
    }
    expect(collect(simOf(scenario, 102), 1).rows.filter((row) => row.kind === MOTION.stopped)).toEqual([]);
  });

  test('never more rows than the bound; what is left out is counted, and is spread evenly', () => {
    const subnets = Array.from({ length: 40 }, (_, i) => ({ cidr: `10.2.${i}.0/24`, site: 'hq', clients: 250 }));
    const sim = simOf({ ...SMALL, clients: [], subnets }, 150);
    const { rows, omitted } = collect(sim, 100);
    expect(rows.length).toBeLessThanOrEqual(MAX_MOTION);
    expect(omitted).toBeGreaterThan(0);
    const rings = rows.filter((row) => row.kind === MOTION.normalRegistration);
    const parts = [0, 0, 0, 0];
    for (const ring of rings) parts[Math.floor(ring.from / 2_500)]! += 1;
    for (const part of parts) expect(part).toBeGreaterThan(rings.length / 8);
  });

  test('a registration that waits for a slow link is on its way until it is answered (REG-1, NET-2)', () => {
    const wan = { down: '64kbps', up: '64kbps', latency: '40ms' };
    const sites = MIXED.sites.map((site) => (site.id === 'berlin' ? { ...site, wan } : site));
    const sim = simOf({ ...MIXED, sites, settings: { startWindow: '0s' } }, 0);
    const registered = (): boolean => (sim.columns.state[20]! & REGISTERED) !== 0;
    let seen = 0;
    for (let now = 0; now < 3 * SECOND && !registered(); now += 20_000, sim.advanceTo(now)) {
      const row = collect(sim, 0.01).rows.find((one) => one.kind === MOTION.initialRegistration && one.from === 20);
      expect(row, `at ${now}`).toMatchObject({ to: -1, t0: 0 });
      expect(row!.t1).toBeGreaterThan(sim.now);
      seen++;
    }
    // Nine of them: 9 × 1,500 bytes up.
    expect(seen).toBeGreaterThan(80);
  });
});
