/** What is known of a moment by those who draw what moves. */
import type { Frame } from '../engine/frame';
import type { Followed } from './wave-layer';

export interface MotionMoment {
  readonly playhead: number;
  /** Simulated seconds per second, as chosen, also at rest. */
  readonly speed: number;
  readonly playing: boolean;
  readonly reduced: boolean;
  /** Seconds of watching: flow-clock.ts. */
  readonly seconds: number;
  readonly followed: Followed | null;
  /** Messages that are shown, by kind; null = all. */
  readonly kinds: ReadonlySet<number> | null;
}

/** Whether anything in a frame is still to change while time goes on. */
export function isMoving(frame: Frame | null): boolean {
  return frame !== null && frame.motionCount > 0;
}
