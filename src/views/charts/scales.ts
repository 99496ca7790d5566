/** The height of a chart: a linear scale from zero to the most that is shown; magnified, to the most that was measured. */
import { scaleLinear, type ScaleLinear } from 'd3';
import { peakOf, sumAt, type Plot } from './plots';

/** Magnifying is offered from here on. */
const WORTH_MAGNIFYING = 4;

export interface Heights {
  readonly y: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
  /** How many times larger than the whole picture what was measured can be drawn; 1 = not worth it. */
  readonly factor: number;
}

export function heightsOf(plot: Plot, first: number, last: number, height: number, magnified: boolean): Heights {
  const measured = Math.max(peakOf((i) => sumAt(plot, i), first, last).value, peakOf((i) => plot.line?.values[i] ?? 0, first, last).value);
  const expected = peakOf((i) => plot.reference?.values[i] ?? 0, first, last).value;
  const without = peakOf((i) => plot.without?.values[i] ?? 0, first, last).value;
  const whole = niceTop(Math.max(measured, expected, without));
  const close = niceTop(Math.max(measured, expected));
  const factor = measured > 0 && whole / close >= WORTH_MAGNIFYING ? whole / close : 1;
  const y = scaleLinear([0, magnified && factor > 1 ? close : whole], [height, 0]);
  return { y, ticks: y.ticks(3), factor };
}

/** A round figure that leaves a little room above. */
function niceTop(most: number): number {
  return most <= 0
    ? 1
    : (scaleLinear([0, most * 1.04], [0, 1])
        .nice(4)
        .domain()[1] ?? most);
}
