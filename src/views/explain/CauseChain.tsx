/** Why an event happened, line by line back to a timer, a fault or the user's own act. Each line goes to its instant. */
import { useEffect, useState } from 'react';
import type { LogRow } from '../../engine/contract';
import { query, seek } from '../../store/session';
import { clock } from '../../store/units';
import { attempt } from '../../store/verbs';
import { RuleBadge } from '../../ui/Badge';
import { IconButton } from '../../ui/Button';
import styles from './explain.module.css';

/** Longer chains are cut in the middle of nowhere for the eye; the log has them all. */
const MAX_LINES = 12;

export function CauseChain({ eventId }: { readonly eventId: number }) {
  const [rows, setRows] = useState<readonly LogRow[]>([]);
  useEffect(() => {
    let gone = false;
    query('why', { eventId }).then(
      (answer) => !gone && setRows(answer),
      () => !gone && setRows([]),
    );
    return () => {
      gone = true;
    };
  }, [eventId]);
  return <CauseLines rows={rows} />;
}

export function CauseLines({ rows }: { readonly rows: readonly LogRow[] }) {
  if (rows.length === 0) return null;
  const more = rows.length - MAX_LINES;
  return (
    <ol className={styles.causes} aria-label="Causes">
      {rows.slice(0, MAX_LINES).map((row) => (
        <CauseLine key={row.id} row={row} />
      ))}
      {more > 0 && <li className={styles.more}>and {more} earlier causes (see the event log)</li>}
    </ol>
  );
}

export function CauseLine({ row }: { readonly row: LogRow }) {
  return (
    <li className={styles.cause}>
      <div className={styles.when}>
        <time>{clock(row.t, 3)}</time>
        <RuleBadge rule={row.rule} text={row.ruleText} grade={row.grade} />
        <IconButton
          icon="goto"
          size={14}
          name={`Go to ${clock(row.t, 3)}`}
          className={styles.go ?? ''}
          onClick={() => void attempt('The run did not move', () => seek(row.t))}
        />
      </div>
      <p>{row.text}</p>
    </li>
  );
}
