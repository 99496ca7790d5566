import { describe, expect, test } from 'vitest';
import { MESSAGE } from '../sim/question-types';
import type { MessageVisitor } from '../sim/question-types';
import { MAX_MOTION, MOTION, MOTION_STRIDE } from './frame';
import { LIMITS } from './limits';
import { MessageMotion } from './message-motion';
import { longestRoundTrip, MotionWriter } from './motion';
import { asking, ASK, ASKED_AT, runOf, SECOND } from './question.test-tools';
import { MIXED, SMALL } from './engine.test-tools';
import type { Run } from './run';

interface Row {
  readonly kind: number;
  readonly from: number;
  readonly to: number;
  readonly t0: number;
  readonly t1: number;
  readonly extra: number;
  readonly question: number;
}

function rowsOf(out: Float64Array, count: number): Row[] {
  return Array.from({ length: count }, (_, i) => {
    const [kind = -1, from = -1, to = -1, t0 = 0, t1 = 0, extra = 0, question = -1] = out.subarray(i * MOTION_STRIDE, (i + 1) * MOTION_STRIDE);
    return { kind, from, to, t0, t1, extra, question };
  });
}

function collect(run: Run, speed = 0.01): Row[] {
  const writer = new MotionWriter();
  const out = new Float64Array(MAX_MOTION * MOTION_STRIDE);
  writer.collect(run.sim, speed, longestRoundTrip(run.sim), out);
  return rowsOf(out, writer.count);
}

/** What the server sent to backward leaders, and when it was there. */
function arrivalsOf({ sim }: Run): { readonly to: number; readonly t: number }[] {
  const rows = Array.from({ length: sim.log.lastId }, (_, i) => sim.log.get(i + 1)!);
  return rows.filter((row) => row.kind === 'question.received' && row.peer < 0 && row.rule === 'Q-1').map((row) => ({ to: row.client, t: row.t }));
}

