/** Every row that was not taken, with its line and its reason; and the notes about those that were. */
import type { ImportResult } from '../../scenario/import/types';
import { Section } from '../../ui/Section';
import styles from './import.module.css';
import { count } from '../../store/units';

/** All counts are exact; the lists themselves end here. */
const FIRST = 200;

export function RowLists({ result }: { readonly result: ImportResult }) {
  return (
    <>
      <RowTable title="Rejected rows" rows={result.rejected} open={result.rejected.length > 0} />
      <RowTable title="Skipped rows" rows={result.skipped} open={result.rejected.length === 0 && result.skipped.length > 0} />
      {result.warnings.length > 0 && (
        <Section title="Notes" note={String(result.warnings.length)} open={false}>
          <ul className={styles.notes}>
            {result.warnings.slice(0, FIRST).map((warning, index) => (
              <li key={`${warning.where} ${index}`}>
                {warning.where !== '' && <code>{warning.where}</code>} {warning.message}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Sites" note={String(result.sites)} open={false}>
        <ul className={styles.notes}>
          {result.siteList.slice(0, FIRST).map((site) => (
            <li key={site.id}>
              <b>{site.name}</b> · {site.kind}
              {site.kindGuessed && ' (guessed from the name)'} · {count(site.subnets, 'subnet')} · {count(site.clients, 'client')}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

interface Fate {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

function RowTable({ title, rows, open }: { readonly title: string; readonly rows: readonly Fate[]; readonly open: boolean }) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} note={rows.length.toLocaleString('en-US')} open={open}>
      <div className={styles.samples} tabIndex={0} role="group" aria-label={title}>
        <table aria-label={title}>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Row</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, FIRST).map((row) => (
              <tr key={`${row.line} ${row.text}`}>
                <td>{row.line}</td>
                <td className={styles.rowText}>{row.text}</td>
                <td className={styles.reason}>{row.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > FIRST && <p className={styles.formats}>and {(rows.length - FIRST).toLocaleString('en-US')} more</p>}
    </Section>
  );
}
