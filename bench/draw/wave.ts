/** A wave for the benchmark: in every chain a question and the answers behind it, a step further in each frame, and 5,000 messages under way. */
import { MOTION, MOTION_STRIDE, WAVE } from '../../src/engine/frame';
import type { Layout } from '../../src/layout/types';

export const MESSAGES = 5_000;
const HOP = 20_000;
/** Clients between the question and the answers. */
const GAP = 4;

export interface Wave {
  readonly wave: Uint8Array<ArrayBuffer>;
  readonly motion: Float64Array<ArrayBuffer>;
  readonly motionCount: number;
}

export function waveAt(layout: Layout, slotCount: number, time: number, frameNumber: number): Wave {
  const wave = new Uint8Array(slotCount);
  const motion = new Float64Array(MESSAGES * MOTION_STRIDE);
  let count = 0;
  // A third of the way and two thirds, so that pictures are not all alike.
  const push = (kind: number, from: number, to: number, amount: number): void => {
    if (count >= MESSAGES) return;
    const sent = time - HOP * ((count % 7) / 7);
    motion.set([kind, from, to, sent, sent + HOP, amount, 0], count * MOTION_STRIDE);
    count += 1;
  };
  const laps = Math.ceil(MESSAGES / Math.max(1, 4 * layout.stretches.length));
  layout.stretches.forEach((stretch, index) => {
    const { slots } = stretch;
    const n = slots.length;
    const front = (frameNumber + index * 37) % (n + 3 * GAP);
    for (let place = 0; place < n; place += 1) {
      const done = stretch.alone ? (place * 61 + frameNumber) % 7 < 4 : place < front - GAP;
      wave[slots[place] ?? 0] = done ? (front > n + GAP ? WAVE.heard : WAVE.sent) : place < front && !stretch.alone ? WAVE.received : WAVE.none;
    }
    for (let lap = 0; lap < laps; lap += 1) {
      const at = stretch.alone ? (front * 13 + lap * 17) % n : Math.max(0, front - 1 - lap * 2);
      const answers = Math.max(0, at - GAP);
      const [first, last] = [slots[0] ?? 0, slots[n - 1] ?? 0];
      push(MOTION.question, -1, stretch.alone ? (slots[at] ?? 0) : first, 0);
      push(MOTION.answers, stretch.alone ? (slots[(at * 7) % n] ?? 0) : last, -1, n);
      if (stretch.alone || n < 2) continue;
      push(MOTION.question, slots[Math.min(at, n - 2)] ?? 0, slots[Math.min(at, n - 2) + 1] ?? 0, 0);
      push(MOTION.answers, slots[Math.min(answers, n - 2)] ?? 0, slots[Math.min(answers, n - 2) + 1] ?? 0, answers + 1);
    }
  });
  return { wave, motion, motionCount: count };
}
