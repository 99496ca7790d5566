/** The middle of the page: views as tabs, breadcrumbs, legend, and the view itself. */
import { Tabs } from 'radix-ui';
import { lazy, Suspense, useEffect } from 'react';
import type { ViewName } from '../store/ui-store';
import { useUi } from '../store/ui-store';
import { setUnfinished } from '../store/unfinished';
import { cx } from '../ui/cx';
import { Legend } from '../views/legend/Legend';
import { Opening } from '../views/opening/Opening';
import { useOpening } from '../views/opening/opening-store';
import { Sentence } from '../views/opening/Sentence';
import { FollowPill } from '../views/transport/FollowPill';
import { Breadcrumbs } from './Breadcrumbs';
import { MapPane } from './MapPane';
import styles from './shell.module.css';

const TimeChainPane = lazy(() => import('./TimeChainPane').then((module) => ({ default: module.TimeChainPane })));
const ChartsView = lazy(() => import('../views/charts/ChartsView').then((module) => ({ default: module.ChartsView })));
const TrafficView = lazy(() => import('../views/traffic/TrafficView').then((module) => ({ default: module.TrafficView })));
const TableView = lazy(() => import('../views/table/TableView').then((module) => ({ default: module.TableView })));
const LogView = lazy(() => import('../views/log/LogView').then((module) => ({ default: module.LogView })));

const VIEWS: readonly { readonly id: ViewName; readonly title: string; readonly key: string }[] = [
  { id: 'map', title: 'Map', key: '1' },
  { id: 'time-chain', title: 'Time–chain', key: '2' },
  { id: 'table', title: 'Table', key: '4' },
  { id: 'charts', title: 'Charts', key: '5' },
  { id: 'traffic', title: 'Traffic', key: '6' },
  { id: 'log', title: 'Event log', key: '7' },
];

export function Canvas() {
  const view = useUi((state) => state.view);
  const introducing = useOpening((state) => state.stage !== 'closed');
  return (
    <main className={styles.canvas}>
      <Tabs.Root className={styles.tabs} value={view} onValueChange={(next) => useUi.setState({ view: next as ViewName })}>
        <div className={styles.canvasBar}>
          <Tabs.List className={styles.tabList} aria-label="Views">
            {VIEWS.map((item) => (
              <Tabs.Trigger key={item.id} value={item.id} className={styles.tab} title={`${item.title} (${item.key})`}>
                {item.title}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Breadcrumbs />
        </div>
        <div className={styles.legend}>
          <Legend />
        </div>
        <div className={styles.small}>
          <Sentence />
        </div>
        <div className={styles.views}>
          <Tabs.Content value="map" className={cx(styles.view, styles.mapView)} tabIndex={-1} forceMount>
            <MapPane />
          </Tabs.Content>
          <Tabs.Content value="time-chain" className={styles.view} tabIndex={-1}>
            <Suspense fallback={<Coming />}>
              <TimeChainPane />
            </Suspense>
          </Tabs.Content>
          <Tabs.Content value="table" className={styles.view} tabIndex={-1}>
            <Suspense fallback={<Coming />}>
              <TableView />
            </Suspense>
          </Tabs.Content>
          <Tabs.Content value="charts" className={styles.view} tabIndex={-1}>
            <Suspense fallback={<Coming />}>
              <ChartsView />
            </Suspense>
          </Tabs.Content>
          <Tabs.Content value="traffic" className={styles.view} tabIndex={-1}>
            <Suspense fallback={<Coming />}>
              <TrafficView />
            </Suspense>
          </Tabs.Content>
          <Tabs.Content value="log" className={styles.view} tabIndex={-1}>
            <Suspense fallback={<Coming />}>
              <LogView />
            </Suspense>
          </Tabs.Content>
          <FollowPill offers={!introducing} />
        </div>
        {view === 'map' && <Opening />}
        <Busy />
      </Tabs.Root>
    </main>
  );
}

/** A view that is being fetched: until it is there, the page is not idle. */
function Coming() {
  useEffect(() => {
    const waiting = {};
    setUnfinished(waiting, true);
    return () => setUnfinished(waiting, false);
  }, []);
  return <p className={styles.wait}>Loading this view…</p>;
}

/** Shown only when loading takes long enough to be noticed (the style delays it). */
function Busy() {
  const busy = useUi((state) => state.busy);
  return (
    <p className={styles.busy} role="status" hidden={busy === null}>
      {busy === null ? '' : `Opening ${busy}…`}
    </p>
  );
}
