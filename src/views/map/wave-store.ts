/** Between map and legend: what of the question is in the picture, and which part of it people want to see. */
import { create } from 'zustand';
import type { Frame } from '../../engine/frame';
import { countWave, type WaveCounts } from '../../render/wave-counts';
import type { WaveEntry } from '../../render/wave-filter';

export interface WaveState {
  readonly counts: WaveCounts | null;
  /** Only this is shown of the question; null = everything. */
  readonly only: WaveEntry | null;
}
export const useWave = create<WaveState>(() => ({ counts: null, only: null }));

export function toggleWave(entry: WaveEntry): void {
  useWave.setState(({ only }) => ({ only: only === entry ? null : entry }));
}

/** Numbers are read, not watched. */
const COUNT_MILLIS = 150;
let countedAt = -Infinity;
let pending: ReturnType<typeof setTimeout> | undefined;

/** Takes note of a frame that is drawn now; `latest` gives the frame there is when the wait is over. */
export function noteFrame(frame: Frame, latest: () => Frame | null): void {
  const wait = countedAt + COUNT_MILLIS - performance.now();
  if (wait <= 0) return count(frame);
  pending ??= setTimeout(() => {
    const now = latest();
    pending = undefined;
    if (now !== null) count(now);
  }, wait);
}

function count(frame: Frame): void {
  countedAt = performance.now();
  const counts = countWave(frame);
  const before = useWave.getState();
  if (counts === null && before.counts === null) return;
  // With another question, or none, what was picked means something else.
  const isSame = counts !== null && before.counts?.question === counts.question;
  useWave.setState({ counts, only: isSame ? before.only : null });
}
