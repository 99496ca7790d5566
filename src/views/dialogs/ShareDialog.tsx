/** The permalink, to copy by hand where the clipboard is closed, with what it holds and what it does not. */
import { useUi } from '../../store/ui-store';
import { Button } from '../../ui/Button';
import { Modal } from '../../ui/Modal';
import styles from './dialogs.module.css';

export function ShareDialog() {
  const close = (): void => useUi.setState({ dialog: null });
  const href = location.href;
  return (
    <Modal title="Share this moment" onClose={close} footer={<Button onClick={close}>Done</Button>}>
      <p className={styles.lead}>
        The link holds the scenario, what you did, the instant, the view and the selection. All of it is in the part after #, which browsers do not send to any
        server. Whoever has the link has the data; it cannot be taken back.
      </p>
      <textarea className={styles.link} aria-label="Link" readOnly rows={5} value={href} onFocus={(event) => event.target.select()} />
      <p className={styles.note}>{href.length.toLocaleString('en-US')} characters</p>
    </Modal>
  );
}
