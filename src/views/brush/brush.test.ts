import { describe, expect, it } from 'vitest';
import type { Layout } from '../../layout/types';
import { toFilter } from '../log/log-filter';
import { ALL_EVENTS } from '../../store/ui-store';
import { brushText } from './brush-text';
import { veiledRects } from './veiled';

describe('a brush', () => {
  it('says its ends as exactly as they differ', () => {
    expect(brushText({ from: 61e6, to: 200e6, clients: null })).toBe('1:01–3:20');
    expect(brushText({ from: 102_004_500, to: 102_081_000, clients: [1, 2] })).toBe('1:42.004–1:42.081, 2 clients');
  });

  it('limits the log to its time and its clients', () => {
    expect(toFilter(ALL_EVENTS, null, { from: 5, to: 9, clients: [3] })).toEqual({ from: 5, to: 9, clients: [3] });
    expect(toFilter(ALL_EVENTS, null, { from: 5, to: 9, clients: null })).toEqual({ from: 5, to: 9 });
    expect(toFilter(ALL_EVENTS, null, null)).toEqual({});
  });

  it('dims whole sites, whole subnets, and single clients of subnets that have some of its clients', () => {
    const rect = (x: number) => ({ x, y: 0, width: 10, height: 10 });
    const layout = {
      cell: 2,
      positions: Float32Array.from([1, 1, 3, 1, 11, 1, 21, 1]),
      cards: [rect(0), rect(20)],
      boxes: [
        { ...rect(0), card: 0, firstStretch: 0, stretchCount: 1 },
        { ...rect(10), card: 0, firstStretch: 1, stretchCount: 1 },
        { ...rect(20), card: 1, firstStretch: 2, stretchCount: 1 },
      ],
      stretches: [{ slots: Int32Array.from([0, 1]) }, { slots: Int32Array.from([2]) }, { slots: Int32Array.from([3]) }],
    } as unknown as Layout;
    expect(veiledRects(layout, [0])).toEqual([{ x: 2, y: 0, width: 2, height: 2 }, layout.boxes[1], layout.cards[1]]);
  });
});
