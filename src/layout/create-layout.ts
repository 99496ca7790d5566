/** Clients, chains and sites → places on the map. Deterministic: the same columns give the same picture. */
import { planCards, UNMANAGED_CELL, type BoxPlan, type CardPlan, type StretchPlan } from './boxes';
import { findCuts, hashOfCuts, type Cuts } from './cuts';
import { columnOf, rowOf, shapeOf, USUAL_HANGING, type Hanging } from './hairpin';
import { BAND_GAP, BAND_MAX, BAND_MIN, LAN_STRIP, SERVER_HEIGHT, SERVER_TOP, type Measures } from './measures';
import { boxHeight, boxWidth, capFor, HEAD, heightAt, lowerRow, pack, type PackedCard, type Packing } from './pack';
import { placeServers } from './servers';
import type { Bus, Layout, LayoutInput, SiteCard, Stretch, SubnetBox, Wall } from './types';

const DEFAULT_VIEW = { width: 1280, height: 800 };
const LEAST_VIEW = { width: 320, height: 320 };
/** Of the height that is left. */
const BAND_SHARE = 0.5;
const TALLER_AT_MOST = 0.25;

export function createLayout(input: LayoutInput): Layout {
  const cuts = findCuts(input);
  const { widthCssPx, heightCssPx } = input.view;
  const known = widthCssPx > 0 && heightCssPx > 0;
  const view = known ? { width: Math.max(LEAST_VIEW.width, widthCssPx), height: Math.max(LEAST_VIEW.height, heightCssPx) } : DEFAULT_VIEW;
  const { cards, packing } = largest(input, cuts, view);
  return new Assembly(input, cuts, cards, packing).build();
}

/** Few chains: they hang deeper or flatter where that makes every client larger. */
const FEW_STRETCHES = 400;
const FEW_CARDS = 60;
const DEPTHS = [3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 22, 27, 33, 40];
/** So much smaller than the largest a cell may be for the sake of a more usual shape: about two rungs of the ladder. */
const AS_GOOD = 0.925;

interface Plan {
  readonly cards: readonly CardPlan[];
  readonly packing: Packing;
  readonly cellOnScreen: number;
}

/** The most usual of the shapes that make clients about as large as they can be. */
function largest(input: LayoutInput, cuts: Cuts, view: { readonly width: number; readonly height: number }): Plan {
  const planWith = (hanging: Hanging): Plan => {
    const cards = planCards(input, cuts, hanging);
    const packing = pack(cards, view, input.columns.count);
    // A packing larger than the view is zoomed out to fit: what counts is the cell on the screen.
    return { cards, packing, cellOnScreen: (packing.measures.cell * view.width) / packing.width };
  };
  const usual = planWith(USUAL_HANGING);
  const mayVary = cuts.subnet.length <= FEW_STRETCHES && usual.cards.length <= FEW_CARDS && usual.cellOnScreen < capFor(input.columns.count);
  if (!mayVary) return usual;
  const plans = [usual, ...depthsByHabit(input.columns.count / Math.max(1, cuts.subnet.length)).map((rows) => planWith({ rows }))];
  const best = Math.max(...plans.map((plan) => plan.cellOnScreen));
  return plans.find((plan) => plan.cellOnScreen >= best * AS_GOOD) ?? usual;
}

/** The depths to try, the nearest to what a chain of so many clients usually has first. */
function depthsByHabit(clients: number): number[] {
  const usual = shapeOf(Math.max(2, Math.round(clients))).depth;
  const strangeness = (rows: number): number => Math.abs(Math.log(rows / usual));
  return DEPTHS.toSorted((a, b) => strangeness(a) - strangeness(b));
}

/** Whether chains were cut or joined (or clients moved) since a layout was made. Linear in the clients, without packing. */
export function needsLayout(previous: Layout, input: LayoutInput): boolean {
  return hashOfCuts(findCuts(input)) !== previous.cutsHash;
}

class Assembly {
  private readonly input: LayoutInput;
  private readonly cuts: Cuts;
  private readonly plans: readonly CardPlan[];
  private readonly packing: Packing;
  private readonly measures: Measures;
  private readonly positions: Float32Array<ArrayBuffer>;
  private readonly cards: SiteCard[] = [];
  private readonly boxes: SubnetBox[] = [];
  private readonly stretches: Stretch[] = [];
  private readonly walls: Wall[] = [];
  private readonly buses: Bus[] = [];
  private readonly unmanaged: number[] = [];

