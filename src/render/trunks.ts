/** How the cards' connections reach the servers: a curve to each card of the first row, a main along the nearer margin to the rows below. */
import type { Layout, ServerBox, SiteCard } from '../layout/types';
import type { Connections } from './connections';

export interface Curve {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Vertical at both ends, so that it leaves the server downwards and comes in from above. */
export function pointOnCurve(curve: Curve, t: number): readonly [number, number] {
  const { y1c, y2c } = controls(curve);
  const u = 1 - t;
  const a = u * u * u;
  const b = 3 * u * u * t;
  const c = 3 * u * t * t;
  const d = t * t * t;
  return [(a + b) * curve.x0 + (c + d) * curve.x1, a * curve.y0 + b * y1c + c * y2c + d * curve.y1];
}

export function controls(curve: Curve): { readonly y1c: number; readonly y2c: number } {
  const height = curve.y1 - curve.y0;
  return { y1c: curve.y0 + 0.62 * height, y2c: curve.y1 - 0.62 * height };
}

export function firstRowTop(layout: Layout): number {
  return layout.cards[0]?.y ?? layout.bounds.height;
}

export function isFirstRow(layout: Layout, card: SiteCard): boolean {
  return Math.abs(card.y - firstRowTop(layout)) < 0.5;
}

export function curveTo(server: ServerBox, card: { readonly riserX: number; readonly y: number }): Curve {
  return { x0: server.x + server.width / 2, y0: server.y + server.height, x1: card.riserX, y1: card.y };
}

/** One line for all cards of a lower row: where it runs, and how far. */
export interface Main {
  readonly server: number;
  readonly x: number;
  readonly y: number;
  /** The far end of the line above its row. */
  readonly end: number;
  /** So wide it may be: margins are narrow. */
  readonly widest: number;
  readonly cards: readonly number[];
}

/** A line without connections stays drawn, thin: where there are clients that use it. */
export function isUsed(counts: Connections, card: number, server: number): boolean {
  return counts.clientsPerTrunk[card * counts.serverCount + server]! > 0;
}

export function mainsOf(layout: Layout, counts: Connections): Main[] {
  const mains: Main[] = [];
  const rows = new Map<number, number[]>();
  layout.cards.forEach((card, index) => {
    if (isFirstRow(layout, card)) return;
    const row = rows.get(card.y);
    if (row) row.push(index);
    else rows.set(card.y, [index]);
  });
  const gap = 12 * Math.sqrt(layout.unit);
  for (const [y, cards] of rows) {
    for (const { server } of layout.servers) {
      const own = cards.filter((card) => isUsed(counts, card, server));
      if (own.length === 0) continue;
      const risers = own.map((card) => layout.cards[card]!.riserX);
      const lane = (server + 1) / (layout.servers.length + 1);
      const inset = 16 * Math.max(0.5, layout.unit) * lane;
      const { width } = layout.bounds;
      const isRight = risers.reduce((sum, x) => sum + x, 0) / risers.length > width * 0.6;
      mains.push({
        server,
        x: isRight ? width - inset : inset,
        y: y - gap * (1 - lane * 0.6),
        end: isRight ? Math.min(...risers) : Math.max(...risers),
        widest: gap * 0.8,
        cards: own,
      });
    }
  }
  return mains;
}
