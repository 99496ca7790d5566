import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf } from './rows.test-tools';
import { fitRowPx, makeStack, yOfRow } from './stack';
import { fitRows, LEAST_SPAN, panTime, showRow, showTime, timeAt, withTime, xOf, zoomRows, zoomTime, zoomToBlock, type Viewport } from './viewport';

const PLOT = { width: 800, height: 400 };
const END = 600_000_000;
const VIEW: Viewport = { from: 0, to: 100_000_000, rowPx: 10, scroll: 0 };
const MODEL = rowsOf([[Array.from({ length: 60 }, (_, i) => i)], [Array.from({ length: 90 }, (_, i) => 60 + i)]]);

describe('the part of time in view', () => {
  it('keeps the instant under the pointer when it is zoomed', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 1_000, noNaN: true }), fc.integer({ min: 0, max: 800 }), (factor, x) => {
        const middle: Viewport = { ...VIEW, from: 250e6, to: 350e6 };
        expect(timeAt(zoomTime(middle, PLOT, factor, x, END), PLOT, x)).toBeCloseTo(timeAt(middle, PLOT, x), -1);
      }),
    );
  });

  it('never gets shorter than what shows a single hop, nor longer than the run with some room', () => {
    let view = VIEW;
    for (let i = 0; i < 60; i++) view = zoomTime(view, PLOT, 4, 400, END);
    expect(view.to - view.from).toBeCloseTo(LEAST_SPAN, 6);
    for (let i = 0; i < 60; i++) view = zoomTime(view, PLOT, 0.25, 400, END);
    expect(view.to - view.from).toBeCloseTo(END * 1.2, 0);
  });

  it('cannot be lost: some of the run stays in view however far it is dragged', () => {
    for (const dx of [1e6, -1e6]) {
      let view = VIEW;
      for (let i = 0; i < 50; i++) view = panTime(view, PLOT, dx, END);
      expect(view.to).toBeGreaterThan(0);
      expect(view.from).toBeLessThan(END);
    }
  });

  it('moves along as little as is needed to show a message', () => {
    expect(showTime(VIEW, 20e6, 21e6, END)).toBe(VIEW);
    const later = showTime(VIEW, 150e6, 151e6, END);
    expect(later.to - later.from).toBeCloseTo(100e6, 3);
    expect(later.to).toBeGreaterThan(151e6);
    expect(xOf(later, PLOT, 150e6)).toBeGreaterThan(0);
  });

  it('is widened around its middle when a narrower one is wished for', () => {
    const view = withTime(VIEW, 50e6, 50e6, END);
    expect((view.from + view.to) / 2).toBeCloseTo(50e6, 3);
  });
});

describe('the rows in view', () => {
  it('grow around the pointer and never become lower than what shows all of them', () => {
    const fitted = fitRows(VIEW, MODEL, PLOT);
    expect(fitted.rowPx).toBe(fitRowPx(MODEL, PLOT.height));
    const grown = zoomRows(fitted, MODEL, PLOT, 3, 200);
    expect(grown.rowPx).toBeCloseTo(3 * fitted.rowPx, 6);
    expect(grown.scroll).toBeGreaterThan(0);
    expect(zoomRows(grown, MODEL, PLOT, 0.01, 200).rowPx).toBeCloseTo(fitted.rowPx, 6);
    expect(zoomRows(grown, MODEL, PLOT, 0.01, 200).scroll).toBe(0);
  });

  it('are one subnet when it is opened', () => {
    const view = zoomToBlock(fitRows(VIEW, MODEL, PLOT), MODEL, PLOT, 1);
    const stack = makeStack(MODEL, view.rowPx, PLOT.height);
    expect(yOfRow(stack, 60) - view.scroll).toBeGreaterThan(0);
    expect(yOfRow(stack, 149) - view.scroll).toBeLessThan(PLOT.height);
    expect(yOfRow(stack, 0) - view.scroll).toBeLessThan(0);
  });

  it('scroll to a row that is out of view, and only then', () => {
    const stack = makeStack(MODEL, 10, PLOT.height);
    expect(showRow(VIEW, stack, PLOT, 10)).toBe(VIEW);
    const shown = showRow(VIEW, stack, PLOT, 120);
    const y = yOfRow(stack, 120) - shown.scroll;
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(PLOT.height);
  });
});
