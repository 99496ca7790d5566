/** What the marks of the diagram mean. */
import styles from './time-chain.module.css';

const SINGLE = [
  ['question', <path key="q" d="M1 3l16 8" stroke="var(--question)" strokeWidth="1.6" />],
  ['by registration', <path key="l" d="M1 2l16 10" stroke="var(--question)" strokeWidth="1.6" strokeDasharray="3 2.5" />],
  ['answers: wider carries more', <path key="a" d="M1 3l16 8" stroke="var(--answer)" strokeWidth="3.4" />],
  ['lost', <path key="x" d="M5 3l8 8M13 3l-8 8" stroke="var(--blocked)" strokeWidth="1.8" />],
  ['registration', <circle key="r" cx="9" cy="7" r="3.2" stroke="var(--registering)" strokeWidth="1.3" fill="none" />],
  [
    'initial',
    <g key="i" stroke="var(--registering)" strokeWidth="1.3" fill="none">
      <circle cx="9" cy="7" r="5.4" />
      <circle cx="9" cy="7" r="2.5" />
    </g>,
  ],
  ['link opened', <path key="o" d="M9 1v12" stroke="var(--lan)" strokeWidth="2" />],
  ['closed', <path key="c" d="M9 1v12" stroke="var(--lan)" strokeWidth="2" strokeDasharray="2.5 2" />],
  [
    'backward, forward leader',
    <g key="t">
      <path d="M1 3h8L5 11z" fill="var(--question)" />
      <path d="M10 11h8l-4-8z" fill="var(--answer)" />
    </g>,
  ],
] as const;
const COUNTS = [
  ['clients that have the question', <path key="r" d="M1 13L14 2v11z" fill="var(--question)" />],
  ['heard by the server', <path key="h" d="M6 13V2h10v11z" fill="var(--answer)" />],
  ['links and roles change', <path key="l" d="M2 2h14v10H2z" fill="var(--lan)" opacity="0.5" />],
  ['something was lost or failed', <path key="x" d="M6 4h6v6H6z" fill="var(--blocked)" />],
] as const;

export function Key({ counts }: { readonly counts: boolean }) {
  return (
    <ul className={styles.key} aria-label="Marks of the diagram">
      {(counts ? COUNTS : SINGLE).map(([text, shape]) => (
        <li key={text}>
          <svg width="18" height="14" viewBox="0 0 18 14" aria-hidden="true">
            {shape}
          </svg>
          {text}
        </li>
      ))}
      <li className={styles.hint}>up and down: the server&apos;s edges of each chain · wheel: time · Shift and wheel: rows · Shift and drag: brush</li>
    </ul>
  );
}
