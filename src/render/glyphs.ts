/** State bits → the mark of a client. Shape is the role, the ring says what is under way or wrong. */
import {
  BACKWARD_LEADER,
  FORWARD_LEADER,
  HAS_NEXT,
  HAS_PREVIOUS,
  LOST_CONTACT,
  ONLINE,
  REGISTERED,
  REGISTERING,
  SEEKING_BACKWARD,
  SEEKING_FORWARD,
  VACATED,
} from '../sim/state-bits';

export const SHAPE = { none: 0, client: 1, backwardLeader: 2, forwardLeader: 3, both: 4, offline: 5, blocked: 6, seeking: 7 } as const;
export const RING = { none: 0, registering: 1, initial: 2, lost: 3 } as const;
export const SHAPE_COUNT = 8;

/** Ring × SHAPE_COUNT + shape. */
export type Glyph = number;
export const GLYPH_COUNT = 4 * SHAPE_COUNT;

export function shapeOfGlyph(glyph: Glyph): number {
  return glyph % SHAPE_COUNT;
}
export function ringOfGlyph(glyph: Glyph): number {
  return Math.floor(glyph / SHAPE_COUNT);
}

function shapeFor(state: number): number {
  if ((state & VACATED) !== 0) return SHAPE.none;
  if ((state & ONLINE) === 0) return SHAPE.offline;
  const leads = state & (BACKWARD_LEADER | FORWARD_LEADER);
  if (leads === (BACKWARD_LEADER | FORWARD_LEADER)) return SHAPE.both;
  if (leads === BACKWARD_LEADER) return SHAPE.backwardLeader;
  if (leads === FORWARD_LEADER) return SHAPE.forwardLeader;
  const seeks = (state & (SEEKING_FORWARD | SEEKING_BACKWARD)) !== 0 || (state & REGISTERED) === 0;
  if ((state & (HAS_PREVIOUS | HAS_NEXT)) === 0) return seeks ? SHAPE.seeking : SHAPE.blocked;
  return SHAPE.client;
}

function ringFor(state: number): number {
  if ((state & ONLINE) === 0 || (state & VACATED) !== 0) return RING.none;
  if ((state & LOST_CONTACT) !== 0) return RING.lost;
  if ((state & REGISTERED) === 0) return RING.initial;
  return (state & REGISTERING) !== 0 ? RING.registering : RING.none;
}

export function glyphFor(state: number): Glyph {
  return ringFor(state) * SHAPE_COUNT + shapeFor(state);
}

/** Glyph of every possible state, so that a picture is one look-up per client. */
export const GLYPH_OF_STATE: Uint8Array = Uint8Array.from({ length: 1 << 16 }, (_, state) => glyphFor(state));
