/** Every margin of the map in one place, as functions of the cell and of the unit (less than 1 when there are many cards). */
export interface Measures {
  readonly cell: number;
  readonly unit: number;
  readonly margin: number;
  readonly cardGap: number;
  /** Between rows of cards: the mains to the lower rows run here. */
  readonly rowGap: number;
  readonly cardPad: number;
  readonly titleHeight: number;
  /** Lane of the riser at a card's right margin. */
  readonly riserLane: number;
  readonly minCardWidth: number;
  readonly boxPad: number;
  readonly boxGap: number;
  /** Between a bus and the boxes below. */
  readonly gutter: number;
  readonly labelHeight: number;
}

const CARDS_AT_FULL_SIZE = 8;
/** Name above counts while there is room, closer together with more cards, then both on one line. */
const TWO_LINES = 41;
const TWO_TIGHT_LINES = 33;
const ONE_LINE = 27;

export function unitFor(cards: number): number {
  return Math.min(1, Math.max(0.04, Math.sqrt(CARDS_AT_FULL_SIZE / Math.max(1, cards))));
}

export function measuresFor(cell: number, unit: number): Measures {
  return {
    cell,
    unit,
    margin: 12 * Math.max(0.5, unit),
    cardGap: 9 * unit,
    rowGap: 12 * Math.sqrt(unit),
    cardPad: 8 * unit,
    titleHeight: titleHeightFor(unit),
    riserLane: 12 * unit,
    minCardWidth: 104 * unit,
    boxPad: Math.min(5 * unit, 0.12 * cell + 1.5 * unit),
    boxGap: Math.min(9 * unit, 0.3 * cell + 2 * unit),
    gutter: Math.min(14 * unit, 0.45 * cell + 2 * unit),
    labelHeight: Math.min(15, 0.42 * cell),
  };
}

function titleHeightFor(unit: number): number {
  if (unit > 0.95) return TWO_LINES;
  return unit > 0.6 ? TWO_TIGHT_LINES : Math.min(ONE_LINE, TWO_LINES * unit);
}

export const SERVER_WIDTH = 132;
export const SERVER_HEIGHT = 42;
/** Above the servers lies the strip with the scales of the lines. */
export const SERVER_TOP = 34;
/** Least height of the WAN band, and of the strip below it that says LAN. */
export const BAND_MIN = 50;
export const BAND_MAX = 240;
export const BAND_GAP = 12;
export const LAN_STRIP = 15;
