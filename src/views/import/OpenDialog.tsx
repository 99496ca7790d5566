/** Opening: built-in scenarios with their cards, a file, or an address plan pasted as text. */
import { useState } from 'react';
import type { BuiltIn, BuiltInGroup } from '../../scenario/library/types';
import { BUILT_INS } from '../../scenario/library/index';
import { useDocument } from '../../store/document-store';
import { useUi } from '../../store/ui-store';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { TextArea } from '../../ui/Field';
import { Modal } from '../../ui/Modal';
import styles from './import.module.css';

export interface OpenDialogProps {
  readonly onBuiltIn: (id: string) => void;
  readonly onFile: (file: File) => void;
  readonly onText: (text: string) => void;
}

const GROUPS: readonly BuiltInGroup[] = ['Start here', 'Questions', 'Network', 'Blocks and faults', 'VPN', 'Changes', 'Real and large'];

export function OpenDialog({ onBuiltIn, onFile, onText }: OpenDialogProps) {
  const close = (): void => useUi.setState({ dialog: null });
  return (
    <Modal title="Open" wide onClose={close}>
      <div className={styles.columns}>
        <div>
          {GROUPS.map((group) => (
            <BuiltInGroupList key={group} group={group} onBuiltIn={onBuiltIn} />
          ))}
        </div>
        <OwnNetwork onFile={onFile} onText={onText} />
      </div>
    </Modal>
  );
}

function BuiltInGroupList({ group, onBuiltIn }: { readonly group: BuiltInGroup; readonly onBuiltIn: (id: string) => void }) {
  const entries = BUILT_INS.filter((entry) => entry.group === group);
  if (entries.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3>{group}</h3>
      <ul>
        {entries.map((entry) => (
          <BuiltInCard key={entry.id} entry={entry} onOpen={() => onBuiltIn(entry.id)} />
        ))}
      </ul>
    </section>
  );
}

function BuiltInCard({ entry, onOpen }: { readonly entry: BuiltIn; readonly onOpen: () => void }) {
  const current = useDocument((state) => state.loaded?.builtIn === entry.id);
  return (
    <li>
      <button type="button" className={cx(styles.card, current && styles.current)} onClick={onOpen} aria-current={current}>
        <b>{entry.title}</b>
        <span>{entry.card.what}</span>
        <span className={styles.notice}>Notice: {entry.card.notice}</span>
      </button>
    </li>
  );
}

function OwnNetwork({ onFile, onText }: { readonly onFile: (file: File) => void; readonly onText: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <section className={styles.own}>
      <h3>Model my network</h3>
      <p>Drop a file anywhere on this page, choose one, or paste a list of subnets. It is read on this computer and sent nowhere.</p>
      <label className={styles.file}>
        Choose a file
        <input
          type="file"
          aria-label="Choose a file"
          accept=".json,.csv,.tsv,.txt"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) onFile(file);
          }}
        />
      </label>
      <p className={styles.formats}>Scenario (JSON) · subnets as CSV · Active Directory or NetBox export · SeparatedSubnets.txt, IsolatedSubnets.txt</p>
      <TextArea
        label="Paste subnets"
        rows={7}
        placeholder={'10.0.0.0/24\n10.0.1.0/24, Berlin, 40'}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button kind="primary" disabled={text.trim() === ''} onClick={() => onText(text)}>
        Preview
      </Button>
    </section>
  );
}
