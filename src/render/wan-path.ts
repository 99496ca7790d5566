/**
 * The way between a server and a client as the map draws it: trunk, main, riser, bus, and the client's own line. Long parts are kept for
 * all clients of a row, so that thousands of messages cost little.
 */
import type { Layout, SiteCard } from '../layout/types';
import type { Connections } from './connections';
import type { Scene } from './scene';
import { hasFan, laneOf } from './tick-painter';
import { curveTo, firstRowTop, isFirstRow, mainsOf, type Main } from './trunks';
import { sampled } from './wan-lines';

const FAN_STEPS = 6;

/** From the server to where the row of a client leaves the riser. */
export interface Shared {
  /** x, y pairs in world px. */
  readonly points: readonly number[];
  /** Length up to each point. */
  readonly lengths: readonly number[];
  readonly length: number;
}

export class WanPath {
  /** Where `moveTo` has got to: world px, and the direction there (length 1, away from the server). */
  x = 0;
  y = 0;
  dx = 0;
  dy = 1;
  /** The client's own part of the way `find` has found: x, y pairs, from the shared part on. */
  readonly own = new Float64Array(2 * (FAN_STEPS + 5));
  ownCount = 0;
  shared: Shared | null = null;
  /** Row and server of the shared part. */
  key = 0;
  private ownLength = 0;
  private readonly scene: Scene;
  private readonly kept = new Map<number, Shared>();
  private readonly fans = new Map<number, boolean>();
  private layout: Layout | null = null;
  private counts: Connections | null = null;
  private mains: readonly Main[] = [];

  constructor(scene: Scene) {
    this.scene = scene;
  }

  /** Finds the way to a client; false when it has no place. */
  find(slot: number): boolean {
    const { scene } = this;
    const { layout } = scene;
    if (!layout || !scene.isPlaced(slot)) return false;
    this.refresh(layout);
    const stretch = layout.stretches[scene.stretchOf[slot]!]!;
    const box = layout.boxes[stretch.box]!;
    const server = stretch.servers?.[scene.placeOf[slot]!] ?? stretch.server;
    this.key = box.bus * (layout.servers.length + 1) + server + 1;
    let shared = this.kept.get(this.key);
    if (!shared) {
      shared = this.share(layout, box.card, layout.buses[box.bus]!.y, server);
      this.kept.set(this.key, shared);
    }
    this.shared = shared;
    this.leaf(layout, slot);
    return true;
  }

  get length(): number {
    return (this.shared?.length ?? 0) + this.ownLength;
  }

  /** To a share of the way: 0 = the server, 1 = the client. */
  moveTo(share: number): void {
    const { shared } = this;
    if (!shared) return;
    let left = this.length * Math.min(1, Math.max(0, share));
    if (left <= shared.length && shared.points.length > 2) {
      let i = 1;
      while (i < shared.lengths.length - 1 && shared.lengths[i]! < left) i++;
      const { points, lengths } = shared;
      this.between(points[2 * i - 2]!, points[2 * i - 1]!, points[2 * i]!, points[2 * i + 1]!, left - lengths[i - 1]!);
      return;
    }
    left -= shared.length;
    const { own } = this;
    for (let i = 1; i < this.ownCount; i++) {
      const part = Math.sqrt((own[2 * i]! - own[2 * i - 2]!) ** 2 + (own[2 * i + 1]! - own[2 * i - 1]!) ** 2);
      if (left <= part || i === this.ownCount - 1) return this.between(own[2 * i - 2]!, own[2 * i - 1]!, own[2 * i]!, own[2 * i + 1]!, left);
      left -= part;
    }
  }

