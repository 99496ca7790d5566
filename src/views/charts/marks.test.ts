import { expect, it } from 'vitest';
import type { Milestone } from '../../engine/contract';
import { placeMarks } from './marks';

const mark = (t: number, kind: Milestone['kind']): Milestone => ({ t, kind, text: kind, eventId: t });

it('milestones find a place on the axis: those in view, acts and questions before what follows from them', () => {
  const milestones = [mark(0, 'formed'), mark(50, 'reflection'), mark(51, 'act'), mark(90, 'completed'), mark(400, 'asked')];
  const placed = placeMarks(milestones, { from: 0, to: 100 }, 500);
  expect(placed.map(({ mark: { kind }, x }) => [kind, x])).toEqual([
    ['formed', 0],
    ['act', 255],
    ['completed', 450],
  ]);
});
