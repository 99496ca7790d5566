/** The ledger by class: the limits, the table, what of the WAN stands out, and the comparison with no peering at all. */
import { useDocument } from '../../store/document-store';
import { useStatus } from '../../store/status-store';
import { useTrafficChoice } from '../../store/traffic-choice';
import { useLiveQuery } from '../../store/use-query';
import { bytes } from '../../store/units';
import { attempt } from '../../store/verbs';
import { Button } from '../../ui/Button';
import { isClass, CLASSES } from '../ledger/classes';
import { comparedWords } from '../ledger/parts';
import { remotePart } from '../ledger/strip';
import table from '../table/table.module.css';
import { ClassTable } from './ClassTable';
import { PLACE_WORDS, totalRows } from './class-rows';
import styles from './traffic.module.css';
import { downloadClasses } from './traffic-csv';

/** As fine as a run keeps them, as in the charts: a peak is the same everywhere. */
const BUCKETS = 1000;
const REFRESH_MILLIS = 1000;
const NO_SITES: readonly never[] = [];

export function ClassView() {
  const place = useTrafficChoice((state) => state.place);
  const cls = useTrafficChoice((state) => state.cls);
  const ledger = useStatus((state) => state.status?.counts.ledger ?? null);
  const series = useLiveQuery('series', { buckets: BUCKETS }, REFRESH_MILLIS);
  const limits = { place, cls };
  if (ledger === null) return null;
  return (
    <>
      <div className={table.bar}>
        <label className={styles.choice}>
          Class
          <select
            className={styles.select}
            value={cls ?? ''}
            onChange={({ target }) => useTrafficChoice.setState({ cls: isClass(target.value) ? target.value : null })}
          >
            <option value="">all classes</option>
            {CLASSES.map((one) => (
              <option key={one.cls} value={one.cls}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        <span className={table.count}>Model, not measurement · 1 run</span>
        <Button
          small
          icon="download"
          onClick={() => void attempt('The traffic was not exported', () => Promise.resolve(downloadClasses(ledger, series, limits)))}
        >
          CSV
        </Button>
      </div>
      <div className={styles.scroller} role="group" aria-label="Traffic by class" tabIndex={0}>
        <ClassTable ledger={ledger} series={series} limits={limits} />
        <Notes />
      </div>
    </>
  );
}

/** In words what the table shows: nothing is saved silently, and never without both sides. */
function Notes() {
  const place = useTrafficChoice((state) => state.place);
  const ledger = useStatus((state) => state.status?.counts.ledger ?? null);
  const sites = useDocument((state) => state.loaded?.scenario.sites ?? NO_SITES);
  if (ledger === null) return null;
  const totals = totalRows(ledger, null, { place, cls: null });
  const remote = remotePart(ledger, sites);
  const wan = totals.find((row) => row.place === 'wan');
  return (
    <div className={styles.notes}>
      {wan?.sent === 0 && <p>Nothing has crossed a WAN yet.</p>}
      {totals.map((row) => {
        const words = comparedWords(row.sent, row.without);
        return (
          words !== null && (
            <p key={row.place}>
              <b className={styles[row.place]}>{PLACE_WORDS[row.place]}</b> {words}.
            </p>
          )
        );
      })}
      {wan !== undefined && remote !== null && (
        <p>
          VPN and internet clients, contained in WAN: {remote.isLeast ? 'at least ' : ''}
          {bytes(remote.bytes)} (up {bytes(remote.up)}, down {bytes(remote.down)} on their access links).
        </p>
      )}
      {wan !== undefined && (
        <p>
          Links between peers, contained in WAN: {bytes(ledger.peerLinks.wan)}
          {ledger.peerLinks.wan > 0 ? '; a chain spans a WAN.' : '.'}
        </p>
      )}
      <p className={styles.dim}>
        Bytes are counted once, when they are sent. Without peering: the same work with every client talking to its server for everything, registration
        included. Peak: the most in any bucket of the run, as in the charts.
      </p>
    </div>
  );
}
