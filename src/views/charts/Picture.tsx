/** The picture of one chart: steps stacked from zero, hatched behind them the same work without peering, and lines over both. */
import { memo, useId } from 'react';
import { useBrush } from '../../store/brush';
import { useStatus } from '../../store/status-store';
import { cx } from '../../ui/cx';
import styles from './charts.module.css';
import { bucketsIn } from './known';
import { isTurn } from './marks';
import { linePath, stackPaths, withoutPath, type Frame } from './paths';
import { peakOf, sumAt, type Plot } from './plots';
import { factorWords } from './scales';
import { xOf } from './stretches';

interface PictureProps {
  readonly plot: Plot;
  readonly frame: Frame;
  readonly height: number;
  /** How many times higher than the whole it is drawn. */
  readonly cut: number;
}

export const Picture = memo(function Picture({ plot, frame, height, cut }: PictureProps) {
  const id = useId();
  const { width, heights } = frame;
  return (
    <>
      <svg className={styles.picture} width={width} height={height} aria-hidden="true" focusable="false">
        <defs>
          <pattern id={`${id}-hatch`} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line className={styles.hatch} x1={0} x2={0} y1={0} y2={6} />
          </pattern>
          <clipPath id={`${id}-clip`}>
            <rect x={0} y={-1} width={width} height={height + 1} />
          </clipPath>
        </defs>
        <Backdrop frame={frame} height={height} />
        <g clipPath={`url(#${id}-clip)`}>
          {plot.without !== null && <path className={styles.without} fill={`url(#${id}-hatch)`} d={withoutPath(plot.without, frame)} />}
          {stackPaths(plot, frame).map(({ tone, done, open }) => (
            <g key={tone} className={styles[tone]}>
              <path className={styles.area} d={done} />
              {open !== '' && <path className={cx(styles.area, styles.open)} d={open} />}
            </g>
          ))}
          {plot.without !== null && <path className={styles.withoutEdge} d={linePath(plot.without, frame)} />}
          {plot.line !== null && <path className={cx(styles.over, styles[plot.line.tone])} d={linePath(plot.line, frame)} />}
          {plot.reference !== null && <path className={styles.reference} d={linePath(plot.reference, frame)} />}
        </g>
        <Brushed frame={frame} height={height} />
        <Turns frame={frame} height={height} />
      </svg>
      <ul className={styles.heights} aria-hidden="true">
        {heights.ticks.map((tick) => (
          <li key={tick} style={{ top: `${heights.y(tick)}px` }}>
            {plot.say(tick)}
          </li>
        ))}
      </ul>
      <span className={styles.veil} />
      <svg className={styles.labels} width={width} height={height} aria-hidden="true" focusable="false">
        {plot.of === 'rates' && <PeakLabel plot={plot} frame={frame} />}
        {plot.reference !== null && <ReferenceLabel plot={plot} frame={frame} />}
        {cut > 1 && (
          <>
            <line className={styles.cutEdge} x1={0} x2={width} y1={0} y2={0} />
            <text className={styles.cut} x={width - 4} y={11} textAnchor="end">
              {factorWords(cut)}× magnified
            </text>
          </>
        )}
      </svg>
      <span className={styles.marked} />
      <span className={styles.playhead} />
      <span className={styles.cursor} />
    </>
  );
});

/** Lines of the scale, and what was never played. */
function Backdrop({ frame, height }: { readonly frame: Frame; readonly height: number }) {
  const { width, heights, stretch, series } = frame;
  const end = Math.max(0, Math.min(width, xOf(stretch, width, series.now)));
  return (
    <>
      {end < width && <rect className={styles.unplayed} x={end} y={0} width={width - end} height={height} />}
      {heights.ticks.map((tick) => (
        <line key={tick} className={styles.grid} x1={0} x2={width} y1={Math.round(heights.y(tick)) + 0.5} y2={Math.round(heights.y(tick)) + 0.5} />
      ))}
    </>
  );
}

/** What is brushed here or in the time–chain diagram. */
function Brushed({ frame, height }: { readonly frame: Frame; readonly height: number }) {
  const brush = useBrush((state) => state.brush);
  const { stretch, width } = frame;
  if (brush === null) return null;
  const [from, to] = [brush.from, brush.to].map((t) => Math.min(width, Math.max(0, xOf(stretch, width, t)))) as [number, number];
  return to > from ? <rect className={styles.brushed} x={from} y={0.5} width={to - from} height={height - 1} /> : null;
}

const NONE: readonly never[] = [];

/** Where something was done or asked, through all charts. */
function Turns({ frame, height }: { readonly frame: Frame; readonly height: number }) {
  const milestones = useStatus((state) => state.status?.milestones ?? NONE);
  const { stretch, width } = frame;
  return milestones
    .filter((mark) => isTurn(mark) && mark.t >= stretch.from && mark.t <= stretch.to)
    .slice(-100)
    .map((mark) => {
      const x = Math.round(xOf(stretch, width, mark.t)) + 0.5;
      return <line key={`${mark.eventId} ${mark.t}`} className={styles.turn} x1={x} x2={x} y1={0} y2={height} />;
    });
}

/** The highest of what was measured, named where it stands. */
function PeakLabel({ plot, frame }: { readonly plot: Plot; readonly frame: Frame }) {
  const { series, stretch, width, heights } = frame;
  const { first, last } = bucketsIn(series, stretch.from, stretch.to);
  const { value, index } = peakOf((i) => sumAt(plot, i), first, last);
  if (index < 0) return null;
  const x = xOf(stretch, width, Math.min(series.now, (index + 0.5) * series.bucket));
  const y = Math.max(3, heights.y(value));
  const isRight = x > width * 0.6;
  return (
    <>
      <circle className={styles.peak} cx={Math.min(width, Math.max(0, x))} cy={y} r={2.5} />
      <text className={styles.label} x={isRight ? x - 7 : x + 7} y={Math.max(11, y + 4)} textAnchor={isRight ? 'end' : 'start'}>
        peak {plot.say(value)}
      </text>
    </>
  );
}

function ReferenceLabel({ plot, frame }: { readonly plot: Plot; readonly frame: Frame }) {
  const { series, stretch, width, heights } = frame;
  const value = plot.reference?.values.at(-1) ?? 0;
  if (plot.reference === null || value <= 0) return null;
  const end = Math.max(0, Math.min(width, xOf(stretch, width, series.now)));
  const beside = end < width - 120;
  const y = heights.y(value);
  return (
    <text className={styles.label} x={beside ? end + 6 : width - 4} y={beside ? y + 4 : y < 14 ? y + 13 : y - 4} textAnchor={beside ? 'start' : 'end'}>
      {plot.reference.short}
    </text>
  );
}
