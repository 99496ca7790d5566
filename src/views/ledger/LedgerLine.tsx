/** The strip of narrow screens: three figures with their bars on one scale, in one line; a press lists the parts. */
import { bytes } from '../../store/units';
import { cx } from '../../ui/cx';
import styles from './ledger.module.css';
import type { Strip, StripPlace } from './strip';

const SHORT: Readonly<Record<StripPlace, string>> = { lan: 'LAN', wan: 'WAN', without: 'without' };

export const SHEET_ID = 'ledger-sheet';

export function LedgerLine({ strip, isOpen, onPress }: { readonly strip: Strip; readonly isOpen: boolean; readonly onPress: () => void }) {
  return (
    <button type="button" className={styles.line} aria-expanded={isOpen} aria-controls={isOpen ? SHEET_ID : undefined} onClick={onPress}>
      {strip.rows.map(({ place, total }) => (
        <span key={place} className={cx(styles.brief, styles[place])}>
          <span>
            {SHORT[place]}
            {place === 'without' && <span className={styles.wide}> peering</span>} <b>{bytes(total)}</b>
          </span>
          <span className={styles.briefBar} aria-hidden="true">
            <i style={{ width: `${(100 * total) / strip.most}%` }} />
          </span>
        </span>
      ))}
    </button>
  );
}
