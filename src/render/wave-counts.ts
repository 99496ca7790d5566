/** What of the question is in the picture at this moment, counted from the frame that is drawn: exactly what the map shows. */
import { MOTION, MOTION_STRIDE, WAVE, type Frame } from '../engine/frame';

export interface WaveCounts {
  readonly question: number;
  /** Messages under way; questions that come late with a registration and lost messages apart. */
  readonly questions: number;
  readonly answers: number;
  readonly late: number;
  readonly lost: number;
  /** Messages (of all kinds) that are not drawn one by one: then the four above are at least so many. */
  readonly omitted: number;
  /** Clients: have it and have not passed their answer on; have passed it on; the server has heard it. */
  readonly has: number;
  readonly answered: number;
  readonly heard: number;
}

export function countWave(frame: Frame): WaveCounts | null {
  const { wave, motion } = frame;
  if (wave === null || frame.waveQuestion < 0) return null;
  const clients = new Uint32Array(5);
  for (let slot = 0; slot < frame.slotCount; slot++) clients[wave[slot]!]!++;
  const messages = new Uint32Array(MOTION.lostMessage + 1);
  for (let row = 0; row < frame.motionCount; row++) {
    const kind = motion[row * MOTION_STRIDE]!;
    if (kind >= MOTION.question && kind <= MOTION.lostMessage) messages[kind]!++;
  }
  return {
    question: frame.waveQuestion,
    questions: messages[MOTION.question]!,
    answers: messages[MOTION.answers]!,
    late: messages[MOTION.lateQuestion]!,
    lost: messages[MOTION.lostMessage]!,
    omitted: frame.motionOmitted,
    has: clients[WAVE.received]! + clients[WAVE.done]!,
    answered: clients[WAVE.sent]!,
    heard: clients[WAVE.heard]!,
  };
}
