import { describe, expect, it } from 'vitest';
import type { SeriesView } from '../../engine/contract';
import type { TrafficClass } from '../../sim/types';
import { booksOf } from '../ledger/ledger.test-tools';
import { classRows, totalRows } from './class-rows';

const books = booksOf({ registration: { lan: 40, wan: 1000, withoutWan: 900 }, answer: { lan: 500, wan: 60, withoutWan: 2000, withoutLan: 7 } }, { lost: 30 });
const ORDER: readonly TrafficClass[] = ['registration', 'control', 'question', 'answer', 'action'];
const column = (of: number) => Float64Array.from([of, 2 * of]);
const series = {
  bucket: 1e6,
  count: 2,
  sent: Object.fromEntries(ORDER.map((cls, i) => [cls, { lan: column(i), wan: column(10 * i) }])),
  without: { lan: column(7), wan: column(70) },
} as unknown as SeriesView;
const ALL = { place: null, cls: null } as const;

describe('traffic by class', () => {
  it('has a row for each class and place, in which sent = received + lost + in flight (NET-6)', () => {
    const rows = classRows(books, series, ALL);
    expect(rows).toHaveLength(10);
    for (const row of rows) expect(row.received + row.lost + row.inFlight).toBe(row.sent);
    expect(rows.find((row) => row.cls === 'answer' && row.place === 'wan')).toMatchObject({ sent: 60, lost: 30, without: 2000 });
  });
  it('adds up: each total is the sum of its rows, also over time, and stands beside the same without peering (NET-7)', () => {
    const totals = totalRows(books, series, ALL);
    expect(totals.map(({ place, sent, lost, without }) => ({ place, sent, lost, without }))).toEqual([
      { place: 'wan', sent: 1060, lost: 60, without: 2900 },
      { place: 'lan', sent: 540, lost: 60, without: 7 },
    ]);
    expect([...(totals[0]?.points ?? [])]).toEqual([100, 200]);
    expect([...(totals[0]?.withoutPoints ?? [])]).toEqual([70, 140]);
  });
  it('is limited to a place and a class; totals stay those of all classes', () => {
    const limits = { place: 'wan', cls: 'answer' } as const;
    expect(classRows(books, series, limits).map(({ cls, place }) => [cls, place])).toEqual([['answer', 'wan']]);
    expect(totalRows(books, series, limits).map(({ place, sent }) => [place, sent])).toEqual([['wan', 1060]]);
  });
  it('has no course while the series is not there yet', () => {
    expect(classRows(books, null, ALL)[0]?.points).toBeNull();
    expect(totalRows(books, null, ALL)[0]?.points).toBeNull();
  });
});
