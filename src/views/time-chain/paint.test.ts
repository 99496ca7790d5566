import { describe, expect, it } from 'vitest';
import { MARK, MARK_KINDS } from '../../engine/time-chain-marks';
import { Framebuffer } from '../../render/framebuffer';
import { DARK, pixelOf } from '../../render/palette';
import type { Mark } from './marks';
import { Painting } from './paint';
import { bucketAt, DensityPainting } from './paint-density';
import { marksOf, rowsOf } from './rows.test-tools';
import { makeStack, yOfRow } from './stack';

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);
const stack = makeStack(rowsOf([[range(0, 10)], [range(10, 6)]]), 12, 300);
const view = { from: 0, to: 1_000, rowPx: 12, scroll: 0 };
const base = { stack, view, width: 500, height: 300, dpr: 1, palette: DARK, now: 1_000 };
const neverLate = (): boolean => false;
const paint = (marks: readonly Partial<Mark>[], more = {}): Framebuffer => {
  const fb = new Framebuffer();
  const painting = new Painting({ ...base, marks: marksOf(marks), ...more }, fb);
  expect(painting.work(neverLate)).toBe(true);
  return fb;
};
const at = (fb: Framebuffer, x: number, y: number): number => fb.pixels[Math.round(y) * fb.width + Math.round(x)]!;
const hops = range(0, 9).map((i) => ({ kind: MARK.question, t0: 100 * i, t1: 100 * i + 100, a: i, b: i + 1, event: 1 }));

describe('the picture of the diagram', () => {
  it('is the same however it is cut into slices', () => {
    const kinds = range(0, MARK_KINDS).flatMap((kind) =>
      [...hops, ...hops, ...hops, ...hops, ...hops, ...hops, ...hops, ...hops].map((hop) => ({ ...hop, kind, extra: kind % 3 })),
    );
    const whole = paint(kinds);
    const fb = new Framebuffer();
    const painting = new Painting({ ...base, marks: marksOf(kinds) }, fb);
    let slices = 1;
    while (!painting.work(() => true)) slices++;
    expect(slices).toBeGreaterThan(2);
    expect(fb.pixels).toEqual(whole.pixels);
  });

  it('has a message as a line whose slope is the hop latency', () => {
    const fb = paint(hops);
    const empty = paint([]);
    const y = (yOfRow(stack, 4) + yOfRow(stack, 5)) / 2;
    expect(at(fb, 225, y)).not.toBe(at(empty, 225, y));
    expect(at(fb, 120, y)).toBe(at(empty, 120, y));
  });

  it('has something for every kind of mark', () => {
    const empty = paint([]);
    for (let kind = 0; kind < MARK_KINDS; kind++) {
      const fb = paint([{ kind, t0: 400, t1: 480, a: 3, b: 4, event: 1, extra: 1 }]);
      expect(fb.pixels, `kind ${kind}`).not.toEqual(empty.pixels);
    }
  });

  it('draws answers the wider the more they carry, on one scale', () => {
    const ink = pixelOf(DARK.answer);
    const inked = (extra: number): number => {
      const fb = paint([{ kind: MARK.answers, t0: 0, t1: 900, a: 3, b: 4, event: 1, extra }]);
      return fb.pixels.filter((pixel) => pixel === ink).length;
    };
    expect(inked(60)).toBeGreaterThan(inked(10));
    expect(inked(10)).toBeGreaterThan(inked(1));
  });

  it('leaves messages under way to the layer that moves, and draws nothing for a client without a row', () => {
    const empty = paint([]);
    expect(paint([{ kind: MARK.question, t0: 900, t1: 1_100, a: 3, b: 4, event: 0 }]).pixels).toEqual(empty.pixels);
    expect(paint([{ kind: MARK.question, t0: 100, t1: 200, a: 3, b: 400, event: 1 }]).pixels).toEqual(empty.pixels);
  });
});

describe('the picture of a large estate', () => {
  const bands = makeStack(rowsOf([[range(0, 10)], [range(10, 6)]]), 0.01, 40);
  const counts = (received: number[], heard: number[]) => ({
    buckets: 4,
    subnets: Int32Array.from([0, 1]),
    question: new Int32Array(4),
    received: Uint32Array.from([...received, 0, 0, 0, 0]),
    heard: Uint32Array.from([...heard, 0, 0, 0, 0]),
    links: new Uint32Array(8),
    trouble: new Uint32Array(8),
    omittedRows: 0,
  });
  const draw = (density: ReturnType<typeof counts>): Framebuffer => {
    const fb = new Framebuffer();
    new DensityPainting({ stack: bands, density, from: 0, to: 1_000, view: { ...view, rowPx: 0.01 }, width: 400, height: 40, dpr: 1, palette: DARK }, fb).work(
      neverLate,
    );
    return fb;
  };
  it('fills the band of a subnet by the share of its clients, in the colour of what they have', () => {
    const fb = draw(counts([0, 5, 10, 10], [0, 0, 0, 10]));
    const inColumn = (x: number, ink: number): number => range(0, 40).filter((y) => at(fb, x, y) === ink).length;
    const height = bands.blockHeight[0]!;
    expect(inColumn(50, pixelOf(DARK.question))).toBe(0);
    expect(inColumn(150, pixelOf(DARK.question))).toBe(Math.floor(height / 2));
    expect(inColumn(250, pixelOf(DARK.question))).toBe(Math.round(height));
    expect(inColumn(350, pixelOf(DARK.answer))).toBe(Math.round(height));
  });
  it('shows a single client of many', () => {
    const density = counts([0, 0, 1, 1], [0, 0, 0, 0]);
    expect(draw(density).pixels).not.toEqual(draw(counts([0, 0, 0, 0], [0, 0, 0, 0])).pixels);
  });
  it('finds the stretch of time under the pointer', () => {
    const density = counts([0, 0, 0, 0], [0, 0, 0, 0]);
    expect([-1, 0, 249, 250, 999, 1_000].map((t) => bucketAt({ density, from: 0, to: 1_000 }, t))).toEqual([-1, 0, 0, 1, 3, -1]);
  });
});
