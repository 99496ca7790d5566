import { describe, expect, it } from 'vitest';
import { MAX_PAGES, PAGE_ROWS, Trace } from './trace';

function filled(rows: number): Trace {
  const trace = new Trace();
  for (let i = 1; i <= rows; i++) trace.add(i * 10, 'link.tried', 'LINK-1', i - 1, i % 7, (i + 1) % 7, i % 2, i);
  return trace;
}

describe('the event log', () => {
  it('gives every row back with its id, its rule and its cause', () => {
    const trace = filled(PAGE_ROWS + 5);
    expect(trace.get(PAGE_ROWS + 1)).toEqual({
      id: PAGE_ROWS + 1,
      t: (PAGE_ROWS + 1) * 10,
      kind: 'link.tried',
      rule: 'LINK-1',
      cause: PAGE_ROWS,
      client: (PAGE_ROWS + 1) % 7,
      peer: (PAGE_ROWS + 2) % 7,
      direction: 'backward',
      detail: PAGE_ROWS + 1,
      amount: 0,
    });
  });

  it('follows causes back to the start', () => {
    expect(
      filled(4)
        .causesOf(3)
        .map((event) => event.id),
    ).toEqual([3, 2, 1]);
  });

  it('finds the last row at or before a time', () => {
    const trace = filled(100);
    expect([trace.lastIdAt(9), trace.lastIdAt(10), trace.lastIdAt(505), trace.lastIdAt(99_999)]).toEqual([0, 1, 50, 100]);
  });

  it('drops its oldest pages at the bound, and says what it still has', () => {
    const trace = filled(PAGE_ROWS * MAX_PAGES + 1);
    expect(trace.firstId).toBe(PAGE_ROWS + 1);
    expect(trace.get(1)).toBeUndefined();
    expect(trace.get(trace.firstId)?.id).toBe(PAGE_ROWS + 1);
    expect(trace.lastId).toBe(PAGE_ROWS * MAX_PAGES + 1);
  });

  it('is what it was after a snapshot was restored, even when rows were written in between', () => {
    const trace = filled(PAGE_ROWS + 10);
    const snapshot = trace.snapshot();
    for (let i = 0; i < 20; i++) trace.add(1e6, 'role.gained', 'LINK-2', 0, 1, -1, 0, -1);
    trace.restore(snapshot);
    trace.add(2e6, 'role.lost', 'LINK-7', 0, 2, -1, 0, -1);
    expect(trace.get(PAGE_ROWS + 10)?.kind).toBe('link.tried');
    expect(trace.get(PAGE_ROWS + 11)?.kind).toBe('role.lost');
    trace.restore(snapshot);
    expect(trace.lastId).toBe(PAGE_ROWS + 10);
  });
});
