/** Legend, counter and filter in one: each mark of the map with its meaning and its count now; a press lists those clients. */
import { lazy, Suspense } from 'react';
import type { Counts } from '../../engine/contract';
import { whenReady } from '../../store/ready';
import { useStatus } from '../../store/status-store';
import { useUi } from '../../store/ui-store';
import styles from './legend.module.css';
import { Mark } from './Mark';
import type { MarkName } from './Mark';

const WaveLegend = lazy(() => whenReady.then(() => import('./WaveLegend')).then((module) => ({ default: module.WaveLegend })));

interface Entry {
  readonly mark: MarkName;
  readonly label: string;
  readonly of: (counts: Counts) => number;
  /** What lists them in the table; null = the table has no word for it. */
  readonly filter: string | null;
  /** Shown at 0 as well. */
  readonly always: boolean;
}

const ENTRIES: readonly Entry[] = [
  { mark: 'client', label: 'online', filter: '', of: (counts) => counts.online, always: true },
  { mark: 'backward', label: 'backward leaders', filter: 'roles:backward', of: (counts) => counts.backwardLeaders, always: true },
  { mark: 'forward', label: 'forward leaders', filter: 'roles:forward', of: (counts) => counts.forwardLeaders, always: true },
  { mark: 'link', label: 'peer links', filter: null, of: (counts) => counts.peerLinks, always: true },
  { mark: 'offline', label: 'offline', filter: 'status:Offline', of: (counts) => counts.clients - counts.online, always: false },
  { mark: 'blocked', label: 'blocked', filter: 'status:Blocked', of: (counts) => counts.blocked, always: false },
  { mark: 'seeking', label: 'seeking a peer', filter: null, of: (counts) => counts.seeking, always: false },
  { mark: 'registering', label: 'registering', filter: null, of: (counts) => counts.registering, always: false },
  { mark: 'lost', label: 'without server', filter: null, of: (counts) => counts.lostContact, always: false },
];

export function Legend() {
  const counts = useStatus((state) => state.status?.counts ?? null);
  const view = useUi((state) => state.view);
  if (counts === null) return null;
  return (
    <ul className={styles.legend} aria-label="Legend">
      {view === 'map' && (
        <Suspense>
          <WaveLegend />
        </Suspense>
      )}
      {ENTRIES.filter((entry) => entry.always || entry.of(counts) > 0).map((entry) => (
        <li key={entry.label}>
          <LegendEntry entry={entry} value={entry.of(counts)} />
        </li>
      ))}
    </ul>
  );
}

function LegendEntry({ entry, value }: { readonly entry: Entry; readonly value: number }) {
  const { filter } = entry;
  const said = (
    <>
      <Mark name={entry.mark} />
      <b>{value.toLocaleString('en-US')}</b> {entry.label}
    </>
  );
  if (filter === null) return <span className={styles.entry}>{said}</span>;
  return (
    <button type="button" className={styles.entry} title="Show these in the table" onClick={() => useUi.setState({ view: 'table', tableFilter: filter })}>
      {said}
    </button>
  );
}
