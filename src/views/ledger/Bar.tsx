/** A bar of the ledger: classes from the left, marked parts along its edges; a hair of a bar has a magnified inset beside it that tells its factor. */
import { cx } from '../../ui/cx';
import { grouped } from '../../store/units';
import styles from './ledger.module.css';
import type { Marks } from './LedgerRow';
import { needsInset, type Strip, type StripRow } from './strip';

/** Where the inset begins, as a share of the bar. */
const INSET_FROM = 0.05;

interface BarProps {
  readonly row: StripRow;
  readonly strip: Strip;
  readonly marks: Marks | null;
}

export function Bar({ row, strip, marks }: BarProps) {
  const { most, factor } = strip;
  const isMagnified = factor !== null && needsInset(row, strip);
  return (
    <span className={styles.bar} aria-hidden="true">
      <Stack row={row} marks={isMagnified ? null : marks} full={most} />
      {isMagnified && (
        <span className={styles.inset} style={{ left: `${100 * INSET_FROM}%` }}>
          <Stack row={row} marks={marks} full={((1 - INSET_FROM) * most) / factor} />
          <b>×{grouped(factor)}</b>
        </span>
      )}
    </span>
  );
}

/** `full`: the bytes that would fill it. */
function Stack({ row, marks, full }: { readonly row: StripRow; readonly marks: Marks | null; readonly full: number }) {
  const width = (bytes: number): { readonly width: string } => ({ width: `${(100 * bytes) / full}%` });
  return (
    <span className={cx(styles.stack, row.place === 'without' && styles.hatched)}>
      {row.segments.map(({ cls, bytes }) => bytes > 0 && <i key={cls} className={cx(styles.segment, styles[cls])} data-part={cls} style={width(bytes)} />)}
      {marks !== null && marks.remote > 0 && <i className={cx(styles.mark, styles.remote)} data-part="remote" style={width(marks.remote)} />}
      {marks !== null && marks.peers > 0 && <i className={cx(styles.mark, styles.peers)} data-part="peers" style={width(marks.peers)} />}
    </span>
  );
}
