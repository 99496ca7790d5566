/** Round instants on the time axis, from microseconds to hours, and how they are written. */
import { scaleLinear, scaleUtc } from 'd3';
import { clock } from '../../store/units';

export interface Tick {
  readonly t: number;
  readonly text: string;
}

/** Below this span seconds are cut by tens, above by sixties. */
const DECIMAL_BELOW = 3_000_000;

export function timeTicks(from: number, to: number, count: number): readonly Tick[] {
  const times =
    to - from < DECIMAL_BELOW
      ? scaleLinear([from, to], [0, 1]).ticks(count)
      : scaleUtc([from / 1e3, to / 1e3], [0, 1])
          .ticks(count)
          .map((date) => date.getTime() * 1e3);
  const step = times.length > 1 ? times[1]! - times[0]! : to - from;
  return times.filter((t) => t >= 0).map((t) => ({ t, text: clock(Math.round(t), decimalsFor(step)) }));
}

/** As many decimals as tell neighbours `step` apart from each other. */
export function decimalsFor(step: number): number {
  for (let decimals = 0; decimals < 6; decimals++) if (step >= 10 ** (6 - decimals) * 0.999) return decimals;
  return 6;
}
