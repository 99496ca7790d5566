/** The one sentence, with numbers from this very run; on very small screens it stands for the panels. */
import { useStatus } from '../../store/status-store';
import styles from './opening.module.css';

export function Sentence() {
  const online = useStatus((state) => state.status?.counts.online ?? 0);
  const leaders = useStatus((state) => state.status?.counts.leaderClients ?? 0);
  if (online === 0) return <p className={styles.sentence}>Computers are starting…</p>;
  return (
    <p className={styles.sentence}>
      <b>{online.toLocaleString('en-US')}</b> {online === 1 ? 'computer' : 'computers'}. <b>{leaders.toLocaleString('en-US')}</b> of them keep a connection to
      the server for all of them.{' '}
      <span className={styles.without}>
        Without peering, <b>all {online.toLocaleString('en-US')}</b> would.
      </span>
    </p>
  );
}
