/** A query whose answer follows the run: asked again when the run has moved on, at most so often; one question under way at a time. */
import { useEffect, useState } from 'react';
import type { QueryMap, QueryName } from '../engine/contract';
import { isReady, whenReady } from './ready';
import { onSession, query } from './session';
import { useStatus } from './status-store';

/** `key` says when the question itself is another one; null args = do not ask. */
export function useLiveQuery<N extends QueryName>(name: N, args: QueryMap[N]['args'] | null, everyMillis: number): QueryMap[N]['result'] | null {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: QueryMap[N]['result'] } | null>(null);
  const key = JSON.stringify(args);
  useEffect(() => {
    if (key === 'null') return undefined;
    const question = JSON.parse(key) as QueryMap[N]['args'];
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let last = 0;
    let underWay = false;
    let again = false;
    const ask = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      again = underWay;
      if (underWay) return;
      last = performance.now();
      underWay = true;
      query(name, question)
        .then(
          (value) => {
            if (!gone) setAnswer({ key, value });
          },
          () => undefined,
        )
        .finally(() => {
          underWay = false;
          if (again && !gone) ask();
        });
    };
    const soon = (): void => {
      if (!isReady()) return;
      // At rest what is said is of this very instant: nothing on the page is of another.
      const wait = useStatus.getState().status?.state === 'paused' ? 0 : Math.max(0, last + everyMillis - performance.now());
      if (wait > 0) timer ??= setTimeout(ask, wait);
      else ask();
    };
    // The first picture comes before what is said about it.
    if (isReady()) ask();
    else void whenReady.then(() => !gone && ask());
    const stop = onSession('status', soon);
    return () => {
      gone = true;
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [name, key, everyMillis]);
  return answer !== null && answer.key === key ? answer.value : null;
}
