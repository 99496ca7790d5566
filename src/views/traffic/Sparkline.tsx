/** What was sent over time as an area from zero; behind it, hatched, the same work without peering on the same scale. */
import type { TrafficPlace } from '../../store/traffic-choice';
import { cx } from '../../ui/cx';
import { areaPath } from './sparkline';
import styles from './traffic.module.css';

const WIDTH = 120;
const HEIGHT = 20;

interface SparklineProps {
  readonly place: TrafficPlace;
  readonly points: Float64Array;
  readonly without: Float64Array | null;
  /** In words, for whoever does not see it. */
  readonly name: string;
}

export function Sparkline({ place, points, without, name }: SparklineProps) {
  const most = Math.max(largest(points), without === null ? 0 : largest(without));
  return (
    <svg className={styles.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={name}>
      {without !== null && <path className={styles.sparkWithout} d={areaPath(without, most, WIDTH, HEIGHT)} />}
      <path className={cx(styles.sparkArea, styles[place])} d={areaPath(points, most, WIDTH, HEIGHT)} />
      <line className={styles.sparkZero} x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
    </svg>
  );
}

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, value), 0);
