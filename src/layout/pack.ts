/**
 * One cell size for the whole map: the largest of a geometric ladder with which all cards fit into the view, in as few
 * rows of cards as that needs. A ladder, so that one client more or less seldom changes the size.
 */
import { flexibleGrid, gridOf, measure, type CardPlan } from './boxes';
import { BAND_GAP, BAND_MIN, LAN_STRIP, measuresFor, SERVER_HEIGHT, SERVER_TOP, unitFor, type Measures } from './measures';

export interface Packing {
  readonly measures: Measures;
  /** Size of the world; larger than the view when nothing fits. */
  readonly width: number;
  readonly height: number;
  /** Cards row by row, as indices into the plan, with the outer width and the height of each. */
  readonly rows: readonly (readonly PackedCard[])[];
}
export interface PackedCard {
  readonly card: number;
  readonly width: number;
  readonly height: number;
}

const STEP = 0.96;
const RUNGS = 170;
const ROW_CHOICES = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 96];
const GROWTH = 1.25;

export function capFor(clients: number): number {
  return clients < 100 ? 54 : clients < 10_000 ? 22 : 12;
}

/** Height above the cards. */
export const HEAD = SERVER_TOP + SERVER_HEIGHT + BAND_GAP + BAND_MIN + LAN_STRIP;

export function pack(cards: readonly CardPlan[], view: { readonly width: number; readonly height: number }, clients: number): Packing {
  const unit = unitFor(cards.length);
  let { width, height } = view;
  for (;;) {
    const found = bestIn(cards, width, height, capFor(clients), unit);
    if (found) return { ...found, width, height };
    width *= GROWTH;
    height *= GROWTH;
  }
}

type Fit = Pick<Packing, 'measures' | 'rows'>;

function bestIn(cards: readonly CardPlan[], width: number, height: number, cap: number, unit: number): Fit | null {
  let best: Fit | null = null;
  let bestRung = RUNGS;
  for (const rows of ROW_CHOICES) {
    if (rows > Math.max(1, cards.length)) break;
    const fits = (rung: number): Fit | null => tryFit(cards, width, height, measuresFor(cap * STEP ** rung, unit), rows);
    let low = 0;
    // A rung better at least, or the row is not worth it.
    let high = bestRung - 1;
    let fit = high >= 0 ? fits(high) : null;
    if (!fit) continue;
    while (low < high) {
      const middle = (low + high) >> 1;
      const tried = fits(middle);
      if (tried) {
        fit = tried;
        high = middle;
      } else low = middle + 1;
    }
    best = fit;
    bestRung = high;
    if (bestRung === 0) break;
  }
  return best;
}

function tryFit(cards: readonly CardPlan[], width: number, height: number, measures: Measures, rowCount: number): Fit | null {
  const room = height - HEAD - measures.margin - (rowCount - 1) * measures.rowGap;
  const limit = room / rowCount;
  const inner = width - 2 * measures.margin;
  const rows: PackedCard[][] = [];
  let row: PackedCard[] = [];
  let used = 0;
  for (let index = 0; index < cards.length; index++) {
    const packed = narrowest(cards[index]!, index, measures, limit, inner);
    if (!packed) return null;
    const wanted = row.length === 0 ? packed.width : used + measures.cardGap + packed.width;
    if (row.length > 0 && wanted > inner) {
      rows.push(row);
      if (rows.length === rowCount) return null;
      row = [];
      used = packed.width;
    } else used = wanted;
    row.push(packed);
  }
  if (row.length > 0) rows.push(row);
  return { measures, rows };
}

/** Lowers a row of cards: the highest gets some of the spare width, as long as that makes it lower. */
export function lowerRow(row: readonly PackedCard[], cards: readonly CardPlan[], measures: Measures, spare: number): PackedCard[] {
  const lowered = [...row];
  let left = spare;
  for (let round = 0; round < 2 * row.length; round++) {
    const index = lowered.reduce((high, card, i) => (card.height > lowered[high]!.height ? i : high), 0);
    const highest = lowered[index]!;
    const card = cards[highest.card]!;
    if (flexibleGrid(card)) break;
    const wider = narrowest(card, highest.card, measures, highest.height - 1, highest.width + left);
    if (!wider) break;
    left -= wider.width - highest.width;
    lowered[index] = wider;
  }
  return lowered;
}

/** The least width with which a card is not higher than `limit`. */
function narrowest(card: CardPlan, index: number, measures: Measures, limit: number, most: number): PackedCard | null {
  const grid = flexibleGrid(card);
  if (grid) shapeGrid(card, measures, limit);
  let low = Math.max(measures.minCardWidth, widest(card, measures) + chromeWidth(measures));
  if (low > most) return null;
  if (heightAt(card, low, measures) <= limit) return { card: index, width: low, height: heightAt(card, low, measures) };
  let high = most;
  if (heightAt(card, high, measures) > limit) return null;
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (heightAt(card, middle, measures) <= limit) high = middle;
    else low = middle;
  }
  return { card: index, width: high, height: heightAt(card, high, measures) };
}

/** A single grid uses the height there is, but is not made slimmer than its title. */
function shapeGrid(card: CardPlan, measures: Measures, limit: number): void {
  const box = card.boxes[0]!;
  const stretch = box.stretches[0]!;
  const high = Math.max(1, Math.floor((limit - chromeHeight(measures) - rowHeight(0, measures)) / measures.cell));
  const slim = Math.floor((measures.minCardWidth - chromeWidth(measures) - 2 * measures.boxPad) / measures.cell);
  const columns = Math.max(Math.ceil(stretch.count / high), Math.min(stretch.count, slim), Math.ceil(Math.sqrt(stretch.count / 2)));
  Object.assign(stretch, gridOf(stretch.count, columns));
  measure(box);
}

export function chromeWidth(measures: Measures): number {
  return 2 * measures.cardPad + measures.riserLane;
}
export function chromeHeight(measures: Measures): number {
  return measures.titleHeight + measures.cardPad;
}
export function boxWidth(columns: number, measures: Measures): number {
  return columns * measures.cell + 2 * measures.boxPad;
}
export function boxHeight(rows: number, measures: Measures): number {
  return rows * measures.cell + 2 * measures.boxPad + measures.labelHeight;
}
/** A row of boxes with its gutter. */
function rowHeight(rows: number, measures: Measures): number {
  return measures.gutter + boxHeight(rows, measures);
}

function widest(card: CardPlan, measures: Measures): number {
  let columns = 0;
  for (const box of card.boxes) columns = Math.max(columns, box.width);
  return boxWidth(columns, measures);
}

/** Height of a card of this outer width. */
export function heightAt(card: CardPlan, width: number, measures: Measures): number {
  const room = width - chromeWidth(measures) + 1e-6;
  let height = chromeHeight(measures);
  let x = 0;
  let high = 0;
  for (const box of card.boxes) {
    const own = boxWidth(box.width, measures);
    if (x > 0 && x + measures.boxGap + own > room) {
      height += rowHeight(high, measures) + measures.boxGap;
      x = own;
      high = box.height;
    } else {
      x = x > 0 ? x + measures.boxGap + own : own;
      high = Math.max(high, box.height);
    }
  }
  return height + (card.boxes.length > 0 ? rowHeight(high, measures) : 0);
}
