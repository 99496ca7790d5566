/** Rows of the table by page: asked for when they come into view, asked again while the run goes on. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TableColumn, TableRow } from '../../engine/contract';
import { onSession, query } from '../../store/session';

export const PAGE = 100;
const REFRESH_MILLIS = 1000;
/** Pages kept; what is out of view longest is forgotten. */
const MAX_PAGES = 12;

export interface RowsQuery {
  readonly sort: TableColumn;
  readonly descending: boolean;
  readonly filter: string;
}
export interface Rows {
  readonly matching: number;
  readonly total: number;
  readonly failed: boolean;
  readonly at: (index: number) => TableRow | undefined;
  /** Tells which rows are in view. */
  readonly look: (first: number, last: number) => void;
}

interface Known {
  readonly key: string;
  readonly matching: number;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly TableRow[]>;
}

export function useRows(wanted: RowsQuery): Rows {
  const key = JSON.stringify(wanted);
  const [known, setKnown] = useState<Known>({ key, matching: 0, total: 0, pages: new Map() });
  const [failed, setFailed] = useState(false);
  const view = useRef<readonly [number, number]>([0, 0]);
  const asked = useRef(new Set<string>());

  const ask = useCallback(
    async (page: number): Promise<void> => {
      const name = `${key} ${page}`;
      if (asked.current.has(name)) return;
      asked.current.add(name);
      try {
        const { matching, total, rows } = await query('table', { ...(JSON.parse(key) as RowsQuery), offset: page * PAGE, limit: PAGE });
        setFailed(false);
        setKnown((before) => {
          const pages = new Map(before.key === key ? before.pages : []);
          pages.delete(page);
          pages.set(page, rows);
          for (const old of pages.keys()) if (pages.size > MAX_PAGES) pages.delete(old);
          return { key, matching, total, pages };
        });
      } catch {
        setFailed(true);
      } finally {
        asked.current.delete(name);
      }
    },
    [key],
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

  const at = (index: number): TableRow | undefined => known.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  const look = (first: number, last: number): void => {
    view.current = [first, last];
    for (const page of new Set([Math.floor(first / PAGE), Math.floor(last / PAGE)])) if (!known.pages.has(page) || known.key !== key) void ask(page);
  };
  return { matching: known.matching, total: known.total, failed, at, look };
}
