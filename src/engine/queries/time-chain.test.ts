import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../scenario/types';
import type { Simulation } from '../../sim/types';
import type { QueryMap, TimeChainMarks } from '../contract';
import { Refusal } from '../deps';
import { MIXED } from '../engine.test-tools';
import { flightTime, registrationTime, SERVER } from '../flight';
import { givenAway } from '../give-away';
import { asking, ASK, ASKED_AT, runOf, SECOND } from '../question.test-tools';
import { MARK, MAX_MARKS } from '../time-chain-marks';
import { chainRows } from './chain-rows';
import { MarkWriter } from './mark-writer';
import { timeChain } from './time-chain';
import { marksFromColumns } from './time-chain-columns';

type Args = QueryMap['timeChain']['args'];

const MESSAGES: readonly number[] = [MARK.question, MARK.lateQuestion, MARK.answers, MARK.partialAnswers, MARK.lostQuestion, MARK.lostAnswers];
const at = (seconds: number, scenario: Scenario = asking([ASK], MIXED)): Simulation => runOf(scenario, seconds * SECOND).sim;
const ask = (sim: Simulation, more: Partial<Args> = {}) => timeChain(sim, { from: 0, to: 1e9, subnets: null, single: true, buckets: 100, ...more });
const marksAt = (sim: Simulation, more: Partial<Args> = {}): TimeChainMarks => ask(sim, more).marks!;
const range = (marks: TimeChainMarks): number[] => Array.from({ length: marks.count }, (_, i) => i);
const ofKind = (marks: TimeChainMarks, ...kinds: readonly number[]): number[] => range(marks).filter((i) => kinds.includes(marks.kind[i]!));
const line = (marks: TimeChainMarks, i: number): string => `${marks.question[i]} ${marks.a[i]} → ${marks.b[i]} ${marks.t0[i]}–${marks.t1[i]}`;

/** Without when it arrives. */
const sent = (marks: TimeChainMarks, i: number): string => line(marks, i).split('–')[0]!;

/** A wave is disturbed: a client falls silent in it, another is blocked, a third comes late. */
const DISTURBED: Scenario = asking(
  [
    { ...ASK, sensors: ['Operating System'] },
    { at: '200.02s', do: 'stop', clients: ['10.0.5.7'], orderly: false },
    { at: '200.01s', do: 'block', id: 'b', rule: { from: '10.0.5.3', to: '10.0.5.4', bothWays: true } },
  ],
  { ...MIXED, clients: [{ address: '10.1.7.4', startAt: '210s' }] },
);

