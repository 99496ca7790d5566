/** The preview of an import: what was understood, every skipped and rejected row with its reason, and what can be set before it is loaded. */
import { useDeferredValue, useMemo, useState } from 'react';
import { importSubnets } from '../../scenario/import/import-subnets';
import type { ColumnRole, ImportOptions, ImportResult } from '../../scenario/import/types';
import type { Scenario } from '../../scenario/types';
import type { ImportInput } from '../../store/ui-store';
import { useUi } from '../../store/ui-store';
import { Button } from '../../ui/Button';
import { Modal } from '../../ui/Modal';
import { ProblemList } from '../dialogs/AlertBar';
import { ColumnTable } from './ColumnTable';
import { Confirm } from './Confirm';
import { warningFor } from './prediction';
import { RowLists } from './RowLists';
import styles from './import.module.css';

export interface ImportDialogProps {
  readonly input: ImportInput;
  readonly onLoad: (scenario: Scenario) => void;
}

export function ImportDialog({ input, onLoad }: ImportDialogProps) {
  const [fill, setFill] = useState(60);
  const [columns, setColumns] = useState<readonly (ColumnRole | null)[] | null>(null);
  const [header, setHeader] = useState<boolean | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  // Long lists take a moment to read: the slider moves at once, the figures follow.
  const share = useDeferredValue(fill);
  const result = useMemo(() => importSubnets(input.data, optionsOf(input, share, columns, header)), [input, share, columns, header]);
  const close = (): void => useUi.setState({ importing: null });
  const warned = result.scenario === null ? null : warningFor(result.scenario);
  const asks = warned?.asks === true;
  const ready = result.scenario !== null && !result.limit.exceeded && (!asks || confirmed);
  return (
    <Modal
      title={`Import ${input.name}`}
      wide
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" disabled={!ready} onClick={() => result.scenario !== null && onLoad(result.scenario)}>
            Load {result.clients.toLocaleString('en-US')} clients
          </Button>
        </>
      }
    >
      <Figures result={result} />
      {result.problems.length > 0 && (
        <div className={styles.refused} role="alert">
          <b>Nothing can be loaded from this file yet.</b>
          <ProblemList problems={result.problems} />
        </div>
      )}
      <FillShare fill={fill} onFill={setFill} result={result} />
      {asks && <Confirm text={warned.text} confirmed={confirmed} onConfirm={setConfirmed} />}
      {result.columns.names.length > 0 && <ColumnTable found={result.columns} onColumns={setColumns} onHeader={setHeader} />}
      <RowLists result={result} />
    </Modal>
  );
}

function optionsOf(input: ImportInput, fill: number, columns: readonly (ColumnRole | null)[] | null, header: boolean | null): ImportOptions {
  const assigned: Partial<Record<ColumnRole, number | null>> = {};
  columns?.forEach((role, index) => {
    if (role !== null) assigned[role] = index;
  });
  return {
    fill: fill / 100,
    name: input.name.replace(/\.[^.]+$/, ''),
    ...(input.format === null ? {} : { format: input.format }),
    ...(columns === null ? {} : { columns: { ...NO_COLUMNS, ...assigned } }),
    ...(header === null ? {} : { header }),
  };
}
/** Once people assign columns, theirs is the whole truth: a role that they gave to none is none. */
const NO_COLUMNS: Partial<Record<ColumnRole, null>> = {
  cidr: null,
  mask: null,
  start: null,
  end: null,
  site: null,
  clients: null,
  kind: null,
  wanDown: null,
  wanUp: null,
  latencyMs: null,
  vrf: null,
  status: null,
  country: null,
  region: null,
};

const FORMAT_WORDS = { csv: 'a list of subnets', ad: 'an Active Directory export', netbox: 'a NetBox prefix export' } as const;

function Figures({ result }: { readonly result: ImportResult }) {
  const figures = [
    ['Sites', result.sites],
    ['Subnets', result.subnets],
    ['Clients', result.clients],
    ['Rows taken', result.taken],
    ['Skipped', result.skipped.length],
    ['Rejected', result.rejected.length],
  ] as const;
  return (
    <>
      <p className={styles.lead}>
        This reads as {FORMAT_WORDS[result.format]}. {result.columns.why}
      </p>
      <dl className={styles.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value.toLocaleString('en-US')}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function FillShare({ fill, onFill, result }: { readonly fill: number; readonly onFill: (fill: number) => void; readonly result: ImportResult }) {
  const { exceeded, fillThatFits } = result.limit;
  const offer = fillThatFits === null ? null : Math.floor(fillThatFits * 1000) / 10;
  return (
    <div className={styles.fill}>
      <label>
        <span>Share of addresses with a client, where no count is given</span>
        <input type="range" min={1} max={100} step={1} value={fill} aria-valuetext={`${fill} %`} onChange={(event) => onFill(Number(event.target.value))} />
        <output>{fill} %</output>
      </label>
      {exceeded && (
        <p className={styles.exceeded} role="alert">
          That is more than 1,000,000 clients. {offer === null ? 'No share fits: leave out some rows.' : `${offer} % fits.`}
          {offer !== null && offer > 0 && (
            <Button small onClick={() => onFill(offer)}>
              Use {offer} %
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
