/** Small marks for rules and their grade. The grade is a word as well as a colour. */
import styles from './badge.module.css';
import { cx } from './cx';

export type Grade = 'documented' | 'patent' | 'assumption';

export function RuleBadge({ rule, text, grade }: { readonly rule: string; readonly text: string; readonly grade: Grade }) {
  return (
    <span className={cx(styles.rule, styles[grade])} title={text}>
      <b>{rule}</b>
      <span className={styles.grade}>{grade}</span>
    </span>
  );
}

export function Tag({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'plain' | 'good' | 'warn' | 'bad' | 'wan' | 'lan' | 'forward' | 'backward';
  readonly children: string;
}) {
  return <span className={cx(styles.tag, styles[tone])}>{children}</span>;
}
