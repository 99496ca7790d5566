/** A dialog on the native element: focus trap, Escape and backdrop come from the browser. */
import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { IconButton } from './Button';
import { cx } from './cx';
import styles from './modal.module.css';

export interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  /** Buttons at the lower edge. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

export function Modal({ title, onClose, wide, footer, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element !== null && !element.open) element.showModal();
    const first = element?.querySelector<HTMLElement>('[data-first-focus]') ?? element?.querySelector<HTMLElement>('[data-modal-body]');
    first?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={cx(styles.dialog, wide && styles.wide)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles.frame}>
        <header className={styles.head}>
          <h2 id={titleId}>{title}</h2>
          <IconButton icon="close" name="Close" onClick={onClose} />
        </header>
        <div className={styles.body} tabIndex={-1} data-modal-body>
          {children}
        </div>
        {footer !== undefined && <footer className={styles.foot}>{footer}</footer>}
      </div>
    </dialog>
  );
}