  constructor(input: LayoutInput, cuts: Cuts, plans: readonly CardPlan[], packing: Packing) {
    this.input = input;
    this.cuts = cuts;
    this.plans = plans;
    this.packing = packing;
    this.measures = packing.measures;
    this.positions = new Float32Array(2 * input.columns.count).fill(NaN);
  }

  build(): Layout {
    const { measures, packing, input } = this;
    const rows = packing.rows.map((row) => this.lowered(row));
    const spare = this.spareHeight(rows);
    const band = Math.min(BAND_MAX, BAND_MIN + spare * BAND_SHARE);
    const stretch = (spare - (band - BAND_MIN)) / Math.max(1, rows.length);
    const top = SERVER_TOP + SERVER_HEIGHT + BAND_GAP;
    let y = top + band + LAN_STRIP;
    for (const row of rows) y = this.placeRow(row, y, stretch) + measures.rowGap;
    return {
      version: input.previousVersion + 1,
      bounds: { x: 0, y: 0, width: packing.width, height: packing.height },
      wanBand: { top, bottom: top + band },
      cell: measures.cell,
      unit: measures.unit,
      cutsHash: hashOfCuts(this.cuts),
      positions: this.positions,
      servers: placeServers(input.world, this.cards, packing.width),
      cards: this.cards,
      boxes: this.boxes,
      stretches: this.stretches,
      walls: this.walls,
      buses: this.buses,
      unmanaged: Float32Array.from(this.unmanaged),
    };
  }

  private innerWidth(row: readonly PackedCard[]): number {
    const { packing, measures } = this;
    return packing.width - 2 * measures.margin - (row.length - 1) * measures.cardGap;
  }

  private lowered(row: readonly PackedCard[]): PackedCard[] {
    const used = row.reduce((sum, card) => sum + card.width, 0);
    return lowerRow(row, this.plans, this.measures, this.innerWidth(row) - used);
  }

  /** What is left of the height goes to the WAN band, up to a limit, and then to the cards: nothing below them looks forgotten. */
  private spareHeight(rows: readonly (readonly PackedCard[])[]): number {
    const { height, measures } = this.packing;
    const used = rows.reduce((sum, row) => sum + Math.max(...row.map((card) => card.height)), 0) + (rows.length - 1) * measures.rowGap;
    return Math.max(0, height - HEAD - used - measures.margin);
  }

  /** Cards of a row share what is left of its width; then all are as high as the highest needs, and `taller` than that. */
  private placeRow(row: readonly PackedCard[], y: number, taller: number): number {
    const { measures } = this;
    const inner = this.innerWidth(row);
    const widths = spread(
      row.map((card) => card.width),
      inner,
    );
    const heights = row.map((card, i) => heightAt(this.plans[card.card]!, widths[i]!, measures));
    const needed = Math.max(...heights);
    const height = needed + Math.min(taller, needed * TALLER_AT_MOST);
    let x = measures.margin + (inner - widths.reduce((sum, width) => sum + width, 0)) / 2;
    row.forEach((card, i) => {
      this.placeCard(this.plans[card.card]!, x, y, widths[i]!, height);
      x += widths[i]! + measures.cardGap;
    });
    return y + height;
  }

  private placeCard(plan: CardPlan, x: number, y: number, width: number, height: number): void {
    const { measures } = this;
    const card = this.cards.length;
    const riserX = x + width - measures.cardPad * 0.5 - measures.riserLane * 0.5;
    this.cards.push({ x, y, width, height, site: plan.site, remote: plan.remote, clients: plan.clients, titleHeight: measures.titleHeight, riserX });
    const room = width - 2 * measures.cardPad - measures.riserLane + 1e-6;
    let rowY = y + measures.titleHeight;
    let from = 0;
    while (from < plan.boxes.length) {
      let used = boxWidth(plan.boxes[from]!.width, measures);
      let high = plan.boxes[from]!.height;
      let to = from + 1;
      while (to < plan.boxes.length && used + measures.boxGap + boxWidth(plan.boxes[to]!.width, measures) <= room) {
        used += measures.boxGap + boxWidth(plan.boxes[to]!.width, measures);
        high = Math.max(high, plan.boxes[to]!.height);
        to++;
      }
      this.placeBoxRow(plan.boxes.slice(from, to), card, x + measures.cardPad, rowY, high);
      rowY += measures.gutter + boxHeight(high, measures) + measures.boxGap;
      from = to;
    }
  }

