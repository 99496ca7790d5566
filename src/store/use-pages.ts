/** Rows of a long table by page: asked for when they come into view, asked again while the run goes on. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { onSession } from './session';

export const PAGE = 100;
const REFRESH_MILLIS = 1000;
/** Pages kept; what is out of view longest is forgotten. */
const MAX_PAGES = 12;

export interface Page<Row> {
  /** Rows after the filter, and in all. */
  readonly matching: number;
  readonly total: number;
  readonly rows: readonly Row[];
}
export interface Pages<Row, P> {
  readonly matching: number;
  readonly total: number;
  readonly failed: boolean;
  /** The page that came last, for what it tells of all rows; null while none has come for what is wanted now. */
  readonly latest: P | null;
  readonly at: (index: number) => Row | undefined;
  /** Tells which rows are in view. */
  readonly look: (first: number, last: number) => void;
}

interface Known<Row, P> {
  readonly key: string;
  readonly matching: number;
  readonly total: number;
  readonly latest: P | null;
  readonly pages: ReadonlyMap<number, readonly Row[]>;
}

/** `fetch` must be the same function each time; `wanted` says which rows, in plain data. */
export function usePages<Row, P extends Page<Row>, Wanted>(
  wanted: Wanted,
  fetch: (wanted: Wanted, offset: number, limit: number) => Promise<P>,
): Pages<Row, P> {
  const key = JSON.stringify(wanted);
  const [known, setKnown] = useState<Known<Row, P>>({ key, matching: 0, total: 0, latest: null, pages: new Map() });
  const [failed, setFailed] = useState(false);
  const view = useRef<readonly [number, number]>([0, 0]);
  const asked = useRef(new Set<string>());

  const ask = useCallback(
    async (page: number): Promise<void> => {
      const name = `${key} ${page}`;
      if (asked.current.has(name)) return;
      asked.current.add(name);
      try {
        const answer = await fetch(JSON.parse(key) as Wanted, page * PAGE, PAGE);
        setFailed(false);
        setKnown((before) => {
          const pages = new Map(before.key === key ? before.pages : []);
          pages.delete(page);
          pages.set(page, answer.rows);
          for (const old of pages.keys()) if (pages.size > MAX_PAGES) pages.delete(old);
          return { key, matching: answer.matching, total: answer.total, latest: answer, pages };
        });
      } catch {
        setFailed(true);
      } finally {
        asked.current.delete(name);
      }
    },
    [key, fetch],
  );

  const askView = useCallback(() => {
    const [first, last] = view.current;
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) void ask(page);
  }, [ask]);

  useEffect(() => {
    askView();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = onSession('status', () => {
      timer ??= setTimeout(() => {
        timer = null;
        askView();
      }, REFRESH_MILLIS);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [askView]);

  const at = (index: number): Row | undefined => known.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  const look = (first: number, last: number): void => {
    view.current = [first, last];
    for (const page of new Set([Math.floor(first / PAGE), Math.floor(last / PAGE)])) if (!known.pages.has(page) || known.key !== key) void ask(page);
  };
  return { matching: known.matching, total: known.total, latest: known.key === key ? known.latest : null, failed, at, look };
}
