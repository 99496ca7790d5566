/** One chart: its name, what its parts are at the cursor, the picture, and a sentence that says the same. It can be folded. */
import { memo, useId } from 'react';
import type { SeriesView } from '../../engine/contract';
import { toggleFolded, toggleMagnified, useCharts, type Stretch } from '../../store/charts';
import { openAsk } from '../../store/asking';
import { useStatus } from '../../store/status-store';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/Icon';
import styles from './charts.module.css';
import { bucketsIn, type Known } from './known';
import { Picture } from './Picture';
import type { Plot } from './plots';
import { entriesOf, spokenAt, type Entry, type Instant } from './readout';
import { factorWords, heightsOf } from './scales';
import { sentenceOf } from './sentences';
import { TimersSwitch } from './TimersSwitch';

const HEIGHT = 92;
const NONE: readonly never[] = [];

interface ChartProps {
  readonly plot: Plot;
  readonly known: Known;
  readonly stretch: Stretch;
  readonly width: number;
  readonly folded: boolean;
  readonly magnified: boolean;
}

export const Chart = memo(function Chart({ plot, known, stretch, width, folded, magnified }: ChartProps) {
  const id = useId();
  const { first, last } = bucketsIn(known.series, stretch.from, stretch.to);
  const heights = heightsOf(plot, first, last, HEIGHT, magnified);
  const isMagnified = magnified && heights.factor > 1;
  return (
    <section className={cx(styles.chart, folded && styles.folded)} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h3>
          <button type="button" className={styles.fold} aria-expanded={!folded} onClick={() => toggleFolded(plot.name)}>
            <Icon name="chevron" size={12} />
            <span id={`${id}-title`}>{plot.title}</span>
          </button>
        </h3>
        <span className={styles.unit}>{plot.unit}</span>
        {!folded && heights.factor > 1 && (
          <Button
            small
            aria-pressed={isMagnified}
            title={`Drawn ${factorWords(heights.factor)} times higher, from zero still: what is rarely or only without peering so high goes beyond the upper edge`}
            onClick={() => toggleMagnified(plot.name)}
          >
            Magnify {factorWords(heights.factor)}×
          </Button>
        )}
        <Readout plot={plot} known={known} />
      </div>
      {!folded && (
        <>
          <PlotArea plot={plot} known={known} stretch={stretch} labelledBy={`${id}-title`} describedBy={`${id}-words`}>
            <Picture plot={plot} frame={{ series: known.series, stretch, width, heights }} height={HEIGHT} cut={isMagnified ? heights.factor : 1} />
          </PlotArea>
          <p id={`${id}-words`} className={styles.words}>
            {sentenceOf(plot, known, stretch)}
          </p>
          {plot.name === 'registrations' && <TimersSwitch />}
          {plot.name === 'answers' && known.asked.length === 0 && <AskFirst />}
        </>
      )}
    </section>
  );
});

/** Whoever listens walks along a slider: its value is an instant, and the figures at it. */
function PlotArea({
  plot,
  known,
  stretch,
  labelledBy,
  describedBy,
  children,
}: Pick<ChartProps, 'plot' | 'known' | 'stretch'> & { readonly labelledBy: string; readonly describedBy: string; readonly children: React.ReactNode }) {
  const instant = useInstant(known.series);
  const milestones = useStatus((state) => state.status?.milestones ?? NONE);
  const inside = Math.min(stretch.to, Math.max(stretch.from, instant.t));
  return (
    <div
      className={styles.plot}
      data-plot={plot.name}
      role="slider"
      tabIndex={0}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-orientation="horizontal"
      aria-valuemin={Math.floor(stretch.from / 1e6)}
      aria-valuemax={Math.ceil(stretch.to / 1e6)}
      aria-valuenow={Math.round(inside / 1e6)}
      aria-valuetext={spokenAt(plot, known.series, instant, milestones)}
    >
      {children}
    </div>
  );
}

/** The cursor, else the beginning of the playhead's bucket: what is said of it does not change before the next. */
export function useInstant({ bucket }: SeriesView): Instant {
  const cursor = useCharts((state) => state.cursor);
  const time = useStatus((state) => (cursor === null ? Math.floor((state.status?.time ?? 0) / bucket) * bucket : 0));
  return { t: cursor ?? time, isPointed: cursor !== null };
}

function Readout({ plot, known }: Pick<ChartProps, 'plot' | 'known'>) {
  const instant = useInstant(known.series);
  return (
    <ul className={styles.entries} aria-hidden="true">
      {entriesOf(plot, known.series, instant).map((entry) => (
        <li key={entry.label}>
          <SwatchMark entry={entry} /> {entry.label} <b>{entry.value}</b>
        </li>
      ))}
    </ul>
  );
}

function SwatchMark({ entry }: { readonly entry: Entry }) {
  return <i className={cx(styles.swatch, styles[entry.swatch], styles[entry.tone])} />;
}

function AskFirst() {
  return (
    <div className={styles.ask}>
      <Button small onClick={() => openAsk()}>
        Ask a question
      </Button>
    </div>
  );
}
