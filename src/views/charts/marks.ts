/** Milestones of the timeline on the charts' axis: those that find room, the telling ones first. */
import type { Milestone } from '../../engine/contract';
import type { Stretch } from '../../store/charts';
import { xOf } from './stretches';

export interface PlacedMark {
  readonly mark: Milestone;
  readonly x: number;
}

const APART_CSS_PX = 11;
const RANK: Readonly<Record<Milestone['kind'], number>> = { act: 0, asked: 1, completed: 2, healed: 3, reflection: 4, formed: 5 };

export function placeMarks(milestones: readonly Milestone[], stretch: Stretch, width: number): readonly PlacedMark[] {
  const inView = milestones.filter((mark) => mark.t >= stretch.from && mark.t <= stretch.to);
  const byRank = inView.map((mark) => ({ mark, x: xOf(stretch, width, mark.t) })).sort((a, b) => RANK[a.mark.kind] - RANK[b.mark.kind]);
  const taken = new Set<number>();
  const placed: PlacedMark[] = [];
  for (const candidate of byRank) {
    // Cells as wide as the distance: only the own and its neighbours can be too near.
    const cell = Math.floor(candidate.x / APART_CSS_PX);
    if (taken.has(cell) || taken.has(cell - 1) || taken.has(cell + 1)) continue;
    taken.add(cell);
    placed.push(candidate);
  }
  return placed.sort((a, b) => a.x - b.x);
}

/** What is drawn through all charts: acts and questions, since figures change there. */
export const isTurn = ({ kind }: Milestone): boolean => kind === 'act' || kind === 'asked';
