/** The charts as text: a row for each bucket of the stretch in view; only what is in view of the table exists. A row goes to its beginning. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { count, span } from '../../store/units';
import { cx } from '../../ui/cx';
import styles from './charts.module.css';
import { bucketsIn, type Known } from './known';
import { TABLE_COLUMNS } from './table-columns';
import { goTo, useStretch } from './use-plots';

const ROW_HEIGHT = 28;
const gridId = 'charts-table';

export function ChartsTable({ known }: { readonly known: Known }) {
  const { series } = known;
  const stretch = useStretch();
  const { first, last } = bucketsIn(series, stretch.from, stretch.to);
  const rows = Math.max(0, last - first + 1);
  const [active, setActive] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 12 });
  const items = virtual.getVirtualItems();
  const activeRow = Math.min(active, Math.max(0, rows - 1));
  const choose = (row: number): void => {
    if (row < 0 || row >= rows) return;
    setActive(row);
    goTo((first + row) * series.bucket);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, items.length - 24);
    const moves: Record<string, number> = {
      ArrowDown: activeRow + 1,
      ArrowUp: activeRow - 1,
      PageDown: activeRow + page,
      PageUp: activeRow - page,
      Home: 0,
      End: rows - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      const next = Math.max(0, Math.min(rows - 1, target));
      setActive(next);
      virtual.scrollToIndex(next);
    } else if (event.key === 'Enter') choose(activeRow);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent): void => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (element !== null) choose(Number(element.dataset['index']));
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
        aria-activedescendant={items.some((item) => item.index === activeRow) ? `${gridId}-${activeRow}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
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
        <div className={styles.tableBody} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <Row key={item.key} index={item.index} bucket={first + item.index} top={item.start} active={item.index === activeRow} known={known} />
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
