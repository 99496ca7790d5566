/** The ledger in rows of one kind, sorted and filtered in the engine, of which only what is in view exists. */
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { TrafficColumn, TrafficKind } from '../../engine/contract';
import { useTrafficChoice } from '../../store/traffic-choice';
import { rowIndexAt, useRowGrid } from '../../ui/use-row-grid';
import table from '../table/table.module.css';
import { columnsOf, KINDS } from './columns';
import { KindBar } from './KindBar';
import { Empty, GRID_ID, Head, Row } from './KindRows';
import { KindSums } from './KindSums';
import { isOnMap, pickRow, showRow } from './pick-row';
import { useTrafficRows } from './use-traffic-rows';

/** Mounted anew for each kind. */
export function KindGrid({ of }: { readonly of: TrafficKind }) {
  const place = useTrafficChoice((state) => state.place);
  const filter = useTrafficChoice((state) => state.filter);
  const [chosen, setChosen] = useState<{ readonly sort: TrafficColumn; readonly descending: boolean } | null>(null);
  const [picked, setPicked] = useState<number | null>(null);
  const { sort, descending } = chosen ?? { sort: place === 'lan' ? 'lanSent' : 'wanSent', descending: true };
  const rows = useTrafficRows({ of, sort, descending, filter: useDeferredValue(filter) });
  const columns = columnsOf(of, place);
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRowGrid(scroller, GRID_ID, rows.matching);
  // The rows in view changed by scrolling or by the answer itself: both end here.
  useEffect(() => rows.look(grid.first, grid.last));
  const sortBy = (column: TrafficColumn): void => setChosen({ sort: column, descending: column === sort ? !descending : column !== 'label' });
  const pick = (index: number): void => {
    const row = rows.at(index);
    if (row === undefined) return;
    grid.setActive(index);
    setPicked(row.index);
    pickRow(of, row);
  };
  const enter = (key: string, isOnGrid: boolean): boolean => {
    if (key !== 'Enter' || !isOnGrid) return false;
    pick(grid.activeRow);
    return true;
  };
  const many = KINDS.find((kind) => kind.of === of)?.many ?? '';
  return (
    <>
      <KindBar of={of} place={place} rows={rows} isKept={rows.latest?.kept ?? true} picked={picked} sort={sort} descending={descending} />
      <div
        ref={scroller}
        className={table.scroller}
        role="grid"
        aria-label={`Traffic: ${many}`}
        aria-rowcount={rows.matching + 1}
        aria-colcount={columns.length}
        aria-activedescendant={grid.activeId}
        tabIndex={0}
        onKeyDown={(event) => grid.onKeyDown(event, ({ key, target, currentTarget }) => enter(key, target === currentTarget))}
        onClick={(event) => pick(rowIndexAt(event))}
        onDoubleClick={(event) => {
          const row = rows.at(rowIndexAt(event));
          if (row !== undefined && isOnMap(of)) showRow(of, row);
        }}
      >
        <Head columns={columns} sort={sort} descending={descending} onSort={sortBy} />
        <div className={table.body} role="rowgroup" style={{ height: grid.height }}>
          {grid.items.map((item) => (
            <Row
              key={item.key}
              of={of}
              index={item.index}
              top={item.start}
              row={rows.at(item.index)}
              columns={columns}
              isActive={item.index === grid.activeRow}
              picked={picked}
            />
          ))}
        </div>
        <Empty answer={rows.latest} />
      </div>
      {rows.latest !== null && rows.latest.kept && <KindSums of={of} place={place} answer={rows.latest} />}
    </>
  );
}
