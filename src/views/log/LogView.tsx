/** The event log: every event in a sentence, with its rule; filters by kind, client, rule and words; a press goes to its instant. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { EVENT_KINDS, RULES } from '../../sim/log';
import type { EventKind, RuleId } from '../../sim/log';
import type { LogFilter, LogRow } from '../../engine/contract';
import { onSession, query } from '../../store/session';
import { useUi } from '../../store/ui-store';
import { LogLine } from './LogLine';
import styles from './log.module.css';
import { count } from '../../store/units';

const LINE_HEIGHT = 34;
const PAGE = 200;
const REFRESH_MILLIS = 500;

type Answer = { readonly rows: readonly LogRow[]; readonly total: number; readonly oldestKept: number };

export function LogView() {
  const selection = useUi((state) => state.selection);
  const card = useUi((state) => state.card);
  const [kind, setKind] = useState<EventKind | ''>('');
  const [rule, setRule] = useState<RuleId | ''>('');
  const [text, setText] = useState('');
  const [onlyClient, setOnlyClient] = useState(false);
  const [limit, setLimit] = useState(PAGE);
  const words = useDeferredValue(text);
  const filter: Omit<LogFilter, 'offset' | 'limit'> = {
    ...(kind === '' ? {} : { kinds: [kind] }),
    ...(rule === '' ? {} : { rule }),
    ...(words.trim() === '' ? {} : { text: words.trim() }),
    ...(onlyClient && selection !== null ? { client: selection } : {}),
  };
  const answer = useLog(JSON.stringify({ ...filter, offset: 0, limit }));
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <input
          type="text"
          aria-label="Filter events by words"
          placeholder="Words in the sentence"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <select aria-label="Kind of event" value={kind} onChange={(event) => setKind(event.target.value as EventKind | '')}>
          <option value="">every kind</option>
          {EVENT_KINDS.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <select aria-label="Rule" value={rule} onChange={(event) => setRule(event.target.value as RuleId | '')}>
          <option value="">every rule</option>
          {RULES.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <label className={styles.only}>
          <input type="checkbox" checked={onlyClient} disabled={selection === null} onChange={(event) => setOnlyClient(event.target.checked)} />
          {card === null ? 'only the selected client' : `only ${card.state.address}`}
        </label>
        <span className={styles.count}>{count(answer?.total ?? 0, 'event')}</span>
      </div>
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
