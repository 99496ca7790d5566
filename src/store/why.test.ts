import { describe, expect, it } from 'vitest';
import { readWhyMark, whyMark } from './why';

describe('what an element stands for, when W is pressed on it', () => {
  it.each([{ eventId: 17 }, { question: 0, client: null }, { question: 3, client: 41 }])('%j is read as it was written', (of) => {
    expect(readWhyMark(whyMark(of))).toEqual(of);
  });
  it.each(['', 'event', 'event x', 'question', 'question 1 client', 'question 1 client x', 'event 1 2'])('"%s" stands for nothing', (text) => {
    expect(readWhyMark(text)).toBeNull();
  });
});
