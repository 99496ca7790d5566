import { describe, expect, test } from 'vitest';
import { WAVE } from './frame';
import { asking, ASK, ASKED_AT, runOf, SECOND } from './question.test-tools';
import { SMALL } from './engine.test-tools';
import type { Run } from './run';
import { fillWave } from './wave';

const QUESTION = 0;

function wave(run: Run): number[] {
  const filled = new Uint8Array(run.sim.slotCount);
  expect(fillWave(run.sim, QUESTION, filled)).toBe(true);
  return [...filled];
}

describe('the wave of a question', () => {
  test('goes through the chain in order: received, done, sent, heard, and nobody is ahead of a client before it (Q-1, Q-2, Q-3)', () => {
    const slow = { ...SMALL, clients: [{ address: '10.0.5.1', sensorTime: '100ms' }] };
    const run = runOf(asking([ASK], slow), ASKED_AT - 1);
    const seen = new Set<number>();
    for (let t = ASKED_AT; t <= ASKED_AT + SECOND; t += 1_000) {
      run.advance(t, Infinity);
      const now = wave(run);
      for (const one of now) seen.add(one);
      for (let i = 1; i < now.length; i++) if (now[i - 1] === WAVE.none) expect(now[i]).toBe(WAVE.none);
    }
    expect(seen).toEqual(new Set(Object.values(WAVE)));
    expect(wave(run)).toEqual(Array.from({ length: 8 }, () => WAVE.heard));
  });

  test('says of every client what the simulation says of it', () => {
    const run = runOf(asking([{ ...ASK, target: { fraction: 0.5 } }]), ASKED_AT - 1);
    for (let t = ASKED_AT; t <= ASKED_AT + 200_000; t += 1_500) {
      run.advance(t, Infinity);
      wave(run).forEach((one, client) => {
        const part = run.sim.questionAt(QUESTION, client);
        if (one === WAVE.none) expect(part?.receivedAt).toBeNull();
        else expect(part?.receivedAt).not.toBeNull();
        expect(one === WAVE.heard).toBe(part?.heardAt !== null);
        if (one === WAVE.sent) expect(part?.sentAt).not.toBeNull();
        if (one === WAVE.received || one === WAVE.done) expect(part?.done).toBe(one === WAVE.done);
      });
    }
  });

  test('a client with a slow sensor has it and is not done, while the others are (Q-2)', () => {
    const slow = { ...SMALL, clients: [{ address: '10.0.5.3', sensorTime: '3s' }] };
    const run = runOf(asking([ASK], slow), ASKED_AT + SECOND / 2);
    expect(wave(run)[2]).toBe(WAVE.received);
    run.advance(ASKED_AT + 4 * SECOND, Infinity);
    expect(wave(run)[2]).toBe(WAVE.heard);
  });

  test('commands of an action run while their clients have it and are not done (Q-8)', () => {
    const run = runOf(asking([{ at: '200s', do: 'deploy', id: 'a1', command: 'restart' } as never]), ASKED_AT + SECOND / 2);
    expect(new Set(wave(run))).toEqual(new Set([WAVE.received]));
    run.advance(ASKED_AT + 10 * SECOND, Infinity);
    expect(new Set(wave(run))).toEqual(new Set([WAVE.heard]));
  });

  test('belongs to the client: it goes with it to another address, and the place it left is empty', () => {
    const run = runOf(asking([ASK, { at: '210s', do: 'move', client: '10.0.5.4', toSubnet: '10.0.6.0/24' }], twoSubnets()), 260 * SECOND);
    const moved = run.sim.currentSlot(3);
    expect(moved).toBeGreaterThanOrEqual(run.sim.world.clientCount);
    expect(wave(run)[moved]).toBe(WAVE.heard);
    expect(wave(run)[3]).toBe(WAVE.none);
  });

  test('nobody is shown who is offline', () => {
    const run = runOf(asking([ASK, { at: '210s', do: 'stop', clients: ['10.0.5.4'] }]), 211 * SECOND);
    expect(wave(run)[3]).toBe(WAVE.none);
    expect(wave(run)[4]).toBe(WAVE.heard);
  });

  test('looks the same where chains are swept as where every message is an event', () => {
    const chains = { ...SMALL, subnets: [...SMALL.subnets, { cidr: '10.0.6.0/24', site: 'hq', clients: 5 }] };
    const events = runOf(asking([ASK], chains), ASKED_AT - 1);
    const swept = runOf(asking([ASK], chains), ASKED_AT - 1, 'swept');
    for (let t = ASKED_AT; t <= ASKED_AT + 200_000; t += 1_700) {
      events.advance(t, Infinity);
      swept.advance(t, Infinity);
      expect(wave(swept)).toEqual(wave(events));
    }
    expect(new Set(wave(swept))).toEqual(new Set([WAVE.heard]));
  });

  test('what the columns say of the time to come has not happened yet', () => {
    const { sim } = runOf(asking(), ASKED_AT + SECOND);
    const later = new Float64Array(8).fill(sim.now + 1);
    const earlier = new Float64Array(8).fill(sim.now);
    const columns = { receivedAt: earlier, from: new Int32Array(8), sentAt: later, heardAt: later };
    const filled = new Uint8Array(8);
    fillWave(Object.create(sim, { questionColumns: { value: () => columns } }), QUESTION, filled);
    expect([...filled]).toEqual(Array.from({ length: 8 }, () => WAVE.received));
  });
});

function twoSubnets(): typeof SMALL {
  return { ...SMALL, subnets: [...SMALL.subnets, { cidr: '10.0.6.0/24', site: 'hq', clients: 2 }] };
}
