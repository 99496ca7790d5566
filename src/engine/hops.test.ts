import { describe, expect, test } from 'vitest';
import { SMALL } from './engine.test-tools';
import type { Bench } from './engine.test-tools';
import { asking, ASK, ASKED_AT, opened, SECOND } from './question.test-tools';
import { EngineRefused } from './remote-engine';

const hash = (bench: Bench): Promise<string> => bench.done(bench.remote.query('hash', {}));

interface Place {
  readonly time: number;
  readonly kind: string;
  readonly client: number;
  readonly state: string;
}

async function place(bench: Bench, eventId: number | null): Promise<Place> {
  const rows = eventId === null ? [] : await bench.done(bench.remote.query('why', { eventId }));
  const [row] = rows;
  return { time: bench.status().time, kind: row?.kind ?? 'none', client: row?.client ?? -2, state: `${bench.status().logLastId} ${await hash(bench)}` };
}

async function hopsOf(bench: Bench, most: number): Promise<Place[]> {
  const places: Place[] = [];
  for (let i = 0; i < most; i++) {
    const { eventId } = await bench.done(bench.remote.stepHop());
    if (eventId === null) break;
    places.push(await place(bench, eventId));
  }
  return places;
}

/** Id of the first row of a kind (about a client) of the log. */
async function rowOf(bench: Bench, kind: 'question.received' | 'answers.sent' | 'question.asked', client = -1): Promise<number> {
  const { rows } = await bench.done(bench.remote.query('log', { kinds: [kind], ...(client < 0 ? {} : { client }), offset: 0, limit: 100 }));
  return rows.at(-1)?.id ?? 0;
}

describe('hops of a question', () => {
  test('go from row to row of it, and back to exactly the same places', async () => {
    const bench = await opened(asking(), ASKED_AT);
    await bench.done(bench.remote.follow({ question: 0 }));
    const places = await hopsOf(bench, 16);
    expect(places).toHaveLength(16);
    expect(places.map((one) => one.kind)).toEqual(expect.arrayContaining(['question.received', 'answers.sent']));
    for (const expected of places.slice(0, -1).reverse()) {
      const { eventId } = await bench.done(bench.remote.stepHop(true));
      expect(await place(bench, eventId)).toEqual(expected);
    }
  });

  test('without anything followed they are those of the question in the picture, and before any question of the first that is asked', async () => {
    const bench = await opened(asking(), 100 * SECOND);
    const asked = await bench.done(bench.remote.stepHop());
    expect(asked.time).toBe(ASKED_AT);
    expect((await place(bench, asked.eventId)).kind).toBe('question.asked');
    const received = await bench.done(bench.remote.stepHop());
    expect((await place(bench, received.eventId)).kind).toBe('question.received');
    expect(received.text).toMatch(/\(Q-1\)\.$/);
  });

  test('without any question, now or later, a hop is refused and nothing moves', async () => {
    const bench = await opened(SMALL, 100 * SECOND);
    await expect(bench.done(bench.remote.stepHop())).rejects.toThrow('nothing to follow');
    expect(bench.status().time).toBe(100 * SECOND);
  });

  test('end with its expiry (Q-5), and begin with its asking', async () => {
    const bench = await opened({ ...asking(), duration: '20m' }, ASKED_AT + 500 * SECOND);
    await bench.done(bench.remote.follow({ question: 0 }));
    const last = await bench.done(bench.remote.stepHop());
    expect(last.time).toBe(ASKED_AT + 600 * SECOND);
    expect((await place(bench, last.eventId)).kind).toBe('question.expired');
    expect(await bench.done(bench.remote.stepHop())).toMatchObject({ time: last.time, eventId: null });
    await bench.done(bench.remote.seek(ASKED_AT));
    const before = await hash(bench);
    expect(await bench.done(bench.remote.stepHop(true))).toMatchObject({ time: ASKED_AT, text: 'This is the beginning of its way.' });
    expect(await hash(bench)).toBe(before);
  });
});

