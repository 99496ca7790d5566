/** Colours of a palette as pixels, for what is drawn into the framebuffer. */
import { GLYPH_COUNT, RING, ringOfGlyph, SHAPE, shapeOfGlyph } from './glyphs';
import { LOOK, LOOK_COUNT } from './looks';
import { pixelOf, type Palette } from './palette';

export interface Inks {
  readonly link: number;
  /** Ribbons behind the answers, and where only the question has passed. */
  readonly linkAnswer: number;
  readonly linkQuestion: number;
  readonly wan: number;
  readonly wanLine: number;
  readonly answer: number;
  readonly sent: number;
  readonly question: number;
  readonly done: number;
  readonly blocked: number;
  readonly ground: number;
  readonly idle: number;
  readonly offline: number;
  readonly seeking: number;
  /** By look and glyph, for squares. */
  readonly squares: Uint32Array;
}

export function mixInks(palette: Palette): Inks {
  return {
    link: pixelOf(palette.link),
    linkAnswer: pixelOf(palette.linkAnswer),
    linkQuestion: pixelOf(palette.linkQuestion),
    wan: pixelOf(palette.wan),
    wanLine: pixelOf(palette.wanLine),
    answer: pixelOf(palette.answer),
    sent: pixelOf(palette.sent),
    question: pixelOf(palette.question),
    done: pixelOf(palette.done),
    blocked: pixelOf(palette.blocked),
    ground: pixelOf(palette.subnet),
    idle: pixelOf(palette.idle),
    offline: pixelOf(palette.offline, 0.45),
    seeking: pixelOf(palette.idle, 0.5),
    squares: Uint32Array.from({ length: GLYPH_COUNT * LOOK_COUNT }, (_, at) => squareOf(at % GLYPH_COUNT, Math.floor(at / GLYPH_COUNT), palette)),
  };
}

/** Fill of a mark by look; null where the look says nothing. */
export function fillOf(look: number, palette: Palette): string | null {
  switch (look) {
    case LOOK.received:
      return palette.question;
    case LOOK.done:
      return palette.done;
    case LOOK.sent:
      return palette.sent;
    case LOOK.heard:
      return palette.answer;
    default:
      return null;
  }
}

function squareOf(glyph: number, look: number, palette: Palette): number {
  const shape = shapeOfGlyph(glyph);
  const ring = ringOfGlyph(glyph);
  if (ring === RING.lost && look !== LOOK.aside) return pixelOf(palette.wan);
  const fill = fillOf(look, palette);
  switch (shape) {
    case SHAPE.none:
      return 0;
    case SHAPE.offline:
      return pixelOf(palette.offline, look === LOOK.aside ? 0.2 : 0.45);
    case SHAPE.blocked:
      return pixelOf(fill ?? palette.blocked, look === LOOK.aside ? 0.4 : 1);
    default:
      break;
  }
  if (look === LOOK.aside) return pixelOf(palette.idle, 0.3);
  if (fill !== null) return pixelOf(fill);
  if ((shape === SHAPE.client || shape === SHAPE.seeking) && ring !== RING.none) return pixelOf(palette.registering);
  if (shape === SHAPE.seeking) return pixelOf(palette.idle, 0.5);
  // While a question is in the picture, the colours of the roles would read as its states.
  if (shape === SHAPE.client || look !== LOOK.plain) return pixelOf(palette.idle);
  return pixelOf(shape === SHAPE.backwardLeader ? palette.question : palette.answer);
}
