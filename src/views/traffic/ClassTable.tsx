/** The ledger by class and place: what became of every byte, beside it the same work without peering, and the course over time. */
import type { SeriesView } from '../../engine/contract';
import type { LedgerView } from '../../sim/types';
import { bitRate, bytes, grouped } from '../../store/units';
import { cx } from '../../ui/cx';
import { classRows, PLACE_WORDS, totalRows, type FlowRow, type Limits } from './class-rows';
import { Sparkline } from './Sparkline';
import { peakOf, peakWords } from './sparkline';
import swatches from '../ledger/ledger.module.css';
import styles from './traffic.module.css';

interface ClassTableProps {
  readonly ledger: LedgerView;
  readonly series: SeriesView | null;
  readonly limits: Limits;
}

export function ClassTable({ ledger, series, limits }: ClassTableProps) {
  return (
    <table className={styles.table} aria-label="Traffic by class">
      <thead>
        <tr>
          <th scope="col">Class</th>
          <th scope="col">Place</th>
          <th scope="col">Sent</th>
          <th scope="col">= Received</th>
          <th scope="col">+ Lost</th>
          <th scope="col">+ In flight</th>
          <th scope="col">Without peering</th>
          <th scope="col">Peak</th>
          <th scope="col" title="From the start of the run to now; each to its own peak, from zero">
            Over time
          </th>
        </tr>
      </thead>
      {totalRows(ledger, series, limits).map((total) => (
        <tbody key={total.place}>
          {classRows(ledger, series, { ...limits, place: total.place }).map((row) => (
            <Line key={row.label} row={row} series={series} />
          ))}
          <Line row={total} series={series} />
        </tbody>
      ))}
    </table>
  );
}

function Line({ row, series }: { readonly row: FlowRow; readonly series: SeriesView | null }) {
  const name = `${PLACE_WORDS[row.place]}, ${row.label}`;
  const peakIn = (points: Float64Array | null) => (points === null || series === null ? null : peakOf(points, series.bucket));
  const peak = peakIn(row.points);
  const without = peakIn(row.withoutPoints);
  const beside = without === null ? '' : `; without peering ${bitRate(without.bps)} ${peakWords(without)}`;
  return (
    <tr className={cx(row.cls === null && styles.total)}>
      <th scope="row">
        {row.cls !== null && <i className={cx(swatches.swatch, swatches[row.cls])} />}
        {row.label}
        {row.cls === null && <span className={styles.dim}> = sum of parts</span>}
      </th>
      <td className={styles[row.place]}>{PLACE_WORDS[row.place]}</td>
      <Bytes value={row.sent} strong />
      <Bytes value={row.received} />
      <Bytes value={row.lost} />
      <Bytes value={row.inFlight} />
      <Bytes value={row.without} more={beside} />
      <td className={styles.number} title={peak === null ? undefined : peakWords(peak)}>
        {peak === null ? '–' : bitRate(peak.bps)}
      </td>
      <td className={styles.course}>
        {row.points !== null && peak !== null && (
          <Sparkline
            place={row.place}
            points={row.points}
            without={row.withoutPoints}
            name={`${name} over time: ${bitRate(peak.bps)} ${peakWords(peak)}${beside}`}
          />
        )}
      </td>
    </tr>
  );
}

function Bytes({ value, strong = false, more = '' }: { readonly value: number; readonly strong?: boolean; readonly more?: string }) {
  return (
    <td className={cx(styles.number, value === 0 && styles.dim)} title={`${grouped(value)} bytes${more}`}>
      {strong ? <b>{bytes(value)}</b> : bytes(value)}
    </td>
  );
}
