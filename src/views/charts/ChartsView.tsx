/** The charts on the page: tools above, one time axis and one cursor for all, the charts below each other; or the same as a table. */
import { useCallback, useMemo, useState, type CSSProperties } from 'react';
import { useCharts } from '../../store/charts';
import { useDocument } from '../../store/document-store';
import { play } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { meanGapOf } from '../../store/timers';
import { attempt } from '../../store/verbs';
import { Button } from '../../ui/Button';
import { Chart } from './Chart';
import styles from './charts.module.css';
import { ChartsTable } from './ChartsTable';
import type { Known } from './known';
import { useKnown } from './known-store';
import { plotsOf, type Plot } from './plots';
import { TimeAxis } from './TimeAxis';
import { xOf } from './stretches';
import { Tools } from './Tools';
import { usePlots, useStretch } from './use-plots';

/** Left of the plots: the figures of their heights. Right of them: half a label of the time axis. */
const GUTTER = { usual: 74, narrow: 58 } as const;
const NARROW_BELOW = 520;
const RIGHT = 16;
const FIRST_WIDTH = 640;

export function ChartsView() {
  const [asTable, setAsTable] = useState(false);
  const known = useKnown();
  const scenario = useDocument((state) => state.loaded?.scenario ?? null);
  const plots = useMemo(() => (scenario === null ? [] : plotsOf(known, { mean: meanGapOf(scenario) })), [known, scenario]);
  return (
    <div className={styles.view}>
      <Tools known={known} asTable={asTable} onTable={setAsTable} />
      <AtTheBeginning />
      {asTable ? <ChartsTable known={known} /> : <Plots known={known} plots={plots} />}
    </div>
  );
}

function Plots({ known, plots }: { readonly known: Known; readonly plots: readonly Plot[] }) {
  const [outer, widthRef] = useWidth();
  const gutter = outer < NARROW_BELOW ? GUTTER.narrow : GUTTER.usual;
  const width = Math.max(60, outer - gutter - RIGHT);
  const rootRef = usePlots(width, known.series.bucket, known.series.now);
  const stretch = useStretch();
  const folded = useCharts((state) => state.folded);
  const magnified = useCharts((state) => state.magnified);
  return (
    <div className={styles.scroller} ref={widthRef}>
      <div className={styles.sheet} ref={rootRef} style={measures(gutter, width, Math.min(width, Math.max(0, xOf(stretch, width, known.series.now))))}>
        <TimeAxis stretch={stretch} width={width} />
        {plots.map((plot) => (
          <Chart
            key={plot.name}
            plot={plot}
            known={known}
            stretch={stretch}
            width={width}
            folded={folded.includes(plot.name)}
            magnified={magnified.includes(plot.name)}
          />
        ))}
        <p className={styles.note}>
          Model, not measurement. Rates are means over a bucket; what is hatched is computed for the same work in which every client talks to its server.
          Dragging zooms to a stretch; on a chart the arrow keys move the cursor, with Shift they mark a stretch, Enter goes there, 0 shows all again.
        </p>
      </div>
    </div>
  );
}

/** CSS px: left of the plots, their width, and how far of it the run is known. */
const measures = (gutter: number, width: number, known: number): CSSProperties => ({
  ['--gutter' as string]: `${gutter}px`,
  ['--plot' as string]: `${width}px`,
  ['--known' as string]: `${known}px`,
});

function useWidth(): readonly [number, (element: HTMLDivElement) => () => void] {
  const [width, setWidth] = useState(FIRST_WIDTH);
  const ref = useCallback((element: HTMLDivElement) => {
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  return [width, ref];
}

function AtTheBeginning() {
  const isEmpty = useStatus((state) => state.status !== null && state.status.furthest === 0);
  const playing = useStatus((state) => state.status?.state === 'playing');
  const clients = useStatus((state) => state.status?.counts.clients ?? 0);
  if (!isEmpty || playing) return null;
  return (
    <aside className={styles.empty} aria-label="The run has not started">
      <p>{clients === 0 ? 'This scenario has no clients: nothing will be sent.' : 'The run stands at its beginning: the charts fill as it goes on.'}</p>
      {clients > 0 && (
        <Button small kind="primary" onClick={() => void attempt('The run did not start', play)}>
          Start the run
        </Button>
      )}
    </aside>
  );
}
