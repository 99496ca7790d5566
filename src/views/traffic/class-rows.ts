/** The ledger by class and place, with the same work without peering (NET-6, NET-7) and its figures over time. */
import type { SeriesView } from '../../engine/contract';
import type { Flow, LedgerView, TrafficClass } from '../../sim/types';
import type { TrafficPlace } from '../../store/traffic-choice';
import { CLASSES } from '../ledger/classes';

export const PLACES: readonly TrafficPlace[] = ['wan', 'lan'];
export const PLACE_WORDS: Readonly<Record<TrafficPlace, string>> = { wan: 'WAN', lan: 'LAN' };

export interface FlowRow extends Flow {
  /** null = all classes together. */
  readonly cls: TrafficClass | null;
  readonly label: string;
  readonly place: TrafficPlace;
  readonly without: number;
  /** Bytes sent in each bucket; null until they are known. */
  readonly points: Float64Array | null;
  /** The same without peering; only of all classes together. */
  readonly withoutPoints: Float64Array | null;
}

export interface Limits {
  readonly place: TrafficPlace | null;
  readonly cls: TrafficClass | null;
}

export function classRows(ledger: LedgerView, series: SeriesView | null, limits: Limits): FlowRow[] {
  return placesOf(limits).flatMap((place) =>
    CLASSES.filter(({ cls }) => limits.cls === null || limits.cls === cls).map(({ cls, label }) => ({
      cls,
      label,
      place,
      ...ledger.flow[cls][place],
      without: ledger.without[cls][place],
      points: series?.sent[cls][place] ?? null,
      withoutPoints: null,
    })),
  );
}

/** All classes of each place: the sum of the rows above, whatever class these are limited to. */
export function totalRows(ledger: LedgerView, series: SeriesView | null, limits: Limits): FlowRow[] {
  return placesOf(limits).map((place) => {
    const parts = classRows(ledger, series, { place, cls: null });
    const sum = (of: (row: FlowRow) => number): number => parts.reduce((total, row) => total + of(row), 0);
    return {
      cls: null,
      label: 'all',
      place,
      sent: sum((row) => row.sent),
      received: sum((row) => row.received),
      lost: sum((row) => row.lost),
      inFlight: sum((row) => row.inFlight),
      without: sum((row) => row.without),
      points: series === null ? null : added(parts.flatMap(({ points }) => points ?? [])),
      withoutPoints: series?.without[place] ?? null,
    };
  });
}

const placesOf = ({ place }: Limits): readonly TrafficPlace[] => (place === null ? PLACES : [place]);

function added(columns: readonly Float64Array[]): Float64Array {
  return (columns[0] ?? new Float64Array(0)).map((_, i) => columns.reduce((sum, column) => sum + (column[i] ?? 0), 0));
}
