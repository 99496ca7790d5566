/** The answers of one question while the run goes on; what is on screen stays until the next is there. */
import { useState } from 'react';
import type { AnswersView } from '../../engine/contract';
import { useDocument } from '../../store/document-store';
import { useLiveQuery } from '../../store/use-query';

/** As many values as the engine lists. */
export const MOST_ROWS = 1000;

/** Five times a second is as much as eyes follow; who is missing is looked up client by client, so that large fleets get more time. */
export function pauseFor(clients: number): number {
  return Math.min(3000, Math.max(200, clients / 200));
}

/** Out of sight it asks nothing and keeps what it had. */
export function useAnswers(question: number, filter: string, visible: boolean): AnswersView | null {
  const pause = useDocument((state) => pauseFor(state.loaded?.clientCount ?? 0));
  const fresh = useLiveQuery('answers', visible ? { question, filter, offset: 0, limit: MOST_ROWS } : null, pause);
  const [kept, setKept] = useState<AnswersView | null>(null);
  if (fresh !== null && fresh !== kept) setKept(fresh);
  return fresh ?? (kept?.question.number === question ? kept : null);
}
