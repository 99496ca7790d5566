/** Above the diagram: which part of the run is shown, how large, what is left out, the brush, and the way to the table. */
import { clearBrush, setBrush, useBrush } from '../../store/brush';
import { useStatus } from '../../store/status-store';
import { clock, count } from '../../store/units';
import { Button } from '../../ui/Button';
import { brushText } from '../brush/brush-text';
import type { Diagram } from './diagram';
import { spanOfQuestion } from './spans';
import styles from './time-chain.module.css';
import { frameAll } from './use-diagram';

const STEP = 1.6;

interface ToolsProps {
  readonly diagram: Diagram | null;
  readonly asTable: boolean;
  readonly onTable: (asTable: boolean) => void;
}

export function Tools({ diagram, asTable, onTable }: ToolsProps) {
  return (
    <div className={styles.bar} role="toolbar" aria-label="Time–chain tools">
      <Questions diagram={diagram} />
      <Button small onClick={() => diagram !== null && frameAll(diagram)} title="All rows and all that was played (0)">
        Whole run
      </Button>
      <span className={styles.pair}>
        <span aria-hidden="true">Time</span>
        <Button small aria-label="Zoom time out" title="Zoom time out (−)" onClick={() => diagram?.zoomTimeBy(1 / STEP)}>
          −
        </Button>
        <Button small aria-label="Zoom time in" title="Zoom time in (+)" onClick={() => diagram?.zoomTimeBy(STEP)}>
          +
        </Button>
      </span>
      <span className={styles.pair}>
        <span aria-hidden="true">Rows</span>
        <Button small aria-label="Lower rows" title="Lower rows ([)" onClick={() => diagram?.zoomRowsBy(1 / STEP)}>
          −
        </Button>
        <Button small aria-label="Higher rows" title="Higher rows (])" onClick={() => diagram?.zoomRowsBy(STEP)}>
          +
        </Button>
      </span>
      <BrushButton diagram={diagram} />
      <span className={styles.note} role="status" title={diagram === null ? '' : noteOf(diagram)}>
        {diagram === null ? '' : noteOf(diagram)}
      </span>
      <Button small aria-pressed={asTable} onClick={() => onTable(!asTable)}>
        As table
      </Button>
    </div>
  );
}

function Questions({ diagram }: { readonly diagram: Diagram | null }) {
  const questions = useStatus((state) => state.status?.questions);
  const now = useStatus((state) => state.status?.time ?? 0);
  if (questions === undefined || questions.length === 0) return null;
  const show = (index: number): void => {
    const question = questions[index];
    if (question === undefined || diagram === null) return;
    const { from, to } = spanOfQuestion(question, now, diagram.rows);
    diagram.showSpan(from, to);
  };
  if (questions.length === 1) {
    return (
      <Button small onClick={() => show(0)} title="From when it was asked until 95 % have answered">
        The question
      </Button>
    );
  }
  return (
    <select className={styles.select} aria-label="Go to a question" value="" onChange={(event) => show(Number(event.target.value))}>
      <option value="" disabled>
        Go to a question…
      </option>
      {questions.map((question, index) => (
        <option key={question.number} value={index}>
          {clock(question.askedAt, 0)} {question.id}
        </option>
      ))}
    </select>
  );
}

/** Shift and drag brushes too; this is the way without a pointer. */
function BrushButton({ diagram }: { readonly diagram: Diagram | null }) {
  const brush = useBrush((state) => state.brush);
  if (brush === null) {
    return (
      <Button
        small
        kind="quiet"
        title="Limits the event log and the map to what is in view (B). Shift and drag chooses a part"
        onClick={() => diagram !== null && setBrush(diagram.brushOfView())}
      >
        Brush this view
      </Button>
    );
  }
  return (
    <Button small icon="close" title={`${brushText(brush)}. The event log and the map show everything again (Esc)`} onClick={clearBrush}>
      Clear brush
    </Button>
  );
}

/** What is drawn, and above all what is not. */
function noteOf(diagram: Diagram): string {
  const { data } = diagram;
  if (data === null) return '';
  if (data.density !== null) {
    const left = data.density.omittedRows > 0 ? `, ${count(data.density.omittedRows, 'older event')} left out` : '';
    return `Counts by subnet${left}: zoom in for messages`;
  }
  if (!data.registrationsShown) return 'Normal registrations: zoom in to see them';
  return data.oldestKept > Math.max(0, data.from) ? `The log reaches back to ${clock(data.oldestKept, 0)}` : '';
}
