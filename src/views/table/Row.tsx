/** One row of the table. */
import { memo } from 'react';
import type { TableRow } from '../../engine/contract';
import { useUi } from '../../store/ui-store';
import { cx } from '../../ui/cx';
import { Literal } from '../questions/Literal';
import { COLUMNS } from './columns';
import styles from './table.module.css';

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly row: TableRow | undefined;
  readonly active: boolean;
}

export const Row = memo(function Row({ id, index, top, row, active }: RowProps) {
  const selected = useUi((state) => row !== undefined && state.selection === row.slot);
  return (
    <div
      id={id}
      role="row"
      className={cx(styles.row, selected && styles.selected, active && styles.active)}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ transform: `translateY(${top}px)` }}
      data-index={index}
    >
      {COLUMNS.map((column) => (
        <div key={column.id} role="gridcell" className={cx(styles.cell, column.id === 'address' && styles.address)} style={{ width: column.width }}>
          {column.id === 'answer' && row !== undefined && row.answer !== '' ? <Literal text={row.answer} /> : (row?.[column.id] ?? '…')}
        </div>
      ))}
    </div>
  );
});
