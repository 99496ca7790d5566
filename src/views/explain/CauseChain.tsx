/** Why an event happened, line by line back to a timer, a fault or the user's own act. Each line goes to its instant. */
import { useEffect, useState } from 'react';
import type { LogRow } from '../../engine/contract';
import { query, seek } from '../../store/session';
import { clock } from '../../store/units';
import { attempt } from '../../store/verbs';
import { RuleBadge } from '../../ui/Badge';
import { Button, IconButton } from '../../ui/Button';
import styles from './explain.module.css';

/** A chain of causes can be long: its end near the event is shown, the rest on demand, its origin always. */
const FIRST = 2;

export function CauseChain({ eventId, first = FIRST }: { readonly eventId: number; readonly first?: number }) {
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
  return <CauseLines key={eventId} rows={rows} first={first} />;
}

function CauseLines({ rows, first }: { readonly rows: readonly LogRow[]; readonly first: number }) {
  const [all, setAll] = useState(false);
  if (rows.length === 0) return null;
  const hidden = all ? 0 : Math.max(0, rows.length - first - 1);
  const shown = hidden === 0 ? rows : rows.slice(0, first);
  const origin = rows.at(-1);
  return (
    <ol className={styles.causes} aria-label="Causes">
      {shown.map((row) => (
        <CauseLine key={row.id} row={row} />
      ))}
      {hidden > 0 && (
        <li className={styles.more}>
          <Button small kind="quiet" onClick={() => setAll(true)}>
            {hidden === 1 ? 'Show 1 more cause' : `Show ${hidden} more causes`}
          </Button>
        </li>
      )}
      {hidden > 0 && origin !== undefined && <CauseLine row={origin} />}
    </ol>
  );
}

function CauseLine({ row }: { readonly row: LogRow }) {
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
