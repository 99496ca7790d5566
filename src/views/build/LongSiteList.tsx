/** A long list of sites and subnets: with a search field, and only the rows in view exist. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import styles from './build.module.css';
import { filterRows } from './site-rows';
import type { SiteListRow } from './site-rows';
import { SiteRow } from './SiteRow';

const ROW_HEIGHT = 26;
const OVERSCAN = 8;

export function LongSiteList({ all, cutSites }: { readonly all: readonly SiteListRow[]; readonly cutSites: ReadonlySet<string> }) {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const rows = useMemo(() => filterRows(all, wanted), [all, wanted]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: OVERSCAN });
  return (
    <>
      <input
        type="text"
        className={styles.siteSearch}
        aria-label="Filter sites and subnets"
        placeholder="Filter: a name or an address"
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
      <div ref={scroller} className={styles.siteScroller}>
        <ul className={styles.sites} style={{ position: 'relative', height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const place = { position: 'absolute', insetInline: 0, top: item.start } as const;
            return <SiteRow key={`${row.kind} ${row.index}`} row={row} cutSites={cutSites} place={place} position={item.index + 1} of={rows.length} />;
          })}
        </ul>
      </div>
      {rows.length === 0 && (
        <p className={styles.dim} role="status">
          No site or subnet has “{wanted.trim()}” in its name or address.
        </p>
      )}
    </>
  );
}
