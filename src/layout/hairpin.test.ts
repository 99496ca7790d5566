import { describe, expect, it } from 'vitest';
import { columnOf, hairpinsOf, placeAt, placeOf, rowOf, shapeOf } from './hairpin';

const DEPTHS = [1, 2, 3, 5, 8, 13, 24];

describe('the hanging chain', () => {
  it('gives every place of chains of 1 to 400 clients a cell of its own, and the inverse finds it again', () => {
    for (const depth of DEPTHS) {
      for (let n = 1; n <= 400; n++) {
        const cells = new Set<number>();
        const columns = 2 * hairpinsOf(n, depth);
        for (let k = 0; k < n; k++) {
          const { column, row } = placeOf(k, n, depth);
          if (row < 0 || row >= depth || column < 0 || column >= columns) throw new Error(`place ${k} of ${n} is outside at depth ${depth}`);
          if (placeAt(column, row, n, depth) !== k) throw new Error(`no way back from place ${k} of ${n} at depth ${depth}`);
          cells.add(column * depth + row);
        }
        expect(cells.size).toBe(n);
      }
    }
  });

  it('says of every other cell that nobody is there', () => {
    for (const depth of DEPTHS) {
      for (const n of [1, 2, 3, 7, 50, 399, 400]) {
        let found = 0;
        for (let column = -1; column <= 2 * hairpinsOf(n, depth); column++)
          for (let row = -1; row <= depth; row++) if (placeAt(column, row, n, depth) >= 0) found++;
        expect(found, `${n} clients, depth ${depth}`).toBe(n);
      }
    }
  });

  it('has both leaders on the upper edge, facing the WAN, and an even number of columns', () => {
    for (let n = 1; n <= 400; n++) {
      for (const depth of [...DEPTHS, shapeOf(n).depth]) {
        expect(rowOf(0, n, depth), `first of ${n}`).toBe(0);
        expect(rowOf(n - 1, n, depth), `last of ${n}`).toBe(0);
        expect(columnOf(0, n, depth)).toBe(0);
      }
      expect(shapeOf(n).columns % 2).toBe(0);
    }
  });

  it('steps to a neighbouring cell from each client to the next, or across one corner at the last turn', () => {
    for (let n = 2; n <= 400; n++) {
      const { depth } = shapeOf(n);
      for (let k = 1; k < n; k++) {
        const a = placeOf(k - 1, n, depth);
        const b = placeOf(k, n, depth);
        const step = Math.max(Math.abs(a.column - b.column), Math.abs(a.row - b.row));
        if (step !== 1) throw new Error(`${k - 1} → ${k} of ${n} is ${step} cells`);
      }
    }
  });

  it('is about √(1.25 n) deep', () => {
    expect(shapeOf(12)).toEqual({ depth: 3, columns: 4 });
    expect(shapeOf(7)).toEqual({ depth: 4, columns: 2 });
    expect(shapeOf(4)).toEqual({ depth: 2, columns: 2 });
    for (let n = 30; n <= 400; n++) expect(Math.abs(shapeOf(n).depth / Math.sqrt(1.25 * n) - 1), `${n}`).toBeLessThan(0.4);
  });
});
