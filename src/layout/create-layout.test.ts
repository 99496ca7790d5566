import { describe, expect, it } from 'vitest';
import { VACATED } from '../sim/state-bits';
import { createLayout, needsLayout } from './create-layout';
import { fixtureOf, type FixtureSite } from './layout-fixture';
import { placeOf } from './hairpin';
import { capFor } from './pack';
import type { Layout, Rect } from './types';

const ESTATE: readonly FixtureSite[] = [
  { kind: 'vpn', subnets: [8] },
  { kind: 'branch', subnets: [12] },
  { kind: 'datacenter', subnets: [12] },
  { kind: 'headquarters', subnets: [10, 10] },
  { kind: 'branch', subnets: [8, 0] },
];

const inside = (inner: Rect, outer: Rect): boolean =>
  inner.x >= outer.x - 0.01 &&
  inner.y >= outer.y - 0.01 &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01;
const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width - 0.01 && b.x < a.x + a.width - 0.01 && a.y < b.y + b.height - 0.01 && b.y < a.y + a.height - 0.01;

function check(layout: Layout): void {
  for (const card of layout.cards) expect(inside(card, layout.bounds)).toBe(true);
  for (const box of layout.boxes) expect(inside(box, layout.cards[box.card]!)).toBe(true);
  for (const stretch of layout.stretches) expect(inside(stretch, layout.boxes[stretch.box]!)).toBe(true);
  for (const wall of layout.walls) expect(inside(wall, layout.boxes[wall.box]!)).toBe(true);
  layout.cards.forEach((a, i) => layout.cards.slice(i + 1).forEach((b) => expect(overlap(a, b)).toBe(false)));
  for (let i = 1; i < layout.boxes.length; i++) expect(overlap(layout.boxes[i]!, layout.boxes[i - 1]!)).toBe(false);
  expect(layout.wanBand.bottom).toBeLessThan(Math.min(...layout.cards.map((card) => card.y)));
  layout.servers.forEach((a, i) => layout.servers.slice(i + 1).forEach((b) => expect(overlap(a, b)).toBe(false)));
}

