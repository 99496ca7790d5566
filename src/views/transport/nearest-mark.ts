/** Which milestone a pointer on the timeline means: the nearest one within a target of 24 px. */
import type { Milestone } from '../../engine/contract';

const REACH_CSS_PX = 12;

export function nearestMark(milestones: readonly Milestone[], micros: number, microsPerCssPx: number): Milestone | null {
  let best: Milestone | null = null;
  for (const mark of milestones) {
    const distance = Math.abs(mark.t - micros);
    if (distance <= REACH_CSS_PX * microsPerCssPx && (best === null || distance < Math.abs(best.t - micros))) best = mark;
  }
  return best;
}