  private between(x0: number, y0: number, x1: number, y1: number, distance: number): void {
    const length = Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2) || 1;
    const t = Math.min(1, distance / length);
    this.x = x0 + (x1 - x0) * t;
    this.y = y0 + (y1 - y0) * t;
    this.dx = (x1 - x0) / length;
    this.dy = (y1 - y0) / length;
  }

  private refresh(layout: Layout): void {
    const counts = this.scene.connections;
    if (this.layout === layout && this.counts === counts) return;
    this.layout = layout;
    this.counts = counts;
    this.kept.clear();
    this.fans.clear();
    this.mains = counts ? mainsOf(layout, counts) : [];
  }

  private share(layout: Layout, index: number, busY: number, server: number): Shared {
    const card = layout.cards[index]!;
    const points = this.trunk(layout, index, server);
    points.push(card.riserX, this.isFan(layout, index) ? card.y : busY);
    const lengths = [0];
    for (let i = 2; i < points.length; i += 2)
      lengths.push(lengths[lengths.length - 1]! + Math.sqrt((points[i]! - points[i - 2]!) ** 2 + (points[i + 1]! - points[i - 1]!) ** 2));
    return { points, lengths, length: lengths[lengths.length - 1]! };
  }

  /** From the server to the card's upper edge. */
  private trunk(layout: Layout, index: number, server: number): number[] {
    const card: SiteCard = layout.cards[index]!;
    const box = layout.servers.find((one) => one.server === server) ?? layout.servers[0];
    if (!box) return [card.riserX, card.y];
    if (isFirstRow(layout, card)) return sampled(curveTo(box, card));
    const main = this.mains.find((one) => one.server === box.server && one.cards.includes(index));
    if (!main) return sampled(curveTo(box, card));
    const top = firstRowTop(layout);
    const down = sampled({ x0: box.x + box.width / 2, y0: box.y + box.height, x1: main.x, y1: top });
    return [...down, main.x, main.y, card.riserX, main.y, card.riserX, card.y];
  }

  private leaf(layout: Layout, slot: number): void {
    const { scene } = this;
    const stretch = layout.stretches[scene.stretchOf[slot]!]!;
    const box = layout.boxes[stretch.box]!;
    const card = layout.cards[box.card]!;
    const x = scene.positions[2 * slot]!;
    const y = scene.positions[2 * slot + 1]!;
    const { cell } = layout;
    this.ownCount = 0;
    this.ownLength = 0;
    if (this.isFan(layout, box.card)) {
      const root = y - 0.95 * cell;
      this.add(card.riserX, card.y);
      for (let step = 0; step <= FAN_STEPS; step++) this.fanPoint(card.riserX, root, x, y - 0.4 * cell, step / FAN_STEPS);
      this.add(x, y);
      return;
    }
    const busY = layout.buses[box.bus]!.y;
    this.add(card.riserX, busY);
    if (y - stretch.y < cell) this.add(x, busY);
    else {
      const lane = x + laneOf(stretch, x, cell) * 0.5 * cell;
      this.add(lane, busY);
      this.add(lane, y - 0.33 * cell);
      this.add(x, y - 0.33 * cell);
    }
    this.add(x, y);
  }

  /** The same curve as the fan's line. */
  private fanPoint(x0: number, y0: number, x1: number, y1: number, t: number): void {
    const u = 1 - t;
    const height = y1 - y0;
    const a = u * u * u + 3 * u * u * t;
    const y = u * u * u * y0 + 3 * u * u * t * (y0 + 0.82 * height) + 3 * u * t * t * (y0 + 0.27 * height) + t * t * t * y1;
    this.add(x0 * a + x1 * (1 - a), y);
  }

  private add(x: number, y: number): void {
    const { own, ownCount } = this;
    if (ownCount > 0) this.ownLength += Math.sqrt((x - own[2 * ownCount - 2]!) ** 2 + (y - own[2 * ownCount - 1]!) ** 2);
    own[2 * ownCount] = x;
    own[2 * ownCount + 1] = y;
    this.ownCount++;
  }

  /** Whether each client of a card has a curve of its own. */
  private isFan(layout: Layout, index: number): boolean {
    let fan = this.fans.get(index);
    if (fan === undefined) {
      fan = hasFan(layout, index);
      this.fans.set(index, fan);
    }
    return fan;
  }
}
