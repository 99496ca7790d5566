import { describe, expect, it } from 'vitest';
import { sortRows } from './sort-rows';

const rows = [
  { value: 'Windows 10', count: 4 },
  { value: 'Windows 9', count: 4 },
  { value: 'linux', count: 9 },
];
const values = (order: Parameters<typeof sortRows>[1]): readonly string[] => sortRows(rows, order).map((row) => row.value);

describe('the order of answers', () => {
  it('is by count with equal counts by value, numbers as numbers', () => {
    expect(values({ by: 'count', descending: true })).toEqual(['linux', 'Windows 9', 'Windows 10']);
    expect(values({ by: 'count', descending: false })).toEqual(['Windows 9', 'Windows 10', 'linux']);
  });
  it('is by value both ways', () => {
    expect(values({ by: 'value', descending: false })).toEqual(['linux', 'Windows 9', 'Windows 10']);
    expect(values({ by: 'value', descending: true })).toEqual(['Windows 10', 'Windows 9', 'linux']);
  });
  it('is that of a life for the statuses of an action, and what is no status comes last (Q-8)', () => {
    const statuses = ['Expired', 'Completed', 'strange', 'Waiting', 'Running'].map((value) => ({ value, count: 1 }));
    expect(sortRows(statuses, { by: 'status', descending: false }).map((row) => row.value)).toEqual(['Waiting', 'Running', 'Completed', 'Expired', 'strange']);
  });
  it('leaves the list that it was given alone', () => {
    const before = rows.map((row) => row.value);
    sortRows(rows, { by: 'value', descending: true });
    expect(rows.map((row) => row.value)).toEqual(before);
  });
});
