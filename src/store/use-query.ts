/** A query whose answer follows the run: asked again when the run has moved on, at most so often; one question under way at a time. */
import { useEffect, useState } from 'react';
import type { QueryMap, QueryName } from '../engine/contract';
import { isReady, whenReady } from './ready';
import { onSession, query } from './session';

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
    const ask = (): void => {
      timer = null;
      last = performance.now();
      query(name, question).then(
        (value) => {
          if (!gone) setAnswer({ key, value });
        },
        () => undefined,
      );
    };
    const soon = (): void => {
      if (isReady()) timer ??= setTimeout(ask, Math.max(0, last + everyMillis - performance.now()));
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
