/** Labelled form fields. The note says unit, default and grade. */
import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { useId } from 'react';
import styles from './field.module.css';

interface Labelled {
  readonly label: string;
  readonly note?: ReactNode;
}

export function TextField({ label, note, ...rest }: Labelled & ComponentPropsWithoutRef<'input'>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={styles.input}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        spellCheck={false}
        autoComplete="off"
        {...rest}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={styles.note}>
          {note}
        </p>
      )}
    </div>
  );
}

export function TextArea({ label, note, ...rest }: Labelled & ComponentPropsWithoutRef<'textarea'>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} className={styles.input} aria-describedby={note === undefined ? undefined : `${id}-note`} spellCheck={false} rows={3} {...rest} />
      {note !== undefined && (
        <p id={`${id}-note`} className={styles.note}>
          {note}
        </p>
      )}
    </div>
  );
}

export function SelectField({ label, note, children, ...rest }: Labelled & ComponentPropsWithoutRef<'select'>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} className={styles.input} aria-describedby={note === undefined ? undefined : `${id}-note`} {...rest}>
        {children}
      </select>
      {note !== undefined && (
        <p id={`${id}-note`} className={styles.note}>
          {note}
        </p>
      )}
    </div>
  );
}

export function Checkbox({ label, ...rest }: { readonly label: string } & ComponentPropsWithoutRef<'input'>) {
  return (
    <label className={styles.check}>
      <input type="checkbox" {...rest} />
      <span>{label}</span>
    </label>
  );
}