describe('messages of the time–chain diagram', () => {
  it('run from the instant of their cause to their own, between the two ends that the log names (Q-2, Q-3)', () => {
    const sim = at(400, DISTURBED);
    const marks = marksAt(sim);
    let checked = 0;
    for (const i of ofKind(marks, ...MESSAGES)) {
      if (marks.event[i] === 0) continue;
      const row = sim.log.get(marks.event[i]!)!;
      expect(marks.t1[i]).toBe(row.t);
      expect(marks.question[i]).toBe(row.detail);
      const cause = sim.log.get(marks.cause[i]!)!;
      if (marks.kind[i] !== MARK.lateQuestion) expect(marks.t0[i]).toBe(cause.t);
      if (row.kind.startsWith('answers')) expect([marks.a[i], marks.b[i], marks.extra[i]]).toEqual([cause.client, cause.peer, row.amount]);
      checked++;
    }
    expect(checked).toBeGreaterThan(40);
  });

  it('take processing, latency and the time of their bytes on each link; what the server sends at one instant over one link waits in line (NET-1, NET-2)', () => {
    const sim = at(260);
    const marks = marksAt(sim);
    const takes = (i: number): number => marks.t1[i]! - marks.t0[i]!;
    const questions = ofKind(marks, MARK.question);
    for (const i of questions.filter((one) => marks.a[one]! >= 0)) expect(takes(i), line(marks, i)).toBe(flightTime(sim, marks.a[i]!, marks.b[i]!, 360));
    const fromServer = questions.filter((one) => marks.a[one]! < 0);
    // Berlin's second waits 288 µs for the first on 10 Mbps; those to the VPN for some that leave the data center before them, at 10 Gbps.
    expect(fromServer.map((i) => takes(i) - flightTime(sim, SERVER, marks.b[i]!, 360))).toEqual([0, 0, 288, 1, 1, 1]);
    for (const i of ofKind(marks, MARK.answers, MARK.partialAnswers)) {
      const [a, b] = [marks.a[i]!, marks.b[i]!];
      expect(takes(i), line(marks, i)).toBeGreaterThanOrEqual(flightTime(sim, a, b, 80));
      expect(takes(i), line(marks, i)).toBeLessThanOrEqual(flightTime(sim, a, b, 80 + marks.extra[i]! * 60));
    }
  });

  it('reach every client once, and bring every answer to the server', () => {
    const sim = at(400);
    const marks = marksAt(sim);
    const received = ofKind(marks, MARK.question, MARK.lateQuestion).map((i) => marks.b[i]);
    expect(received.toSorted((x, y) => x! - y!)).toEqual(Array.from({ length: sim.world.clientCount }, (_, slot) => slot));
    const heard = ofKind(marks, MARK.answers, MARK.partialAnswers).filter((i) => marks.b[i] === -1);
    expect(heard.reduce((sum, i) => sum + marks.extra[i]!, 0)).toBe(sim.question(0)!.tested);
  });

  it('at any instant are those that have been sent by then, and no others', () => {
    const late = at(400, DISTURBED);
    const all = marksAt(late);
    for (const t of [ASKED_AT + 4_000, ASKED_AT + 15_000, ASKED_AT + 30_000, ASKED_AT + 90_000, ASKED_AT + 31 * SECOND]) {
      const sim = runOf(DISTURBED, t).sim;
      const now = marksAt(sim);
      const ends = (marks: TimeChainMarks, of: readonly number[]): Map<string, number> => new Map(of.map((i) => [sent(marks, i), marks.t1[i]!]));
      const known = ends(now, ofKind(now, ...MESSAGES));
      const expected = ends(all, ofKind(all, ...MESSAGES).filter((i) => all.t0[i]! <= t)); // prettier-ignore
      expect(expected.size).toBeGreaterThan(3);
      for (const [message, arrives] of expected) {
        // What still has to pass a queue may have to wait there for others: it comes no earlier than is known beforehand (NET-2).
        if (arrives <= t) expect(known.get(message), message).toBe(arrives);
        else expect([known.get(message)! > t, known.get(message)! <= arrives], message).toEqual([true, true]);
      }
      // A copy that reaches a client again is on its way, and leaves no row where it is ignored.
      const ignored = [...known.keys()].filter((one) => !expected.has(one));
      for (const one of ignored) expect(ofKind(now, MARK.question, MARK.lateQuestion).some((i) => now.event[i] === 0 && sent(now, i) === one)).toBe(true);
    }
  });

  it('end as lost where the log says so (Q-10), and nothing is lost in an undisturbed run', () => {
    const marks = marksAt(at(400, DISTURBED));
    expect(ofKind(marks, MARK.lostAnswers, MARK.lostQuestion).length).toBeGreaterThan(0);
    const calm = marksAt(at(400));
    expect(ofKind(calm, MARK.lostAnswers, MARK.lostQuestion)).toEqual([]);
  });

  it('that come with a registration begin at the server (REG-5)', () => {
    const sim = at(400, DISTURBED);
    const marks = marksAt(sim);
    const late = ofKind(marks, MARK.lateQuestion);
    expect(late.length).toBeGreaterThan(0);
    for (const i of late) expect([marks.a[i], marks.t1[i]! - marks.t0[i]!]).toEqual([-1, sim.latencyToServer(marks.b[i]!)]);
  });

  it('are the same from the columns of a question as from the log, where nothing disturbed the wave', () => {
    const sim = at(260);
    const writer = new MarkWriter();
    marksFromColumns({ sim, from: 0, to: 1e9, subnets: new Uint8Array(sim.world.subnets.length).fill(1) }, writer);
    const columns = writer.finish();
    const marks = marksAt(sim);
    const questions = (from: TimeChainMarks): string[] =>
      ofKind(from, MARK.question, MARK.lateQuestion)
        .map((i) => `${from.kind[i]} ${line(from, i)}`)
        .toSorted();
    expect(questions(columns)).toEqual(questions(marks));
    // How many bytes went with it is not kept: on these LANs they take less than 5 µs.
    const answers = (from: TimeChainMarks): Map<string, number> => new Map(ofKind(from, MARK.answers).map((i) => [sent(from, i), from.t1[i]!]));
    expect(answers(marks).size).toBeGreaterThan(0);
    for (const [one, arrives] of answers(marks)) expect(Math.abs(answers(columns).get(one)! - arrives), one).toBeLessThan(5);
  });
});