describe('messages of questions in a frame', () => {
  test('a question travels from the server to the backward leader and on from peer to peer, its answers back to the server (Q-1, Q-3)', () => {
    const run = runOf(asking(), ASKED_AT - 1);
    const ways = new Set<string>();
    const answers = new Map<string, number>();
    for (let t = ASKED_AT; t <= ASKED_AT + SECOND; t += 1_000) {
      run.advance(t, Infinity);
      for (const row of collect(run)) {
        if (row.question < 0) continue;
        expect(row.question).toBe(0);
        expect(row.t0).toBeLessThanOrEqual(t);
        expect(row.t1).toBeGreaterThan(t - 1);
        if (row.kind === MOTION.question) ways.add(`${row.from}>${row.to}`);
        if (row.kind === MOTION.answers) answers.set(`${row.from}>${row.to}`, row.extra);
      }
    }
    expect(ways).toEqual(new Set(['-1>0', '0>1', '1>2', '2>3', '3>4', '4>5', '5>6', '6>7']));
    expect(answers.get('7>-1')).toBe(8);
    expect(answers.get('3>4')).toBe(4);
  });

  test('a client that no forward link reaches gets the question inside the answer to its registration, visibly late (LINK-11)', () => {
    const blocked = { ...SMALL, clients: [{ address: '10.0.5.5', blockIncoming: true }] };
    const run = runOf(asking([ASK], blocked), ASKED_AT);
    let event = run.step(ASKED_AT + 95 * SECOND);
    while (event !== null && !(event.kind === 'question.received' && event.client === 4)) event = run.step(ASKED_AT + 95 * SECOND);
    const arrives = event?.t ?? 0;
    const way = run.sim.latencyToServer(4);
    const late = collect(runOf(asking([ASK], blocked), arrives - 1)).filter((row) => row.kind === MOTION.lateQuestion);
    expect(late).toEqual([{ kind: MOTION.lateQuestion, from: -1, to: 4, t0: arrives - way, t1: arrives, extra: 0, question: 0 }]);
    expect(arrives).toBeGreaterThan(ASKED_AT + SECOND);
    // Before the registration has reached the server the question is not on its way.
    expect(collect(runOf(asking([ASK], blocked), arrives - way - 1)).filter((row) => row.kind === MOTION.lateQuestion)).toEqual([]);
  });

  test.each([
    ['waits in the queue of a slow link (NET-2)', { down: '8kbps', up: '8kbps', latency: '40ms' }],
    ['is lost on the way and sent again (NET-1)', { down: '1Mbps', up: '1Mbps', latency: '40ms', loss: 0.6 }],
  ] as const)('a message that %s is there from its sending to its arrival, which comes no earlier than was to be expected', (_, wan) => {
    const scenario = asking([ASK], { ...MIXED, sites: MIXED.sites.map((site) => (site.id === 'berlin' ? { ...site, wan } : site)) });
    const arrivals = arrivalsOf(runOf(scenario, ASKED_AT + 30 * SECOND)).filter(({ to, t }) => to >= 12 && to < 21 && t > ASKED_AT + 100_000);
    expect(arrivals.length).toBeGreaterThan(0);
    const run = runOf(scenario, ASKED_AT);
    const expected = new Map<number, number>();
    for (let now = ASKED_AT; now < Math.max(...arrivals.map(({ t }) => t)); now += 7_000) {
      run.advance(now, Infinity);
      const rows = collect(run);
      for (const { to, t } of arrivals.filter((one) => now < one.t)) {
        const row = rows.find((one) => one.kind === MOTION.question && one.from === -1 && one.to === to);
        expect(row?.t0, `to ${to} at ${now}`).toBe(ASKED_AT);
        expect(row!.t1).toBeGreaterThanOrEqual(Math.max(now, expected.get(to) ?? 0));
        expect(row!.t1).toBeLessThanOrEqual(t);
        expected.set(to, row!.t1);
      }
    }
    expect(expected.size).toBe(arrivals.length);
  });

  test('a message that is lost leaves a mark where it was lost (Q-10)', () => {
    const run = runOf(asking([ASK, { at: '200.025s', do: 'stop', clients: ['10.0.5.6'] }]), ASKED_AT + SECOND / 2);
    const lost = collect(run, 1).filter((row) => row.kind === MOTION.lostMessage);
    expect(lost).toContainEqual(expect.objectContaining({ from: 4, to: 5, question: 0 }));
  });

  test('too many are thinned to evenly spread parts of the fleet, always the same, and the rest is counted', () => {
    const { sim } = runOf(asking(), ASKED_AT);
    const slots = 256 * 64;
    const source = { eachMessageInFlight: (visit: MessageVisitor) => each(slots, sim.now, visit) };
    const out = new Float64Array(LIMITS.messageRows * MOTION_STRIDE);
    const many = Object.create(sim, { slotCount: { value: slots } });
    const motion = new MessageMotion();
    motion.collect(many, source, out, LIMITS.messageRows);
    expect(motion.count).toBeGreaterThan(LIMITS.messageRows / 4);
    expect(motion.count + motion.omitted).toBe(slots);
    const rows = rowsOf(out, motion.count);
    const quarters = [0, 0, 0, 0];
    for (const row of rows) quarters[Math.floor((row.from / slots) * 4)]! += 1;
    for (const part of quarters) expect(part).toBe(motion.count / 4);
    const parts = new Set(rows.map((row) => row.from >> 8));
    motion.collect(many, { eachMessageInFlight: (visit) => each(slots, sim.now, visit, 1) }, out, LIMITS.messageRows);
    expect(new Set(rowsOf(out, motion.count).map((row) => row.from >> 8))).toEqual(parts);
  });
});

/** One message from every client, or, a hop later, in another order. */
function each(slots: number, now: number, visit: MessageVisitor, hop = 0): void {
  for (let i = 0; i < slots; i++) {
    const from = hop === 0 ? i : slots - 1 - i;
    visit(MESSAGE.question, 0, from, from, now - 1, now + 1, 0, false);
  }
}
