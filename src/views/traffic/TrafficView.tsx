/** The ledger as text: who sent and received how much, by class, and by site, WAN link, subnet, chain, server and client. */
import type { TrafficRowsOf } from '../../store/traffic-choice';
import { useTrafficChoice } from '../../store/traffic-choice';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import table from '../table/table.module.css';
import { ClassView } from './ClassView';
import { PLACE_WORDS, PLACES } from './class-rows';
import { KINDS } from './columns';
import { KindGrid } from './KindGrid';
import styles from './traffic.module.css';

const ROWS: readonly { readonly of: TrafficRowsOf; readonly many: string }[] = [{ of: 'class', many: 'Classes' }, ...KINDS];

export function TrafficView() {
  const of = useTrafficChoice((state) => state.of);
  const place = useTrafficChoice((state) => state.place);
  return (
    <div className={styles.view}>
      <div className={styles.heads}>
        <div className={cx(table.of, styles.group)} role="group" aria-label="Rows">
          {ROWS.map((rows) => (
            <Button key={rows.of} small aria-pressed={rows.of === of} onClick={() => useTrafficChoice.setState({ of: rows.of, filter: '' })}>
              {rows.many}
            </Button>
          ))}
        </div>
        <div className={cx(table.of, styles.group)} role="group" aria-label="Place">
          <Button small aria-pressed={place === null} onClick={() => useTrafficChoice.setState({ place: null })}>
            WAN and LAN
          </Button>
          {PLACES.map((one) => (
            <Button key={one} small aria-pressed={place === one} onClick={() => useTrafficChoice.setState({ place: one })}>
              {PLACE_WORDS[one]}
            </Button>
          ))}
        </div>
      </div>
      {of === 'class' ? <ClassView /> : <KindGrid key={of} of={of} />}
    </div>
  );
}