describe('other marks', () => {
  it('are every row of the log about links, roles and presence, and every registration', () => {
    const sim = at(400);
    const marks = marksAt(sim);
    const rowsOf = (...kinds: string[]): number =>
      Array.from({ length: sim.log.lastId }, (_, i) => sim.log.get(i + 1)!).filter((row) => kinds.includes(row.kind)).length;
    expect(ofKind(marks, MARK.linkOpened)).toHaveLength(rowsOf('link.opened'));
    expect(ofKind(marks, MARK.roleGained)).toHaveLength(rowsOf('role.gained'));
    expect(ofKind(marks, MARK.roleLost)).toHaveLength(rowsOf('role.lost'));
    expect(ofKind(marks, MARK.initialRegistration)).toHaveLength(rowsOf('client.registered'));
    expect(ofKind(marks, MARK.normalRegistration)).toHaveLength(sim.registrationTotals().normal);
  });

  it('begin when a registration was sent and end when it was answered', () => {
    const sim = at(100);
    const marks = marksAt(sim);
    for (const i of ofKind(marks, MARK.initialRegistration)) {
      const row = sim.log.get(marks.event[i]!)!;
      const start = sim.log.get(row.cause)!;
      expect([start.kind, marks.t0[i], marks.t1[i]]).toEqual(['client.started', start.t, row.t]);
      expect(row.t - start.t).toBeGreaterThanOrEqual(registrationTime(sim, row.client));
    }
  });

  it('are limited to the window and to the subnets asked for', () => {
    const sim = at(400);
    const marks = marksAt(sim, { from: 100 * SECOND, to: 220 * SECOND, subnets: [1] });
    expect(marks.count).toBeGreaterThan(20);
    for (const i of range(marks)) {
      expect(marks.t1[i]! >= 100 * SECOND && marks.t0[i]! <= 220 * SECOND).toBe(true);
      expect([marks.a[i]!, marks.b[i]!].some((slot) => slot >= 0 && sim.columns.subnetOf[slot] === 1)).toBe(true);
    }
  });
});

