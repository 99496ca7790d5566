/** The line that says when not every message is drawn: what a dot stands for. Upper left, where the page above the WAN band is empty. */
import type { Frame } from '../engine/frame';
import { compactCount, setFont, widthOf } from './text';
import type { View } from './view';

/** Dots are samples: how many messages one of them is. */
export function badgeText(frame: Pick<Frame, 'motionCount' | 'motionOmitted'>, cellDevicePx: number): string {
  const all = frame.motionCount + frame.motionOmitted;
  const each = Math.max(2, Math.round(all / Math.max(1, frame.motionCount)));
  const sample = `${compactCount(all)} messages: one dot is about ${compactCount(each)}`;
  return cellDevicePx < 4 ? `${sample}; in the chains their fronts` : sample;
}

export function drawBadge(context: CanvasRenderingContext2D, view: View, text: string): void {
  const { dpr, palette } = view;
  setFont(context, 11 * dpr, 500);
  const width = widthOf(context, text) + 18 * dpr;
  const height = 22 * dpr;
  const x = 12 * dpr;
  const y = 10 * dpr;
  context.globalAlpha = 1;
  context.setLineDash([]);
  context.beginPath();
  context.roundRect(x, y, width, height, height / 2);
  context.fillStyle = palette.card;
  context.fill();
  context.strokeStyle = palette.line;
  context.lineWidth = dpr;
  context.stroke();
  context.fillStyle = palette.muted;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, x + 9 * dpr, y + height / 2);
}
