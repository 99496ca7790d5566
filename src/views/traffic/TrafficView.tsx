/** The ledger as text: who sent and received how much, by class, and by site, WAN link, subnet, chain, server and client. */
import { useStatus } from '../../store/status-store';
import { ClassTable } from './ClassTable';
import styles from './traffic.module.css';

export function TrafficView() {
  const ledger = useStatus((state) => state.status?.counts.ledger ?? null);
  return (
    <div className={styles.view}>
      <div className={styles.scroller} role="group" aria-label="Traffic by class" tabIndex={0}>
        {ledger?.flow !== undefined && <ClassTable ledger={ledger} />}
      </div>
    </div>
  );
}