describe('counts of the time–chain diagram', () => {
  it('say how many clients of a subnet have the question and were heard, at the end of each stretch', () => {
    const sim = at(400);
    const { density } = ask(sim, { single: false, from: ASKED_AT - SECOND, to: ASKED_AT + 9 * SECOND });
    if (density === null) throw new Error('no counts');
    const { receivedAt, heardAt } = sim.questionColumns(0)!;
    for (const [row, subnet] of density.subnets.entries()) {
      for (let bucket = 10; bucket < 100; bucket += 7) {
        const end = ASKED_AT - SECOND + (bucket + 1) * 0.1 * SECOND;
        const members = [...receivedAt.keys()].filter((client) => sim.columns.subnetOf[client] === subnet);
        expect(density.received[row * 100 + bucket]).toBe(members.filter((client) => receivedAt[client]! < end).length);
        expect(density.heard[row * 100 + bucket]).toBe(members.filter((client) => heardAt[client]! < end).length);
      }
    }
    expect(density.question[5]).toBe(-1);
    expect(density.question[50]).toBe(0);
  });

  it('are the same from the log when the columns are no longer kept', () => {
    const sim = at(400);
    const forgotten = Object.create(sim, { questionColumns: { value: () => null } }) as Simulation;
    const counts = (of: Simulation) => ask(of, { single: false, from: ASKED_AT, to: ASKED_AT + 100 * SECOND }).density!;
    const before = counts(sim);
    const after = counts(forgotten);
    expect(before.received.at(-1)).toBeGreaterThan(0);
    expect(after.received).toEqual(before.received);
    expect(after.heard).toEqual(before.heard);
  });

  it('count every change of a link or a role', () => {
    const sim = at(100);
    const { density } = ask(sim, { single: false, to: 100 * SECOND + 1 });
    const kinds = ['link.opened', 'link.closed', 'link.lost', 'link.cut', 'role.gained', 'role.lost'];
    const rows = Array.from({ length: sim.log.lastId }, (_, i) => sim.log.get(i + 1)!).filter((row) => kinds.includes(row.kind));
    expect(density!.links.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
  });

  it('take the place of single marks where there are too many of them', () => {
    const writer = new MarkWriter();
    for (let i = 0; i < MAX_MARKS + 3; i++) writer.add(MARK.question, i, i, 0, 1, 0, 0, i, 0);
    expect([writer.count, writer.dropped]).toEqual([MAX_MARKS, 3]);
    expect(writer.finish().t0.at(-1)).toBe(MAX_MARKS - 1);
  });
});

describe('rows of the time–chain diagram', () => {
  it('are the subnets in the order of the map, and their clients in chain order', () => {
    const sim = at(130);
    const rows = chainRows(sim, { subnets: null });
    expect([...rows.subnets]).toEqual([0, 1, 2]);
    expect([...rows.counts]).toEqual([12, 9, 3]);
    expect([...rows.clients]).toEqual(Array.from({ length: 24 }, (_, slot) => slot));
    expect([...rows.chainStart].at(-1)).toBe(24);
    expect(rows.alone[rows.chainSubnet.indexOf(2)]).toBe(1);
  });

  it('are cut where a wall stands, as on the map', () => {
    const rows = chainRows(at(130), { subnets: [1] });
    expect([...rows.listed]).toEqual([0, 1, 0]);
    expect([...rows.chainStart]).toEqual([0, 1, 9]);
    expect([...rows.wall]).toEqual([0, 1]);
  });
});

describe('answers to the diagram', () => {
  it('give their arrays away instead of copying them', () => {
    const sim = at(130);
    const rows = chainRows(sim, { subnets: null });
    expect(givenAway(rows)).toContain(rows.clients.buffer);
    const answer = ask(sim);
    expect(givenAway(answer)).toContain(answer.marks!.t0.buffer);
    expect(givenAway(answer)).toHaveLength(9);
    expect(givenAway({ count: 1 })).toEqual([]);
  });

  it('refuse subnets and times that are none', () => {
    const sim = at(10);
    expect(() => chainRows(sim, { subnets: [3] })).toThrow(Refusal);
    expect(() => ask(sim, { subnets: [0.5] })).toThrow(Refusal);
    expect(() => ask(sim, { subnets: 'all' as unknown as null })).toThrow(Refusal);
    expect(() => ask(sim, { from: NaN })).toThrow(Refusal);
    expect(() => ask(sim, { buckets: -1 })).toThrow(Refusal);
  });

  it('are empty before the run and after it', () => {
    const sim = at(130);
    expect(marksAt(sim, { from: -50 * SECOND, to: -1 }).count).toBe(0);
    expect(marksAt(sim, { from: 500 * SECOND, to: 600 * SECOND }).count).toBe(0);
  });
});
