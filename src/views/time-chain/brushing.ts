/** From a rectangle of the plot to a stretch of time and clients, and back. CSS px of the plot. */
import type { Brush } from '../../store/brush';
import type { Geometry } from './hit';
import type { Box } from './live';
import { rowOf } from './rows';
import { yOfRow } from './stack';
import { timeAt, xOf, type Plot } from './viewport';

/** Smaller is a click. */
const LEAST_CSS_PX = 3;

export function boxBetween(plot: Plot, x0: number, y0: number, x1: number, y1: number): Box {
  const inside = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  return {
    x0: inside(Math.min(x0, x1), plot.width),
    x1: inside(Math.max(x0, x1), plot.width),
    y0: inside(Math.min(y0, y1), plot.height),
    y1: inside(Math.max(y0, y1), plot.height),
  };
}

/** Null where the rectangle is too narrow to be meant. */
export function brushOf(geometry: Geometry, { x0, y0, x1, y1 }: Box): Brush | null {
  if (x1 - x0 <= LEAST_CSS_PX) return null;
  const at = (x: number): number => Math.max(0, Math.round(timeAt(geometry.view, geometry.plot, x)));
  return { from: at(x0), to: at(x1), clients: clientsBetween(geometry, y0, y1) };
}

/** Clients whose rows lie between two heights; null = everybody, or rows too low to choose among. */
function clientsBetween({ stack, view }: Geometry, y0: number, y1: number): readonly number[] | null {
  if (!stack.isDetailed || y1 - y0 < LEAST_CSS_PX) return null;
  const { slots, clients: all } = stack.model;
  const clients: number[] = [];
  for (let row = 0; row < slots.length; row++) {
    const y = yOfRow(stack, row) - view.scroll;
    if (y >= y0 && y <= y1) clients.push(slots[row]!);
  }
  return clients.length === 0 || clients.length === all ? null : clients;
}

export function boxOf({ stack, view, plot }: Geometry, brush: Brush | null): Box | null {
  if (brush === null) return null;
  const x = { x0: xOf(view, plot, brush.from), x1: xOf(view, plot, brush.to) };
  const rows = (brush.clients ?? []).map((slot) => rowOf(stack.model, slot)).filter((row) => row >= 0);
  if (rows.length === 0 || !stack.isDetailed) return { ...x, y0: 0, y1: plot.height };
  const [first, last] = [rows.reduce((least, row) => Math.min(least, row), Infinity), rows.reduce((most, row) => Math.max(most, row), -1)];
  return { ...x, y0: yOfRow(stack, first) - view.scroll - stack.rowPx / 2, y1: yOfRow(stack, last) - view.scroll + stack.rowPx / 2 };
}
