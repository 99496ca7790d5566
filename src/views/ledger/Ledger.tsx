/** The strip that counts bytes: WAN and LAN by class, both on one linear scale from zero. */
import { Fragment } from 'react';
import type { LedgerView, TrafficClass } from '../../sim/types';
import { useStatus } from '../../store/status-store';
import { bytes, perSecond } from '../../store/units';
import { cx } from '../../ui/cx';
import styles from './ledger.module.css';

const BAR = 1000;

interface Segment {
  readonly cls: TrafficClass;
  readonly label: string;
  readonly always: boolean;
}

const SEGMENTS: readonly Segment[] = [
  { cls: 'registration', label: 'registration', always: true },
  { cls: 'control', label: 'peer control', always: true },
  { cls: 'question', label: 'questions', always: false },
  { cls: 'answer', label: 'answers', always: false },
  { cls: 'action', label: 'actions', always: false },
];

const ROWS = [
  { place: 'wan', name: 'WAN', hint: 'over the WAN, to and from servers and remote clients' },
  { place: 'lan', name: 'LAN', hint: 'inside sites' },
] as const;

type Place = (typeof ROWS)[number]['place'];
type ByClass = LedgerView['byClass'];

export function Ledger() {
  const counts = useStatus((state) => state.status?.counts ?? null);
  const byClass = counts?.ledger.byClass;
  const value = (cls: TrafficClass, place: Place): number => byClass?.[cls][place] ?? 0;
  const total = (place: Place): number => SEGMENTS.reduce((sum, { cls }) => sum + value(cls, place), 0);
  const most = Math.max(1, total('wan'), total('lan'));
  const shown = SEGMENTS.filter(({ cls, always }) => always || value(cls, 'wan') + value(cls, 'lan') > 0);
  return (
    <section className={styles.ledger} aria-label="Ledger">
      {ROWS.map(({ place, name, hint }) => (
        <Fragment key={place}>
          <span className={cx(styles.place, styles[place])}>{name}</span>
          <Bar byClass={byClass} place={place} most={most} />
          <span className={styles.figures} title={`Bytes sent ${hint}, counted by the simulation`}>
            <b>{bytes(total(place))}</b>
            {shown.map(({ cls, label }) => (
              <span key={cls}>
                <i className={cx(styles.dot, styles[cls])} />
                {label} {bytes(value(cls, place))}
              </span>
            ))}
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

function Bar({ byClass, place, most }: { readonly byClass: ByClass | undefined; readonly place: Place; readonly most: number }) {
  const width = ({ cls }: Segment): number => (BAR * (byClass?.[cls][place] ?? 0)) / most;
  const before = (i: number): number => SEGMENTS.slice(0, i).reduce((sum, segment) => sum + width(segment), 0);
  return (
    <svg className={styles.bar} viewBox={`0 0 ${BAR} 10`} preserveAspectRatio="none" aria-hidden="true">
      {SEGMENTS.map((segment, i) => (
        <rect key={segment.cls} className={styles[segment.cls]} x={before(i)} y={0} width={width(segment)} height={10} />
      ))}
    </svg>
  );
}
