/** The event log: every event in a sentence, with its rule; filters by kind, client, rule and words; a press goes to its instant. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { LogFilter, LogRow } from '../../engine/contract';
import { useBrush } from '../../store/brush';
import { onSession, query } from '../../store/session';
import { useUi } from '../../store/ui-store';
import { BrushNote } from '../brush/BrushNote';
import { toFilter } from './log-filter';
import { LogFilters } from './LogFilters';
import { LogLine } from './LogLine';
import styles from './log.module.css';

const LINE_HEIGHT = 34;
const PAGE = 200;
const REFRESH_MILLIS = 500;

type Answer = { readonly rows: readonly LogRow[]; readonly total: number; readonly oldestKept: number };

export function LogView() {
  const selection = useUi((state) => state.selection);
  const choice = useUi((state) => state.logChoice);
  const brush = useBrush((state) => state.brush);
  const [limit, setLimit] = useState(PAGE);
  const settled = useDeferredValue(choice);
  const answer = useLog(JSON.stringify({ ...toFilter(settled, selection, brush), offset: 0, limit }));
  return (
    <div className={styles.view}>
      <LogFilters total={answer?.total ?? 0} />
      <BrushNote place="log" />
      <Lines answer={answer} onMore={() => setLimit(limit + PAGE)} />
    </div>
  );
}

function Lines({ answer, onMore }: { readonly answer: Answer | null; readonly onMore: () => void }) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = answer?.rows ?? [];
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => LINE_HEIGHT, overscan: 10 });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const atEnd = rows.length > 0 && last >= rows.length - 5 && rows.length < (answer?.total ?? 0);
  useEffect(() => {
    if (atEnd) onMore();
  });
  return (
    <div ref={scroller} className={styles.scroller} role="group" aria-label="Events, newest first" tabIndex={0}>
      <ol className={styles.lines} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : <LogLine key={row.id} row={row} top={item.start} />;
        })}
      </ol>
      {answer !== null && rows.length === 0 && <p className={styles.none}>No event fits this filter.</p>}
    </div>
  );
}

/** Rows for a filter; the earlier answer stays on screen until the next one is there. */
function useLog(key: string): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const ask = (): void => {
      timer = null;
      query('log', JSON.parse(key) as LogFilter).then(
        (value) => !gone && setAnswer(value),
        () => undefined,
      );
    };
    ask();
    const stop = onSession('status', () => {
      timer ??= setTimeout(ask, REFRESH_MILLIS);
    });
    return () => {
      gone = true;
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [key]);
  return answer;
}
