/** Draws the marks of clients once per cell size, as small pictures computed from distances: crisp at any size, no canvas needed. */
import { over, faded } from './framebuffer';
import { GLYPH_COUNT, RING, ringOfGlyph, SHAPE, shapeOfGlyph, type Glyph } from './glyphs';
import { fadeInto } from './lod';
import { pixelOf, type Palette } from './palette';

type Distance = (x: number, y: number) => number;

export interface SpriteSheet {
  /** Side of every sprite in device px; marks are centred. */
  readonly size: number;
  get(glyph: Glyph): Uint32Array;
}

/** Share of the cell that a mark's radius takes. */
export const MARK_RADIUS = 0.33;

const disc =
  (r: number): Distance =>
  (x, y) =>
    Math.sqrt(x * x + y * y) - r;
const ring =
  (r: number, width: number): Distance =>
  (x, y) =>
    Math.abs(Math.sqrt(x * x + y * y) - r) - width / 2;
const diamond =
  (r: number): Distance =>
  (x, y) =>
    (Math.abs(x) + Math.abs(y) - r) * Math.SQRT1_2;
/** Square whose corners round off: 0 = square, 1 = disc. */
const roundedSquare =
  (half: number, roundness: number): Distance =>
  (x, y) => {
    const corner = half * roundness;
    const qx = Math.abs(x) - half + corner;
    const qy = Math.abs(y) - half + corner;
    const outside = Math.sqrt(Math.max(qx, 0) ** 2 + Math.max(qy, 0) ** 2);
    return outside + Math.min(Math.max(qx, qy), 0) - corner;
  };
/** Isosceles triangle, apex down (+1) or up (−1). */
function triangle(r: number, apex: 1 | -1): Distance {
  const top = -0.82 * r;
  const tip = 1.12 * r;
  const half = 1.16 * r;
  const length = Math.sqrt(half * half + (tip - top) ** 2);
  const nx = (tip - top) / length;
  const ny = half / length;
  return (x, y) => {
    const v = y * apex;
    return Math.max(top - v, Math.abs(x) * nx + (v - tip) * ny);
  };
}
const cross =
  (r: number, width: number): Distance =>
  (x, y) => {
    const u = Math.abs(x + y) * Math.SQRT1_2;
    const v = Math.abs(x - y) * Math.SQRT1_2;
    return Math.max(Math.min(u, v) - width / 2, Math.max(u, v) - r);
  };
/** Only the part of a shape where `keep` is positive. */
const cut =
  (shape: Distance, keep: Distance): Distance =>
  (x, y) =>
    Math.max(shape(x, y), -keep(x, y));

export function createSprites(cellDevicePx: number, palette: Palette): SpriteSheet {
  const size = 2 * Math.ceil(cellDevicePx * 0.62 + 1) + 1;
  const sprites: (Uint32Array | undefined)[] = Array.from({ length: GLYPH_COUNT });
  return {
    size,
    get(glyph) {
      return (sprites[glyph] ??= paintGlyph(glyph, cellDevicePx, size, palette));
    },
  };
}

class Brush {
  readonly pixels: Uint32Array;
  private readonly size: number;

  constructor(size: number) {
    this.size = size;
    this.pixels = new Uint32Array(size * size);
  }

  paint(shape: Distance, pixel: number): void {
    const centre = (this.size - 1) / 2;
    for (let y = 0, i = 0; y < this.size; y++) {
      for (let x = 0; x < this.size; x++, i++) {
        const coverage = 0.5 - shape(x - centre, y - centre);
        if (coverage <= 0) continue;
        this.pixels[i] = over(coverage >= 1 ? pixel : faded(pixel, coverage), this.pixels[i]!);
      }
    }
  }
}

function paintGlyph(glyph: Glyph, cell: number, size: number, palette: Palette): Uint32Array {
  const brush = new Brush(size);
  const shape = shapeOfGlyph(glyph);
  const r = cell * MARK_RADIUS;
  const details = fadeInto(3, cell);
  if (shape !== SHAPE.none) paintShape(brush, shape, cell, palette, details);
  const rings = ringOfGlyph(glyph);
  if (details > 0 && rings !== RING.none) paintRing(brush, rings, r, cell, palette, details);
  return brush.pixels;
}

function paintShape(brush: Brush, shape: number, cell: number, palette: Palette, details: number): void {
  const r = cell * MARK_RADIUS;
  const marks = fadeInto(2, cell);
  const stroke = Math.max(1, cell * 0.055);
  const halo = details * Math.min(2.5, cell * 0.06);
  const back = pixelOf(palette.subnet);
  const solid = (d: Distance, colour: string): void => {
    if (halo > 0.3) brush.paint((x, y) => d(x, y) - halo, faded(back, details));
    brush.paint(d, pixelOf(colour));
  };
  const body = roundedSquare(r, marks);
  const half = Math.max(0.5, cell * 0.4);
  if (shape === SHAPE.client) solid(body, palette.idle);
  else if (shape === SHAPE.seeking) {
    brush.paint(body, pixelOf(palette.subnet));
    brush.paint(body, pixelOf(palette.idle, 0.55));
  } else if (shape === SHAPE.backwardLeader) solid(marks > 0.5 ? triangle(r, 1) : roundedSquare(half, 0), palette.question);
  else if (shape === SHAPE.forwardLeader) solid(marks > 0.5 ? triangle(r, -1) : roundedSquare(half, 0), palette.answer);
  else if (shape === SHAPE.both) paintDiamond(brush, cell, palette, solid);
  else if (details < 0.5)
    brush.paint(
      shape === SHAPE.offline ? roundedSquare(r * 0.7, marks) : body,
      pixelOf(shape === SHAPE.offline ? palette.offline : palette.blocked, shape === SHAPE.offline ? 0.55 : 1),
    );
  else {
    brush.paint(disc(r + halo), back);
    if (shape === SHAPE.offline) brush.paint(ring(r - stroke / 2, stroke), pixelOf(palette.offline));
    else {
      brush.paint(ring(r - stroke / 2, stroke * 1.3), pixelOf(palette.blocked));
      brush.paint(cross(r * 0.62, stroke * 1.3), pixelOf(palette.blocked));
    }
  }
}

/** Both roles at once: the upward and the downward triangle, grown together. */
function paintDiamond(brush: Brush, cell: number, palette: Palette, solid: (d: Distance, colour: string) => void): void {
  const outer = fadeInto(2, cell) > 0.5 ? diamond(cell * 0.42) : roundedSquare(Math.max(0.5, cell * 0.4), 0);
  solid(outer, palette.answer);
  const gap = Math.max(0.4, cell * 0.018);
  brush.paint(
    cut(outer, (_x, y) => y),
    pixelOf(palette.question),
  );
  if (cell >= 9) brush.paint((x, y) => Math.max(outer(x, y), Math.abs(y) - gap), pixelOf(palette.subnet));
}

function paintRing(brush: Brush, rings: number, r: number, cell: number, palette: Palette, alpha: number): void {
  const width = Math.max(1, cell * 0.04);
  const first = r + cell * 0.11;
  if (rings === RING.lost) {
    const broken = cut(ring(first, width * 1.4), (x, y) => Math.abs(Math.abs(x) - Math.abs(y)) - r * 0.3);
    brush.paint(broken, pixelOf(palette.wan, alpha));
    return;
  }
  brush.paint(ring(first, width), pixelOf(palette.registering, 0.9 * alpha));
  if (rings === RING.initial) brush.paint(ring(first + width * 2, width), pixelOf(palette.registering, 0.6 * alpha));
}