describe('createLayout', () => {
  it('puts every client inside its stretch, box and card, and nothing over anything else', () => {
    const { input } = fixtureOf(ESTATE);
    const layout = createLayout(input);
    check(layout);
    for (const stretch of layout.stretches) {
      for (const [k, slot] of stretch.slots.entries()) {
        const { column, row } = stretch.alone
          ? { column: k % stretch.columns, row: Math.floor(k / stretch.columns) }
          : placeOf(k, stretch.slots.length, stretch.depth);
        expect(layout.positions[2 * slot]).toBeCloseTo(stretch.x + (column + 0.5) * layout.cell, 1);
        expect(layout.positions[2 * slot + 1]).toBeCloseTo(stretch.y + (row + 0.5) * layout.cell, 1);
      }
    }
  });

  it('orders cards: data center, headquarters, branches, then remote sites', () => {
    expect(createLayout(fixtureOf(ESTATE).input).cards.map((card) => card.site)).toEqual([2, 3, 1, 4, 0]);
  });

  it('shows a subnet without clients as an empty box', () => {
    const layout = createLayout(fixtureOf(ESTATE).input);
    expect(layout.boxes.filter((box) => box.stretchCount === 0).map((box) => box.subnet)).toEqual([6]);
  });

  it('is the same for the same input, and one version higher', () => {
    const a = createLayout(fixtureOf(ESTATE).input);
    const b = createLayout({ ...fixtureOf(ESTATE).input, previousVersion: 6 });
    expect(a.version).toBe(1);
    expect({ ...b, version: 1 }).toEqual(a);
  });

  it('uses the caps of the cell size, and never exceeds them', () => {
    expect([capFor(60), capFor(100), capFor(9_999), capFor(10_000)]).toEqual([54, 22, 22, 12]);
    expect(createLayout(fixtureOf(ESTATE).input).cell).toBe(54);
    expect(createLayout(fixtureOf([{ kind: 'branch', subnets: [200] }]).input).cell).toBe(22);
  });

  it('uses the largest cell of its ladder that fits: a wider view never makes it smaller', () => {
    const sites: FixtureSite[] = Array.from({ length: 12 }, (_, i) => ({ kind: 'branch', subnets: [100 + i * 11, 80] }));
    const cells = [640, 960, 1280, 1920, 3840].map((widthCssPx) => createLayout(fixtureOf(sites, { widthCssPx, heightCssPx: 800 }).input).cell);
    expect(cells).toEqual(cells.toSorted((a, b) => a - b));
    expect(cells[0]).toBeLessThan(cells[4]!);
  });

  it('lets chains hang deeper where that makes clients larger: 60 clients stay bold on a small canvas', () => {
    const sites: FixtureSite[] = [
      { kind: 'datacenter', subnets: [12] },
      { kind: 'headquarters', subnets: [10, 10] },
      { kind: 'branch', subnets: [12] },
      { kind: 'branch', subnets: [8] },
      { kind: 'vpn', subnets: [8] },
    ];
    const at = (widthCssPx: number, heightCssPx: number): Layout => createLayout(fixtureOf(sites, { widthCssPx, heightCssPx }).input);
    expect(at(680, 480).cell).toBeGreaterThan(32);
    expect(at(770, 480).cell).toBeGreaterThan(37);
    expect(at(1320, 760).cell).toBe(54);
    for (const layout of [at(680, 480), at(770, 480), at(1320, 760)]) {
      check(layout);
      for (const stretch of layout.stretches) {
        if (stretch.alone) continue;
        expect(stretch.columns % 2).toBe(0);
        for (const slot of [stretch.slots[0]!, stretch.slots.at(-1)!]) expect(layout.positions[2 * slot + 1]).toBeCloseTo(stretch.y + layout.cell / 2, 1);
      }
    }
    // A few pixels more or less are no other picture.
    const shapes = (layout: Layout): number[] => layout.stretches.map((stretch) => stretch.depth);
    for (const [dx, dy] of [
      [6, 0],
      [-6, 0],
      [0, 6],
      [0, -6],
    ] as const)
      expect(shapes(at(770 + dx, 480 + dy))).toEqual(shapes(at(770, 480)));
  });

  it('fits 2,000 sites into rows of cards', () => {
    const sites: FixtureSite[] = Array.from({ length: 2_000 }, (_, i) => ({ kind: 'branch', subnets: [1 + (i % 7)] }));
    const layout = createLayout(fixtureOf(sites).input);
    expect(layout.cards).toHaveLength(2_000);
    for (const card of layout.cards) expect(inside(card, layout.bounds)).toBe(true);
    expect(new Set(layout.cards.map((card) => card.y)).size).toBeGreaterThan(5);
    expect(layout.cell).toBeGreaterThan(0);
  });

  it('fits any view, however small', () => {
    for (const [widthCssPx, heightCssPx] of [
      [0, 0],
      [1, 1],
      [320, 260],
      [200, 2_000],
    ] as const) {
      check(createLayout(fixtureOf(ESTATE, { widthCssPx, heightCssPx }).input));
    }
  });

  it('breaks a subnet with very many chains into several boxes of the same subnet', () => {
    const { input, columns } = fixtureOf([{ kind: 'branch', subnets: [900] }]);
    for (let slot = 0; slot < 900; slot++) columns.chain[slot] = Math.floor(slot / 30);
    const layout = createLayout(input);
    check(layout);
    expect(layout.boxes.length).toBeGreaterThan(1);
    expect(new Set(layout.boxes.map((box) => box.subnet))).toEqual(new Set([0]));
    expect(layout.stretches.reduce((sum, stretch) => sum + stretch.slots.length, 0)).toBe(900);
  });

  it('has no place for vacated slots', () => {
    const { input, columns } = fixtureOf(ESTATE);
    columns.state[3] = VACATED;
    const layout = createLayout(input);
    expect(layout.positions[6]).toBeNaN();
    expect(layout.positions[8]).not.toBeNaN();
  });

  it('places unmanaged endpoints inside their box', () => {
    const { input } = fixtureOf(ESTATE);
    const world = { ...input.world, subnets: input.world.subnets.map((subnet, i) => (i === 6 ? { ...subnet, managed: false } : subnet)) };
    const layout = createLayout({ ...input, world, unmanaged: [0, 0, 0, 0, 0, 0, 11] });
    const box = layout.boxes.find((one) => one.subnet === 6)!;
    expect(layout.unmanaged).toHaveLength(22);
    for (let i = 0; i < 22; i += 2) expect(inside({ x: layout.unmanaged[i]!, y: layout.unmanaged[i + 1]!, width: 0, height: 0 }, box)).toBe(true);
  });

  it('has the boxes of each bus below it, and its riser inside the card', () => {
    const layout = createLayout(fixtureOf(ESTATE).input);
    for (const bus of layout.buses) {
      const card = layout.cards[bus.card]!;
      expect(bus.riserX).toBeGreaterThan(card.x);
      expect(bus.riserX).toBeLessThan(card.x + card.width);
      for (const box of bus.boxes) expect(layout.boxes[box]!.y).toBeGreaterThan(bus.y);
    }
    expect(layout.buses.flatMap((bus) => bus.boxes).sort((a, b) => a - b)).toEqual(layout.boxes.map((_, i) => i));
  });
});

describe('needsLayout', () => {
  it('says no while clients only come and go, and yes when a chain ends in the middle', () => {
    const { input, columns } = fixtureOf(ESTATE);
    const layout = createLayout(input);
    expect(needsLayout(layout, input)).toBe(false);
    columns.forward[13] = -1;
    columns.backward[14] = -1;
    columns.state[13]! |= 8;
    expect(needsLayout(layout, input)).toBe(true);
  });

  it('says yes when a whole chain goes over to another server (CHAIN-6), and no when clients register with the one expected', () => {
    const { input } = fixtureOf(ESTATE);
    const withServer = (server: number): typeof input => ({
      ...input,
      columns: { ...input.columns, server: new Int32Array(input.columns.count).fill(server) },
    });
    const layout = createLayout(withServer(-1));
    expect(needsLayout(layout, withServer(0))).toBe(false);
    expect(needsLayout(layout, withServer(1))).toBe(true);
    expect(createLayout(withServer(1)).stretches.every((stretch) => stretch.server === 1)).toBe(true);
  });
});
