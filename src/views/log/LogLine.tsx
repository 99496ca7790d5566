/** One event in the log. */
import type { LogRow } from '../../engine/contract';
import { seek } from '../../store/session';
import { useUi } from '../../store/ui-store';
import { clock } from '../../store/units';
import { attempt } from '../../store/verbs';
import { RuleBadge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import styles from './log.module.css';

export function LogLine({ row, top }: { readonly row: LogRow; readonly top: number }) {
  const go = (): void => void attempt('The run did not move', () => seek(row.t));
  return (
    <li className={styles.line} style={{ transform: `translateY(${top}px)` }}>
      <button type="button" className={styles.go} title="Go to this instant" onClick={go}>
        <time>{clock(row.t, 3)}</time>
        <span className={styles.text}>{row.text}</span>
      </button>
      <RuleBadge rule={row.rule} text={row.ruleText} grade={row.grade} />
      <Button small kind="quiet" icon="why" aria-label={`Why: ${row.text}`} onClick={() => useUi.setState({ whyEventId: row.id, explainOpen: true })}>
        Why?
      </Button>
    </li>
  );
}