describe('hops of one message', () => {
  test('lead from client to client to the end of the chain, and there with its answer to the server (Q-1, Q-2, Q-3)', async () => {
    const bench = await opened(asking(), ASKED_AT + 20_000);
    await bench.done(bench.remote.follow({ question: 0, eventId: await rowOf(bench, 'question.received', 0) }));
    await bench.done(bench.remote.seek(ASKED_AT + 13_000));
    const places = await hopsOf(bench, 40);
    // The answers of the clients behind it are there a moment before its own: answered and passed on are one event.
    expect(places.map((one) => `${one.kind} ${one.client}`)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7].map((client) => `question.received ${client}`),
      'answers.sent 7',
      'answers.collected 7',
    ]);
    expect(await bench.done(bench.remote.stepHop())).toMatchObject({ eventId: null, text: 'It has come to the end of its way.' });
    for (const expected of places.slice(0, -1).reverse()) {
      const { eventId } = await bench.done(bench.remote.stepHop(true));
      expect(await place(bench, eventId)).toEqual(expected);
    }
  });

  test('of an answer lead with everything that it is merged into to the server', async () => {
    const bench = await opened(asking(), ASKED_AT + SECOND);
    await bench.done(bench.remote.follow({ question: 0, eventId: await rowOf(bench, 'answers.sent', 0) }));
    expect(bench.status().following).toMatchObject({ at: -1, to: -1 });
    await bench.done(bench.remote.stepHop(true));
    await bench.done(bench.remote.stepHop(true));
    expect(bench.status().following).toMatchObject({ question: 0, at: 7, to: -1 });
    for (let i = 0; i < 4; i++) await bench.done(bench.remote.stepHop(true));
    const { following } = bench.status();
    expect(following?.to).toBe((following?.at ?? 0) + 1);
  });

  test('a message that is lost ends where it was lost, and goes on when its receiver hears of the question otherwise (Q-10, REG-6)', async () => {
    const stop = { at: '200.025s', do: 'stop', clients: ['10.0.5.6'] } as const;
    const start = { at: '230s', do: 'start', clients: ['10.0.5.6'] } as const;
    const bench = await opened(asking([ASK, stop, start]), ASKED_AT + 30_000);
    await bench.done(bench.remote.follow({ question: 0, eventId: await rowOf(bench, 'question.received', 0) }));
    const kinds = (await hopsOf(bench, 8)).map((one) => `${one.kind} ${one.client}`);
    expect(kinds).toContain('question.lost 5');
    expect(kinds[kinds.indexOf('question.lost 5') + 1]).toBe('question.received 5');
  });
});

describe('following', () => {
  test('says where a question is at every hop: with one client, or on its way to the next', async () => {
    const bench = await opened(asking(), ASKED_AT);
    await bench.done(bench.remote.follow({ question: 0 }));
    expect(bench.status().following).toMatchObject({ question: 0, at: -1, to: 0, text: 'Question q1: from the server to 10.0.5.1.' });
    const ways: string[] = [];
    for (let i = 0; i < 12; i++) {
      await bench.done(bench.remote.stepHop());
      const { following } = bench.status();
      ways.push(`${following?.at}>${following?.to}`);
    }
    expect(ways).toEqual(expect.arrayContaining(['0>1', '3>4', '6>7']));
  });

  test('the picture is about what is followed, even when something else was asked later', async () => {
    const later = { ...ASK, at: '201s', id: 'q2' };
    const bench = await opened(asking([ASK, later]), 202 * SECOND);
    const waves = (): number[] => bench.reports.flatMap((report) => (report.kind === 'frame' ? [report.frame.waveQuestion] : []));
    expect(waves().at(-1)).toBe(1);
    await bench.done(bench.remote.follow({ question: 0 }));
    expect(waves().at(-1)).toBe(0);
    await bench.done(bench.remote.follow(null));
    expect(waves().at(-1)).toBe(1);
    expect(bench.status().following).toBeNull();
  });

  test('what does not exist is refused and changes nothing', async () => {
    const bench = await opened(asking(), ASKED_AT + SECOND);
    await bench.done(bench.remote.follow({ question: 0 }));
    for (const target of [{ question: 7 }, { question: 0, eventId: 1 }, { question: 0, eventId: 1e9 }])
      await expect(bench.done(bench.remote.follow(target))).rejects.toBeInstanceOf(EngineRefused);
    expect(bench.status().following).toMatchObject({ question: 0 });
  });

  test('a message that a changed past never sent is let go, and its question stays followed', async () => {
    const bench = await opened(asking(), ASKED_AT + SECOND);
    await bench.done(bench.remote.follow({ question: 0, eventId: await rowOf(bench, 'question.received', 5) }));
    expect(bench.status().following?.eventId).toBeGreaterThan(0);
    await bench.done(bench.remote.setInterventions([{ at: '100s', do: 'stop', clients: ['10.0.5.6'] }]));
    expect(bench.status().following).toMatchObject({ question: 0 });
    expect(bench.status().following?.eventId).toBeUndefined();
  });

  test('ends when another scenario is opened', async () => {
    const bench = await opened(asking(), ASKED_AT + SECOND);
    await bench.done(bench.remote.follow({ question: 0 }));
    await bench.done(bench.remote.load({ scenario: SMALL }));
    expect(bench.status().following).toBeNull();
  });
});
