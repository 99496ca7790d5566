import { describe, expect, it } from 'vitest';
import { questionView } from '../views/questions/question-view.test-tools';
import { followingSaid, progressSaid, summarise } from './narrator';

const mark = (t: number, text: string) => ({ t, text, kind: 'healed' as const, eventId: t });

describe('what the live region says', () => {
  it('is nothing when nothing happened', () => {
    expect(summarise([])).toBeNull();
  });
  it('is the newest change, and how many came before it', () => {
    expect(summarise([mark(1e6, 'A.'), mark(2e6, 'B.'), mark(65e6, 'C.')])).toBe('1:05: C. And 2 more changes before.');
  });
});

describe('what the live region says of following', () => {
  const question = { question: 0, at: 3, to: 4, text: 'OS from all computers, at HQ-FIN-04.' };
  const message = { ...question, eventId: 9, text: 'The question on its way to HQ-FIN-05.' };

  it('is what is followed, when that begins or becomes another thing', () => {
    expect(followingSaid(null, question)).toBe('Following: OS from all computers, at HQ-FIN-04.');
    expect(followingSaid(question, message)).toBe('Following: The question on its way to HQ-FIN-05.');
    expect(followingSaid(message, { ...message, question: 1 })).not.toBeNull();
  });
  it('is nothing while the same thing goes on from hop to hop', () => {
    expect(followingSaid(question, { ...question, at: 4, to: 5, text: 'further on' })).toBeNull();
    expect(followingSaid(message, { ...message, eventId: 12, at: 4, to: 5 })).toBeNull();
    expect(followingSaid(null, null)).toBeNull();
  });
  it('is that it has ended', () => {
    expect(followingSaid(message, null)).toBe('Nothing is followed any more.');
  });
});

describe('what the live region says of the question in view', () => {
  it('is how far it is, once for each change', () => {
    expect(progressSaid(questionView(), undefined)).toBe('q1: 58 of 60 tested, 12 match.');
    expect(progressSaid(questionView(), questionView())).toBeNull();
    expect(progressSaid(questionView(), questionView({ tested: 40 }))).not.toBeNull();
    expect(progressSaid(questionView({ number: 3, id: 'q4' }), questionView())).toContain('q4');
  });
  it('is nothing when no answers are looked at, before the first, and at its end, which is a milestone', () => {
    expect(progressSaid(undefined, undefined)).toBeNull();
    expect(progressSaid(questionView({ tested: 0 }), undefined)).toBeNull();
    expect(progressSaid(questionView({ tested: 60, completeAt: 61e6 }), questionView())).toBeNull();
  });
});
