/** What an event is about, small: the shapes and colours of the map's messages. Decoration: the sentence says it in words. */
import type { ReactNode } from 'react';
import type { EventKind } from '../../sim/log';
import type { EventMarkName } from './event-groups';
import { MARK_OF } from './event-groups';

export function EventMark({ kind }: { readonly kind: EventKind }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false" data-mark={MARK_OF[kind]}>
      {SHAPES[MARK_OF[kind]]}
    </svg>
  );
}

const SHAPES: Readonly<Record<EventMarkName, ReactNode>> = {
  act: <path d="M7 1.5 12.5 7 7 12.5 1.5 7z" fill="var(--text)" />,
  computer: <circle cx="7" cy="7" r="4.5" fill="var(--idle)" />,
  registration: <circle cx="7" cy="7" r="4.8" fill="none" stroke="var(--registering)" strokeWidth="1.7" strokeDasharray="3 1.5" />,
  link: <path d="M1 7h12" stroke="var(--lan)" strokeWidth="4" />,
  broken: <path d="M1 7h3.6M9.4 7H13M7 2.5v9" fill="none" stroke="var(--blocked)" strokeWidth="2.2" />,
  leader: <path d="M1.5 11.5h11L7 2z" fill="var(--wan)" />,
  question: <path d="M2.5 2 7 6.2 11.5 2M2.5 7.2 7 11.4l4.5-4.2" fill="none" stroke="var(--question)" strokeWidth="2.2" />,
  answers: <circle cx="7" cy="7" r="5" fill="var(--answer)" />,
  lost: <path d="M2.5 2.5l9 9M11.5 2.5l-9 9" fill="none" stroke="var(--blocked)" strokeWidth="2.2" />,
  complete: <path d="M1.5 7.5 5.5 11l7-8" fill="none" stroke="var(--answer)" strokeWidth="2.4" />,
};
