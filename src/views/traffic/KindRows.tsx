/** Head, rows and emptiness of the ledger's lists. */
import type { TrafficColumn, TrafficKind, TrafficResult } from '../../engine/contract';
import { useUi } from '../../store/ui-store';
import { cx } from '../../ui/cx';
import table from '../table/table.module.css';
import { NOT_KEPT, type TrafficColumnSpec } from './columns';
import styles from './traffic.module.css';

export const GRID_ID = 'traffic-grid';

interface HeadProps {
  readonly columns: readonly TrafficColumnSpec[];
  readonly sort: TrafficColumn;
  readonly descending: boolean;
  readonly onSort: (column: TrafficColumn) => void;
}

export function Head({ columns, sort, descending, onSort }: HeadProps) {
  return (
    <div className={table.sheet} role="rowgroup">
      <div className={cx(table.row, table.headRow)} role="row" aria-rowindex={1}>
        {columns.map(({ id, title, hint, width, sort: by }) => (
          <div
            key={id}
            role="columnheader"
            className={cx(table.cell, by === null && styles.plainHead)}
            style={{ width }}
            title={hint}
            {...(by === null ? {} : { 'aria-sort': by !== sort ? 'none' : descending ? 'descending' : 'ascending' })}
          >
            {by === null ? (
              title
            ) : (
              <button type="button" className={cx(table.sort, id !== 'label' && styles.numberHead)} onClick={() => onSort(by)}>
                {title}
                <span aria-hidden="true" className={table.arrow}>
                  {by === sort ? (descending ? '↓' : '↑') : ''}
                </span>
              </button>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly of: TrafficKind;
  readonly index: number;
  readonly top: number;
  readonly row: TrafficResult['rows'][number] | undefined;
  readonly columns: readonly TrafficColumnSpec[];
  readonly isActive: boolean;
  readonly picked: number | null;
}

export function Row({ of, index, top, row, columns, isActive, picked }: RowProps) {
  const selection = useUi((state) => state.selection);
  const isSelected = row !== undefined && (of === 'client' || of === 'chain' ? selection : picked) === row.index;
  return (
    <div
      id={`${GRID_ID}-${index}`}
      role="row"
      className={cx(table.row, isSelected && table.selected, isActive && table.active)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      style={{ transform: `translateY(${top}px)` }}
      data-index={index}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={cx(table.cell, column.id === 'label' && table.address, column.sort !== null && column.id !== 'label' && styles.number)}
          style={{ width: column.width }}
        >
          {row === undefined ? '…' : column.text(row)}
        </div>
      ))}
    </div>
  );
}

export function Empty({ answer }: { readonly answer: TrafficResult | null }) {
  if (answer === null || answer.matching > 0) return null;
  if (!answer.kept) return <p className={table.none}>{NOT_KEPT}</p>;
  if (answer.total > 0) return <p className={table.none}>No row has all of these words.</p>;
  return <p className={table.none}>There is none in this scenario.</p>;
}
