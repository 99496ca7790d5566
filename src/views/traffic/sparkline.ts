/** A small area from zero over time, and its peak in words: the most in any bucket. */
import { clock } from '../../store/units';

export interface Peak {
  /** Bits per second over that bucket. */
  readonly bps: number;
  readonly from: number;
  readonly to: number;
}

/** The bucket with the most bytes, the first of several; null while nothing was sent. `bucket` in µs. */
export function peakOf(points: Float64Array, bucket: number): Peak | null {
  let at = -1;
  let most = 0;
  for (let i = 0; i < points.length; i++)
    if (points[i]! > most) {
      most = points[i]!;
      at = i;
    }
  return at < 0 ? null : { bps: (most * 8 * 1e6) / bucket, from: at * bucket, to: (at + 1) * bucket };
}

export function peakWords(peak: Peak): string {
  return `most from ${clock(peak.from, 0)} to ${clock(peak.to, 0)}`;
}

/** Steps in a small picture at most: several buckets share one, which then shows the highest of them. */
const MOST_STEPS = 60;

/** Steps from zero; y grows downwards, `most` fills the height. */
export function areaPath(points: Float64Array, most: number, width: number, height: number): string {
  if (points.length === 0 || most <= 0) return '';
  const share = Math.ceil(points.length / MOST_STEPS);
  const step = (width * share) / points.length;
  const y = (value: number): string => (height - (height * value) / most).toFixed(2);
  let path = `M0 ${height}`;
  for (let i = 0; i * share < points.length; i++) {
    const highest = points.subarray(i * share, (i + 1) * share).reduce((a, b) => Math.max(a, b), 0);
    path += `V${y(highest)}H${Math.min(width, (i + 1) * step).toFixed(2)}`;
  }
  return `${path}V${height}Z`;
}
