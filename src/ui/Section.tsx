/** A foldable part of a panel; the native element, so that it works by keyboard and find-in-page. */
import type { ReactNode } from 'react';
import { Icon } from './Icon';
import styles from './section.module.css';

export function Section({
  title,
  note,
  open = true,
  children,
}: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly open?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details className={styles.section} open={open}>
      <summary className={styles.head}>
        <span className={styles.arrow}>
          <Icon name="chevron" size={12} />
        </span>
        <h3>{title}</h3>
        {note !== undefined && <span className={styles.note}>{note}</span>}
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
