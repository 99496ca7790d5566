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
      <div className={styles.pair}>
        <TextField
          label="AddressMask"
          inputMode="numeric"
          value={draft.addressMask}
          note="bits, default 24 · CHAIN-1"
          onChange={(event) => set({ addressMask: event.target.value })}
        />
        <TextField
          label="AddressPrefixIPv6"
          inputMode="numeric"
          value={draft.addressPrefixIPv6}
          note="bits, 0 = no peering · CHAIN-2"
          onChange={(event) => set({ addressPrefixIPv6: event.target.value })}
        />
      </div>
      <TextArea
        label="Separated subnets"
        value={draft.separated}
        note="one a line; only inside each · CHAIN-3"
        onChange={(event) => set({ separated: event.target.value })}
      />
      <TextArea
        label="Isolated subnets"
        value={draft.isolated}
        note="no peering, as for VPN · CHAIN-4"
        onChange={(event) => set({ isolated: event.target.value })}
      />
      <TextArea
        label="Intentional subnets"
        rows={2}
        value={draft.intentional}
        note="peer across mask blocks · CHAIN-4, assumption"
        onChange={(event) => set({ intentional: event.target.value })}
      />
      <div className={styles.pair}>
        <TextField
          label="Peer list size"
          inputMode="numeric"
          value={draft.peerListSize}
          note="each way, default 10 · REG-8, assumption"
          onChange={(event) => set({ peerListSize: event.target.value })}
        />
        <TextField
          label="Longest chain"
          inputMode="numeric"
          value={draft.maxChain}
          note="empty = no limit · CHAIN-9, assumption"
          onChange={(event) => set({ maxChain: event.target.value })}
        />
      </div>
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
