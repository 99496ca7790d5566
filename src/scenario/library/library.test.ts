import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../../sim/simulation';
import type { LogEvent } from '../../sim/log';
import type { QuestionReport } from '../../sim/question-types';
import type { Report, Simulation } from '../../sim/types';
import { writeScenario } from '../canonical';
import { compileScenario } from '../compile';
import { importSubnets } from '../import/import-subnets';
import { readScenario } from '../read';
import { findSensor } from '../sensors';
import { setPath } from '../set-path';
import { DUNDER_MIFFLIN_PLAN } from './dunder-mifflin-plan';
import { BUILT_INS, builtIn } from './index';

const root = new URL('../../../', import.meta.url);

const CLIENTS: Readonly<Record<string, number>> = {
  'figure-2': 60,
  'figure-1': 10,
  'question-slow-motion': 12,
  'question-slow-sensor': 12,
  'question-late-client': 12,
  'question-failure': 24,
  'three-questions': 32,
  'ask-ten-thousand': 10_000,
  'registration-only': 240,
  'vpn-share': 240,
  'vpn-share-0': 240,
  'vpn-share-50': 240,
  'vpn-share-100': 240,
  'chain-across-wan': 80,
  'throttled-branch': 120,
  'wan-outage': 72,
  'zone-server': 100,
  'aligned-timers': 3_000,
  'random-timers': 3_000,
  'firewall-in-subnet': 24,
  'one-way-block': 8,
  'two-servers': 24,
  'mass-restart': 480,
  'vpn-not-isolated': 44,
  'vpn-isolated': 44,
  'mask-24-to-22': 31,
  'dunder-mifflin': 8633,
  'ten-thousand': 10_000,
  'hundred-thousand': 100_000,
  million: 1_000_000,
};

/** A built-in scenario, perhaps with one value of its own, ready to run. */
function simulationOf(id: string, change?: string): Simulation {
  const entry = builtIn(id);
  if (entry === undefined) throw new Error(`no built-in scenario ${id}`);
  const changed = change === undefined ? null : setPath(entry.scenario(), change);
  return createSimulation(compileScenario(changed?.ok === true ? changed.value : entry.scenario()));
}

/** The first question of a built-in scenario, as its report has it after some seconds. */
function questionOf(id: string, seconds: number, change?: string): QuestionReport {
  const simulation = simulationOf(id, change);
  simulation.advanceTo(seconds * 1_000_000);
  const [question] = simulation.report().questions;
  if (question === undefined) throw new Error(`no question in ${id}`);
  return question;
}

/** Rows of one kind, as "client < peer @ time since the question in ms". */
function rowsOf(simulation: Simulation, kind: LogEvent['kind'], seconds: number): string[] {
  simulation.advanceTo(seconds * 1_000_000);
  const rows: string[] = [];
  for (let id = simulation.log.firstId; id <= simulation.log.lastId; id++) {
    const row = simulation.log.get(id);
    if (row?.kind !== kind) continue;
    const peer = row.peer < 0 ? 'server' : simulation.addressText(row.peer);
    rows.push(`${row.client < 0 ? '' : simulation.addressText(row.client)} < ${peer} @ ${(row.t - 10_000_000) / 1_000} ${row.rule}`);
  }
  return rows;
}

/** The report of a built-in scenario at some seconds. */
function reportsOf(id: string, ...seconds: readonly number[]): Report[] {
  const simulation = simulationOf(id);
  return seconds.map((t) => {
    simulation.advanceTo(t * 1_000_000);
    return simulation.report();
  });
}

