/** LAN, WAN and the WAN without peering by class, on one linear scale from zero. Parts on hover and focus, Traffic on a press. */
import { lazy, Suspense, useState, type CSSProperties } from 'react';
import { useDocument } from '../../store/document-store';
import { useStatus } from '../../store/status-store';
import { perSecond } from '../../store/units';
import { LedgerLine } from './LedgerLine';
import { LedgerRow } from './LedgerRow';
import styles from './ledger.module.css';
import { remotePart, stripOf } from './strip';
import { useSpot } from './use-spot';

/** What stands behind the figures is asked for by few at first. */
const PartsTip = lazy(() => import('./PartsTip').then((module) => ({ default: module.PartsTip })));
const LedgerSheet = lazy(() => import('./LedgerSheet').then((module) => ({ default: module.LedgerSheet })));

const NO_SITES: readonly never[] = [];

export function Strip() {
  const ledger = useStatus((state) => state.status?.counts.ledger ?? null);
  const sites = useDocument((state) => state.loaded?.scenario.sites ?? NO_SITES);
  if (ledger === null) return null;
  const remote = remotePart(ledger, sites);
  return <Rows ledger={ledger} remote={remote} />;
}

interface RowsProps {
  readonly ledger: Parameters<typeof stripOf>[0];
  readonly remote: ReturnType<typeof remotePart>;
}

function Rows({ ledger, remote }: RowsProps) {
  const [isSheetOpen, setSheetOpen] = useState(false);
  const strip = stripOf(ledger);
  const marks = { remote: remote?.bytes ?? 0, peers: ledger.peerLinks.wan };
  const { grid, tip, keepTip, isActive } = useSpot(strip.shown, marks);
  return (
    <div className={styles.strip} style={columns(strip.shown.length)}>
      <div className={styles.grid} role="grid" aria-label="Bytes sent, by place and class" {...grid}>
        {strip.rows.map((row) => (
          <LedgerRow key={row.place} row={row} strip={strip} marks={row.place === 'wan' ? marks : null} isActive={isActive} isDescribed={tip !== null} />
        ))}
      </div>
      <Rate />
      <span className={styles.model}>Model, not measurement · 1 run</span>
      <LedgerLine strip={strip} isOpen={isSheetOpen} onPress={() => setSheetOpen(!isSheetOpen)} />
      <Suspense>
        {tip !== null && <PartsTip spot={tip.spot} left={tip.left} ledger={ledger} remote={remote} {...keepTip} />}
        {isSheetOpen && <LedgerSheet ledger={ledger} remote={remote} onClose={() => setSheetOpen(false)} />}
      </Suspense>
    </div>
  );
}

/** The style sheet counts with it. */
const columns = (classes: number): CSSProperties => ({ ['--classes' as string]: classes });

function Rate() {
  const rate = useStatus((state) => state.status?.counts.registrationsPerSecond ?? 0);
  return (
    <span className={styles.rate}>
      <b>{perSecond(rate)}</b> registrations per second
    </span>
  );
}
