/** A number that can be asked why: by press, or by W while it has the focus or is under the pointer. */
import type { ReactNode } from 'react';
import { askWhy, whyMark } from '../../store/why';
import styles from './questions.module.css';

export function Figure({ question, name, children }: { readonly question: number; readonly name: string; readonly children: ReactNode }) {
  const of = { question, client: null };
  return (
    <button type="button" className={styles.figure} data-why={whyMark(of)} title={`Why? (W)`} aria-label={`${name}. Why?`} onClick={() => askWhy(of)}>
      {children}
    </button>
  );
}
