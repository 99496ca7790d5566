import { describe, expect, it } from 'vitest';
import { boxBetween, boxOf, brushOf } from './brushing';
import { countsAt } from './counts';
import { NO_MARKS } from './marks';
import { lacksRows, listedOf, wishOf } from './needs';
import { rowsOf } from './rows.test-tools';
import { spanOfQuestion, spanOfRun } from './spans';
import { makeStack, yOfRow } from './stack';

const PLOT = { width: 600, height: 300 };
const VIEW = { from: 0, to: 600, rowPx: 10, scroll: 0 };
const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);
const small = rowsOf([[range(0, 10)], [range(10, 10)]]);
const large = rowsOf(
  range(0, 40).map((i) => [range(i * 100, 100)]),
  range(10, 30),
);

describe('what the diagram asks for', () => {
  it('is everything of a small fleet, and of a large one the subnets in view', () => {
    expect(wishOf(makeStack(small, 10, 300), VIEW, PLOT)).toEqual({ from: 0, to: 600, subnets: null, single: true, buckets: 200, clients: 20 });
    const near = wishOf(makeStack(large, 2, 300), { ...VIEW, rowPx: 2, scroll: 450 }, PLOT);
    expect(near.subnets).toEqual([1, 2, 3]);
    expect(near.clients).toBe(300);
  });
  it('are counts where rows are too low for messages', () => {
    expect(wishOf(makeStack(large, 0.05, 300), { ...VIEW, rowPx: 0.05 }, PLOT).single).toBe(false);
  });
  it('are rows of the subnets in view once they are needed, all of them where there are few', () => {
    expect(listedOf(makeStack(large, 2, 300), VIEW, PLOT, 4_000)).toBeNull();
    expect(listedOf(makeStack(large, 0.05, 300), VIEW, PLOT, 100_000)).toEqual([]);
    const stack = makeStack(large, 2, 300);
    const far = { ...VIEW, rowPx: 2, scroll: stack.blockTop[12]! };
    expect(listedOf(stack, far, PLOT, 100_000)).toContain(12);
    expect(lacksRows(stack, far, PLOT)).toBe(true);
    expect(lacksRows(stack, VIEW, PLOT)).toBe(false);
  });
});

describe('a rectangle in the diagram', () => {
  const geometry = { stack: makeStack(small, 10, 300), view: VIEW, plot: PLOT };
  const { stack } = geometry;
  it('is a stretch of time and the clients whose rows are in it, and is drawn where they are', () => {
    const brush = brushOf(geometry, boxBetween(PLOT, 300, yOfRow(stack, 7), 100, yOfRow(stack, 4)));
    expect(brush).toEqual({ from: 100, to: 300, clients: [4, 5, 6, 7] });
    const box = boxOf(geometry, brush);
    expect(box).toMatchObject({ x0: 100, x1: 300 });
    expect(box!.y0).toBeLessThan(yOfRow(stack, 4));
    expect(box!.y1).toBeGreaterThan(yOfRow(stack, 7));
  });
  it('is for everybody when all rows are in it', () => {
    expect(brushOf(geometry, boxBetween(PLOT, 0, -50, 600, 900))?.clients).toBeNull();
  });
  it('is a click when it is no wider than a hand trembles', () => {
    expect(brushOf(geometry, boxBetween(PLOT, 100, 0, 102, 200))).toBeNull();
  });
});

describe('counts under the pointer', () => {
  const stack = makeStack(rowsOf([[range(0, 10)], [range(10, 10)]]), 0.01, 300);
  const density = {
    buckets: 2,
    subnets: Int32Array.from([0, 1]),
    question: Int32Array.from([-1, 4]),
    received: Uint32Array.from([0, 3, 0, 9]),
    heard: Uint32Array.from([0, 1, 0, 8]),
    links: new Uint32Array(4),
    trouble: new Uint32Array(4),
    omittedRows: 0,
  };
  const loaded = { from: 0, to: 600, now: 500, knownTo: 500, marks: NO_MARKS, density, registrationsShown: true, oldestKept: 0 };
  it('are those of the subnet and the stretch of time there', () => {
    const geometry = { stack, view: { ...VIEW, rowPx: 0.01 }, plot: PLOT };
    expect(countsAt(geometry, loaded, 400, stack.blockTop[1]! + 2)).toMatchObject({ subnet: 1, clients: 10, question: 4, received: 9, heard: 8 });
    expect(countsAt(geometry, loaded, 10, stack.blockTop[0]! + 2)).toMatchObject({ subnet: 0, question: -1, received: 0 });
  });
  it('are none where nothing has happened yet', () => {
    expect(countsAt({ stack, view: { ...VIEW, rowPx: 0.01 }, plot: PLOT }, loaded, 550, 5)).toBeNull();
  });
});

describe('the stretch of time that is shown first', () => {
  it('is the wave of a question up to when 95 % were heard, so that a latecomer does not make it a point', () => {
    const { from, to } = spanOfQuestion({ askedAt: 100e6, p95At: 101e6, completeAt: 190e6 }, 300e6, small);
    expect(from).toBeLessThan(100e6);
    expect(to).toBeGreaterThan(101e6);
    expect(to).toBeLessThan(102e6);
  });
  it('has room for a wave that is still under way', () => {
    const { from, to } = spanOfQuestion({ askedAt: 100e6, p95At: null, completeAt: null }, 100e6, large);
    expect(to - from).toBeGreaterThan(3e6);
  });
  it('is what was played, at most its last ten minutes, where nothing was asked', () => {
    expect(spanOfRun(100e6, 200e6).to).toBeGreaterThan(200e6);
    const long = spanOfRun(7_200e6, 7_200e6);
    expect(long.to - long.from).toBeLessThan(640e6);
    expect(spanOfRun(0, 0).to).toBeGreaterThan(0);
  });
});
