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
  /** Number of the question the picture is about (the followed one, else the latest asked); −1 = none, then `wave` is null. */
  readonly waveQuestion: number;
  /** By slot, one of WAVE: how far each client is with that question. */
  readonly wave: Uint8Array<ArrayBuffer> | null;
  readonly motionCount: number;
  /** Motions that exist but are not in `motion`, because there are too many to draw one by one; 0 = none. */
  readonly motionOmitted: number;
  /** By site, rows of SITE_STRIDE numbers: the WAN link as it is now. */
  readonly sites: Float64Array<ArrayBuffer>;
}

/** 1 = cut; bits per second up and down lately; µs until the queue up, and down, is empty; connections to servers. */
export const SITE_STRIDE = 6;

/** kind, from slot, to slot (−1 = the client's server), t0, t1 (µs), extra, number of the question (−1 = none). */
export const MOTION_STRIDE = 7;
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
  /** A question or an action under way; from −1 = the server. */
  question: 12,
  /** Answers or statuses under way; extra = clients tested that it carries. */
  answers: 13,
  /** A question that travels inside the answer to a registration. */
  lateQuestion: 14,
  /** A message that was lost at t0; t1 = t0 + how long the mark stays. */
  lostMessage: 15,
} as const;
export type MotionKind = (typeof MOTION)[keyof typeof MOTION];

/** How far a client is with the question of the picture. */
export const WAVE = {
  /** Has not received it (or is not online). */
  none: 0,
  /** Has it; its own part is not done. */
  received: 1,
  /** Its own part is done and waits to be passed on. */
  done: 2,
  /** Its answer was passed on. */
  sent: 3,
  /** The server has its answer. */
  heard: 4,
} as const;
