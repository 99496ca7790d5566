/** A wall between two clients or subnets, one way or both. */
import { useId, useState } from 'react';
import { useDocument } from '../../store/document-store';
import { useUi } from '../../store/ui-store';
import { block } from '../../store/verbs';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Modal } from '../../ui/Modal';
import styles from './dialogs.module.css';

/** Suggestions are a help for small networks; thousands of options would be none. */
const MAX_SUGGESTIONS = 200;

export function BlockDialog() {
  const draft = useUi((state) => state.blockDraft);
  const scenario = useDocument((state) => state.loaded?.scenario);
  const [from, setFrom] = useState(draft.from);
  const [to, setTo] = useState(draft.to);
  const [bothWays, setBothWays] = useState(draft.bothWays);
  const listId = useId();
  const close = (): void => useUi.setState({ dialog: null });
  const ready = from.trim() !== '' && to.trim() !== '';
  const apply = async (): Promise<void> => {
    if (!ready) return;
    close();
    await block(from.trim(), to.trim(), bothWays ? 'both ways' : 'one way');
  };
  return (
    <Modal
      title="Block connections"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" icon="wall" disabled={!ready} onClick={() => void apply()}>
            Block
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void apply();
        }}
      >
        <p className={styles.lead}>
          A firewall rule for TCP 17472 between clients: an address, a subnet (CIDR), or “any”. It cuts new and existing connections (LINK-10).
        </p>
        <div className={styles.two}>
          <TextField label="From" value={from} list={listId} data-first-focus onChange={(event) => setFrom(event.target.value)} />
          <TextField label="To" value={to} list={listId} onChange={(event) => setTo(event.target.value)} />
        </div>
        <datalist id={listId}>
          {scenario?.subnets.slice(0, MAX_SUGGESTIONS).map((subnet) => (
            <option key={subnet.cidr}>{subnet.cidr}</option>
          ))}
        </datalist>
        <fieldset className={styles.choices}>
          <legend>Direction</legend>
          <label>
            <input type="radio" name="ways" checked={bothWays} onChange={() => setBothWays(true)} />
            Both ways
          </label>
          <label>
            <input type="radio" name="ways" checked={!bothWays} onChange={() => setBothWays(false)} />
            One way, from → to
          </label>
        </fieldset>
        <button type="submit" hidden>
          Block
        </button>
      </form>
    </Modal>
  );
}
