/** The answers of one question while the run goes on; what is on screen stays until the next is there. */
import { useState } from 'react';
import type { AnswersView } from '../../engine/contract';
import { useLiveQuery } from '../../store/use-query';

/** Five times a second is as much as eyes follow. */
const REFRESH_MILLIS = 200;
/** As many values as are listed; a filter finds the others. */
export const MOST_ROWS = 1000;

/** Out of sight it asks nothing and keeps what it had. */
export function useAnswers(question: number, filter: string, visible: boolean): AnswersView | null {
  const fresh = useLiveQuery('answers', visible ? { question, filter, offset: 0, limit: MOST_ROWS } : null, REFRESH_MILLIS);
  const [kept, setKept] = useState<AnswersView | null>(null);
  if (fresh !== null && fresh !== kept) setKept(fresh);
  return fresh ?? (kept?.question.number === question ? kept : null);
}