  private placeBoxRow(boxes: readonly BoxPlan[], card: number, x: number, y: number, rows: number): void {
    const { measures } = this;
    const bus = this.buses.length;
    const indices: number[] = [];
    const height = boxHeight(rows, measures);
    let left = x;
    for (const plan of boxes) {
      indices.push(this.boxes.length);
      this.placeBox(plan, card, bus, left, y + measures.gutter, Math.min(height, boxHeight(plan.height, measures)));
      left += boxWidth(plan.width, measures) + measures.boxGap;
    }
    this.buses.push({
      card,
      x0: x + measures.boxPad + measures.cell * 0.5,
      x1: this.cards[card]!.riserX,
      y: y + measures.gutter * 0.35,
      riserX: this.cards[card]!.riserX,
      boxes: indices,
    });
  }

  private placeBox(plan: BoxPlan, card: number, bus: number, x: number, y: number, height: number): void {
    const { measures } = this;
    const index = this.boxes.length;
    const width = boxWidth(plan.width, measures);
    this.boxes.push({
      x,
      y,
      width,
      height,
      subnet: plan.subnet,
      card,
      firstStretch: this.stretches.length,
      stretchCount: plan.stretches.length,
      bus,
      labelHeight: measures.labelHeight,
    });
    let left = x + measures.boxPad;
    for (const stretch of plan.stretches) {
      if (stretch.hasWall) this.placeWall(stretch, index, left, y, plan.height);
      left += stretch.gap * measures.cell;
      this.placeStretch(stretch, plan.subnet, index, left, y + measures.boxPad);
      left += stretch.columns * measures.cell;
    }
    if (plan.unmanaged > 0) this.placeUnmanaged(plan, x + measures.boxPad, y + measures.boxPad);
  }

  private placeWall(stretch: StretchPlan, box: number, x: number, y: number, rows: number): void {
    const { cell, boxPad } = this.measures;
    this.walls.push({
      x: x + 0.25 * cell * stretch.gap,
      y: y + boxPad * 0.5,
      width: 0.5 * cell * stretch.gap,
      height: rows * cell + boxPad,
      box,
      left: this.cuts.wallLeft[stretch.index]!,
      right: this.cuts.wallRight[stretch.index]!,
    });
  }

  private placeStretch(plan: StretchPlan, subnet: number, box: number, x: number, y: number): void {
    const { cuts, positions } = this;
    const { cell } = this.measures;
    const from = cuts.start[plan.index]!;
    const slots = cuts.order.subarray(from, from + plan.count);
    const { depth, columns, alone, count } = plan;
    for (let k = 0; k < count; k++) {
      const column = alone ? k % columns : columnOf(k, count, depth);
      const row = alone ? Math.floor(k / columns) : rowOf(k, count, depth);
      positions[2 * slots[k]!] = x + (column + 0.5) * cell;
      positions[2 * slots[k]! + 1] = y + (row + 0.5) * cell;
    }
    this.stretches.push({
      x,
      y,
      width: columns * cell,
      height: depth * cell,
      box,
      slots,
      depth,
      columns,
      alone,
      ...this.serversOf(slots, from, subnet, alone),
    });
  }

  /** Of a chain, any client that has registered tells; those that peer with nobody may each have another one (REG-9). */
  private serversOf(slots: Int32Array, from: number, subnet: number, alone: boolean): Pick<Stretch, 'server' | 'servers'> {
    const own = this.cuts.server.subarray(from, from + slots.length);
    if (alone && own.some((server) => server !== own[0])) return { server: own[0]!, servers: own.slice() };
    const { server } = this.input.columns;
    if (server) for (let k = 0; k < Math.min(slots.length, 64); k++) if (server[slots[k]!]! >= 0) return { server: server[slots[k]!]! };
    return { server: this.input.world.subnets[subnet]?.servers[0] ?? -1 };
  }

  private placeUnmanaged(plan: BoxPlan, x: number, y: number): void {
    const step = UNMANAGED_CELL * this.measures.cell;
    const columns = Math.max(1, Math.floor(plan.width / UNMANAGED_CELL + 1e-6));
    for (let k = 0; k < plan.unmanaged; k++) this.unmanaged.push(x + ((k % columns) + 0.5) * step, y + (Math.floor(k / columns) + 0.5) * step);
  }
}

/** Widths that fill `room` if a third more is enough; else a little air each: a lonely card is centred, not blown up. */
function spread(widths: readonly number[], room: number): number[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const wanted = Math.max(1, room / Math.max(1, total));
  const factor = wanted <= 1.34 ? wanted : 1.04;
  return widths.map((width) => width * factor);
}
