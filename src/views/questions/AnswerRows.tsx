/** Answers as a live table with bars: value, count, share. Of many rows only those in view exist. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { AnswersView } from '../../engine/contract';
import { cx } from '../../ui/cx';
import { AnswerRow } from './AnswerRow';
import { Respondents } from './Respondents';
import styles from './questions.module.css';
import type { RowOrder } from './sort-rows';
import { sortRows } from './sort-rows';
import { MOST_ROWS } from './use-answers';

const ROW_HEIGHT = 32;
/** Fewer rows than this are looked through by eye. */
const FILTER_FROM = 12;

interface AnswerRowsProps {
  readonly view: AnswersView;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
}

export function AnswerRows({ view, filter, onFilter }: AnswerRowsProps) {
  const action = view.question.kind === 'action';
  const [order, setOrder] = useState<RowOrder>(action ? { by: 'status', descending: false } : { by: 'count', descending: true });
  const [opened, setOpened] = useState<string | null>(null);
  const rows = sortRows(view.rows, order);
  const sortBy = (by: 'value' | 'count'): void => setOrder({ by, descending: order.by === by ? !order.descending : by === 'count' });
  if (view.nobody) return <p className={styles.none}>No computer matches. All that were asked have passed it on without an answer.</p>;
  if (view.distinct === 0) return <p className={styles.none}>No answer has reached the server yet.</p>;
  return (
    <>
      {view.distinct > FILTER_FROM && (
        <input
          type="text"
          className={styles.filter}
          aria-label="Filter answers"
          placeholder="Words in the answer"
          value={filter}
          spellCheck={false}
          onChange={(event) => onFilter(event.target.value)}
        />
      )}
      <div role="table" aria-label={action ? 'Statuses' : 'Answers'} aria-rowcount={rows.length + 1}>
        <div role="rowgroup">
          <div role="row" aria-rowindex={1} className={cx(styles.row, styles.rowHead)}>
            <Head name={action ? 'Status' : 'Value'} sorted={order.by === 'value' ? order : null} onSort={() => sortBy('value')} />
            <Head name="Count" sorted={order.by === 'count' ? order : null} onSort={() => sortBy('count')} />
            <span role="columnheader">Share</span>
          </div>
        </div>
        <Rows view={view} rows={rows} opened={opened} onOpen={(value) => setOpened(value === opened ? null : value)} />
      </div>
      {rows.length === 0 && <p className={styles.none}>No answer has these words.</p>}
      {view.distinct > MOST_ROWS && (
        <p className={styles.note}>
          The {MOST_ROWS.toLocaleString('en-US')} most frequent of {view.distinct.toLocaleString('en-US')} different ones.
        </p>
      )}
      {opened !== null && <Respondents question={view.question.number} of={{ value: opened }} title={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function Head({ name, sorted, onSort }: { readonly name: string; readonly sorted: RowOrder | null; readonly onSort: () => void }) {
  return (
    <span role="columnheader" aria-sort={sorted === null ? 'none' : sorted.descending ? 'descending' : 'ascending'}>
      <button type="button" className={styles.sort} onClick={onSort}>
        {name}
        <span aria-hidden="true">{sorted === null ? '' : sorted.descending ? ' ↓' : ' ↑'}</span>
      </button>
    </span>
  );
}

interface RowsProps {
  readonly view: AnswersView;
  readonly rows: AnswersView['rows'];
  readonly opened: string | null;
  readonly onOpen: (value: string) => void;
}

function Rows({ view, rows, opened, onOpen }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 6 });
  const most = rows.reduce((max, row) => Math.max(max, row.count), 1);
  const all = view.question.kind === 'action' ? rows.reduce((sum, row) => sum + row.count, 0) : view.question.passed;
  const many = rows.length > MANY;
  useEffect(() => virtual.measure(), [virtual, many]);
  return (
    <div ref={scroller} role="rowgroup" className={styles.rows} style={{ height: Math.min(rows.length, MANY) * ROW_HEIGHT }} {...(many ? { tabIndex: 0 } : {})}>
      <div role="presentation" style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <AnswerRow
              key={row.value}
              row={row}
              index={item.index}
              top={item.start}
              width={row.count / most}
              share={all === 0 ? 0 : row.count / all}
              opened={row.value === opened}
              question={view.question}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Rows in view at once; more are scrolled. */
const MANY = 10;
