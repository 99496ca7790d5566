/** The whole table, as filtered and sorted, as a CSV file. */
import { modelNote } from '../../store/model-note';
import { query } from '../../store/session';
import { saveFile } from '../../store/save-file';
import { COLUMNS } from './columns';
import { csvLine } from './csv';
import type { RowsQuery } from './use-rows';

const CHUNK = 5000;

export async function tableCsv(wanted: RowsQuery): Promise<string[]> {
  const parts = [csvLine(modelNote()), csvLine(COLUMNS.map((column) => column.title))];
  for (let offset = 0; ; offset += CHUNK) {
    const { rows, matching } = await query('table', { ...wanted, offset, limit: CHUNK });
    parts.push(rows.map((row) => csvLine(COLUMNS.map((column) => row[column.id]))).join(''));
    if (offset + CHUNK >= matching || rows.length === 0) return parts;
  }
}

export async function downloadTable(wanted: RowsQuery): Promise<void> {
  saveFile('chainscope-clients.csv', 'text/csv', await tableCsv(wanted));
}
