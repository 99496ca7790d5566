/** What the cards of the group "Network" say is what happens. Figures that can be worked out by hand are: from the sizes of the rule book §9 and the rates of the scenario. */
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../../sim/simulation';
import type { LogEvent } from '../../sim/log';
import type { Report, Simulation } from '../../sim/types';
import { compileScenario } from '../compile';
import { setPath } from '../set-path';
import type { Scenario } from '../types';
import { builtIn } from './index';

function simulationOf(id: string, ...changes: readonly string[]): Simulation {
  let scenario: Scenario | undefined = builtIn(id)?.scenario();
  if (scenario === undefined) throw new Error(`no built-in scenario ${id}`);
  for (const change of changes) {
    const changed = setPath(scenario, change);
    if (!changed.ok) throw new Error(changed.problems[0]?.message);
    scenario = changed.value;
  }
  return createSimulation(compileScenario(scenario));
}

function reportOf(id: string, seconds: number, ...changes: readonly string[]): Report {
  const simulation = simulationOf(id, ...changes);
  simulation.advanceTo(seconds * 1_000_000);
  return simulation.report();
}

/** Bytes over the WAN of the classes that a question makes: with peering, and without (NET-7). */
function asked({ traffic }: Report): { readonly wan: number; readonly without: number } {
  const { question, answer } = traffic.withoutPeering.wan.byClass;
  return { wan: traffic.byClass.question.wan + traffic.byClass.answer.wan, without: question + answer };
}

/** Addresses and seconds of the rows of one kind up to a time. */
function rowsOf(simulation: Simulation, kind: LogEvent['kind'], seconds: number): readonly (readonly [string, number])[] {
  simulation.advanceTo(seconds * 1_000_000);
  const rows: (readonly [string, number])[] = [];
  for (let id = simulation.log.firstId; id <= simulation.log.lastId; id++) {
    const row = simulation.log.get(id);
    if (row?.kind === kind) rows.push([row.client < 0 ? '' : simulation.addressText(row.client), row.t / 1e6]);
  }
  return rows;
}

const onlyFrom = (prefix: string, rows: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] =>
  rows.filter(([address]) => address.startsWith(prefix));

describe('registration-only', () => {
  it('costs as much as without peering, and the peer lists on top (REG-4, NET-7)', () => {
    const { traffic, registrations } = reportOf('registration-only', 600);
    const { initial, normal } = registrations;
    expect(initial).toBe(240);
    // 1,500 + 4,000 bytes for each initial registration, 400 + 200 for each normal one.
    expect(traffic.withoutPeering.wan.bytes).toBe(initial * 5_500 + normal * 600);
    // Lists name up to 20 of the 60 in a chain, 24 bytes each: the k nearest ends have fewer.
    const named = 4 * (60 * 20 - 2 * (10 + 9 + 8 + 7 + 6 + 5 + 4 + 3 + 2 + 1));
    expect(traffic.wan.bytes - traffic.withoutPeering.wan.bytes).toBe(named * 24);
    expect([traffic.wan.bytes / 1e6, traffic.withoutPeering.wan.bytes / 1e6, (named * 24) / 1e3].map((n) => n.toPrecision(3))).toEqual(['2.73', '2.62', '105']);
    expect(traffic.byClass.control).toMatchObject({ wan: 0 });
    expect(traffic.savedShare).toBeLessThan(0);
  });

  it('settles at four registrations a second', () => {
    const [after, end] = [reportOf('registration-only', 180), reportOf('registration-only', 600)];
    expect((end.registrations.normal - after.registrations.normal) / 420).toBeCloseTo(4, 1);
  });
});

