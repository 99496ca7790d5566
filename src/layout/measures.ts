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
/** Name above counts while there is room, then both on one line. */
const TWO_LINES = 44;
const ONE_LINE = 27;

export function unitFor(cards: number): number {
  return Math.min(1, Math.max(0.04, Math.sqrt(CARDS_AT_FULL_SIZE / Math.max(1, cards))));
}

export function measuresFor(cell: number, unit: number): Measures {
  return {
    cell,
    unit,
    margin: 16 * Math.max(0.5, unit),
    cardGap: 12 * unit,
    rowGap: 12 * Math.sqrt(unit),
    cardPad: 10 * unit,
    titleHeight: unit > 0.95 ? TWO_LINES : Math.min(ONE_LINE, TWO_LINES * unit),
    riserLane: 14 * unit,
    minCardWidth: 104 * unit,
    boxPad: Math.min(6 * unit, 0.12 * cell + 1.5 * unit),
    boxGap: Math.min(12 * unit, 0.3 * cell + 2 * unit),
    gutter: Math.min(16 * unit, 0.45 * cell + 2 * unit),
    labelHeight: Math.min(16, 0.42 * cell),
  };
}

export const SERVER_WIDTH = 132;
export const SERVER_HEIGHT = 46;
export const SERVER_TOP = 14;
/** Least height of the WAN band, and of the strip below it that says LAN. */
export const BAND_MIN = 74;
export const BAND_MAX = 240;
export const BAND_GAP = 16;
export const LAN_STRIP = 16;
