import { describe, expect, it } from 'vitest';
import { WAVE } from '../../engine/frame';
import { nextWish, type Place } from './use-wave-on-map';
import { waveWords } from './wave-words';

describe('what a client has of the question', () => {
  it('is said in other words for each state, and of an action in those of actions', () => {
    const said = (['question', 'action'] as const).flatMap((asked) => Object.values(WAVE).map((wave) => waveWords(wave, asked)));
    expect(new Set(said).size).toBe(said.length);
    expect(waveWords(WAVE.heard, 'question')).toBe('the server has its answer');
    expect(waveWords(WAVE.heard, 'action')).toBe('the server has its status');
    for (const words of said) expect(words.length).toBeLessThan(50);
  });
});

describe('a wish to follow', () => {
  const message = (at: number, to: number): Place => ({ question: 1, isMessage: true, at, to });

  it('goes on while the message goes from place to place', () => {
    const first = nextWish(null, message(-1, 3));
    const second = nextWish(first, message(3, 4));
    expect([first.number, second.number, nextWish(second, message(4, -1)).number]).toEqual([1, 1, 1]);
  });

  it('is another one for another question, for a message instead of its question, and for a message elsewhere', () => {
    const first = nextWish(null, message(3, 4));
    expect(nextWish(first, { ...message(3, 4), question: 2 }).number).toBe(2);
    expect(nextWish(first, { ...message(3, 4), isMessage: false }).number).toBe(2);
    expect(nextWish(first, message(30, 31)).number).toBe(2);
  });

  it('is the same for a question wherever its front is', () => {
    const first = nextWish(null, { ...message(3, 4), isMessage: false });
    expect(nextWish(first, { ...message(90, 91), isMessage: false }).number).toBe(1);
  });
});
