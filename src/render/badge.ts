/** The line that says when not every message is drawn: what a dot stands for. It stands where no server is. */
import type { Frame } from '../engine/frame';
import type { Layout, Rect } from '../layout/types';
import { compactCount, setFont, widthOf } from './text';
import type { View } from './view';

const MARGIN = 12;
/** Below the strip with the scales. */
const TOP = 36;
const HEIGHT = 22;

/** Dots are samples: how many messages one of them is. */
export function badgeText({ motionCount, motionOmitted }: Pick<Frame, 'motionCount' | 'motionOmitted'>): string {
  const all = motionCount + motionOmitted;
  return `${compactCount(all)} messages, one dot is about ${compactCount(Math.max(2, Math.round(all / Math.max(1, motionCount))))}`;
}

/** Upper left, upper right, or in the WAN band below its name; all in device px. */
export function badgePlace(width: number, layout: Layout, view: View): { readonly x: number; readonly y: number } {
  const { dpr, scale } = view;
  const left = MARGIN * dpr;
  const right = view.width - width - MARGIN * dpr;
  const top = TOP * dpr;
  const band = ((layout.wanBand.top + layout.wanBand.bottom) / 2) * scale + view.offsetY + 10 * dpr;
  const places = [
    { x: left, y: top },
    { x: right, y: top },
    { x: left, y: band },
  ];
  const isFree = (x: number, y: number): boolean => layout.servers.every((server) => !meets(server, { x, y, width, height: HEIGHT * dpr }, view));
  return places.find(({ x, y }) => isFree(x, y)) ?? { x: left, y: view.height - (HEIGHT + MARGIN) * dpr };
}

function meets(world: Rect, screen: Rect, { scale, offsetX, offsetY, dpr }: View): boolean {
  const gap = 6 * dpr;
  const x = world.x * scale + offsetX;
  const y = world.y * scale + offsetY;
  const isBeside = x - gap > screen.x + screen.width || x + world.width * scale + gap < screen.x;
  const isAbove = y - gap > screen.y + screen.height || y + world.height * scale + gap < screen.y;
  return !isBeside && !isAbove;
}

export function drawBadge(context: CanvasRenderingContext2D, layout: Layout, view: View, text: string): void {
  const { dpr, palette } = view;
  setFont(context, 11 * dpr, 500);
  const width = widthOf(context, text) + 18 * dpr;
  const height = HEIGHT * dpr;
  const { x, y } = badgePlace(width, layout, view);
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
