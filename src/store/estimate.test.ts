import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Counts } from '../engine/contract';

const stored = new Map<string, string>();
beforeEach(() => {
  stored.clear();
  vi.resetModules();
  vi.stubGlobal('localStorage', { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, text: string) => void stored.set(key, text) });
});

describe('the ten-second answer of this computer', () => {
  it('remembers what was typed between visits', async () => {
    const first = await import('./estimate');
    first.setText('clients', '12k');
    first.setText('link', 'nonsense');
    vi.resetModules();
    const again = await import('./estimate');
    expect(again.useEstimate.getState().texts).toEqual({ ...again.FIRST_TEXTS, clients: '12k', link: 'nonsense' });
  });

  it.each(['{"clients":5}', 'null', '{', JSON.stringify({ clients: 'x'.repeat(61), sites: '1', vpnShare: '0', file: '1 MB', link: '1 Mbit' })])(
    'begins afresh when storage holds %s',
    async (text) => {
      stored.set('chainscope/estimate', text);
      const { useEstimate, FIRST_TEXTS } = await import('./estimate');
      expect(useEstimate.getState().texts).toEqual(FIRST_TEXTS);
    },
  );

  it('takes no more of a text than anybody types', async () => {
    const { setText, useEstimate } = await import('./estimate');
    setText('file', '9'.repeat(500));
    expect(useEstimate.getState().texts.file).toHaveLength(60);
  });

  it('reads the figures of its proof from what the engine counts', async () => {
    const { countedIn } = await import('./estimate');
    const pair = (wan: number) => ({ wan, lan: wan + 1 });
    const ledger = {
      byClass: { registration: pair(10), question: pair(20), answer: pair(30) },
      without: { registration: pair(40), question: pair(50), answer: pair(60) },
    };
    const counts = { leaderClients: 1, leaderConnections: 2, initialRegistrations: 3, normalRegistrations: 4, ledger } as unknown as Counts;
    expect(countedIn(counts)).toEqual({
      leaderClients: 1,
      leaderConnections: 2,
      initialRegistrations: 3,
      normalRegistrations: 4,
      registrationWan: 10,
      registrationWanWithout: 40,
      questionWan: 20,
      questionLan: 21,
      questionWanWithout: 50,
      answerWan: 30,
      answerLan: 31,
      answerWanWithout: 60,
    });
  });
});