describe('vpn-share', () => {
  it.each([
    ['vpn-share-0', 8, 2.5, 111.3],
    ['vpn-share', 8 + 120, 30.3, 111.3],
    ['vpn-share-50', 8 + 240, 58.1, 111.4],
    ['vpn-share-100', 480, 111.4, 111.4],
  ])('%s: %d messages and %f kB over the WAN, %f kB without peering', (id, messages, wan, without) => {
    const report = reportOf(id, 40);
    expect(report.questions[0]).toMatchObject({ tested: 240, estimated: 240, messages: { wan: messages } });
    const bytes = asked(report);
    expect([bytes.wan, bytes.without].map((n) => Math.round(n / 100) / 10)).toEqual([wan, without]);
    expect(report.traffic.withoutPeering.wan.byClass.question).toBe(240 * 360);
    expect((report.traffic.byClass.registration.wan / 1e6).toFixed(1)).toBe(id === 'vpn-share-100' ? '1.3' : '1.4');
  });

  it('at 100 % nothing is saved, to the byte; at 0 % one question saves about what the peer lists cost (CHAIN-4)', () => {
    const { traffic } = reportOf('vpn-share-100', 120);
    expect(traffic.wan.bytes).toBe(traffic.withoutPeering.wan.bytes);
    expect(traffic.savedShare).toBe(0);
    const office = reportOf('vpn-share-0', 40);
    const lists = office.traffic.byClass.registration.wan - office.traffic.withoutPeering.wan.byClass.registration;
    const { wan, without } = asked(office);
    expect(lists / (without - wan)).toBeGreaterThan(0.9);
    expect(lists / (without - wan)).toBeLessThan(1);
  });

  it('25 %: homes have answered before the chains', () => {
    const collected = rowsOf(simulationOf('vpn-share'), 'answers.collected', 40);
    expect(Math.max(...onlyFrom('10.8', collected).map(([, t]) => t))).toBeCloseTo(30.114, 3);
    expect(collected.at(-1)?.[1]).toBeCloseTo(30.306, 3);
    expect(onlyFrom('10.8', collected)).toHaveLength(60);
  });

  it('50 % and 100 %: without isolation the remote workers form a chain across their own links (NET-3)', () => {
    for (const [id, home] of [
      ['vpn-share-50', 120],
      ['vpn-share-100', 240],
    ] as const) {
      const report = reportOf(id, 60, 'peering.isolated=[]');
      expect(report.chains.forwardRuns.map((run) => run.length)).toContain(home);
      expect(report.traffic.peerLinks.wan).toBeGreaterThan(100_000);
    }
  });
});

describe('chain-across-wan', () => {
  it('one chain whose rows cross three WAN links, then two chains after every client has reset (CHAIN-1, CHAIN-3, CHAIN-8, NET-3)', () => {
    const simulation = simulationOf('chain-across-wan');
    simulation.advanceTo(181e6);
    const before = simulation.report();
    expect(before.chains.forwardRuns.map((run) => run.length)).toEqual([80]);
    expect(before.questions[0]).toMatchObject({ tested: 80, messages: { wan: 4 } });
    expect(before.questions[0]?.completeAt).toBeCloseTo(180.626, 3);
    expect((before.traffic.byClass.answer.wan / 1e3).toFixed(1)).toBe('5.8');
    simulation.advanceTo(539e6);
    const between = simulation.report();
    expect(between.chains.forwardRuns.map((run) => run.length)).toEqual([40, 40]);
    expect(between.chains.leaderConnections).toBe(4);
    simulation.advanceTo(600e6);
    const after = simulation.report();
    expect(after.questions[1]).toMatchObject({ tested: 80, messages: { wan: 4 } });
    expect(after.questions[1]?.completeAt).toBeCloseTo(540.321, 3);
    expect(((after.traffic.byClass.answer.wan - between.traffic.byClass.answer.wan) / 1e3).toFixed(1)).toBe('3.9');
    expect(after.traffic.peerLinks.wan).toBe(between.traffic.peerLinks.wan);
  });

  it('two peer links cross the WAN, one each way', () => {
    const simulation = simulationOf('chain-across-wan');
    simulation.advanceTo(179e6);
    const siteOf = (slot: number): number => simulation.world.subnets[simulation.columns.subnetOf[slot] ?? -1]?.site ?? -1;
    const across = simulation.columns.out.map((out) => out.slice(0, 80).filter((peer, slot) => peer >= 0 && siteOf(peer) !== siteOf(slot)).length);
    expect(across).toEqual([1, 1]);
  });

  it('an AddressMask of 25 makes the same two chains', () => {
    expect(reportOf('chain-across-wan', 170, 'peering.addressMask=25').chains.forwardRuns.map((run) => run.length)).toEqual([40, 40]);
  });
});

