/** The first rows as read, each column with the role it was taken for; people can give it another. */
import type { ColumnRole, ColumnsFound } from '../../scenario/import/types';
import { COLUMN_ROLES } from '../../scenario/import/types';
import { Checkbox } from '../../ui/Field';
import { Section } from '../../ui/Section';
import styles from './import.module.css';

const ROLE_WORDS: Record<ColumnRole, string> = {
  cidr: 'Subnet (CIDR)',
  mask: 'Mask or prefix length',
  start: 'First address',
  end: 'Last address',
  site: 'Site',
  clients: 'Clients',
  kind: 'Kind of site',
  wanDown: 'WAN down',
  wanUp: 'WAN up',
  latencyMs: 'Latency (ms)',
  vrf: 'VRF',
  status: 'Status',
  country: 'Country',
  region: 'Region',
};

interface ColumnTableProps {
  readonly found: ColumnsFound;
  readonly onColumns: (roles: readonly (ColumnRole | null)[]) => void;
  readonly onHeader: (header: boolean) => void;
}

export function ColumnTable({ found, onColumns, onHeader }: ColumnTableProps) {
  const change = (index: number, role: ColumnRole | null): void =>
    onColumns(found.names.map((_, at) => (at === index ? role : found.roles[at] === role ? null : (found.roles[at] ?? null))));
  return (
    <Section title="Columns" note={`${found.roles.filter((role) => role !== null).length} of ${found.names.length} used`}>
      <Checkbox label="The first row is a header" checked={found.header} onChange={(event) => onHeader(event.target.checked)} />
      <div className={styles.samples} tabIndex={0} role="group" aria-label="First rows">
        <table>
          <thead>
            <tr>
              {found.names.map((name, index) => (
                <th key={`${index} ${name}`} scope="col">
                  <span>{name}</span>
                  <select
                    aria-label={`Role of column ${name}`}
                    value={found.roles[index] ?? ''}
                    onChange={(event) => change(index, event.target.value === '' ? null : (event.target.value as ColumnRole))}
                  >
                    <option value="">not used</option>
                    {COLUMN_ROLES.map((role) => (
                      <option key={role} value={role}>
                        {ROLE_WORDS[role]}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.samples.map((cells, line) => (
              <tr key={`${line} ${cells.join(' ')}`}>
                {found.names.map((name, index) => (
                  <td key={`${index} ${name}`}>{cells[index] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
