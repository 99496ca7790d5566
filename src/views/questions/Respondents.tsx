/** The computers behind an answer or a reason. A press selects one on the map and opens its card. */
import { useState } from 'react';
import type { QueryMap } from '../../engine/contract';
import { showClient } from '../../store/asking';
import { useDocument } from '../../store/document-store';
import { useLiveQuery } from '../../store/use-query';
import { grouped } from '../../store/units';
import { Button, IconButton } from '../../ui/Button';
import { Literal } from './Literal';
import styles from './questions.module.css';
import { pauseFor } from './use-answers';

const PAGE = 50;
type Answer = QueryMap['respondents']['result'];

interface RespondentsProps {
  readonly question: number;
  readonly of: QueryMap['respondents']['args']['of'];
  readonly title: string;
  /** Absent where the list is closed by what opened it. */
  readonly onClose?: () => void;
}

export function Respondents({ question, of, title, onClose }: RespondentsProps) {
  const [limit, setLimit] = useState(PAGE);
  const pause = useDocument((state) => Math.max(500, pauseFor(state.loaded?.clientCount ?? 0)));
  const found = useKept(useLiveQuery('respondents', { question, of, offset: 0, limit }, pause), JSON.stringify(of));
  return (
    <div className={styles.respondents}>
      {onClose !== undefined && (
        <div className={styles.respondentsHead}>
          <Literal text={title} className={styles.wrap} />
          <IconButton icon="close" size={12} name="Close the list" onClick={onClose} />
        </div>
      )}
      <ul aria-label={`Computers: ${title}`}>
        {found?.rows.map((row) => (
          <li key={row.slot}>
            <button type="button" className={styles.respondent} onClick={() => showClient(row.slot)}>
              <b>{row.address}</b>
              <span className={styles.dim}>{row.site}</span>
              <Literal text={row.text} className={styles.reason} />
            </button>
          </li>
        ))}
      </ul>
      {found?.total === 0 && <p className={styles.none}>Nobody any more.</p>}
      {found !== null && found.total > found.rows.length && (
        <Button small kind="quiet" onClick={() => setLimit(limit + 4 * PAGE)}>
          {`Show more of ${grouped(found.total)}`}
        </Button>
      )}
    </div>
  );
}

/** The list on screen stays until the longer one is there. */
function useKept(fresh: Answer | null, key: string): Answer | null {
  const [kept, setKept] = useState<{ readonly key: string; readonly answer: Answer } | null>(null);
  if (fresh !== null && kept?.answer !== fresh) setKept({ key, answer: fresh });
  return fresh ?? (kept?.key === key ? kept.answer : null);
}
