/** What part of time and of the stack is in view, and how gestures change it. Pure: everything that moves the view goes through here. */
import type { RowModel } from './rows';
import { anchorAt, fitRowPx, makeStack, MOST_ROW_PX, yOfAnchor, yOfRow, type Stack } from './stack';

export interface Viewport {
  /** µs at the left and right edge of the plot. */
  readonly from: number;
  readonly to: number;
  readonly rowPx: number;
  /** CSS px of the stack above the upper edge. */
  readonly scroll: number;
}
export interface Plot {
  readonly width: number;
  readonly height: number;
}

export const LEAST_SPAN = 200;
/** Room to the left of 0 and to the right of the end, as a share of the span in view. */
const MARGIN = 0.5;

export function xOf(view: Viewport, plot: Plot, t: number): number {
  return ((t - view.from) * plot.width) / (view.to - view.from);
}
export function timeAt(view: Viewport, plot: Plot, x: number): number {
  return view.from + (x * (view.to - view.from)) / Math.max(1, plot.width);
}

export function withTime(view: Viewport, from: number, to: number, end: number): Viewport {
  const most = Math.max(1_000_000, end) * 1.2;
  const span = Math.min(most, Math.max(LEAST_SPAN, to - from));
  const room = span * MARGIN;
  // Too narrow a wish is widened around its middle.
  const wished = (from + to) / 2 - span / 2;
  const first = Math.min(Math.max(wished, -room), Math.max(-room, end + room - span));
  return { ...view, from: first, to: first + span };
}

export function zoomTime(view: Viewport, plot: Plot, factor: number, x: number, end: number): Viewport {
  const at = timeAt(view, plot, x);
  const span = (view.to - view.from) / factor;
  const share = x / Math.max(1, plot.width);
  return withTime(view, at - share * span, at + (1 - share) * span, end);
}

export function panTime(view: Viewport, plot: Plot, dx: number, end: number): Viewport {
  const dt = (dx * (view.to - view.from)) / Math.max(1, plot.width);
  return withTime(view, view.from - dt, view.to - dt, end);
}

export function withScroll(view: Viewport, stack: Stack, plot: Plot, scroll: number): Viewport {
  return { ...view, scroll: Math.min(Math.max(0, stack.height - plot.height), Math.max(0, scroll)) };
}

/** Rows grow around a height of the plot. */
export function zoomRows(view: Viewport, model: RowModel, plot: Plot, factor: number, y: number): Viewport {
  const before = makeStack(model, view.rowPx, plot.height);
  const least = Math.min(view.rowPx, fitRowPx(model, plot.height));
  const rowPx = Math.min(MOST_ROW_PX, Math.max(least, view.rowPx * factor));
  const after = makeStack(model, rowPx, plot.height);
  const anchor = anchorAt(before, view.scroll + y);
  return withScroll({ ...view, rowPx }, after, plot, yOfAnchor(after, anchor) - y);
}

/** All rows, as large as they can be. */
export function fitRows(view: Viewport, model: RowModel, plot: Plot): Viewport {
  return { ...view, rowPx: fitRowPx(model, plot.height), scroll: 0 };
}

/** One block fills the view. */
export function zoomToBlock(view: Viewport, model: RowModel, plot: Plot, index: number): Viewport {
  const block = model.blocks[index];
  if (block === undefined) return view;
  const rowPx = Math.min(MOST_ROW_PX, Math.max(0.5, (plot.height * 0.86) / Math.max(1, block.clients + 4)));
  const stack = makeStack(model, rowPx, plot.height);
  return withScroll({ ...view, rowPx }, stack, plot, (stack.blockTop[index] ?? 0) - plot.height * 0.05);
}

/** Scrolls as little as is needed to show a row. */
export function showRow(view: Viewport, stack: Stack, plot: Plot, row: number): Viewport {
  const y = yOfRow(stack, row) - view.scroll;
  const margin = Math.min(60, plot.height / 4);
  if (y < margin) return withScroll(view, stack, plot, view.scroll + y - margin);
  if (y > plot.height - margin) return withScroll(view, stack, plot, view.scroll + y - plot.height + margin);
  return view;
}

/** Shifts as little as is needed to show a stretch of time. */
export function showTime(view: Viewport, from: number, to: number, end: number): Viewport {
  const span = view.to - view.from;
  if (from < view.from + span * 0.04) return withTime(view, from - span * 0.15, from + span * 0.85, end);
  if (to > view.to - span * 0.04) return withTime(view, to - span * 0.85, to + span * 0.15, end);
  return view;
}
