/** The mark under a point: the nearest line or shape within reach; messages before what stands still. CSS px of the plot. */
import type { TimeChainMarks } from '../../engine/contract';
import { MARK } from '../../engine/time-chain-marks';
import { isLink, isMessage, leavesBelow } from './marks';
import { rowOf } from './rows';
import { yOfRow, yOfServer, type Stack } from './stack';
import { xOf, type Plot, type Viewport } from './viewport';

const REACH = 7;
/** So much farther away a message may be than a mark at rest and still be meant. */
const PREFERRED = 2.5;

export interface Geometry {
  readonly stack: Stack;
  readonly view: Viewport;
  readonly plot: Plot;
}
export interface Ends {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

function rowY({ stack, view }: Geometry, slot: number): number {
  const row = rowOf(stack.model, slot);
  return row < 0 ? NaN : yOfRow(stack, row) - view.scroll;
}
function serverY({ stack, view }: Geometry, slot: number, edge: 'upper' | 'lower'): number {
  const row = rowOf(stack.model, slot);
  return row < 0 ? NaN : yOfServer(stack, row, edge) - view.scroll;
}

/** Where a mark is; NaN where one of its ends has no row. */
export function endsOf(geometry: Geometry, marks: TimeChainMarks, i: number): Ends {
  const { view, plot } = geometry;
  const kind = marks.kind[i]!;
  const a = marks.a[i]!;
  const b = marks.b[i]!;
  const x0 = xOf(view, plot, marks.t0[i]!);
  const x1 = xOf(view, plot, marks.t1[i]!);
  if (isLink(kind)) return { x0: x1, y0: rowY(geometry, a), x1, y1: rowY(geometry, b) };
  if (!isMessage(kind)) {
    const y = rowY(geometry, a);
    const x = kind === MARK.normalRegistration ? x0 : x1;
    return { x0: x, y0: y, x1: x, y1: y };
  }
  const edge = leavesBelow(kind) ? 'lower' : 'upper';
  return { x0, y0: a < 0 ? serverY(geometry, b, edge) : rowY(geometry, a), x1, y1: b < 0 ? serverY(geometry, a, edge) : rowY(geometry, b) };
}

export function distanceTo({ x0, y0, x1, y1 }: Ends, x: number, y: number): number {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / squared));
  return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
}

/** Index of the mark, −1 = none. */
export function markUnder(geometry: Geometry, marks: TimeChainMarks, x: number, y: number): number {
  const { view, plot } = geometry;
  const perPx = (view.to - view.from) / Math.max(1, plot.width);
  const from = view.from + (x - REACH) * perPx;
  const to = view.from + (x + REACH) * perPx;
  let best = -1;
  let least = REACH;
  for (let i = 0; i < marks.count; i++) {
    if (marks.t1[i]! < from || marks.t0[i]! > to) continue;
    const distance = distanceTo(endsOf(geometry, marks, i), x, y) - (isMessage(marks.kind[i]!) ? PREFERRED : 0);
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}
