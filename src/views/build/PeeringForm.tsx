/** Who may peer with whom. A change is previewed as a difference before it is made; clients follow at their next initial registration (CHAIN-8). */
import { useState } from 'react';
import type { Scenario } from '../../scenario/types';
import { useDocument } from '../../store/document-store';
import type { ChainFigures } from '../../engine/contract';
import { query } from '../../store/session';
import { applyPeering, attempt } from '../../store/verbs';
import { Button } from '../../ui/Button';
import { Checkbox, TextArea, TextField } from '../../ui/Field';
import styles from './build.module.css';
import type { PeeringDraft } from './peering-draft';
import { changeOf, draftOf, peeringNow } from './peering-draft';
import { PeeringDifference } from './PeeringDifference';

interface NumberField {
  readonly key: 'addressMask' | 'addressPrefixIPv6' | 'peerListSize' | 'maxChain';
  readonly label: string;
  readonly note: string;
}
/** Each with its unit, its default and its rule. */
const BLOCKS: readonly NumberField[] = [
  { key: 'addressMask', label: 'AddressMask', note: 'bits, default 24 · CHAIN-1' },
  { key: 'addressPrefixIPv6', label: 'AddressPrefixIPv6', note: 'bits, 0 = no peering · CHAIN-2' },
];
const LENGTHS: readonly NumberField[] = [
  { key: 'peerListSize', label: 'Peer list size', note: 'each way, default 10 · REG-8, assumption' },
  { key: 'maxChain', label: 'Longest chain', note: 'empty = no limit · CHAIN-9, assumption' },
];
const LISTS: readonly { readonly key: 'separated' | 'isolated' | 'intentional'; readonly label: string; readonly note: string; readonly rows?: number }[] = [
  { key: 'separated', label: 'Separated subnets', note: 'one a line; only inside each · CHAIN-3' },
  { key: 'isolated', label: 'Isolated subnets', note: 'no peering, as for VPN · CHAIN-4' },
  { key: 'intentional', label: 'Intentional subnets', note: 'peer across mask blocks · CHAIN-4, assumption', rows: 2 },
];

export function PeeringForm({ scenario }: { readonly scenario: Scenario }) {
  const acts = useDocument((state) => state.acts);
  const before = peeringNow(scenario, acts);
  const [draft, setDraft] = useState<PeeringDraft>(() => draftOf(before));
  const [figures, setFigures] = useState<{ readonly before: ChainFigures; readonly after: ChainFigures } | null>(null);
  const change = changeOf(draft, before);
  const set = (part: Partial<PeeringDraft>): void => {
    setDraft({ ...draft, ...part });
    setFigures(null);
  };
  const number = ({ key, label, note }: NumberField) => (
    <TextField key={key} label={label} note={note} inputMode="numeric" value={draft[key]} onChange={(event) => set({ [key]: event.target.value })} />
  );
  const preview = (): Promise<boolean> =>
    attempt('The change cannot be previewed', async () => {
      if (change !== null) setFigures(await query('peeringPreview', { peering: { do: 'setPeering', peering: change } }));
    });
  const apply = async (): Promise<void> => {
    if (change !== null && (await applyPeering(change))) setFigures(null);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void preview();
      }}
    >
      <div className={styles.pair}>{BLOCKS.map((field) => number(field))}</div>
      {LISTS.map(({ key, label, note, rows }) => (
        <TextArea
          key={key}
          label={label}
          note={note}
          {...(rows === undefined ? {} : { rows })}
          value={draft[key]}
          onChange={(event) => set({ [key]: event.target.value })}
        />
      ))}
      <div className={styles.pair}>{LENGTHS.map((field) => number(field))}</div>
      <Checkbox
        label="Skip unreachable candidates (LINK-4)"
        checked={draft.skipUnreachable}
        onChange={(event) => set({ skipUnreachable: event.target.checked })}
      />
      {figures !== null && <PeeringDifference figures={figures} />}
      <div className={styles.formButtons}>
        {change !== null && (
          <Button small kind="quiet" onClick={() => set(draftOf(before))}>
            Reset
          </Button>
        )}
        <Button small disabled={change === null} onClick={() => void preview()}>
          Preview
        </Button>
        <Button small kind="primary" disabled={figures === null || change === null} onClick={() => void apply()}>
          Apply
        </Button>
      </div>
    </form>
  );
}
