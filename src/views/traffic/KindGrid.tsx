/** The ledger in rows of one kind, sorted and filtered in the engine, of which only what is in view exists. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { TrafficColumn, TrafficKind } from '../../engine/contract';
import { useTrafficChoice } from '../../store/traffic-choice';
import table from '../table/table.module.css';
import { columnsOf, KINDS } from './columns';
import { KindBar } from './KindBar';
import { Empty, GRID_ID, Head, Row } from './KindRows';
import { KindSums } from './KindSums';
import { isOnMap, pickRow, showRow } from './pick-row';
import { useTrafficRows } from './use-traffic-rows';

const ROW_HEIGHT = 28;
const OVERSCAN = 12;

/** Mounted anew for each kind. */
export function KindGrid({ of }: { readonly of: TrafficKind }) {
  const place = useTrafficChoice((state) => state.place);
  const filter = useTrafficChoice((state) => state.filter);
  const [chosen, setChosen] = useState<{ readonly sort: TrafficColumn; readonly descending: boolean } | null>(null);
  const [active, setActive] = useState(0);
  const [picked, setPicked] = useState<number | null>(null);
  const { sort, descending } = chosen ?? { sort: place === 'lan' ? 'lanSent' : 'wanSent', descending: true };
  const rows = useTrafficRows({ of, sort, descending, filter: useDeferredValue(filter) });
  const columns = columnsOf(of, place);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.matching, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: OVERSCAN });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  // The rows in view changed by scrolling or by the answer itself: both end here.
  useEffect(() => rows.look(first, last));
  const activeRow = Math.min(active, Math.max(0, rows.matching - 1));
  const sortBy = (column: TrafficColumn): void => setChosen({ sort: column, descending: column === sort ? !descending : column !== 'label' });
  const pick = (index: number): void => {
    const row = rows.at(index);
    if (row === undefined) return;
    setActive(index);
    setPicked(row.index);
    pickRow(of, row);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, last - first - OVERSCAN);
    const to = { ArrowDown: activeRow + 1, ArrowUp: activeRow - 1, PageDown: activeRow + page, PageUp: activeRow - page, Home: 0, End: rows.matching - 1 }[
      event.key
    ];
    if (to !== undefined) {
      const next = Math.max(0, Math.min(rows.matching - 1, to));
      setActive(next);
      virtual.scrollToIndex(next);
    } else if (event.key === 'Enter' && event.target === event.currentTarget) pick(activeRow);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const indexAt = (event: MouseEvent): number => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    return Number(element?.dataset['index'] ?? -1);
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
        aria-activedescendant={items.some((item) => item.index === activeRow) ? `${GRID_ID}-${activeRow}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={(event) => pick(indexAt(event))}
        onDoubleClick={(event) => {
          const row = rows.at(indexAt(event));
          if (row !== undefined && isOnMap(of)) showRow(of, row);
        }}
      >
        <Head columns={columns} sort={sort} descending={descending} onSort={sortBy} />
        <div className={table.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <Row
              key={item.key}
              of={of}
              index={item.index}
              top={item.start}
              row={rows.at(item.index)}
              columns={columns}
              isActive={item.index === activeRow}
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
