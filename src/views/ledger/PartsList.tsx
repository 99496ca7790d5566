/** The parts of one figure of the ledger, to the byte, and what it is to be compared with. */
import { bytes, count, grouped } from '../../store/units';
import { cx } from '../../ui/cx';
import styles from './parts.module.css';
import type { Parts } from './parts';
import strip from './ledger.module.css';

export function PartsList({ parts }: { readonly parts: Parts }) {
  const { flow } = parts;
  return (
    <>
      <p className={styles.head}>
        <span>{parts.title}</span> <b>{bytes(parts.total)}</b>
      </p>
      {flow !== null && (
        <dl className={styles.lines}>
          <Line label="sent" value={flow.sent} />
          <Line label="= received" value={flow.received} />
          <Line label="+ lost" value={flow.lost} />
          <Line label="+ in flight" value={flow.inFlight} />
        </dl>
      )}
      {parts.classes.length > 0 && (
        <dl className={styles.lines}>
          {parts.classes.map((line) => (
            <Line key={line.label} label={line.label} value={line.bytes} swatch={line.cls === null ? undefined : strip[line.cls]} />
          ))}
        </dl>
      )}
      {parts.marked.length > 0 && (
        <dl className={styles.lines}>
          {parts.marked.map((line) => (
            <Line key={line.label} label={`of which ${line.label}`} value={line.bytes} />
          ))}
        </dl>
      )}
      {parts.messages !== null && <p>{count(parts.messages, 'message')}</p>}
      {parts.compared !== null && <p className={styles.compared}>{parts.compared}</p>}
      <p className={styles.note}>{parts.note}</p>
    </>
  );
}

function Line({ label, value, swatch }: { readonly label: string; readonly value: number; readonly swatch?: string | undefined }) {
  return (
    <div>
      <dt>
        {swatch !== undefined && <i className={cx(strip.swatch, swatch)} />}
        {label}
      </dt>
      <dd>{grouped(value)} B</dd>
    </div>
  );
}
