/** The diagram as text: the marks of the stretch in view, in the order of time; only what is in view of the table exists. */
import { useMemo, useRef, useState } from 'react';
import { MARK } from '../../engine/time-chain-marks';
import { count } from '../../store/units';
import { whyMark } from '../../store/why';
import { cx } from '../../ui/cx';
import { rowIndexAt, useRowGrid } from '../../ui/use-row-grid';
import type { Diagram } from './diagram';
import { byTime, clientOf, markAt } from './marks';
import styles from './time-chain.module.css';
import { pick } from './use-diagram';
import { wordsOf, type Wording } from './words';
import { useUi } from '../../store/ui-store';

const gridId = 'time-chain-table';
const COLUMNS = ['sent', 'from', 'to', 'arrived', 'what', 'carries'] as const;
const TITLES: Readonly<Record<(typeof COLUMNS)[number], string>> = {
  sent: 'Sent',
  from: 'From',
  to: 'To',
  arrived: 'Arrived',
  what: 'What',
  carries: 'Answers',
};

export function TimeChainTable({ diagram, wording }: { readonly diagram: Diagram; readonly wording: Wording }) {
  const [registrations, setRegistrations] = useState(false);
  const { marks, view } = diagram;
  const { from, to } = view;
  const order = useMemo(() => {
    const rows = byTime(marks);
    return rows.filter((i) => marks.t1[i]! >= from && marks.t0[i]! <= to && (registrations || marks.kind[i] !== MARK.normalRegistration));
  }, [marks, from, to, registrations]);
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRowGrid(scroller, gridId, order.length);
  const choose = (row: number): void => {
    const mark = markAt(marks, order[row] ?? -1);
    if (mark === null) return;
    grid.setActive(row);
    diagram.focusOn(mark.index);
    pick(mark, -1);
  };
  const enter = (key: string): boolean => {
    if (key === 'Enter') choose(grid.activeRow);
    return key === 'Enter';
  };
  return (
    <div className={styles.tableView}>
      <div className={styles.tableBar}>
        <label className={styles.only}>
          <input type="checkbox" checked={registrations} onChange={(event) => setRegistrations(event.target.checked)} />
          normal registrations too
        </label>
        <span className={styles.count} role="status">
          {diagram.isDetailed ? count(order.length, 'mark') : 'Only counts at this zoom: show higher rows or a shorter time'}
        </span>
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label="Messages in time"
        aria-rowcount={order.length + 1}
        aria-colcount={COLUMNS.length}
        aria-activedescendant={grid.activeId}
        tabIndex={0}
        onKeyDown={(event) => grid.onKeyDown(event, ({ key }) => enter(key))}
        onClick={(event) => choose(rowIndexAt(event))}
      >
        <div className={styles.head} role="rowgroup">
          <div className={styles.row} role="row" aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <div key={column} role="columnheader" className={cx(styles.cell, styles[column])}>
                {TITLES[column]}
              </div>
            ))}
          </div>
        </div>
        <div className={styles.body} role="rowgroup" style={{ height: grid.height }}>
          {grid.items.map((item) => (
            <Row
              key={item.key}
              index={item.index}
              top={item.start}
              active={item.index === grid.activeRow}
              diagram={diagram}
              mark={order[item.index] ?? -1}
              wording={wording}
            />
          ))}
        </div>
        {order.length === 0 && <p className={styles.none}>Nothing happened in this stretch of time.</p>}
      </div>
    </div>
  );
}

interface RowProps {
  readonly index: number;
  readonly top: number;
  readonly active: boolean;
  readonly diagram: Diagram;
  /** Index of the mark. */
  readonly mark: number;
  readonly wording: Wording;
}

function Row({ index, top, active, diagram, mark: at, wording }: RowProps) {
  const selection = useUi((state) => state.selection);
  const mark = markAt(diagram.marks, at);
  if (mark === null) return null;
  const words = wordsOf(mark, wording);
  const selected = selection !== null && (clientOf(mark) === selection || mark.a === selection);
  return (
    <div
      id={`${gridId}-${index}`}
      role="row"
      className={cx(styles.row, styles.line, selected && styles.selected, active && styles.active)}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ transform: `translateY(${top}px)` }}
      data-index={index}
      {...(mark.event > 0 ? { 'data-why': whyMark({ eventId: mark.event }) } : {})}
    >
      {COLUMNS.map((column) => (
        <div key={column} role="gridcell" className={cx(styles.cell, styles[column])}>
          {words[column]}
        </div>
      ))}
    </div>
  );
}
