/** Whom a target means now: asked when it changes and again while the run goes on; a refusal is told in place of figures. */
import { useEffect, useState } from 'react';
import type { Target } from '../../scenario/types';
import { problemsOf } from '../../store/problems-of';
import { onSession, query } from '../../store/session';

const REFRESH_MILLIS = 1000;

export type TargetPreview = { readonly matching: number; readonly online: number } | { readonly problem: string };

export function useTargetPreview(target: Target | null): TargetPreview | null {
  const key = JSON.stringify(target);
  const [found, setFound] = useState<{ readonly key: string; readonly value: TargetPreview } | null>(null);
  useEffect(() => {
    if (key === 'null') return undefined;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const take = (value: TargetPreview): void => {
      if (!gone) setFound({ key, value });
    };
    const ask = (): void => {
      timer = null;
      query('targetPreview', { target: JSON.parse(key) as Target }).then(take, (error: unknown) => take({ problem: problemsOf(error)[0]?.message ?? '' }));
    };
    ask();
    const stop = onSession('status', () => {
      timer ??= setTimeout(ask, REFRESH_MILLIS);
    });
    return () => {
      gone = true;
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [key]);
  return found !== null && found.key === key ? found.value : null;
}
