/** A product subnet file becomes a list of the open scenario, previewed as a difference and then applied as a change to peering. */
import { useEffect, useMemo, useState } from 'react';
import { readSubnetList } from '../../scenario/import/product-files';
import type { ChainFigures } from '../../engine/contract';
import { query } from '../../store/session';
import type { ListInput } from '../../store/ui-store';
import { useUi } from '../../store/ui-store';
import { applyPeering, attempt } from '../../store/verbs';
import { Button } from '../../ui/Button';
import { SelectField } from '../../ui/Field';
import { Modal } from '../../ui/Modal';
import { PeeringDifference } from '../build/PeeringDifference';
import { ProblemList } from '../dialogs/AlertBar';
import styles from './import.module.css';
import { count } from '../../store/units';

export function SubnetListDialog({ input }: { readonly input: ListInput }) {
  const [list, setList] = useState(input.list ?? 'separated');
  const [figures, setFigures] = useState<{ readonly before: ChainFigures; readonly after: ChainFigures } | null>(null);
  const read = useMemo(() => readSubnetList(input.data), [input.data]);
  const close = (): void => useUi.setState({ subnetList: null });
  useEffect(() => {
    let gone = false;
    void attempt('The change cannot be previewed', async () => {
      const answer = await query('peeringPreview', { peering: { do: 'setPeering', peering: { [list]: read.entries.map((entry) => entry.cidr) } } });
      if (!gone) setFigures(answer);
    });
    return () => {
      gone = true;
    };
  }, [list, read]);
  const apply = async (): Promise<void> => {
    if (await applyPeering({ [list]: read.entries.map((entry) => entry.cidr) })) close();
  };
  return (
    <Modal
      title={`${input.name}: ${count(read.entries.length, 'subnet')}`}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" disabled={read.entries.length === 0} onClick={() => void apply()}>
            Apply to the open scenario
          </Button>
        </>
      }
    >
      <SelectField
        label="These become the scenario's"
        value={list}
        onChange={(event) => {
          setFigures(null);
          setList(event.target.value as 'separated' | 'isolated');
        }}
      >
        <option value="separated">separated subnets</option>
        <option value="isolated">isolated subnets</option>
      </SelectField>
      {read.problems.length > 0 && (
        <div className={styles.refused} role="alert">
          <ProblemList problems={read.problems} />
        </div>
      )}
      <ul className={styles.notes}>
        {read.rejected.map((row) => (
          <li key={row.line}>
            Line {row.line}, “{row.text}”: {row.reason}
          </li>
        ))}
        {read.notes.map((note) => (
          <li key={`${note.where} ${note.code}`}>
            {note.where}: {note.message}
          </li>
        ))}
      </ul>
      {figures !== null && <PeeringDifference figures={figures} />}
    </Modal>
  );
}
