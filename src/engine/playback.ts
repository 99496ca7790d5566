/** Wall time to simulated time while playing, and how fast it really goes. The only place that relates the two. */
import type { Micros } from '../sim/world';
import { LIMITS, MAX_SPEED, MIN_SPEED } from './limits';

/** Achieved speed is measured over about this much wall time, in milliseconds. */
const METER_WINDOW = 1_000;

export class Playback {
  speed = 1;
  private lastTick: number | null = null;
  /** The playhead with its fraction of a microsecond: at the slowest speed a tick is little more than one. */
  private exact = 0;
  private samples: { readonly wall: number; readonly time: Micros }[] = [];

  setSpeed(speed: number): void {
    this.speed = Math.min(MAX_SPEED, Math.max(MIN_SPEED, speed));
    this.samples = [];
  }

  /** Playing begins or goes on after something else: the time in between does not count. */
  resume(): void {
    this.lastTick = null;
    this.samples = [];
  }

  /** Where the playhead should be now. */
  target(nowMillis: number, playhead: Micros): Micros {
    const elapsed = this.lastTick === null ? 0 : nowMillis - this.lastTick;
    this.lastTick = nowMillis;
    if (Math.floor(this.exact) !== playhead) this.exact = playhead;
    // A long gap (a sleeping laptop, a busy machine) is skipped, not caught up.
    if (elapsed > 0 && elapsed <= LIMITS.frameGap) this.exact += elapsed * 1_000 * this.speed;
    return Math.floor(this.exact);
  }

  /** Where it really is after the tick. What was missed is not caught up later. */
  reached(nowMillis: number, playhead: Micros): void {
    if (Math.floor(this.exact) > playhead) this.exact = playhead;
    this.samples.push({ wall: nowMillis, time: playhead });
    while (this.samples.length > 2 && nowMillis - (this.samples[1]?.wall ?? nowMillis) >= METER_WINDOW) this.samples.shift();
  }

  /** Simulated seconds per real second, lately; null when it is too early to tell. */
  get achieved(): number | null {
    const first = this.samples[0];
    const last = this.samples[this.samples.length - 1];
    if (first === undefined || last === undefined || last.wall <= first.wall) return null;
    return (last.time - first.time) / 1_000 / (last.wall - first.wall);
  }
}
