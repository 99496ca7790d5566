/** The strip that counts bytes: WAN and LAN by class, both on one linear scale from zero. */
import { Fragment } from 'react';
import { useStatus } from '../../store/status-store';
import { bytes, perSecond } from '../../store/units';
import { cx } from '../../ui/cx';
import styles from './ledger.module.css';

const BAR = 1000;

export function Ledger() {
  const counts = useStatus((state) => state.status?.counts ?? null);
  const byClass = counts?.ledger.byClass;
  const rows = [
    {
      place: 'WAN',
      hint: 'over the WAN, to and from servers and remote clients',
      registration: byClass?.registration.wan ?? 0,
      control: byClass?.control.wan ?? 0,
    },
    { place: 'LAN', hint: 'inside sites', registration: byClass?.registration.lan ?? 0, control: byClass?.control.lan ?? 0 },
  ];
  const most = Math.max(1, ...rows.map((row) => row.registration + row.control));
  return (
    <section className={styles.ledger} aria-label="Ledger">
      {rows.map((row) => (
        <Fragment key={row.place}>
          <span className={cx(styles.place, row.place === 'WAN' ? styles.wan : styles.lan)}>{row.place}</span>
          <svg className={styles.bar} viewBox={`0 0 ${BAR} 10`} preserveAspectRatio="none" aria-hidden="true">
            <rect className={styles.registration} x={0} y={0} width={(BAR * row.registration) / most} height={10} />
            <rect className={styles.control} x={(BAR * row.registration) / most} y={0} width={(BAR * row.control) / most} height={10} />
          </svg>
          <span className={styles.figures} title={`Bytes sent ${row.hint}, counted by the simulation`}>
            <b>{bytes(row.registration + row.control)}</b>
            <span>
              <i className={styles.dotRegistration} />
              registration {bytes(row.registration)}
            </span>
            <span>
              <i className={styles.dotControl} />
              peer control {bytes(row.control)}
            </span>
          </span>
        </Fragment>
      ))}
      <div className={styles.rate}>
        <span>
          <b>{perSecond(counts?.registrationsPerSecond ?? 0)}</b> registrations per second
        </span>
        <span>Model, not measurement</span>
      </div>
    </section>
  );
}
