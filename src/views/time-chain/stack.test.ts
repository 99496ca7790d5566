import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowOf } from './rows';
import { rowsOf } from './rows.test-tools';
import { anchorAt, blockAt, DETAIL_PX, fitRowPx, makeStack, rowAt, yOfAnchor, yOfRow, yOfServer } from './stack';

const TWO = rowsOf([
  [
    [0, 1, 2],
    [3, 4],
  ],
  [[5, 6, 7, 8]],
]);
const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

describe('rows of the time–chain diagram', () => {
  it('stand in chain order, subnet by subnet', () => {
    expect([...TWO.slots]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(TWO.blocks.map((block) => [block.firstRow, block.rowCount, block.chainCount])).toEqual([
      [0, 5, 2],
      [5, 4, 1],
    ]);
    expect(rowOf(TWO, 6)).toBe(6);
    expect(rowOf(TWO, 99)).toBe(-1);
    expect(rowOf(TWO, -1)).toBe(-1);
  });

  it('are found again at their own height, and no row is found in the lanes of the server', () => {
    const stack = makeStack(TWO, 10, 500);
    for (let row = 0; row < 9; row++) expect(rowAt(stack, yOfRow(stack, row))).toBe(row);
    for (let row = 0; row < 9; row++) {
      expect(rowAt(stack, yOfServer(stack, row, 'upper') + 1)).toBe(-1);
      expect(rowAt(stack, yOfServer(stack, row, 'lower') - 1)).toBe(-1);
    }
  });

  it('lie between the two edges of their own chain, in order', () => {
    const stack = makeStack(TWO, 10, 500);
    const heights = range(0, 9).map((row) => yOfRow(stack, row));
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect(yOfServer(stack, 0, 'upper')).toBeLessThan(heights[0]!);
    expect(yOfServer(stack, 0, 'lower')).toBeGreaterThan(heights[2]!);
    expect(yOfServer(stack, 0, 'lower')).toBeLessThan(yOfServer(stack, 3, 'upper'));
  });

  it('fill the view and no more, as long as they are higher than what tells messages apart', () => {
    const model = rowsOf([[range(0, 200)], [range(200, 300)]]);
    const rowPx = fitRowPx(model, 600);
    expect(makeStack(model, rowPx, 600).height).toBeLessThanOrEqual(600);
    expect(makeStack(model, rowPx * 1.05, 600).height).toBeGreaterThan(600);
    expect(fitRowPx(rowsOf([[range(0, 2_400)]]), 300)).toBe(DETAIL_PX);
    expect(fitRowPx(rowsOf([[range(0, 9_000)]]), 300)).toBeLessThan(DETAIL_PX);
  });

  it('give way to a band for each subnet when they are too low, and subnets without rows keep their place', () => {
    const stack = makeStack(TWO, 0.1, 400);
    expect(stack.isDetailed).toBe(false);
    expect(rowAt(stack, 5)).toBe(-1);
    expect(blockAt(stack, stack.blockTop[1]! + 1)).toBe(1);
    const partly = rowsOf([[[0, 1]], [[2, 3, 4]]], [0]);
    expect(partly.blocks.map((block) => [block.listed, block.clients, block.rowCount])).toEqual([
      [false, 2, 0],
      [true, 3, 3],
    ]);
    expect(makeStack(partly, 10, 400).blockHeight[0]).toBeGreaterThan(20);
  });

  it('keep what is under the pointer where it is when they grow', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.31, max: 20, noNaN: true }),
        fc.double({ min: 0.31, max: 20, noNaN: true }),
        fc.double({ min: 8, max: 28, noNaN: true }),
        (a, b, y) => {
          const before = makeStack(TWO, a, 500);
          const after = makeStack(TWO, b, 500);
          const anchor = anchorAt(before, y);
          expect(blockAt(after, yOfAnchor(after, anchor) + 1e-9)).toBe(Math.max(0, blockAt(before, y)));
          expect(yOfAnchor(before, anchor)).toBeCloseTo(y, 6);
        },
      ),
    );
  });
});
