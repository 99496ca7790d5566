/** Figures over time in the reference: entries of the books put into buckets, and counts of clients and leaders at the end of each. */
import type { TrafficClass } from '../sim/types';
import type { Micros } from '../sim/world';
import type { Reference } from './reference';
import { CLASSES, type Where } from './reference-books';

/** How many clients are online, leaders and connections of leaders there are since t. */
export interface Census {
  readonly t: Micros;
  readonly online: number;
  readonly leaderClients: number;
  readonly leaderConnections: number;
}
export interface Buckets {
  readonly count: number;
  readonly sent: Record<TrafficClass, Record<Where, number[]>>;
  readonly without: Record<Where, number[]>;
  readonly initialRegistrations: number[];
  readonly normalRegistrations: number[];
  readonly leaderConnections: number[];
  readonly leaderClients: number[];
  readonly online: number[];
  readonly answers: number[];
}

export function takeCensus({ now, places }: Reference): Census {
  const roles = places.map(({ sides }) => sides.filter((side) => side.role).length);
  return {
    t: now,
    online: places.filter((place) => place.online).length,
    leaderClients: roles.filter((count) => count > 0).length,
    leaderConnections: roles.reduce((sum, count) => sum + count, 0),
  };
}

/** Buckets of equal length; the last holds now. */
export function bucketsOf({ now, books, censuses }: Reference, bucket: Micros): Buckets {
  const count = Math.floor(now / bucket) + 1;
  const fill = <T extends { readonly t: Micros }>(entries: readonly T[], amount: (entry: T) => number): number[] => {
    const sums = Array.from({ length: count }, () => 0);
    for (const entry of entries) sums[Math.floor(entry.t / bucket)] = (sums[Math.floor(entry.t / bucket)] ?? 0) + amount(entry);
    return sums;
  };
  const bytes = (entries: typeof books.sentEntries, where: Where, cls: TrafficClass | null): number[] =>
    fill(entries, (entry) => (entry.where === where && (cls === null || entry.cls === cls) ? entry.bytes : 0));
  const both = (entries: typeof books.sentEntries, cls: TrafficClass | null): Record<Where, number[]> => ({
    lan: bytes(entries, 'lan', cls),
    wan: bytes(entries, 'wan', cls),
  });
  const atEnd = (name: 'online' | 'leaderClients' | 'leaderConnections'): number[] =>
    Array.from({ length: count }, (_, n) => censuses.findLast(({ t }) => t < (n + 1) * bucket)?.[name] ?? 0);
  return {
    count,
    sent: Object.fromEntries(CLASSES.map((cls) => [cls, both(books.sentEntries, cls)])) as Buckets['sent'],
    without: both(books.withoutEntries, null),
    initialRegistrations: fill(books.registrations, ({ kind }) => (kind === 'initial' ? 1 : 0)),
    normalRegistrations: fill(books.registrations, ({ kind }) => (kind === 'normal' ? 1 : 0)),
    leaderConnections: atEnd('leaderConnections'),
    leaderClients: atEnd('leaderClients'),
    online: atEnd('online'),
    answers: fill(books.answers, (entry) => entry.count),
  };
}
