/** Why something happened, or where a number comes from: line by line back to a timer, a fault or the user, each with its rule, its grade and the way to its instant. */
import { Fragment, useEffect, useState } from 'react';
import type { CauseRow } from '../../engine/contract';
import { query, seek } from '../../store/session';
import type { WhyNumber } from '../../store/ui-store';
import { clock, count, grouped } from '../../store/units';
import { attempt } from '../../store/verbs';
import { whyMark } from '../../store/why';
import { RuleBadge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import type { CauseLine } from './cause-lines';
import { goOn, linesOf } from './cause-lines';
import styles from './explain.module.css';

/** A chain of causes can be long: its end near the event is shown, the rest on demand, its origin always. */
const FIRST = 2;
export type WhyOf = { readonly eventId: number } | WhyNumber;

export function CauseChain({ of, first = FIRST }: { readonly of: WhyOf; readonly first?: number }) {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly rows: readonly CauseRow[] } | null>(null);
  const key = whyMark(of);
  const [eventId, question, client] = 'eventId' in of ? [of.eventId, -1, null] : [-1, of.question, of.client];
  useEffect(() => {
    let gone = false;
    const found = (rows: readonly CauseRow[]): void => {
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

function CauseLines({ rows: found, first }: { readonly rows: readonly CauseRow[]; readonly first: number }) {
  const [rows, setRows] = useState(found);
  const [shown, setShown] = useState(first);
  const origin = rows.at(-1)?.origin;
  const open = (line: CauseLine): void => {
    if (shown < rows.length - 1) setShown(Infinity);
    else void attempt('The rest was not found', async () => setRows(goOn(rows, line.row, await query('why', { eventId: line.row.cause }))));
  };
  return (
    <ol className={styles.causes} aria-label="Causes">
      {linesOf(rows, shown).map((line) => (
        <Fragment key={line.row.id}>
          <Line row={line.row} />
          {line.gap !== null && (
            <li className={styles.more}>
              <Button small kind="quiet" title={line.gap.text} aria-label={`Show ${count(line.gap.rows, 'more cause')}`} onClick={() => open(line)}>
                … {grouped(line.gap.rows)} more
              </Button>
            </li>
          )}
        </Fragment>
      ))}
      {origin !== undefined && <li className={styles.origin}>{origin.text}</li>}
    </ol>
  );
}

function Line({ row }: { readonly row: CauseRow }) {
  return (
    <li className={styles.cause} data-why={whyMark({ eventId: row.id })}>
      <RuleBadge rule={row.rule} text={row.ruleText} grade={row.grade} />
      <button
        type="button"
        className={styles.go}
        aria-label={`Go to ${clock(row.t, 3)}: ${row.text}`}
        title="Go to this instant"
        onClick={() => void attempt('The run did not move', () => seek(row.t))}
      >
        <time>{clock(row.t, 3)}</time>
        <span>{row.text}</span>
      </button>
    </li>
  );
}