describe('throttled-branch', () => {
  it('answers to registrations wait in the throttle, those of the other branch do not (NET-4)', () => {
    const registered = rowsOf(simulationOf('throttled-branch'), 'client.registered', 59);
    const last = (prefix: string): number => Math.max(...onlyFrom(prefix, registered).map(([, t]) => t));
    // 60 answers of 4,000 bytes and 24 for each of up to 20 peers, at 128 kbps; a little for the way.
    const answers = 60 * 4_000 + 24 * (60 * 20 - 110);
    expect(last('10.2.0.') - (answers * 8) / 128_000).toBeGreaterThan(0.08);
    expect(last('10.2.0.') - (answers * 8) / 128_000).toBeLessThan(0.1);
    expect(last('10.2.0.')).toBeCloseTo(16.72, 2);
    expect(last('10.3.0.')).toBeLessThan(0.3);
  });

  it('delays the question by its own 22.5 ms once, and nothing between peers or back (invariant 13)', () => {
    const simulation = simulationOf('throttled-branch');
    const collected = rowsOf(simulation, 'answers.collected', 70);
    const [free, throttled] = [onlyFrom('10.3', collected)[0]?.[1] ?? 0, onlyFrom('10.2', collected)[0]?.[1] ?? 0];
    expect(collected).toHaveLength(2);
    expect(Math.round((throttled - free) * 1e6)).toBe((360 * 8 * 1e6) / 128_000);
  });

  it('isolated, 60 questions wait in it', () => {
    const collected = rowsOf(simulationOf('throttled-branch', 'peering.isolated=["10.2.0.0/24"]'), 'answers.collected', 70);
    const times = onlyFrom('10.2', collected).map(([, t]) => t);
    expect(times).toHaveLength(60);
    expect(Math.max(...times) - Math.min(...times)).toBeCloseTo(59 * 0.0225, 2);
  });
});

describe('wan-outage', () => {
  it('Branch 1: answers fail at the leader, wait there, and arrive when it tries again (Q-10)', () => {
    const simulation = simulationOf('wan-outage');
    const lost = rowsOf(simulation, 'answers.lost', 119);
    expect(lost).toHaveLength(1);
    expect(lost[0]?.[0]).toBe('10.2.1.24');
    expect(simulation.report().questions[0]).toMatchObject({ tested: 24 });
    const arrived = onlyFrom('10.2.1', rowsOf(simulation, 'answers.collected', 130));
    expect(arrived).toEqual([['10.2.1.24', expect.closeTo(120.273, 3) as unknown]]);
    expect((arrived[0]?.[1] ?? 0) - (lost[0]?.[1] ?? 0)).toBeGreaterThan(60);
  });

  it('Branch 2: the question dies on the WAN, and is heard of at registrations after 2:00 (REG-6)', () => {
    const simulation = simulationOf('wan-outage');
    expect(rowsOf(simulation, 'question.lost', 119)).toEqual([['10.2.2.1', expect.closeTo(60.042, 3) as unknown]]);
    expect(onlyFrom('10.2.2', rowsOf(simulation, 'question.received', 119))).toEqual([]);
    expect(onlyFrom('10.2.2', rowsOf(simulation, 'question.received', 300))).toHaveLength(24);
    expect(simulation.report().questions[0]).toMatchObject({ tested: 72, passed: 72 });
    expect(simulation.report().questions[0]?.completeAt).toBeCloseTo(174.9, 1);
  });

  it('Branch 3 is done in 0.23 s; restoring Branch 1 early changes nothing for its answers', () => {
    const done = onlyFrom('10.2.3', rowsOf(simulationOf('wan-outage'), 'answers.collected', 119));
    expect(done).toEqual([['10.2.3.24', expect.closeTo(60.231, 3) as unknown]]);
    const early = onlyFrom('10.2.1', rowsOf(simulationOf('wan-outage', 'timeline[3].at=70s'), 'answers.collected', 130));
    expect(early).toEqual([['10.2.1.24', expect.closeTo(120.273, 3) as unknown]]);
  });
});

