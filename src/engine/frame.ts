/**
 * What the worker sends for every picture: typed arrays only, transferred and given back. The map draws a frame and
 * nothing else; numbers in panels come from reports and queries (contract.ts).
 */
import type { Micros } from '../sim/world';

export interface Frame {
  /** Raised by load, seek backwards and branch; stale frames are dropped. */
  readonly epoch: number;
  readonly sequence: number;
  /** The playhead. */
  readonly time: Micros;
  /** Which Layout the slots are placed by; the layout itself travels in a `layout` report before the first frame that needs it. */
  readonly layoutVersion: number;
  readonly slotCount: number;
  /** State bits per slot (sim/state-bits.ts), length ≥ slotCount. */
  readonly state: Uint16Array<ArrayBuffer>;
  /**
   * Slot at the other end of each outgoing link, −1 = none; length ≥ slotCount each. Present only when links changed since the
   * last frame the page got (else null and the page keeps the earlier ones).
   */
  readonly forward: Int32Array<ArrayBuffer> | null;
  readonly backward: Int32Array<ArrayBuffer> | null;
  /** Messages and marks alive around the playhead: rows of MOTION_STRIDE numbers. */
  readonly motion: Float64Array<ArrayBuffer>;
  readonly motionCount: number;
  /** Motions that exist but are not in `motion`, because there are too many to draw one by one; 0 = none. */
  readonly motionOmitted: number;
}

/** kind, from slot, to slot (−1 = the client's server), t0, t1 (µs), extra. */
export const MOTION_STRIDE = 6;
/** Motions drawn one by one at most. */
export const MAX_MOTION = 5_000;

export const MOTION = {
  /** Normal registration: from = client; t0 sent, t1 answered. */
  normalRegistration: 0,
  /** Initial registration, the same. */
  initialRegistration: 1,
  /** A connection attempt: hello under way from → to; extra 0 forward, 1 backward. */
  hello: 2,
  accepted: 3,
  refused: 4,
  /** Attempt that gets no answer: t0 sent, t1 time-out. */
  noAnswer: 5,
  /** A link broke or was closed at t0; t1 = t0 + how long the mark stays. */
  broken: 6,
  /** Role gained / lost at t0; extra 0 forward leader, 1 backward leader. */
  roleGained: 7,
  roleLost: 8,
  /** Came online / went offline at t0. */
  started: 9,
  stopped: 10,
  /** A link that a firewall or a WAN cut blocks, and that both ends still think stands: t0 cut, t1 when they will notice. */
  cut: 11,
} as const;
export type MotionKind = (typeof MOTION)[keyof typeof MOTION];
