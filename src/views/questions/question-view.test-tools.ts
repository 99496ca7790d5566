/** A question as the engine tells it, for tests: 60 clients, of which 58 have been heard. */
import type { QuestionView } from '../../sim/question-types';

export function questionView(change: Partial<QuestionView> = {}): QuestionView {
  return {
    number: 0,
    id: 'q1',
    kind: 'question',
    sensors: ['Operating System'],
    target: { kind: 'all' },
    askedAt: 60e6,
    expiresAt: 660e6,
    open: true,
    estimated: 60,
    tested: 58,
    passed: 12,
    answers: [],
    distinct: 0,
    firstAnswerAt: 60.11e6,
    halfAt: 60.2e6,
    p95At: null,
    completeAt: null,
    messages: { lan: 104, wan: 16 },
    messagesWithout: { lan: 0, wan: 118 },
    received: 0,
    ...change,
  };
}