describe('zone-server', () => {
  it('the question goes to it once and from there to 60 homes; headquarters takes two messages (SRV-1)', () => {
    const report = reportOf('zone-server', 40);
    expect(report.questions[0]).toMatchObject({ tested: 100, messages: { wan: 120 + 2 } });
    // Between the servers: one question on the LAN of the data center.
    expect(report.traffic.byClass.question.lan).toBe(360 + 39 * 360);
    expect(report.connections.toServers).toEqual({ ts: 2, zs1: 120 });
    const { wan, without } = asked(report);
    expect([wan, without].map((n) => (n / 1e3).toFixed(1))).toEqual(['28.6', '46.5']);
  });

  it('without zs1 only the 60 lose their server, without ts all do', () => {
    const lost = (server: string): number => {
      const simulation = simulationOf('zone-server');
      simulation.advanceTo(60e6);
      simulation.intervene({ do: 'stopServer', server: simulation.world.servers.findIndex((one) => one.id === server) });
      simulation.advanceTo(61e6);
      return Array.from({ length: 100 }, (_, slot) => simulation.reachesServer(slot)).filter((reaches) => !reaches).length;
    };
    expect([lost('zs1'), lost('ts')]).toEqual([60, 100]);
  });
});

describe('aligned-timers and random-timers', () => {
  /** Normal registrations in each second. */
  function perSecond(id: string, ...changes: readonly string[]): number[] {
    const simulation = simulationOf(id, ...changes);
    const counts = Array.from({ length: 601 }, () => 0);
    simulation.advanceTo(600e6);
    const { bucket, normalRegistrations, count } = simulation.series();
    for (let i = 0; i < count; i++) counts[Math.floor((i * bucket) / 1e6)]! += normalRegistrations[i]!;
    return counts;
  }

  it('aligned: 3,000 in each of ten seconds, and none in between (REG-3, REG-4)', () => {
    const counts = perSecond('aligned-timers');
    expect(counts.flatMap((count, second) => (count > 0 ? [[second, count]] : []))).toEqual(Array.from({ length: 10 }, (_, i) => [60 * (i + 1), 3_000]));
  });

  it('aligned: the answers to the initial ones fill the links of the branches at the start (NET-2)', () => {
    const registered = rowsOf(simulationOf('aligned-timers'), 'client.registered', 30);
    expect(registered).toHaveLength(3_000);
    expect(Math.max(...registered.map(([, t]) => t))).toBeCloseTo(2.64, 2);
  });

  it('random: 50 a second on average, at most 70, nearly as many in all', () => {
    const counts = perSecond('random-timers');
    const settled = counts.slice(120, 600);
    expect(settled.reduce((sum, count) => sum + count, 0) / settled.length).toBeCloseTo(50, 0);
    expect(Math.max(...counts)).toBe(70);
    const sum = (list: readonly number[]): number => list.reduce((total, count) => total + count, 0);
    expect(sum(counts) / sum(perSecond('aligned-timers'))).toBeGreaterThan(0.9);
  });

  it('with intervals of 55 to 65 s the herd spreads slowly', () => {
    const counts = perSecond('aligned-timers', 'settings.normalRegistration=["55s","65s"]');
    const peak = (from: number, to: number): number => Math.max(...counts.slice(from, to));
    expect(peak(0, 90)).toBeGreaterThan(250);
    expect(peak(540, 600)).toBeGreaterThan(100);
    expect(peak(540, 600)).toBeLessThan(peak(0, 90));
  });
});
