/** What stays in the picture when people ask for one part of a wave; everything else steps aside. */
import { MOTION, WAVE } from '../engine/frame';

export type WaveEntry = 'question' | 'answers' | 'has' | 'answered' | 'heard' | 'late' | 'lost';

export interface WaveFilter {
  /** Clients by WAVE, messages by MOTION. */
  readonly waves: ReadonlySet<number>;
  readonly kinds: ReadonlySet<number>;
}

const of = (waves: readonly number[], kinds: readonly number[]): WaveFilter => ({ waves: new Set(waves), kinds: new Set(kinds) });

export const WAVE_FILTERS: Readonly<Record<WaveEntry, WaveFilter>> = {
  question: of([WAVE.received, WAVE.done], [MOTION.question, MOTION.lateQuestion]),
  answers: of([WAVE.sent], [MOTION.answers]),
  has: of([WAVE.received, WAVE.done], []),
  answered: of([WAVE.sent], []),
  heard: of([WAVE.heard], []),
  late: of([], [MOTION.lateQuestion]),
  lost: of([], [MOTION.lostMessage]),
};