describe('the built-in scenarios', () => {
  it('have distinct ids, and are found by them', () => {
    expect(BUILT_INS.map((entry) => entry.id)).toEqual(Object.keys(CLIENTS));
    for (const entry of BUILT_INS) expect(builtIn(entry.id)).toBe(entry);
    expect(builtIn('nothing')).toBeUndefined();
  });

  it('are the files under public/scenarios, byte for byte', () => {
    expect(readdirSync(new URL('public/scenarios/', root)).toSorted()).toEqual(BUILT_INS.map((entry) => `${entry.id}.json`).toSorted());
    for (const { id, scenario } of BUILT_INS) {
      expect(readFileSync(new URL(`public/scenarios/${id}.json`, root), 'utf8') === writeScenario(scenario()), id).toBe(true);
    }
  });

  it('that opens the page is written in the canonical form: it is opened without being checked', () => {
    const [opening] = BUILT_INS;
    expect(`${JSON.stringify(opening!.scenario(), null, 2)}\n`).toBe(writeScenario(opening!.scenario()));
  });

  describe.each(BUILT_INS.map((entry) => [entry.id, entry] as const))('%s', (id, entry) => {
    it('is valid without a warning, and has exactly the clients it promises', () => {
      const read = readScenario(writeScenario(entry.scenario()));
      expect(read).toMatchObject({ ok: true, warnings: [] });
      expect(compileScenario(entry.scenario()).clientCount).toBe(CLIENTS[id]);
    });

    it('has a card of four short texts, and a description', () => {
      const texts = [entry.title, ...Object.values(entry.card as unknown as Record<string, string>)];
      expect(texts).toHaveLength(5);
      for (const text of texts.slice(1)) expect([text, text.length >= 40 && text.length <= 256]).toEqual([text, true]);
      expect(entry.title.length).toBeLessThanOrEqual(40);
      expect(entry.scenario().description).toBe(entry.card.what);
    });
  });
});

