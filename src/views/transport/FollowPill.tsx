/** What camera and time stay on, with its hops and the way out; while that is nothing, the offer to follow a question under way. */
import { hopBackward, hopForward, startFollowing, stopFollowing } from '../../store/steps';
import { useStatus } from '../../store/status-store';
import { attempt } from '../../store/verbs';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import styles from './follow.module.css';

const run = (work: () => Promise<unknown>) => () => void attempt('It could not be followed', work);

export function FollowPill({ offers }: { readonly offers: boolean }) {
  const text = useStatus((state) => state.status?.following?.text ?? null);
  const latest = useStatus((state) => state.status?.questions.find((question) => question.open && question.completeAt === null) ?? null);
  if (text === null)
    return latest === null || !offers ? null : (
      <div className={styles.place}>
        <Button
          small
          icon="follow"
          className={styles.offer ?? ''}
          title={`Camera and time stay on ${latest.id}; Shift → and Shift ← go from hop to hop`}
          onClick={run(() => startFollowing({ question: latest.number }))}
        >
          {latest.kind === 'action' ? 'Follow the action' : 'Follow the question'}
        </Button>
      </div>
    );
  return (
    <div className={styles.place}>
      <div className={styles.pill} role="group" aria-label="Follow">
        <Icon name="follow" size={15} />
        <span className={styles.text} title={text}>
          {text}
        </span>
        <IconButton icon="back" size={14} name="Previous hop" keys="Shift ←" className={styles.hop ?? ''} onClick={run(hopBackward)} />
        <IconButton icon="chevron" size={14} name="Next hop" keys="Shift →" className={styles.hop ?? ''} onClick={run(hopForward)} />
        <IconButton icon="close" size={13} name="Stop following" keys="Esc" className={styles.hop ?? ''} onClick={run(stopFollowing)} />
      </div>
    </div>
  );
}
