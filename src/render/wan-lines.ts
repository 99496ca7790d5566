/** All WAN lines of the map as polylines, from the server outwards: for what moves along them, and for what is under the pointer. */
import type { Layout } from '../layout/types';
import type { Connections } from './connections';
import { hasFan } from './tick-painter';
import { curveTo, isFirstRow, isUsed, pointOnCurve, type Curve, type Main } from './trunks';
import type { LineValues } from './wan-values';

const CURVE_STEPS = 24;

export interface WanLine {
  readonly kind: 'trunk' | 'main' | 'riser' | 'bus';
  /** −1 for mains: they belong to a row of cards. */
  readonly card: number;
  /** −1 inside a card. */
  readonly server: number;
  /** −1 for all but buses. */
  readonly bus: number;
  /** x, y pairs in world px, and the length along them. */
  readonly points: readonly number[];
  readonly length: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Whose WAN traffic it carries, and which share of it. */
  readonly sites: readonly number[];
  readonly shares: readonly number[];
}

type Ends = Pick<WanLine, 'kind' | 'card' | 'server' | 'bus'>;

export function linesOf(layout: Layout, counts: Connections, shares: LineValues, mains: readonly Main[]): WanLine[] {
  const lines: WanLine[] = [];
  const { serverCount } = counts;
  const share = (card: number, server: number): number => shares.perTrunk[card * serverCount + server]!;
  for (const main of mains)
    lines.push(
      lineOf(
        { kind: 'main', card: -1, server: main.server, bus: -1 },
        mainPoints(layout, main),
        main.cards.map((card) => layout.cards[card]!.site),
        main.cards.map((card) => share(card, main.server)),
      ),
    );
  layout.cards.forEach((card, index) => {
    for (const box of layout.servers) {
      const { server } = box;
      if (!isUsed(counts, index, server)) continue;
      const main = isFirstRow(layout, card) ? undefined : mains.find((one) => one.server === server && one.cards.includes(index));
      const points = main ? [card.riserX, main.y, card.riserX, card.y] : sampled(curveTo(box, card));
      lines.push(lineOf({ kind: 'trunk', card: index, server, bus: -1 }, points, [card.site], [share(index, server)]));
    }
  });
  addInside(lines, layout, shares);
  return lines;
}

/** Risers from row to row, and the bus above each row. */
function addInside(lines: WanLine[], layout: Layout, shares: LineValues): void {
  const top = layout.cards.map((card) => card.y);
  const below = shares.perCard.slice();
  const fans = layout.cards.map((_, card) => hasFan(layout, card));
  layout.buses.forEach((bus, index) => {
    const card = layout.cards[bus.card]!;
    const add = (kind: 'riser' | 'bus', points: readonly number[], share: number): void => {
      lines.push(lineOf({ kind, card: bus.card, server: -1, bus: kind === 'bus' ? index : -1 }, points, [card.site], [share]));
    };
    // Where each client has its own curve, rows leave the riser one by one.
    add('riser', [card.riserX, top[bus.card]!, card.riserX, bus.y], below[bus.card]!);
    if (!fans[bus.card]) add('bus', [bus.riserX, bus.y, bus.x0, bus.y], shares.perBus[index]!);
    below[bus.card] = Math.max(0, below[bus.card]! - shares.perBus[index]!);
    top[bus.card] = bus.y;
  });
}

/** Down the margin, and along the row. */
function mainPoints(layout: Layout, main: Main): number[] {
  const box = layout.servers.find((server) => server.server === main.server)!;
  const down = sampled({ x0: box.x + box.width / 2, y0: box.y + box.height, x1: main.x, y1: layout.cards[0]!.y });
  return [...down, main.x, main.y, main.end, main.y];
}

function lineOf(ends: Ends, points: readonly number[], sites: readonly number[], shares: readonly number[]): WanLine {
  let length = 0;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i]!);
    right = Math.max(right, points[i]!);
    top = Math.min(top, points[i + 1]!);
    bottom = Math.max(bottom, points[i + 1]!);
    if (i > 0) length += Math.sqrt((points[i]! - points[i - 2]!) ** 2 + (points[i + 1]! - points[i - 1]!) ** 2);
  }
  return { ...ends, points, length, left, top, right, bottom, sites, shares };
}

export function sampled(curve: Curve): number[] {
  const points: number[] = [];
  for (let step = 0; step <= CURVE_STEPS; step++) points.push(...pointOnCurve(curve, step / CURVE_STEPS));
  return points;
}
