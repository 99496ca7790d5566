/** Why something happened, or where a number comes from: line by line back to a timer, a fault or the user, each with its rule, its grade and the way to its instant. */
import { useEffect, useState } from 'react';
import type { LogRow } from '../../engine/contract';
import { query, seek } from '../../store/session';
import type { WhyNumber } from '../../store/ui-store';
import { clock } from '../../store/units';
import { attempt } from '../../store/verbs';
import { whyMark } from '../../store/why';
import { RuleBadge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import styles from './explain.module.css';

/** A chain of causes can be long: its end near the event is shown, the rest on demand, its origin always. */
const FIRST = 2;
/** More lines than this come a page at a time: a question can have thousands of hops. */
const MORE = 50;

export type WhyOf = { readonly eventId: number } | WhyNumber;

export function CauseChain({ of, first = FIRST }: { readonly of: WhyOf; readonly first?: number }) {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly rows: readonly LogRow[] } | null>(null);
  const key = whyMark(of);
  const [eventId, question, client] = 'eventId' in of ? [of.eventId, -1, null] : [-1, of.question, of.client];
  useEffect(() => {
    let gone = false;
    const found = (rows: readonly LogRow[]): void => {
      if (!gone) setAnswer({ key, rows });
    };
    const asked = eventId >= 0 ? query('why', { eventId }) : query('whyQuestion', { question, client });
    asked.then(found, () => found([]));
    return () => {
      gone = true;
    };
  }, [key, eventId, question, client]);
  if (answer === null || answer.key !== key) return null;
  if (answer.rows.length === 0) return <p className={styles.none}>The log does not say: nothing that is kept of this run leads to it.</p>;
  return <CauseLines key={key} rows={answer.rows} first={first} />;
}

function CauseLines({ rows, first }: { readonly rows: readonly LogRow[]; readonly first: number }) {
  const [shown, setShown] = useState(first);
  const origin = rows.at(-1);
  const hidden = Math.max(0, rows.length - shown - 1);
  const lines = hidden === 0 ? rows : rows.slice(0, shown);
  return (
    <ol className={styles.causes} aria-label="Causes">
      {lines.map((row) => (
        <CauseLine key={row.id} row={row} />
      ))}
      {hidden > 0 && (
        <li className={styles.more}>
          <Button small kind="quiet" aria-label={hidden === 1 ? 'Show 1 more cause' : `Show ${hidden} more causes`} onClick={() => setShown(shown + MORE)}>
            … {hidden.toLocaleString('en-US')} more
          </Button>
        </li>
      )}
      {hidden > 0 && origin !== undefined && <CauseLine row={origin} />}
    </ol>
  );
}

function CauseLine({ row }: { readonly row: LogRow }) {
  return (
    <li className={styles.cause} data-why={whyMark({ eventId: row.id })}>
      <RuleBadge rule={row.rule} text={row.ruleText} grade={row.grade} />
      <button type="button" className={styles.go} title={`Go to ${clock(row.t, 3)}`} onClick={() => void attempt('The run did not move', () => seek(row.t))}>
        <time>{clock(row.t, 3)}</time>
        <span>{row.text}</span>
      </button>
    </li>
  );
}
