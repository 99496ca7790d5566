/** How travelling marks are drawn: many of a kind in one stroke. */
import type { Palette } from './palette';

type Context = CanvasRenderingContext2D;
const TAU = Math.PI * 2;
/** Numbers per mark in a list: x, y, radius, direction x, direction y. */
export const STEP = 5;
/** Smaller dots are squares with their corners cut: as round as so few pixels can be, and far cheaper than a path. */
const SMALL_DEVICE_PX = 2.6;

export interface MarkLists {
  readonly answers: readonly number[];
  readonly questions: readonly number[];
  readonly late: readonly number[];
}

/** Answers below, questions above them. */
export function drawMarks(context: Context, { answers, questions, late }: MarkLists, palette: Palette, dpr: number): void {
  drawDiscs(context, answers, palette.answer, palette.subnet, 1.2 * dpr);
  drawDiscs(context, questions, palette.subnet, palette.answer, 1.6 * dpr);
  if (late.length > 0) {
    context.setLineDash([2.5 * dpr, 2 * dpr]);
    drawDiscs(context, late, palette.subnet, palette.wan, 1.8 * dpr);
    context.setLineDash([]);
  }
  for (const list of [answers, questions, late]) drawChevrons(context, list, palette, dpr);
}

/** x, y, radius each. */
export function drawDots(context: Context, list: readonly number[], colour: string): void {
  if (list.length === 0) return;
  context.fillStyle = colour;
  context.beginPath();
  for (let i = 0; i < list.length; i += 3) {
    const [x, y, r] = [list[i]!, list[i + 1]!, list[i + 2]!];
    if (r > SMALL_DEVICE_PX) {
      context.moveTo(x + r, y);
      context.arc(x, y, r, 0, TAU);
    } else {
      context.fillRect(x - r, y - r * 0.55, 2 * r, r * 1.1);
      context.fillRect(x - r * 0.55, y - r, r * 1.1, 2 * r);
    }
  }
  context.fill();
}

function drawDiscs(context: Context, list: readonly number[], fill: string, rim: string, width: number): void {
  if (list.length === 0) return;
  context.beginPath();
  for (let i = 0; i < list.length; i += STEP) {
    context.moveTo(list[i]! + list[i + 2]!, list[i + 1]!);
    context.arc(list[i]!, list[i + 1]!, list[i + 2]!, 0, TAU);
  }
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = rim;
  context.lineWidth = width;
  context.stroke();
}

function drawChevrons(context: Context, list: readonly number[], palette: Palette, dpr: number): void {
  if (list.length === 0) return;
  context.beginPath();
  for (let i = 0; i < list.length; i += STEP) {
    const [x, y, r, dx, dy] = [list[i]!, list[i + 1]!, list[i + 2]! * 0.74, list[i + 3]!, list[i + 4]!];
    context.moveTo(x + dx * r, y + dy * r);
    context.lineTo(x - dx * 0.72 * r - dy * 0.8 * r, y - dy * 0.72 * r + dx * 0.8 * r);
    context.lineTo(x - dx * 0.3 * r, y - dy * 0.3 * r);
    context.lineTo(x - dx * 0.72 * r + dy * 0.8 * r, y - dy * 0.72 * r - dx * 0.8 * r);
    context.closePath();
  }
  context.lineJoin = 'round';
  context.strokeStyle = palette.subnet;
  context.lineWidth = Math.min(2 * dpr, list[2]! * 0.3);
  context.stroke();
  context.fillStyle = palette.question;
  context.fill();
}
