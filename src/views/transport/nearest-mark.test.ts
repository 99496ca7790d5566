import { describe, expect, it } from 'vitest';
import type { Milestone } from '../../engine/contract';
import { nearestMark } from './nearest-mark';

const marks: readonly Milestone[] = [10, 20, 50].map((t) => ({ t, kind: 'act', text: `at ${t}`, eventId: t }));

describe('the milestone under the pointer', () => {
  it('is the nearest one within 12 px, of two the nearer', () => {
    expect(nearestMark(marks, 14, 1)?.t).toBe(10);
    expect(nearestMark(marks, 16, 1)?.t).toBe(20);
    expect(nearestMark(marks, 62, 1)?.t).toBe(50);
  });
  it('is none where none is near enough on the screen', () => {
    expect(nearestMark(marks, 63, 1)).toBeNull();
    expect(nearestMark(marks, 14, 0.1)).toBeNull();
    expect(nearestMark([], 0, 1)).toBeNull();
  });
});
