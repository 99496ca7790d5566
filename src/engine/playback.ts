/** Wall time to simulated time while playing, and how fast it really goes. The only place that relates the two: one speed is in force at any moment. */
import type { Micros } from '../sim/world';
import { easeSpeed } from './auto-speed';
import { LIMITS, MAX_SPEED, MIN_SPEED } from './limits';

/** Achieved speed is measured over about this much wall time, in milliseconds. */
const METER_WINDOW = 1_000;

export class Playback {
  speed = 1;
  /** The speed follows what happens; `steer` sets it. */
  auto = false;
  private lastTick: number | null = null;
  /** The playhead with its fraction of a microsecond: at the slowest speed a tick is little more than one. */
  private exact = 0;
  /** Simulated time that the speeds in force have asked for so far. */
  private asked = 0;
  private samples: { readonly wall: number; readonly time: Micros; readonly asked: number }[] = [];

  /** A speed of people's own ends Auto. */
  setSpeed(speed: number | 'auto'): void {
    this.auto = speed === 'auto';
    if (speed !== 'auto') this.speed = clamp(speed);
    this.samples = [];
  }

  /** The speed for the coming tick, while Auto: up little by little, down at once. At rest, and in the first tick after it, as wanted. */
  steer(wanted: number, nowMillis: number, atRest: boolean): void {
    if (!this.auto) return;
    this.speed = clamp(atRest || this.lastTick === null ? wanted : easeSpeed(this.speed, wanted, nowMillis - this.lastTick));
  }

  /** Playing begins or goes on after something else: the time in between does not count. */
  resume(): void {
    this.lastTick = null;
    this.samples = [];
  }

  /** Where the playhead should be now; not past `stop`. */
  target(nowMillis: number, playhead: Micros, stop: Micros = Infinity): Micros {
    const elapsed = this.lastTick === null ? 0 : nowMillis - this.lastTick;
    this.lastTick = nowMillis;
    if (Math.floor(this.exact) !== playhead) this.exact = playhead;
    const way = Math.max(0, Math.min(elapsed * 1_000 * this.speed, stop - this.exact));
    this.asked += way;
    // A long gap (a sleeping laptop, a busy machine) is skipped, not caught up.
    if (elapsed > 0 && elapsed <= LIMITS.frameGap) this.exact += way;
    return Math.floor(this.exact);
  }

  /** Where it really is after the tick. What was missed is not caught up later. */
  reached(nowMillis: number, playhead: Micros): void {
    if (Math.floor(this.exact) > playhead) this.exact = playhead;
    this.samples.push({ wall: nowMillis, time: playhead, asked: this.asked });
    while (this.samples.length > 2 && nowMillis - (this.samples[1]?.wall ?? nowMillis) >= METER_WINDOW) this.samples.shift();
  }

  /** Simulated seconds per real second, lately, in proportion to the speed in force; null when it is too early to tell. */
  get achieved(): number | null {
    const first = this.samples[0];
    const last = this.samples[this.samples.length - 1];
    if (first === undefined || last === undefined || last.wall <= first.wall || last.asked <= first.asked) return null;
    return (this.speed * (last.time - first.time)) / (last.asked - first.asked);
  }
}

function clamp(speed: number): number {
  return Math.min(MAX_SPEED, Math.max(MIN_SPEED, speed));
}
