/** The same data as the map, as text: every client a row, sorted and filtered in the engine, of which only what is in view exists. */
import type { KeyboardEvent, MouseEvent } from 'react';
import { lazy, Suspense, useDeferredValue, useEffect, useRef, useState } from 'react';
import { select } from '../../store/selection';
import type { TableColumn } from '../../engine/contract';
import { useUi } from '../../store/ui-store';
import { attempt } from '../../store/verbs';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { rowIndexAt, useRowGrid } from '../../ui/use-row-grid';
import { COLUMNS } from './columns';
import { downloadTable } from './download-table';
import { Row } from './Row';
import styles from './table.module.css';
import { useRows } from './use-rows';

const gridId = 'client-table';

const QuestionTable = lazy(() => import('../questions/QuestionTable').then((module) => ({ default: module.QuestionTable })));

export function TableView() {
  const [questions, setQuestions] = useState(false);
  // What sets a filter from elsewhere, such as the legend, speaks of clients.
  useEffect(() => useUi.subscribe((state, before) => state.tableFilter !== before.tableFilter && setQuestions(false)), []);
  return (
    <div className={styles.view}>
      <div className={styles.of} role="group" aria-label="Rows">
        <Button small aria-pressed={!questions} onClick={() => setQuestions(false)}>
          Clients
        </Button>
        <Button small aria-pressed={questions} onClick={() => setQuestions(true)}>
          Questions
        </Button>
      </div>
      {questions ? (
        <Suspense>
          <QuestionTable />
        </Suspense>
      ) : (
        <ClientTable />
      )}
    </div>
  );
}

function ClientTable() {
  const filter = useUi((state) => state.tableFilter);
  const [sort, setSort] = useState<TableColumn>('address');
  const [descending, setDescending] = useState(false);
  const rows = useRows({ sort, descending, filter: useDeferredValue(filter) });
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRowGrid(scroller, gridId, rows.matching);
  // The rows in view changed by scrolling or by the answer itself: both end here.
  useEffect(() => rows.look(grid.first, grid.last));
  const sortBy = (column: TableColumn): void => {
    setDescending(column === sort ? !descending : false);
    setSort(column);
  };
  const act = ({ key, shiftKey }: KeyboardEvent): boolean => {
    const row = rows.at(grid.activeRow);
    if (row === undefined) return false;
    if (key === 'Enter') select(row.slot);
    else if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) openMenuAtRow(row.slot, grid.activeRow);
    else return false;
    return true;
  };
  const openMenuAtRow = (slot: number, index: number): void => {
    const box = document.getElementById(`${gridId}-${index}`)?.getBoundingClientRect();
    useUi.setState({ menu: { slot, x: (box?.left ?? 0) + 40, y: (box?.bottom ?? 0) - 4 } });
  };
  /** The row under the pointer; rows have no listeners of their own. */
  const rowAt = (event: MouseEvent): { readonly index: number; readonly slot: number } | null => {
    const index = rowIndexAt(event);
    const row = rows.at(index);
    return row === undefined ? null : { index, slot: row.slot };
  };
  const onClick = (event: MouseEvent): void => {
    const hit = rowAt(event);
    if (hit === null) return;
    grid.setActive(hit.index);
    select(hit.slot);
  };
  const onContextMenu = (event: MouseEvent): void => {
    const hit = rowAt(event);
    if (hit === null) return;
    event.preventDefault();
    grid.setActive(hit.index);
    useUi.setState({ menu: { slot: hit.slot, x: event.clientX, y: event.clientY } });
  };
  return (
    <>
      <div className={styles.bar}>
        <input
          type="text"
          className={styles.filter}
          aria-label="Filter clients"
          placeholder="Filter: words, or column:value such as status:Leader"
          value={filter}
          spellCheck={false}
          onChange={(event) => useUi.setState({ tableFilter: event.target.value })}
        />
        {QUICK.map(([label, value]) => (
          <Button key={value} small aria-pressed={filter === value} onClick={() => useUi.setState({ tableFilter: filter === value ? '' : value })}>
            {label}
          </Button>
        ))}
        <span className={styles.count} role="status">
          {rows.matching.toLocaleString('en-US')} of {rows.total.toLocaleString('en-US')}
        </span>
        <Button small icon="download" onClick={() => void attempt('The table was not exported', () => downloadTable({ sort, descending, filter }))}>
          CSV
        </Button>
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label="Clients"
        aria-rowcount={rows.matching + 1}
        aria-colcount={COLUMNS.length}
        aria-activedescendant={grid.activeId}
        tabIndex={0}
        onKeyDown={(event) => grid.onKeyDown(event, act)}
        onClick={onClick}
        onContextMenu={onContextMenu}
      >
        <div className={styles.sheet} role="rowgroup">
          <div className={cx(styles.row, styles.headRow)} role="row" aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <div
                key={column.id}
                role="columnheader"
                className={styles.cell}
                style={{ width: column.width }}
                aria-sort={column.id === sort ? (descending ? 'descending' : 'ascending') : 'none'}
              >
                <button type="button" className={styles.sort} tabIndex={0} onClick={() => sortBy(column.id)}>
                  {column.title}
                  <span aria-hidden="true" className={styles.arrow}>
                    {column.id === sort ? (descending ? '↓' : '↑') : ''}
                  </span>
                </button>
              </div>
            ))}
          </div>
        </div>
        <div className={styles.body} role="rowgroup" style={{ height: grid.height }}>
          {grid.items.map((item) => (
            <Row
              key={item.key}
              id={`${gridId}-${item.index}`}
              index={item.index}
              top={item.start}
              row={rows.at(item.index)}
              active={item.index === grid.activeRow}
            />
          ))}
        </div>
        {rows.total > 0 && rows.matching === 0 && (
          <p className={styles.none}>No client has all of these words. A word can be limited to a column: site:Berlin.</p>
        )}
      </div>
    </>
  );
}

const QUICK = [
  ['Leaders', 'status:Leader'],
  ['Blocked', 'status:Blocked'],
  ['Offline', 'status:Offline'],
] as const;
