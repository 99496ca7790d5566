/** The ledger as CSV: by class, or all rows of one kind. Plain numbers, with their units in the heads. */
import type { SeriesView } from '../../engine/contract';
import type { LedgerView } from '../../sim/types';
import { modelNote } from '../../store/model-note';
import { saveFile } from '../../store/save-file';
import { query } from '../../store/session';
import type { TrafficPlace } from '../../store/traffic-choice';
import { csvLine } from '../table/csv';
import { classRows, PLACE_WORDS, totalRows, type Limits } from './class-rows';
import { columnsOf } from './columns';
import { peakOf } from './sparkline';
import type { TrafficWanted } from './use-traffic-rows';

const CHUNK = 5000;

export async function rowsCsv(wanted: TrafficWanted, place: TrafficPlace | null): Promise<string[]> {
  const columns = columnsOf(wanted.of, place);
  const parts = [csvLine(modelNote()), csvLine(columns.map((column) => column.plainTitle))];
  for (let offset = 0; ; offset += CHUNK) {
    const { rows, matching } = await query('traffic', { ...wanted, offset, limit: CHUNK });
    parts.push(rows.map((row) => csvLine(columns.map((column) => column.plain(row)))).join(''));
    if (offset + CHUNK >= matching || rows.length === 0) return parts;
  }
}

const CLASS_HEAD = ['Class', 'Place', 'Sent (bytes)', 'Received (bytes)', 'Lost (bytes)', 'In flight (bytes)', 'Without peering (bytes)', 'Peak (bit/s)'];

export function classesCsv(ledger: LedgerView, series: SeriesView | null, limits: Limits): string[] {
  const rows = [...classRows(ledger, series, limits), ...totalRows(ledger, series, limits)];
  return [
    csvLine(modelNote()),
    csvLine(CLASS_HEAD),
    ...rows.map((row) => {
      const peak = series === null || row.points === null ? null : (peakOf(row.points, series.bucket)?.bps ?? 0);
      const figures = [row.sent, row.received, row.lost, row.inFlight, row.without];
      return csvLine([row.label, PLACE_WORDS[row.place], ...figures.map(String), peak === null ? '' : String(Math.round(peak))]);
    }),
  ];
}

export async function downloadRows(wanted: TrafficWanted, place: TrafficPlace | null): Promise<void> {
  saveFile(`chainscope-traffic-${wanted.of}.csv`, 'text/csv', await rowsCsv(wanted, place));
}
export function downloadClasses(ledger: LedgerView, series: SeriesView | null, limits: Limits): void {
  saveFile('chainscope-traffic-class.csv', 'text/csv', classesCsv(ledger, series, limits));
}
