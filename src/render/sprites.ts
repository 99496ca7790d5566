/** Draws the marks of clients once per cell size, as small pictures computed from distances: crisp at any size, no canvas needed. */
import { over, faded } from './framebuffer';
import { GLYPH_COUNT, RING, ringOfGlyph, SHAPE, shapeOfGlyph, type Glyph } from './glyphs';
import { fillOf } from './inks';
import { fadeInto } from './lod';
import { LOOK, LOOK_COUNT } from './looks';
import { pixelOf, type Palette } from './palette';

type Distance = (x: number, y: number) => number;

export interface SpriteSheet {
  /** Side of every sprite in device px; marks are centred. */
  readonly size: number;
  /** Look × GLYPH_COUNT + glyph. */
  get(mark: number): Uint32Array;
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
  const sprites: (Uint32Array | undefined)[] = Array.from({ length: GLYPH_COUNT * LOOK_COUNT });
  return {
    size,
    get(mark) {
      return (sprites[mark] ??= paintMark(mark % GLYPH_COUNT, Math.floor(mark / GLYPH_COUNT), cellDevicePx, size, palette));
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

  /** Another colour over what has been painted, within its shape. */
  tint(pixel: number): void {
    for (let i = 0; i < this.pixels.length; i++) {
      const under = this.pixels[i]!;
      if (under !== 0) this.pixels[i] = ((over(pixel, under | 0xff000000) & 0xffffff) | (under & 0xff000000)) >>> 0;
    }
  }
}

/** What every shape is painted with. */
interface Paint {
  readonly brush: Brush;
  readonly cell: number;
  readonly palette: Palette;
  readonly look: number;
  /** How far the level with all glyphs has faded in. */
  readonly details: number;
  /** Shape, and a halo in the colour of the ground around it. */
  readonly solid: (d: Distance, colour: string) => void;
}

function paintMark(glyph: Glyph, look: number, cell: number, size: number, palette: Palette): Uint32Array {
  const brush = new Brush(size);
  const shape = shapeOfGlyph(glyph);
  const rings = ringOfGlyph(glyph);
  const details = fadeInto(3, cell);
  const halo = details * Math.min(2.5, cell * 0.06);
  const solid: Paint['solid'] = (d, colour) => {
    if (halo > 0.3) brush.paint((x, y) => d(x, y) - halo, pixelOf(palette.subnet, details));
    brush.paint(d, pixelOf(colour));
  };
  const paint: Paint = { brush, cell, palette, look, details, solid };
  if (shape !== SHAPE.none) paintShape(shape, paint);
  if (details > 0 && rings !== RING.none) paintRing(brush, rings, cell * MARK_RADIUS, cell, palette, details);
  // Where there is no room for rings, a client without server is red.
  if (details < 1 && rings === RING.lost) brush.tint(pixelOf(palette.wan, 1 - details));
  if (look === LOOK.aside) brush.tint(pixelOf(palette.subnet, 0.7));
  return brush.pixels;
}

function paintShape(shape: number, paint: Paint): void {
  const { brush, cell, palette, look, details, solid } = paint;
  const r = cell * MARK_RADIUS;
  const marks = fadeInto(2, cell);
  const body = roundedSquare(r, marks);
  switch (shape) {
    case SHAPE.client:
      solid(body, fillOf(look, palette) ?? palette.idle);
      return paintContour(body, paint);
    case SHAPE.seeking:
      brush.paint(body, pixelOf(palette.subnet));
      brush.paint(body, pixelOf(fillOf(look, palette) ?? palette.idle, 0.55));
      return;
    case SHAPE.backwardLeader:
      return paintLeader(marks > 0.5 ? triangle(r, 1) : roundedSquare(Math.max(0.5, cell * 0.4), 0), palette.question, paint);
    case SHAPE.forwardLeader:
      return paintLeader(marks > 0.5 ? triangle(r, -1) : roundedSquare(Math.max(0.5, cell * 0.4), 0), palette.answer, paint);
    case SHAPE.both:
      return paintDiamond(paint);
    default:
      return details < 0.5 ? paintSmallTrouble(shape, marks, paint) : paintTrouble(shape, paint);
  }
}

/** A client that the server has heard has a second contour; one whose answer waits, a core that is still the question's. */
function paintContour(body: Distance, { brush, cell, palette, look, details }: Paint): void {
  const r = cell * MARK_RADIUS;
  if (cell < 11) return;
  if (look === LOOK.heard) {
    const inset = Math.max(2, r * 0.24);
    const width = Math.max(0.9, r * 0.1);
    brush.paint((x, y) => Math.abs(body(x, y) + inset) - width / 2, pixelOf(palette.subnet, 0.8 * details));
  } else if (look === LOOK.done) {
    const rim = r * 0.3;
    brush.paint((x, y) => Math.max(body(x, y), -(body(x, y) + rim)), pixelOf(palette.sent, details));
  }
}

/** The role is the shape and its outline; while a question is in the picture, the fill is what the client has of it. */
function paintLeader(outer: Distance, role: string, paint: Paint): void {
  const { brush, cell, palette, look, solid } = paint;
  solid(outer, role);
  if (look === LOOK.plain || look === LOOK.aside) return;
  const rim = Math.max(1, cell * 0.075);
  brush.paint((x, y) => outer(x, y) + rim, pixelOf(fillOf(look, palette) ?? palette.idle));
}

function paintSmallTrouble(shape: number, marks: number, { brush, cell, palette, look }: Paint): void {
  const r = cell * MARK_RADIUS;
  if (shape === SHAPE.offline) brush.paint(roundedSquare(r * 0.7, marks), pixelOf(palette.offline, 0.55));
  else brush.paint(roundedSquare(r, marks), pixelOf(fillOf(look, palette) ?? palette.blocked));
}

function paintTrouble(shape: number, { brush, cell, palette, look, details }: Paint): void {
  const r = cell * MARK_RADIUS;
  const stroke = Math.max(1, cell * 0.055);
  const halo = details * Math.min(2.5, cell * 0.06);
  brush.paint(disc(r + halo), pixelOf(palette.subnet));
  if (shape === SHAPE.offline) return brush.paint(ring(r - stroke / 2, stroke), pixelOf(palette.offline));
  const fill = fillOf(look, palette);
  if (fill !== null) brush.paint(disc(r - stroke * 1.9), pixelOf(fill));
  brush.paint(ring(r - stroke / 2, stroke * 1.3), pixelOf(palette.blocked));
  if (fill !== null) brush.paint(cross(r * 0.62, stroke * 2.6), pixelOf(palette.subnet));
  brush.paint(cross(r * 0.62, stroke * 1.3), pixelOf(palette.blocked));
}

/** Both roles at once: the upward and the downward triangle, grown together. */
function paintDiamond(paint: Paint): void {
  const { brush, cell, palette, look, solid } = paint;
  const outer = fadeInto(2, cell) > 0.5 ? diamond(cell * 0.42) : roundedSquare(Math.max(0.5, cell * 0.4), 0);
  const asked = look !== LOOK.plain && look !== LOOK.aside;
  const fill = fillOf(look, palette) ?? palette.idle;
  if (asked && cell < 12) return solid(outer, fill);
  solid(outer, palette.answer);
  brush.paint(
    cut(outer, (_x, y) => y),
    pixelOf(palette.question),
  );
  const gap = Math.max(0.4, cell * 0.018);
  if (cell >= 9) brush.paint((x, y) => Math.max(outer(x, y), Math.abs(y) - gap), pixelOf(palette.subnet));
  if (!asked) return;
  const rim = Math.max(1, cell * 0.06);
  brush.paint((x, y) => outer(x, y) + rim, pixelOf(fill));
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
