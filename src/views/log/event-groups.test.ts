import { describe, expect, it } from 'vitest';
import { EVENT_KINDS } from '../../sim/log';
import { EVENT_GROUPS, isMessage } from './event-groups';

describe('the kinds of the event log', () => {
  it('are each in exactly one group', () => {
    const grouped = EVENT_GROUPS.flatMap((group) => group.kinds);
    expect(grouped.toSorted()).toEqual(EVENT_KINDS.toSorted());
  });
  it('have the messages of questions and answers among them, and not what a client does by itself', () => {
    expect(EVENT_KINDS.filter(isMessage)).toContain('answers.collected');
    expect(isMessage('question.answered')).toBe(false);
    expect(isMessage('client.registered')).toBe(false);
  });
});
