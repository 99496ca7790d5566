import { describe, expect, it } from 'vitest';
import { actionProblems } from './action-problems';

describe('the fields of an action', () => {
  it('are right with a new name and a duration (Q-8)', () => {
    expect(actionProblems(' restart-1 ', '5m', [])).toEqual([]);
    expect(actionProblems('a1', '0s', [{ at: '0s', do: 'ask', id: 'a1', sensors: ['x'] }])).toEqual([]);
  });
  it('say which name is taken, and what a name and a duration look like', () => {
    expect(actionProblems('a1', '0s', [{ at: '0s', do: 'deploy', id: 'a1' }])).toEqual(['There is an action a1 already.']);
    for (const id of ['', 'with blank', '-x', 'x'.repeat(65)]) expect(actionProblems(id, '0s', [])).toHaveLength(1);
    for (const time of ['', '5', 'five minutes', '-1m', '5 m']) expect(actionProblems('a1', time, [])).toHaveLength(1);
  });
});