describe('what the cards say is what happens', () => {
  it('figure-1: two leaders, and a newcomer between its neighbours at once (LINK-6)', () => {
    const [before, after] = reportsOf('figure-1', 119, 121);
    expect(before?.chains).toMatchObject({ forwardLeaders: ['10.0.5.10'], backwardLeaders: ['10.0.5.1'], leaderConnections: 2 });
    expect(before?.chains.forwardRuns[0]).toHaveLength(9);
    expect(after?.chains.forwardRuns).toEqual([Array.from({ length: 10 }, (_, i) => `10.0.5.${i + 1}`)]);
    expect(after?.chains.backwardRuns).toEqual(after?.chains.forwardRuns);
  });

  it('figure-2: two connections for each of five chains, two for each isolated VPN client (CHAIN-4), all behind the Zone Server (SRV-1)', () => {
    const [report] = reportsOf('figure-2', 75);
    expect(report?.chains).toMatchObject({ leaderConnections: 26, leaderClients: 18 });
    expect(report?.connections.toServers).toEqual({ ts: 10, zs1: 16 });
  });

  it('figure-2: the question at 1:42 finds whole chains, and 18 of 60 computers talk to the server for it (Q-1, interface: the opening)', () => {
    const [report] = reportsOf('figure-2', 102);
    expect(report).toMatchObject({ clients: { online: 60, registered: 60 }, chains: { leaderClients: 18 } });
    expect(questionOf('figure-2', 103)).toMatchObject({ askedAt: 102, estimated: 60, tested: 60, passed: 60, completeAt: 102.164972 });
  });

  it('question-slow-motion: in at .1, hop by hop, and one message with twelve answers out at .12 (Q-1, Q-2, Q-3)', () => {
    const simulation = simulationOf('question-slow-motion');
    const received = rowsOf(simulation, 'question.received', 20);
    expect(received).toHaveLength(12);
    // 42 ms, and 360 bytes at 10 Gbps and at 10 Mbps: 0.289 ms. Each hop: 5 ms, 0.5 ms, and 360 bytes at 1 Gbps: 0.003 ms (NET-2).
    expect(received.slice(0, 3)).toEqual(['10.0.5.1 < server @ 42.289 Q-1', '10.0.5.2 < 10.0.5.1 @ 47.792 Q-2', '10.0.5.3 < 10.0.5.2 @ 53.295 Q-2']);
    expect(rowsOf(simulation, 'answers.collected', 20)).toHaveLength(1);
    const { messages, completeAt } = questionOf('question-slow-motion', 20);
    expect({ messages, completeAt }).toEqual({ messages: { lan: 22, wan: 2 }, completeAt: 10.164975 });
    expect(questionOf('question-slow-motion', 20, 'settings.answerHold=0s').messages).toEqual({ lan: 77, wan: 13 });
  });

  it('question-slow-sensor: eleven answers are held for one second, the twelfth takes eight (Q-3)', () => {
    expect(rowsOf(simulationOf('question-slow-sensor'), 'question.received', 10.11)).toHaveLength(12);
    expect(questionOf('question-slow-sensor', 11.2)).toMatchObject({ firstAnswerAt: 11.164947, tested: 11, completeAt: null });
    expect(questionOf('question-slow-sensor', 20)).toMatchObject({ completeAt: 18.144895, tested: 12, messages: { wan: 3 } });
    expect(questionOf('question-slow-sensor', 20, 'settings.answerHold=never')).toMatchObject({
      firstAnswerAt: 18.144941,
      completeAt: 18.144941,
      messages: { wan: 2 },
    });
    expect(questionOf('question-slow-sensor', 20, 'settings.answerHold=0s')).toMatchObject({
      firstAnswerAt: 10.164879,
      completeAt: 18.144895,
      messages: { wan: 13 },
    });
  });

  it('question-late-client: .7 leads nothing, nobody reaches it, and it hears at its registration (LINK-11, LINK-10)', () => {
    const [before] = reportsOf('question-late-client', 9);
    expect(before?.chains).toMatchObject({ forwardLeaders: ['10.0.5.6', '10.0.5.12'], backwardLeaders: ['10.0.5.1', '10.0.5.8'] });
    expect(questionOf('question-late-client', 11.2)).toMatchObject({ estimated: 12, tested: 11, completeAt: null });
    const late = rowsOf(simulationOf('question-late-client'), 'question.received', 60).at(-1);
    expect(late).toMatch(/^10\.0\.5\.7 < server @ 46\d{3}(\.\d+)? LINK-11$/);
    expect(questionOf('question-late-client', 60).completeAt).toBeCloseTo(56.5, 1);
  });

  it('question-failure: a question dies with one client, answers die with both, and both come later (Q-10, REG-5)', () => {
    const simulation = simulationOf('question-failure');
    expect(rowsOf(simulation, 'question.lost', 12)).toEqual(['10.0.5.6 < 10.0.5.5 @ 69.804 Q-10']);
    expect(rowsOf(simulation, 'answers.lost', 12)).toEqual(['10.0.5.5 < 10.0.5.6 @ 89.802 Q-10', '10.0.6.5 < 10.0.6.6 @ 89.803 Q-10']);
    const byRegistration = rowsOf(simulation, 'question.received', 119).filter((row) => row.includes('< server') && !row.includes('@ 42'));
    expect(byRegistration.map((row) => row.split(' ')[0])).toEqual(['10.0.5.10', '10.0.5.8', '10.0.5.7']);
    expect(questionOf('question-failure', 34)).toMatchObject({ estimated: 24, tested: 6 });
    const collected = rowsOf(simulationOf('question-failure'), 'answers.collected', 44);
    expect(collected.slice(-2).map((row) => row.split(' ')[0])).toEqual(['10.0.5.12', '10.0.6.12']);
    expect(questionOf('question-failure', 119)).toMatchObject({ tested: 22, completeAt: null });
    expect(questionOf('question-failure', 121)).toMatchObject({ tested: 24, passed: 24, completeAt: 120.183964 });
  });

  it('three-questions: side by side, counted, as rows, and for one branch of two (Q-6, Q-7)', () => {
    const questions = reportsOf('three-questions', 11)[0]?.questions ?? [];
    expect(questions.map(({ id, tested, passed, completeAt }) => ({ id, tested, passed, completeAt }))).toEqual([
      { id: 'q1', tested: 32, passed: 32, completeAt: 10.187012 },
      { id: 'q2', tested: 32, passed: 32, completeAt: 10.187712 },
      { id: 'q3', tested: 32, passed: 16, completeAt: 10.187792 },
    ]);
    expect(questions[1]?.answers.every(({ value }) => value.split(' | ').length === 2)).toBe(true);
  });

  it('ask-ten-thousand: 10,000 answers in 1.5 s, and one message in twelve over the WAN (Q-1, NET-3)', () => {
    const simulation = simulationOf('ask-ten-thousand');
    simulation.advanceTo(15_000_000);
    const { questions, chains } = simulation.report();
    expect(questions[0]).toMatchObject({ estimated: 10_000, tested: 10_000, passed: 10_000 });
    expect(questions[0]?.completeAt).toBeCloseTo(11.476, 3);
    const { lan, wan } = questions[0]?.messages ?? { lan: 0, wan: 0 };
    expect([lan + wan, Math.round((lan + wan) / wan)]).toEqual([20_000, 12]);
    expect(chains.forwardRuns.reduce((longest, run) => Math.max(longest, run.length), 0)).toBeGreaterThanOrEqual(240);
  });

  it('one-way-block: .5 and those ahead of it hear of a question at registrations (LINK-11, REG-5)', () => {
    const simulation = simulationOf('one-way-block');
    simulation.advanceTo(100_000_000);
    const asked = { do: 'ask', id: 'q', sensors: [findSensor('Is Virtual')!], target: { kind: 'all' } } as const;
    simulation.intervene(asked);
    const rows = rowsOf(simulation, 'question.received', 200);
    expect(rows).toHaveLength(8);
    expect(rows.slice(0, 4).map((row) => row.split(' @')[0])).toEqual([
      '10.0.5.1 < server',
      '10.0.5.2 < 10.0.5.1',
      '10.0.5.3 < 10.0.5.2',
      '10.0.5.4 < 10.0.5.3',
    ]);
    expect(rows[4]).toMatch(/^10\.0\.5\.[5-8] < server @ \d{5,6}(\.\d+)? (LINK-11|REG-5)$/);
    expect(rows.some((row) => /^10\.0\.5\.5 < server .* LINK-11$/.test(row))).toBe(true);
  });

  it('firewall-in-subnet: one chain, then two, then one again (LINK-10, LINK-7)', () => {
    const [before, split, healed] = reportsOf('firewall-in-subnet', 119, 300, 430);
    expect(before?.chains.leaderConnections).toBe(2);
    expect(split?.chains).toMatchObject({ forwardLeaders: ['10.0.5.15', '10.0.5.24'], backwardLeaders: ['10.0.5.1', '10.0.5.16'] });
    expect(healed?.chains.leaderConnections).toBe(2);
  });

  it('one-way-block: two forward runs, one backward run, and the blocked side leads nothing (LINK-10)', () => {
    const [report] = reportsOf('one-way-block', 120);
    expect(report?.chains).toMatchObject({ forwardLeaders: ['10.0.5.4', '10.0.5.8'], backwardLeaders: ['10.0.5.1'] });
  });

  it('two-servers: two chains, then one, since nobody goes back to the server that failed (CHAIN-6, REG-9)', () => {
    const [before, outage, after] = reportsOf('two-servers', 175, 400, 600);
    expect(before?.connections.toServers).toEqual({ ts1: 2, ts2: 2 });
    for (const report of [outage, after]) expect(report).toMatchObject({ connections: { toServers: { ts1: 0, ts2: 2 } }, chains: { leaderConnections: 2 } });
  });

  it('mass-restart: 320 clients register at once, and their chains stand within a second (REG-1)', () => {
    const [before, after] = reportsOf('mass-restart', 239, 241);
    expect(before?.clients.online).toBe(160);
    expect((after?.registrations.initial ?? 0) - (before?.registrations.initial ?? 0)).toBe(320);
    expect(after?.chains.leaderConnections).toBe(6);
  });

  it('vpn: a chain over the internet if not isolated, 48 leader connections if isolated (CHAIN-4)', () => {
    expect(reportsOf('vpn-not-isolated', 120)[0]?.chains.leaderConnections).toBe(4);
    expect(reportsOf('vpn-isolated', 120)[0]?.chains.leaderConnections).toBe(2 + 48);
  });

  it('mask-24-to-22: six connections and five leaders, then one chain of 31 once every client has reset (CHAIN-1, CHAIN-8)', () => {
    const [before, changed, after] = reportsOf('mask-24-to-22', 119, 121, 420);
    expect(before?.chains).toMatchObject({ leaderConnections: 6, leaderClients: 5 });
    expect(changed?.chains.leaderConnections).toBe(6);
    expect(after?.chains).toMatchObject({ leaderConnections: 2 });
    expect(after?.chains.forwardRuns.map((run) => run.length)).toEqual([31]);
  });

  it('dunder-mifflin is what the importer makes of data/netbox-prefixes.csv', () => {
    const { scenario } = importSubnets(readFileSync(new URL('data/netbox-prefixes.csv', root)));
    expect({ servers: scenario?.servers, sites: scenario?.sites, subnets: scenario?.subnets }).toEqual(DUNDER_MIFFLIN_PLAN);
  });

  it('ten-thousand: two connections for each office subnet and each VPN client (LINK-3)', () => {
    const scenario = builtIn('ten-thousand')?.scenario();
    const vpn = scenario?.subnets.filter((subnet) => subnet.site === 'vpn') ?? [];
    const offices = (scenario?.subnets.length ?? 0) - vpn.length;
    const vpnClients = vpn.reduce((sum, subnet) => sum + (subnet.clients ?? 0), 0);
    expect(reportsOf('ten-thousand', 235)[0]?.chains.leaderConnections).toBe(2 * (offices + vpnClients));
  });
});
