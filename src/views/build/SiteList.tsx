/** Sites with their subnets; a press goes there. */
import { lazy, memo, Suspense, useMemo } from 'react';
import type { Scenario } from '../../scenario/types';
import styles from './build.module.css';
import { siteRows } from './site-rows';
import { SiteRow } from './SiteRow';

const LongSiteList = lazy(() => import('./LongSiteList').then((module) => ({ default: module.LongSiteList })));

/** Lists up to here are shown whole. */
const SHORT = 60;

interface SiteListProps {
  readonly scenario: Scenario;
  readonly cutSites: ReadonlySet<string>;
}

/** Renders only when the scenario or a cut changes, not at every status. */
export const SiteList = memo(function SiteList({ scenario, cutSites }: SiteListProps) {
  const all = useMemo(() => siteRows(scenario), [scenario]);
  if (all.length > SHORT)
    return (
      <Suspense>
        <LongSiteList all={all} cutSites={cutSites} />
      </Suspense>
    );
  return (
    <ul className={styles.sites}>
      {all.map((row) => (
        <SiteRow key={`${row.kind} ${row.index}`} row={row} cutSites={cutSites} />
      ))}
    </ul>
  );
});
