/** The map's marks, small, for legends and words: shape is the role. */
import styles from './legend.module.css';

export type MarkName =
  | 'client'
  | 'backward'
  | 'forward'
  | 'link'
  | 'offline'
  | 'blocked'
  | 'seeking'
  | 'registering'
  | 'lost'
  | 'question'
  | 'answers'
  | 'has'
  | 'answered'
  | 'heard'
  | 'late'
  | 'burst';

export function Mark({ name }: { readonly name: MarkName }) {
  return (
    <svg className={styles.mark} width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}

/** Downwards: the way a question takes. */
const CHEVRON = 'M7 10.6 3.8 4.6 7 6.2l3.2-1.6z';
const RAYS = 'M7 1.2v2.6M7 10.2v2.6M1.2 7h2.6M10.2 7h2.6M2.9 2.9l1.9 1.9M9.2 9.2l1.9 1.9M11.1 2.9 9.2 4.8M4.8 9.2l-1.9 1.9';

const SHAPES = {
  client: <circle cx="7" cy="7" r="4.5" fill="var(--idle)" />,
  backward: <path d="M1.5 3h11L7 12z" fill="var(--question)" />,
  forward: <path d="M1.5 11h11L7 2z" fill="var(--answer)" />,
  link: <path d="M1 7h12" stroke="var(--lan)" strokeWidth="4" />,
  offline: <circle cx="7" cy="7" r="4.2" fill="none" stroke="var(--offline)" strokeWidth="1.8" />,
  blocked: <path d="M7 2.8a4.2 4.2 0 1 0 .01 0M5.2 5.2l3.6 3.6M8.8 5.2 5.2 8.8" fill="none" stroke="var(--blocked)" strokeWidth="1.6" />,
  seeking: <path d="M1 7h12" stroke="var(--muted)" strokeWidth="2" strokeDasharray="2.5 2" />,
  registering: <circle cx="7" cy="7" r="5" fill="none" stroke="var(--registering)" strokeWidth="1.6" strokeDasharray="3 1.5" />,
  lost: <path d="M7 12V4M4 7l3-3 3 3M2 2h10" fill="none" stroke="var(--wan)" strokeWidth="1.6" />,
  question: (
    <>
      <circle cx="7" cy="7" r="5.6" fill="var(--card)" stroke="var(--answer)" strokeWidth="1.5" />
      <path d={CHEVRON} fill="var(--question)" />
    </>
  ),
  answers: (
    <>
      <circle cx="7" cy="7" r="6.4" fill="var(--answer)" />
      <path d={CHEVRON} fill="var(--question)" stroke="var(--card)" strokeWidth="1" paintOrder="stroke" />
    </>
  ),
  has: <circle cx="7" cy="7" r="4.8" fill="var(--question)" />,
  answered: <circle cx="7" cy="7" r="4.8" fill="color-mix(in srgb, var(--answer) 80%, var(--card))" />,
  heard: (
    <>
      <circle cx="7" cy="7" r="5.2" fill="var(--answer)" />
      <circle cx="7" cy="7" r="3.6" fill="none" stroke="var(--card)" strokeWidth="1" />
    </>
  ),
  late: (
    <>
      <circle cx="7" cy="7" r="5.6" fill="var(--card)" stroke="var(--wan)" strokeWidth="1.5" strokeDasharray="2.4 1.8" />
      <path d={CHEVRON} fill="var(--question)" />
    </>
  ),
  burst: <path d={RAYS} fill="none" stroke="var(--blocked)" strokeWidth="1.7" strokeLinecap="round" />,
} as const;
