/** The height of a chart: a linear scale from zero to the most that is shown; magnified, to what is measured most of the time. */
import { scaleLinear, type ScaleLinear } from 'd3';
import { grouped } from '../../store/units';
import { peakOf, sumAt, type Plot } from './plots';

/** Magnifying is offered from here on. */
const WORTH_MAGNIFYING = 4;
/** Of the buckets with anything in them, these are to be seen whole. */
const USUAL_SHARE = 0.85;

export interface Heights {
  readonly y: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
  /** How many times larger what is measured most of the time can be drawn, when higher things are cut off; 1 = not worth it. */
  readonly factor: number;
}

export function heightsOf(plot: Plot, first: number, last: number, height: number, magnified: boolean): Heights {
  const measured = Math.max(peakOf((i) => sumAt(plot, i), first, last).value, peakOf((i) => plot.line?.values[i] ?? 0, first, last).value);
  const expected = peakOf((i) => plot.reference?.values[i] ?? 0, first, last).value;
  const without = peakOf((i) => plot.without?.values[i] ?? 0, first, last).value;
  const whole = niceTop(Math.max(measured, expected, without));
  const close = niceTop(Math.max(usual(plot, first, last), expected));
  const factor = measured > 0 && whole / close >= WORTH_MAGNIFYING ? whole / close : 1;
  const y = scaleLinear([0, magnified && factor > 1 ? close : whole], [height, 0]);
  return { y, ticks: y.ticks(3), factor };
}

export const factorWords = (factor: number): string => grouped(factor < 10 ? Math.round(factor * 10) / 10 : Math.round(factor));

/** What all but a few of the buckets stay below in which there is anything. */
function usual(plot: Plot, first: number, last: number): number {
  const values: number[] = [];
  for (let i = first; i <= last; i++) {
    const value = Math.max(sumAt(plot, i), plot.line?.values[i] ?? 0);
    if (value > 0) values.push(value);
  }
  values.sort((a, b) => a - b);
  return values[Math.ceil(values.length * USUAL_SHARE) - 1] ?? 0;
}

/** A round figure that leaves a little room above. */
function niceTop(most: number): number {
  return most <= 0
    ? 1
    : (scaleLinear([0, most * 1.04], [0, 1])
        .nice(4)
        .domain()[1] ?? most);
}
