/** The left panel: a column on wide screens, a sheet over the canvas on narrow ones. */
import type { ReactNode } from 'react';
import { useUi } from '../store/ui-store';
import { IconButton } from '../ui/Button';
import { cx } from '../ui/cx';
import styles from './shell.module.css';

interface PanelProps {
  readonly name: 'Build';
  readonly side: 'left';
  readonly open: boolean;
  readonly sheet: boolean;
  readonly children: ReactNode;
}

export function Panel({ name, side, open, sheet, children }: PanelProps) {
  return (
    <section className={cx(styles.panel, styles[side], !open && styles.closed, sheet && styles.sheet)} aria-label={name}>
      <header className={styles.panelHead}>
        <h2>{name}</h2>
        <IconButton icon="close" size={14} name={`Close ${name}`} className={styles.sheetClose ?? ''} onClick={() => useUi.setState({ sheet: null })} />
      </header>
      <div className={styles.panelBody} tabIndex={-1}>
        {children}
      </div>
    </section>
  );
}
