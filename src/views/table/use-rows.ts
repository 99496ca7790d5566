/** Rows of the table of clients, by page. */
import type { QueryMap, TableColumn, TableRow } from '../../engine/contract';
import { query } from '../../store/session';
import { usePages, type Pages } from '../../store/use-pages';

export interface RowsQuery {
  readonly sort: TableColumn;
  readonly descending: boolean;
  readonly filter: string;
}
type Answer = QueryMap['table']['result'];

const fetchRows = (wanted: RowsQuery, offset: number, limit: number): Promise<Answer> => query('table', { ...wanted, offset, limit });

export function useRows(wanted: RowsQuery): Pages<TableRow, Answer> {
  return usePages<TableRow, Answer, RowsQuery>(wanted, fetchRows);
}
