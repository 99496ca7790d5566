/** One place of the ledger: its total, its bar, a figure for each class, and what of the WAN is marked. */
import { bytes } from '../../store/units';
import { cx } from '../../ui/cx';
import { Bar } from './Bar';
import styles from './ledger.module.css';
import type { Spot } from './parts';
import type { Strip, StripRow } from './strip';
import { cellId, TIP_ID } from './use-spot';

/** Parts of the WAN that stand out: bytes of remote clients, and between peers. */
export interface Marks {
  readonly remote: number;
  readonly peers: number;
}

interface RowProps {
  readonly row: StripRow;
  readonly strip: Strip;
  readonly marks: Marks | null;
  /** The one that Tab comes to. */
  readonly isActive: (spot: Spot) => boolean;
  /** The tip is open: whatever has the focus is described by it. */
  readonly isDescribed: boolean;
}

export function LedgerRow({ row, strip, marks, isActive, isDescribed }: RowProps) {
  const { place } = row;
  const cell = (part: Spot['part']) => ({ id: cellId({ place, part }), active: isActive({ place, part }), part: part ?? '', isDescribed });
  return (
    <div role="row" className={cx(styles.row, styles[place])} data-place={place}>
      <span role="rowheader" className={styles.place}>
        {row.name}
      </span>
      <Cell {...cell(null)} className={styles.total}>
        <b>{bytes(row.total)}</b>
      </Cell>
      <Bar row={row} strip={strip} marks={marks} />
      {row.segments
        .filter(({ cls }) => strip.shown.includes(cls))
        .map((segment) => (
          <Cell key={segment.cls} {...cell(segment.cls)} className={styles.figure}>
            <i className={cx(styles.swatch, styles[segment.cls])} />
            <span className={styles.label}>{segment.label}</span> {bytes(segment.bytes)}
          </Cell>
        ))}
      {marks !== null && (
        <span className={styles.marks}>
          {marks.remote > 0 && (
            <Cell {...cell('remote')} className={styles.figure}>
              <i className={cx(styles.swatch, styles.remote)} />
              remote {bytes(marks.remote)}
            </Cell>
          )}
          {marks.peers > 0 && (
            <Cell {...cell('peers')} className={styles.figure}>
              <i className={cx(styles.swatch, styles.peers)} />
              peer links {bytes(marks.peers)}
            </Cell>
          )}
        </span>
      )}
    </div>
  );
}

interface CellProps {
  readonly id: string;
  readonly active: boolean;
  readonly part: string;
  readonly isDescribed: boolean;
  readonly className: string | undefined;
  readonly children: React.ReactNode;
}

function Cell({ id, active, part, isDescribed, className, children }: CellProps) {
  return (
    <span
      role="gridcell"
      id={id}
      className={className}
      tabIndex={active ? 0 : -1}
      data-part={part}
      aria-describedby={active && isDescribed ? TIP_ID : undefined}
    >
      {children}
    </span>
  );
}
