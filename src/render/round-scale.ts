/** Scales with round steps: how much one stretch of px stands for. They change seldom, and by whole steps. */

/** Smallest of 1, 2, 5, 10, 20 … × `least` that is at least `value`; `least` is a power of ten. */
export function roundUp(value: number, least = 1): number {
  let step = least;
  for (;;) {
    for (const factor of [1, 2, 5]) if (step * factor >= value * (1 - 1e-9)) return step * factor;
    step *= 10;
  }
}

const SECOND = 1e6;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Lengths of time that people say: never 50 minutes or 200 s. */
const SPANS = [60 * SECOND, ...[2, 5, 10, 30].map((n) => n * MINUTE), ...[1, 2, 5, 10, 24, 48, 120, 240, 2400].map((n) => n * HOUR)];

/** The same for lengths of time, from 10 ms on. */
export function roundSpan(micros: number): number {
  if (micros <= 20 * SECOND) return roundUp(micros, 1e4);
  if (micros <= 30 * SECOND) return 30 * SECOND;
  return SPANS.find((span) => span >= micros) ?? roundUp(micros, HOUR);
}

/** So much of a step may be unused before the scale becomes finer. */
const SPARE = 4;

/** One step of a ladder, kept while what it must hold is between a quarter of it and the whole. */
export class SteppedScale {
  unit = 0;
  private readonly ladder: (value: number) => number;

  constructor(ladder: (value: number) => number) {
    this.ladder = ladder;
  }

  /** `least`: what one unit must at least stand for. True when the step is another now. */
  fit(least: number): boolean {
    const before = this.unit;
    if (before === 0 || least > before || least * SPARE <= before) this.unit = this.ladder(least);
    return this.unit !== before;
  }

  reset(): void {
    this.unit = 0;
  }
}

/** Held at least so long, and at most twice as long. */
const HOLD_SECONDS = 4;

/** The most of a value lately, in seconds of watching: a short lull does not change a scale. */
export class HeldMost {
  private latest = 0;
  private before = 0;
  private since = 0;

  add(value: number, seconds: number): number {
    if (seconds - this.since >= HOLD_SECONDS) {
      this.before = seconds - this.since >= 2 * HOLD_SECONDS ? 0 : this.latest;
      this.latest = 0;
      this.since = seconds;
    }
    this.latest = Math.max(this.latest, value);
    return Math.max(this.latest, this.before);
  }

  reset(): void {
    this.latest = this.before = 0;
  }
}
