/** One tile per chain where clients are smaller than a pixel: exact shares of what its clients do, and nothing averaged away. */
import { WAVE } from '../engine/frame';
import type { Stretch } from '../layout/types';
import { GLYPH_COUNT, GLYPH_OF_STATE, RING, ringOfGlyph, SHAPE, SHAPE_COUNT, shapeOfGlyph } from './glyphs';

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

/** The same clients by how far they are with the question of the picture; those it has not reached by what they do otherwise. */
export interface WaveTile {
  readonly heard: number;
  readonly sent: number;
  readonly done: number;
  readonly received: number;
  readonly settled: number;
  readonly seeking: number;
  readonly blocked: number;
  readonly offline: number;
}

const WAVES = 5;
const perWaveAndGlyph = new Int32Array(WAVES * GLYPH_COUNT);

/** Of the slots at `from` … `to` − 1. */
export function waveTileOf({ slots }: Pick<Stretch, 'slots'>, state: Uint16Array, wave: Uint8Array, from = 0, to = slots.length): WaveTile {
  perWaveAndGlyph.fill(0);
  for (let k = from; k < to; k++) {
    const slot = slots[k]!;
    perWaveAndGlyph[(wave[slot] ?? 0) * GLYPH_COUNT + (GLYPH_OF_STATE[state[slot] ?? 0] ?? 0)]!++;
  }
  const of = (reached: number): number => {
    let sum = 0;
    for (let glyph = 0; glyph < GLYPH_COUNT; glyph++) sum += perWaveAndGlyph[reached * GLYPH_COUNT + glyph]!;
    return sum;
  };
  const untouched = new Int32Array(SHAPE_COUNT);
  for (let glyph = 0; glyph < GLYPH_COUNT; glyph++) untouched[shapeOfGlyph(glyph)]! += perWaveAndGlyph[glyph]!;
  const shape = (which: number): number => untouched[which]!;
  return {
    heard: of(WAVE.heard),
    sent: of(WAVE.sent),
    done: of(WAVE.done),
    received: of(WAVE.received),
    settled: shape(SHAPE.client) + shape(SHAPE.backwardLeader) + shape(SHAPE.forwardLeader) + shape(SHAPE.both),
    seeking: shape(SHAPE.seeking),
    blocked: shape(SHAPE.blocked),
    offline: shape(SHAPE.offline) + shape(SHAPE.none),
  };
}

/** Whether the question has come in and has not passed everybody who is there. */
export function hasFront(tile: WaveTile): boolean {
  const answered = tile.heard + tile.sent;
  return tile.received + tile.done > 0 || (answered > 0 && tile.settled > 0);
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
