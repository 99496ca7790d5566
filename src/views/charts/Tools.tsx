/** Above the charts: which stretch is shown and how closely, of which instant the figures are, the way to the table, and CSV. */
import { clearBrush, setBrush, useBrush } from '../../store/brush';
import { useCharts } from '../../store/charts';
import { useStatus } from '../../store/status-store';
import { attempt } from '../../store/verbs';
import { Button } from '../../ui/Button';
import { brushText } from '../brush/brush-text';
import { useInstant } from './Chart';
import styles from './charts.module.css';
import { downloadCharts } from './charts-csv';
import type { Known } from './known';
import { instantWords, milestoneWords } from './readout';
import { showAll, useStretch, zoomBy } from './use-plots';

const STEP = 1.6;
const NONE: readonly never[] = [];

interface ToolsProps {
  readonly known: Known;
  readonly asTable: boolean;
  readonly onTable: (asTable: boolean) => void;
}

export function Tools({ known, asTable, onTable }: ToolsProps) {
  const span = useCharts((state) => state.span);
  return (
    <div className={styles.bar} role="toolbar" aria-label="Charts tools">
      <Button small aria-pressed={span === 'played'} onClick={showAll} title="What was played so far (0)">
        Played
      </Button>
      <Button
        small
        aria-pressed={span === 'timeline'}
        onClick={() => useCharts.setState({ span: 'timeline', marked: null })}
        title="The timeline from end to end"
      >
        Timeline
      </Button>
      <Button small aria-label="Zoom out" title="Zoom out (−)" onClick={() => zoomBy(1 / STEP)}>
        −
      </Button>
      <Button small aria-label="Zoom in" title="Zoom in (+). Dragging over a chart zooms to that stretch" onClick={() => zoomBy(STEP)}>
        +
      </Button>
      {typeof span === 'object' && <Chosen />}
      <Brushed />
      <Instant known={known} />
      <Button small aria-pressed={asTable} onClick={() => onTable(!asTable)}>
        As table
      </Button>
      <Button
        small
        icon="download"
        disabled={known.series.count === 0}
        onClick={() => void attempt('The charts were not exported', async () => downloadCharts(known))}
      >
        CSV
      </Button>
    </div>
  );
}

/** A stretch of one's own: back to all of it, or on to the log and the map. */
function Chosen() {
  const { from, to } = useStretch();
  const brush = useBrush((state) => state.brush);
  return (
    <>
      <Button small icon="close" onClick={showAll} title="Back to all that was played (0)">
        Reset zoom
      </Button>
      {brush === null ? (
        <Button
          small
          kind="quiet"
          title="Limits the event log and the map to this stretch"
          onClick={() => setBrush({ from: Math.round(from), to: Math.round(to), clients: null })}
        >
          Brush
        </Button>
      ) : null}
    </>
  );
}

/** Brushed here or in the time–chain diagram. */
function Brushed() {
  const brush = useBrush((state) => state.brush);
  if (brush === null) return null;
  return (
    <Button small icon="close" title={`${brushText(brush)}. The event log and the map show everything again`} onClick={clearBrush}>
      Clear brush
    </Button>
  );
}

function Instant({ known }: { readonly known: Known }) {
  const instant = useInstant(known.series);
  const milestones = useStatus((state) => state.status?.milestones ?? NONE);
  const event = milestoneWords(milestones, known.series, instant);
  return (
    <span className={styles.instant} title={event}>
      {instant.isPointed ? 'Cursor' : 'Playhead'} {instantWords(known.series, instant)}
      {event !== '' && ` · ${event}`}
    </span>
  );
}
