/** One row of the table. */
import type { MouseEvent } from 'react';
import { memo } from 'react';
import { select } from '../../store/selection';
import type { TableRow } from '../../engine/contract';
import { useUi } from '../../store/ui-store';
import { cx } from '../../ui/cx';
import { COLUMNS } from './columns';
import styles from './table.module.css';

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly row: TableRow | undefined;
  readonly active: boolean;
  readonly onActivate: (index: number) => void;
  readonly onMenu: (event: MouseEvent, slot: number, index: number) => void;
}

export const Row = memo(function Row({ id, index, top, row, active, onActivate, onMenu }: RowProps) {
  const selected = useUi((state) => row !== undefined && state.selection === row.slot);
  return (
    <div
      id={id}
      role="row"
      className={cx(styles.row, selected && styles.selected, active && styles.active)}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => {
        onActivate(index);
        if (row !== undefined) select(row.slot);
      }}
      onContextMenu={(event) => row !== undefined && onMenu(event, row.slot, index)}
    >
      {COLUMNS.map((column) => (
        <div key={column.id} role="gridcell" className={cx(styles.cell, column.id === 'address' && styles.address)} style={{ width: column.width }}>
          {row?.[column.id] ?? '…'}
        </div>
      ))}
    </div>
  );
});
