/** One event in the log: its mark, its instant, its sentence, its rule; a press goes there, follows its message, or asks why. */
import type { LogRow } from '../../engine/contract';
import { seek } from '../../store/session';
import { startFollowing } from '../../store/steps';
import { clock } from '../../store/units';
import { attempt } from '../../store/verbs';
import { askWhy, whyMark } from '../../store/why';
import { RuleBadge } from '../../ui/Badge';
import { Button, IconButton } from '../../ui/Button';
import { isMessage } from './event-groups';
import { EventMark } from './EventMark';
import styles from './log.module.css';

export function LogLine({ row, top }: { readonly row: LogRow; readonly top: number }) {
  const go = (): void => void attempt('The run did not move', () => seek(row.t));
  return (
    <li className={styles.line} style={{ transform: `translateY(${top}px)` }} data-why={whyMark({ eventId: row.id })}>
      <button type="button" className={styles.go} title="Go to this instant" onClick={go}>
        <EventMark kind={row.kind} />
        <time>{clock(row.t, 3)}</time>
        <span className={styles.text}>{row.text}</span>
      </button>
      <RuleBadge rule={row.rule} text={row.ruleText} grade={row.grade} />
      {isMessage(row.kind) && row.detail >= 0 ? <FollowMessage row={row} /> : <span className={styles.follow} />}
      <Button small kind="quiet" icon="why" aria-label={`Why: ${row.text}`} onClick={() => askWhy({ eventId: row.id })}>
        Why?
      </Button>
    </li>
  );
}

/** Goes to its instant as well: following begins where the message is. */
function FollowMessage({ row }: { readonly row: LogRow }) {
  const target = row.kind === 'question.asked' ? { question: row.detail } : { question: row.detail, eventId: row.id };
  return (
    <IconButton
      icon="follow"
      size={15}
      className={styles.follow ?? ''}
      name="Follow this message"
      aria-description={row.text}
      onClick={() =>
        void attempt('It could not be followed', async () => {
          await seek(row.t);
          await startFollowing(target);
        })
      }
    />
  );
}
