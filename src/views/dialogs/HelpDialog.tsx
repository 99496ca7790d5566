/** Keys, what the page is, and what its numbers are. */
import { setRemembered, useUi } from '../../store/ui-store';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Field';
import { Modal } from '../../ui/Modal';
import styles from './dialogs.module.css';

export interface KeyLine {
  readonly keys: string;
  readonly label: string;
}

export function HelpDialog({ lines }: { readonly lines: readonly KeyLine[] }) {
  const singleKeys = useUi((state) => state.singleKeys);
  const close = (): void => useUi.setState({ dialog: null });
  return (
    <Modal title="Help" wide onClose={close} footer={<Button onClick={close}>Close</Button>}>
      <p className={styles.lead}>
        Chainscope plays how Tanium Clients register, find their peers and form linear chains, and how questions and their answers travel through these. Ask
        something, unplug something, wall something off, and see what becomes of it. Every change says why it happened and which rule it follows:{' '}
        <b>documented</b>, from a <b>patent</b>, or an <b>assumption</b> of this model.
      </p>
      <h3 className={styles.heading}>Keys</h3>
      <Checkbox label="Single-letter keys" checked={singleKeys} onChange={(event) => setRemembered({ singleKeys: event.target.checked })} />
      <dl className={styles.keys}>
        {lines.map((line) => (
          <div key={line.label}>
            <dt>
              {line.keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{line.label}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>
        Model, not measurement. Not affiliated with Tanium; the product is named to say what is modelled. Nothing you open here leaves this computer.
      </p>
    </Modal>
  );
}
