/** One tile per chain where clients are smaller than a pixel: exact shares of what its clients do, and nothing averaged away. */
import type { Stretch } from '../layout/types';
import { RING, ringOfGlyph, SHAPE, shapeOfGlyph, GLYPH_OF_STATE, GLYPH_COUNT } from './glyphs';

export interface Tile {
  readonly total: number;
  /** Linked, or leading. */
  readonly settled: number;
  /** Online and neither linked nor leading nor blocked. */
  readonly seeking: number;
  readonly offline: number;
  readonly blocked: number;
  readonly backwardLeaders: number;
  readonly forwardLeaders: number;
  /** No server answers them. */
  readonly lost: number;
}

const perGlyph = new Int32Array(GLYPH_COUNT);

export function tileOf(stretch: Pick<Stretch, 'slots'>, state: Uint16Array): Tile {
  perGlyph.fill(0);
  const { slots } = stretch;
  for (let k = 0; k < slots.length; k++) perGlyph[GLYPH_OF_STATE[state[slots[k]!] ?? 0] ?? 0]!++;
  const shapes = new Int32Array(8);
  let lost = 0;
  for (let glyph = 0; glyph < GLYPH_COUNT; glyph++) {
    shapes[shapeOfGlyph(glyph)]! += perGlyph[glyph]!;
    if (ringOfGlyph(glyph) === RING.lost) lost += perGlyph[glyph]!;
  }
  const of = (shape: number): number => shapes[shape]!;
  return {
    total: slots.length,
    settled: of(SHAPE.client) + of(SHAPE.backwardLeader) + of(SHAPE.forwardLeader) + of(SHAPE.both),
    seeking: of(SHAPE.seeking),
    offline: of(SHAPE.offline) + of(SHAPE.none),
    blocked: of(SHAPE.blocked),
    backwardLeaders: of(SHAPE.backwardLeader) + of(SHAPE.both),
    forwardLeaders: of(SHAPE.forwardLeader) + of(SHAPE.both),
    lost,
  };
}

export const isTrouble = (tile: Tile): boolean => tile.blocked > 0 || tile.lost > 0;

/** Counts as whole pixels that sum to the width; what is there gets a pixel at least, as long as there are enough, at the cost of the largest. */
export function sharesInPixels(counts: readonly number[], width: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const least = width > counts.filter((count) => count > 0).length ? 1 : 0;
  const pixels = counts.map((count) => (count === 0 || total === 0 ? 0 : Math.max(least, Math.round((count / total) * width))));
  const largest = counts.indexOf(Math.max(...counts));
  pixels[largest]! += width - pixels.reduce((sum, one) => sum + one, 0);
  return pixels;
}
