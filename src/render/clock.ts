/** Where the playhead is between two frames. Wall time is performance.now() in milliseconds, simulated time is µs. */
export interface Clock {
  /** Simulated time at wall time `at`. */
  readonly time: number;
  /** Simulated seconds per second now; 0 = at rest. */
  readonly speed: number;
  readonly at: number;
}

/** Longer gaps between two frames are not made up for. */
const MOST_AHEAD_MILLIS = 500;

export function playheadAt(clock: Clock, now: number): number {
  const elapsed = Math.min(MOST_AHEAD_MILLIS, Math.max(0, now - clock.at));
  return clock.time + clock.speed * elapsed * 1000;
}
