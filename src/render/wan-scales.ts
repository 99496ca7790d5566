/**
 * The scales of the whole picture, each linear from zero: width of WAN lines, density of what moves along them, length of queues. They
 * hold the most there is, in round steps, and come back only when much less is left: the legend says them.
 */
import { SITE_STRIDE } from '../engine/frame';
import type { Layout } from '../layout/types';
import { HeldMost, roundSpan, roundUp, SteppedScale } from './round-scale';
import { DOWN, longestWait, UP, type SiteRows } from './site-links';
import type { Main } from './trunks';
import type { WanLine } from './wan-lines';
import type { LineValues, WanWidth } from './wan-values';

/** What one picture is drawn by. */
export interface MapScales {
  readonly width: WanWidth;
  /** Connections, or bits per second, of a line that is 1 CSS px wide; 0 = there are no lines. */
  readonly perPx: number;
  /** Bits per second of a line with one arrow each 100 CSS px; 0 = no arrows. */
  readonly perArrow: number;
  /** µs of waiting that one block of a queue stands for; 0 = nothing waits. */
  readonly perBlock: number;
}
export const NO_SCALES: MapScales = { width: 'connections', perPx: 0, perArrow: 0, perBlock: 0 };

/** CSS px. */
export const WIDEST_LINE = 12;
export const LONGEST_QUEUE = 60;
export const BLOCK = 10;
/** Places for arrows on a line: each has its own, filled or empty. */
export const ARROW_STEP = 12;
/** Arrows in the whole picture, about. */
const MOST_ARROWS = 600;
/** The largest cell, at which lines are as wide as they may be; a small map has slimmer ones, all by the same factor. */
const FULL_CELL = 54;
const SLIMMEST = 0.8;
/** No finer than 1 px for so many bits per second, or one arrow: next to nothing looks like it. */
const LEAST_RATE = 1_000;

export interface ScaleInput {
  readonly layout: Layout;
  readonly values: LineValues;
  readonly lines: readonly WanLine[];
  readonly mains: readonly Main[];
  readonly rows: SiteRows;
  /** Connections of the widest line once chains stand. */
  readonly settled: number;
  /** CSS px per world px. */
  readonly zoom: number;
  /** Seconds of watching: they stand while the run is paused. */
  readonly seconds: number;
  readonly withArrows: boolean;
}

export class WanScales {
  private mode: WanWidth = 'connections';
  private readonly width = new SteppedScale((value) => (value <= 0.5 ? 0.5 : roundUp(value)));
  private readonly arrows = new SteppedScale((value) => roundUp(value));
  private readonly blocks = new SteppedScale(roundSpan);
  /** By world px of room on lines of a first row, and by each main's own room. */
  private readonly mostWide = new HeldMost();
  private readonly mostMain = new HeldMost();
  private readonly mostDense = new HeldMost();
  private readonly mostWaiting = new HeldMost();
  private current: MapScales = NO_SCALES;

  get scales(): MapScales {
    return this.current;
  }
  get widthMode(): WanWidth {
    return this.mode;
  }

  setWidth(mode: WanWidth): void {
    this.mode = mode;
    this.width.reset();
    this.mostWide.reset();
    this.mostMain.reset();
  }

  /** Another run, or another moment of it. */
  reset(): void {
    for (const scale of [this.width, this.arrows, this.blocks]) scale.reset();
    this.forgetPeaks();
  }

  /** A moment that was sought or stepped to shows itself, and not what was before. */
  forgetPeaks(): void {
    for (const most of [this.mostWide, this.mostMain, this.mostDense, this.mostWaiting]) most.reset();
  }

  /** True when anything is drawn otherwise now. */
  fit(input: ScaleInput): boolean {
    const { rows, seconds } = input;
    this.fitWidth(input);
    if (input.withArrows) this.arrows.fit(this.mostDense.add(densest(input), seconds));
    const waiting = this.mostWaiting.add(longestWait(rows), seconds);
    if (waiting > 0) this.blocks.fit((waiting * BLOCK) / LONGEST_QUEUE);
    else this.blocks.reset();
    const next: MapScales = {
      width: this.mode,
      perPx: input.layout.cards.length > 0 ? this.width.unit : 0,
      perArrow: input.withArrows ? this.arrows.unit : 0,
      perBlock: this.blocks.unit,
    };
    const { current } = this;
    if (next.width === current.width && next.perPx === current.perPx && next.perArrow === current.perArrow && next.perBlock === current.perBlock) return false;
    this.current = next;
    return true;
  }

  /** Lines grow with the square root of the zoom: readable from afar, not in the way from near. */
  private fitWidth({ layout, values, mains, settled, zoom, seconds }: ScaleInput): void {
    const size = Math.min(1, Math.max(SLIMMEST, Math.sqrt(layout.cell / FULL_CELL)));
    const most = Math.max(...values.perCard, 0);
    const wide = this.mostWide.add(this.mode === 'connections' ? Math.max(settled, most) : most, seconds);
    const servers = layout.servers.length;
    // Margins are narrow: the mains there decide, too.
    let perWorldPx = 0;
    for (const main of mains)
      perWorldPx = Math.max(perWorldPx, main.cards.reduce((sum, card) => sum + values.perTrunk[card * servers + main.server]!, 0) / main.widest);
    const inMargin = this.mostMain.add(perWorldPx, seconds);
    const least = this.mode === 'rate' ? LEAST_RATE : 0;
    this.width.fit(Math.max(least, wide / (WIDEST_LINE * size * Math.sqrt(zoom)), inMargin / zoom));
  }
}

/** What one arrow in 100 px must stand for, so that no line has more arrows than places, and the picture not too many. */
function densest({ lines, rows }: ScaleInput): number {
  let most = 0;
  let all = 0;
  for (const line of lines) {
    const up = flowOn(line, rows, UP);
    const down = flowOn(line, rows, DOWN);
    most = Math.max(most, up, down);
    all += (up + down) * line.length;
  }
  return Math.max(LEAST_RATE, (most * ARROW_STEP) / 100, all / 100 / MOST_ARROWS);
}

/** Bits per second on a line, in one direction. */
export function flowOn(line: WanLine, rows: SiteRows, column: typeof UP | typeof DOWN): number {
  let flow = 0;
  for (let i = 0; i < line.sites.length; i++) flow += line.shares[i]! * (rows[line.sites[i]! * SITE_STRIDE + column] ?? 0);
  return flow;
}
