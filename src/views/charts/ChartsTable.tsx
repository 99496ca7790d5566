/** The charts as text: a row for each bucket of the stretch in view; only what is in view of the table exists. A row goes to its beginning. */
import { useRef } from 'react';
import { count, span } from '../../store/units';
import { cx } from '../../ui/cx';
import { rowIndexAt, useRowGrid } from '../../ui/use-row-grid';
import styles from './charts.module.css';
import { bucketsIn, type Known } from './known';
import { TABLE_COLUMNS } from './table-columns';
import { goTo, useStretch } from './use-plots';

const gridId = 'charts-table';

export function ChartsTable({ known }: { readonly known: Known }) {
  const { series } = known;
  const stretch = useStretch();
  const { first, last } = bucketsIn(series, stretch.from, stretch.to);
  const rows = Math.max(0, last - first + 1);
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRowGrid(scroller, gridId, rows);
  const choose = (row: number): void => {
    if (row < 0 || row >= rows) return;
    grid.setActive(row);
    goTo((first + row) * series.bucket);
  };
  const enter = (key: string): boolean => {
    if (key === 'Enter') choose(grid.activeRow);
    return key === 'Enter';
  };
  return (
    <>
      <p className={styles.tableNote} role="status">
        {count(rows, 'bucket')} of {span(series.bucket)}. Enter on a row, or a press, goes to its beginning.
      </p>
      <div
        ref={scroller}
        className={styles.tableScroller}
        role="grid"
        aria-label="Figures over time"
        aria-rowcount={rows + 1}
        aria-colcount={TABLE_COLUMNS.length}
        aria-activedescendant={grid.activeId}
        tabIndex={0}
        onKeyDown={(event) => grid.onKeyDown(event, ({ key }) => enter(key))}
        onClick={(event) => choose(rowIndexAt(event))}
      >
        <div className={styles.tableHead} role="rowgroup">
          <div className={styles.row} role="row" aria-rowindex={1}>
            {TABLE_COLUMNS.map(({ id, title, hint }) => (
              <div key={id} role="columnheader" className={cx(styles.cell, styles[id])} title={hint}>
                {title}
              </div>
            ))}
          </div>
        </div>
        <div className={styles.tableBody} role="rowgroup" style={{ height: grid.height }}>
          {grid.items.map((item) => (
            <Row key={item.key} index={item.index} bucket={first + item.index} top={item.start} active={item.index === grid.activeRow} known={known} />
          ))}
        </div>
        {rows === 0 && <p className={styles.none}>Nothing of this stretch has been played yet.</p>}
      </div>
    </>
  );
}

interface RowProps {
  readonly index: number;
  readonly bucket: number;
  readonly top: number;
  readonly active: boolean;
  readonly known: Known;
}

function Row({ index, bucket, top, active, known }: RowProps) {
  return (
    <div
      id={`${gridId}-${index}`}
      role="row"
      className={cx(styles.row, styles.tableLine, active && styles.active)}
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${top}px)` }}
      data-index={index}
    >
      {TABLE_COLUMNS.map(({ id, say }) => (
        <div key={id} role="gridcell" className={cx(styles.cell, styles[id])}>
          {say(known, bucket)}
        </div>
      ))}
    </div>
  );
}
