/** Rows of the ledger by page. */
import type { TrafficQuery, TrafficResult, TrafficRow } from '../../engine/contract';
import { query } from '../../store/session';
import { usePages, type Pages } from '../../store/use-pages';

export type TrafficWanted = Omit<TrafficQuery, 'offset' | 'limit'>;

const fetchRows = (wanted: TrafficWanted, offset: number, limit: number): Promise<TrafficResult> => query('traffic', { ...wanted, offset, limit });

export function useTrafficRows(wanted: TrafficWanted): Pages<TrafficRow, TrafficResult> {
  return usePages<TrafficRow, TrafficResult, TrafficWanted>(wanted, fetchRows);
}
