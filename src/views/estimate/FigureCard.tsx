/** One figure: its value, the same without peering hatched beside it, and one press away all that it rests on. */
import { useId } from 'react';
import type { Figure } from '../../closed-form/figure';
import { RuleBadge } from '../../ui/Badge';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/Icon';
import styles from './estimate.module.css';
import { against, amount } from './figure-words';

export function FigureCard({ figure, note, large = false }: { readonly figure: Figure; readonly note?: string; readonly large?: boolean }) {
  const id = useId();
  return (
    <article className={cx(styles.card, (figure.unit === 'bytes' || figure.unit === 'count') && styles.wan)} aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {figure.title}
      </h3>
      {large && <p className={styles.value}>{amount(figure.value, figure.unit)}</p>}
      <Bars figure={figure} />
      <p className={styles.against}>{against(figure)}</p>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      <details className={styles.how}>
        <summary>
          <Icon name="chevron" size={11} />
          How it is worked out
          <span className={styles.grade}>{figure.grade}</span>
        </summary>
        <How figure={figure} />
      </details>
    </article>
  );
}

/** On one linear scale from zero. */
function Bars({ figure: { value, without } }: { readonly figure: Figure }) {
  const most = Math.max(value, without);
  const width = (one: number): string => `${most === 0 ? 0 : (100 * one) / most}%`;
  return (
    <div className={styles.bars} aria-hidden="true">
      <i className={styles.real} style={{ width: width(value) }} />
      <i className={styles.hatched} style={{ width: width(without) }} />
    </div>
  );
}

function How({ figure }: { readonly figure: Figure }) {
  return (
    <div className={styles.howBody}>
      <h4>Formula</h4>
      <p className={styles.formula}>{figure.formula}</p>
      <p className={styles.formula}>
        <span className={styles.dim}>without peering: </span>
        {figure.withoutFormula}
      </p>
      <h4>Inputs</h4>
      <dl className={styles.terms}>
        {figure.terms.map((term) => (
          <div key={term.name}>
            <dt>{term.name}</dt>
            <dd>
              {amount(term.value, term.unit)} <span className={styles.dim}>{[term.from, term.rule].filter(Boolean).join(', ')}</span>
            </dd>
          </div>
        ))}
      </dl>
      <h4>Rules and assumptions</h4>
      <ul className={styles.basis}>
        {figure.basis.map(({ rule, text, grade }) => (
          <li key={`${rule} ${text}`}>
            {text} <RuleBadge rule={rule} text={text} grade={grade} />
          </li>
        ))}
      </ul>
      <h4>Left out</h4>
      <ul className={styles.basis}>
        {figure.exclusions.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
