/** Small travelling marks as ready pictures, one for each kind, size and direction: a screen can hold thousands of them. */
import { drawMarks, type MarkLists } from './mark-shapes';
import type { Palette } from './palette';

export type StampKind = 'answer' | 'question' | 'late';

const DIRECTIONS = 16;
/** Radii in steps of so many device px. */
const RADIUS_STEP = 0.5;
const KEPT = 600;
const TAU = Math.PI * 2;
const KINDS: readonly StampKind[] = ['answer', 'question', 'late'];
/** By number, for one palette and one density of pixels. */
const stamps = new Map<number, HTMLCanvasElement>();
let madeFor: Palette | null = null;
let madeAt = 0;

/** Draws one mark of a list (mark-shapes.ts) at whole pixels. */
export function stamp(context: CanvasRenderingContext2D, kind: StampKind, list: readonly number[], at: number, palette: Palette, dpr: number): void {
  const radius = Math.round(list[at + 2]! / RADIUS_STEP);
  const direction = (Math.round((Math.atan2(list[at + 4]!, list[at + 3]!) / TAU) * DIRECTIONS) + DIRECTIONS) % DIRECTIONS;
  if (madeFor !== palette || madeAt !== dpr || stamps.size >= KEPT) {
    stamps.clear();
    madeFor = palette;
    madeAt = dpr;
  }
  const key = (KINDS.indexOf(kind) * DIRECTIONS + direction) * 1_024 + radius;
  let picture = stamps.get(key);
  if (!picture) {
    picture = make(kind, radius * RADIUS_STEP, (direction / DIRECTIONS) * TAU, palette, dpr);
    stamps.set(key, picture);
  }
  const half = picture.width / 2;
  context.drawImage(picture, Math.round(list[at]! - half), Math.round(list[at + 1]! - half));
}

function make(kind: StampKind, radius: number, angle: number, palette: Palette, dpr: number): HTMLCanvasElement {
  const picture = document.createElement('canvas');
  const half = Math.ceil(radius + 2 * dpr);
  picture.width = picture.height = 2 * half;
  const context = picture.getContext('2d');
  const mark = [half, half, radius, Math.cos(angle), Math.sin(angle)];
  const lists: MarkLists = { answers: kind === 'answer' ? mark : [], questions: kind === 'question' ? mark : [], late: kind === 'late' ? mark : [] };
  if (context) drawMarks(context, lists, palette, dpr);
  return picture;
}
