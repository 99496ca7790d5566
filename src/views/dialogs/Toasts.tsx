/** Short answers to what was just done, with its undo. They stay long enough to be read, and longer under the pointer or focus. */
import { useEffect, useState } from 'react';
import type { Toast } from '../../store/ui-store';
import { dropToast, useUi } from '../../store/ui-store';
import { Button, IconButton } from '../../ui/Button';
import styles from './dialogs.module.css';

const SHOWN_MILLIS = 8_000;

export function Toasts() {
  const toasts = useUi((state) => state.toasts);
  return (
    <div className={styles.toasts} role="status" aria-label="Notices">
      {toasts.map((item) => (
        <ToastLine key={item.id} item={item} />
      ))}
    </div>
  );
}

function ToastLine({ item }: { readonly item: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dropToast(item.id), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [held, item.id]);
  const { action } = item;
  return (
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{item.text}</span>
      {action !== null && (
        <Button
          small
          onClick={() => {
            dropToast(item.id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="close" size={13} name="Dismiss" onClick={() => dropToast(item.id)} />
    </div>
  );
}
