/** The kinds of milestones, each a shape of its own: on the timeline and in its menu. */
import type { ReactNode } from 'react';
import type { Milestone } from '../../engine/contract';

export function MilestoneIcon({ kind, size = 10 }: { readonly kind: Milestone['kind']; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      {SHAPES[kind]}
    </svg>
  );
}

const SHAPES: Readonly<Record<Milestone['kind'], ReactNode>> = {
  formed: <path d="M2 1v4.5a3 3 0 0 0 6 0V1" fill="none" stroke="var(--lan)" strokeWidth="2" />,
  reflection: <path d="M1 9h8L5 1.5z" fill="var(--wan)" />,
  healed: <path d="M5 1v8M1 5h8" fill="none" stroke="var(--answer)" strokeWidth="2.4" />,
  act: <path d="M5 .5 9.5 5 5 9.5.5 5z" fill="var(--text)" />,
  asked: <path d="M1 1.5 5 5l4-3.5M1 5.5 5 9l4-3.5" fill="none" stroke="var(--question)" strokeWidth="2" />,
  completed: <path d="M5 .5a4.5 4.5 0 1 0 .01 0zM2.9 5.1l1.5 1.6 2.8-3.2" fill="var(--answer)" stroke="var(--card)" strokeWidth="1.3" />,
};
