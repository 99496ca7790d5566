/**
 * Timers that start anew after a random time, uniform between two bounds (REG-2, REG-3): how often one is expected to go off. Exact sums of uniform
 * times (Irwin–Hall) for the first stretch, where the start still shows; then the straight line of renewal theory,
 *   t / μ + (σ² − μ²) / (2 μ²),   which for 30 to 90 s is t / 60 s − 0.458.
 */

/** Past so many mean intervals the start no longer shows in the first six digits. */
const EXACT_INTERVALS = 18;

export interface Interval {
  readonly shortest: number;
  readonly longest: number;
}

export const meanOf = ({ shortest, longest }: Interval): number => (shortest + longest) / 2;

/** Times that a timer started at 0 is expected to go off up to `t`, `t` included. */
export function expectedCount(interval: Interval, t: number): number {
  if (t <= 0) return 0;
  if (interval.shortest === interval.longest) return Math.floor(t / interval.longest);
  if (t >= EXACT_INTERVALS * meanOf(interval)) return t / meanOf(interval) + offset(interval);
  return sumOverGoings(interval, t, (n, x) => uniformSumBelow(n, x));
}

/** The same where the timer starts at a moment drawn from a window, up to `t` after the window's beginning. */
export function expectedCountFromWindow(interval: Interval, window: number, t: number): number {
  if (window <= 0) return expectedCount(interval, t);
  const from = Math.max(0, t - window);
  return (integralOfCount(interval, t) - integralOfCount(interval, from)) / window;
}

/** ∫ expectedCount from 0 to `t`: E[(t − S₁)⁺] + E[(t − S₂)⁺] + … with Sₙ the sum of n intervals. */
function integralOfCount(interval: Interval, t: number): number {
  if (t <= 0) return 0;
  const limit = EXACT_INTERVALS * meanOf(interval);
  if (interval.shortest === interval.longest) {
    const count = Math.floor(t / interval.longest);
    return count * t - (interval.longest * count * (count + 1)) / 2;
  }
  if (t > limit) {
    const line = (x: number): number => (x * x) / (2 * meanOf(interval)) + offset(interval) * x;
    return integralOfCount(interval, limit) + line(t) - line(limit);
  }
  const width = interval.longest - interval.shortest;
  return sumOverGoings(interval, t, (n, x) => width * uniformSumExcess(n, x));
}

function offset(interval: Interval): number {
  const mean = meanOf(interval);
  const variance = (interval.longest - interval.shortest) ** 2 / 12;
  return (variance - mean * mean) / (2 * mean * mean);
}

/** Σ over n of `term(n, x)`, where x = (t − n × shortest) in widths: what is left of `t` for n uniform parts. */
function sumOverGoings({ shortest, longest }: Interval, t: number, term: (n: number, x: number) => number): number {
  let sum = 0;
  for (let n = 1; n * shortest <= t; n++) {
    const part = term(n, (t - n * shortest) / (longest - shortest));
    sum += part;
    if (part < 1e-12) break;
  }
  return sum;
}

/** P(U₁ + … + Uₙ ≤ x) for n uniform numbers between 0 and 1. The shorter side is summed: there the terms stay small. */
export function uniformSumBelow(n: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= n) return 1;
  return x > n / 2 ? 1 - alternating(n, n - x, n) : alternating(n, x, n);
}

/** E[(x − U₁ − … − Uₙ)⁺]. */
function uniformSumExcess(n: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= n) return x - n / 2;
  return x > n / 2 ? x - n / 2 + alternating(n, n - x, n + 1) : alternating(n, x, n + 1);
}

/** 1/power! × Σ (−1)ʲ C(n, j) (x − j)^power over j < x. */
function alternating(n: number, x: number, power: number): number {
  let sum = 0;
  let choose = 1;
  for (let j = 0; j < x && j <= n; j++) {
    let term = choose;
    for (let k = 1; k <= power; k++) term *= (x - j) / k;
    sum += j % 2 === 0 ? term : -term;
    choose = (choose * (n - j)) / (j + 1);
  }
  return sum;
}
