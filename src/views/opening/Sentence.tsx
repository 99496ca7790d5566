/** The one sentence, with numbers from this very run; on very small screens it stands for the panels. */
import { useStatus } from '../../store/status-store';
import { grouped } from '../../store/units';
import styles from './opening.module.css';

export function Sentence() {
  const online = useStatus((state) => state.status?.counts.online ?? 0);
  const leaders = useStatus((state) => state.status?.counts.leaderClients ?? 0);
  const remote = useStatus((state) => state.status?.counts.remoteLeaderClients ?? 0);
  if (online === 0) return <p className={styles.sentence}>Computers are starting…</p>;
  return (
    <p className={styles.sentence}>
      <b>{grouped(online)}</b> {online === 1 ? 'computer' : 'computers'}. <b>{grouped(leaders)}</b> of them
      {remote > 0 && <>, {grouped(remote)} working remotely,</>} keep a connection to the server for all.{' '}
      <span className={styles.without} title="Not from this run: the same computers, each without any peer">
        Without peering, each of the <b>{grouped(online)}</b> would need its own.
      </span>
    </p>
  );
}
