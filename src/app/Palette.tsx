/** The command palette: every action by name, with its key. */
import { Command } from 'cmdk';
import { useUi } from '../store/ui-store';
import { Modal } from '../ui/Modal';
import { ACTIONS, actionEnabled } from './actions';
import styles from './palette.module.css';

const GROUPS = ['Act', 'Time', 'View', 'Document', 'Page'] as const;

export function Palette() {
  const close = (): void => useUi.setState({ dialog: null });
  const run = (id: string): void => {
    close();
    // After the dialog has given the focus back: some actions move it.
    requestAnimationFrame(() => ACTIONS.find((action) => action.id === id)?.run());
  };
  return (
    <Modal title="Commands" onClose={close}>
      <Command label="Commands" className={styles.palette} loop>
        <Command.Input data-first-focus className={styles.input} placeholder="What do you want to do?" />
        <Command.List className={styles.list}>
          <Command.Empty className={styles.empty}>No such command.</Command.Empty>
          {GROUPS.map((group) => (
            <Command.Group key={group} heading={group} className={styles.group}>
              {ACTIONS.filter((action) => action.group === group && action.id !== 'palette' && action.id !== 'out').map((action) => (
                <Command.Item key={action.id} value={action.label} disabled={!actionEnabled(action)} className={styles.item} onSelect={() => run(action.id)}>
                  <span>{action.label}</span>
                  <span className={styles.keys}>{action.keys !== '' && action.keys.split(' ').map((key) => <kbd key={key}>{key}</kbd>)}</span>
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Modal>
  );
}
