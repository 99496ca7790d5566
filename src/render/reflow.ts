/** Marks on their way from one layout to the next: each client keeps its identity and moves; large fleets cross-fade instead. */
import type { Layout, Rect } from '../layout/types';

export const REFLOW_MILLIS = 500;
export const FADE_MILLIS = 250;
/** Above this many clients the old picture fades into the new one. */
export const MOVE_AT_MOST = 20_000;

export class Reflow {
  positions: Float32Array = new Float32Array(0);
  private from: Float32Array = new Float32Array(0);
  private target: Layout | null = null;
  private source: Layout | null = null;
  private startedAt = 0;
  private moving = false;
  /** 0 … 1, eased. */
  private progress = 1;
  private boxesBefore = new Map<number, Rect>();
  private cardsBefore = new Map<number, Rect>();

  get active(): boolean {
    return this.moving;
  }

  begin(previous: Layout | null, next: Layout, now: number, animate: boolean): void {
    const moves = animate && previous !== null && next.positions.length <= 2 * MOVE_AT_MOST;
    this.target = next;
    this.source = previous;
    this.moving = moves;
    if (!moves || !previous) {
      this.positions = next.positions;
      this.progress = 1;
      return;
    }
    // An interrupted re-flow goes on from where its marks are.
    this.from = this.positions.slice();
    this.positions = new Float32Array(next.positions.length);
    this.startedAt = now;
    this.boxesBefore = new Map();
    for (const box of previous.boxes) if (!this.boxesBefore.has(box.subnet)) this.boxesBefore.set(box.subnet, box);
    this.cardsBefore = new Map(previous.cards.map((card) => [card.site, card]));
    this.step(now);
  }

  /** Moves the marks to where they are at this moment. */
  step(now: number): void {
    if (!this.moving || !this.target) return;
    const t = Math.min(1, (now - this.startedAt) / REFLOW_MILLIS);
    if (t >= 1) {
      this.moving = false;
      this.progress = 1;
      this.positions = this.target.positions;
      return;
    }
    this.progress = t < 0.5 ? 4 * t * t * t : 1 - (-2 * t + 2) ** 3 / 2;
    const { from, positions } = this;
    const to = this.target.positions;
    for (let i = 0; i < to.length; i++) {
      const a = i < from.length ? from[i]! : NaN;
      const b = to[i]!;
      positions[i] = a === a ? a + (b - a) * this.progress : b;
    }
  }

  box(subnet: number, to: Rect): Rect {
    return this.moving ? between(this.boxesBefore.get(subnet), to, this.progress) : to;
  }
  card(site: number, to: Rect): Rect {
    return this.moving ? between(this.cardsBefore.get(site), to, this.progress) : to;
  }
  /** Things that have no identity across layouts (buses, walls) fade in. */
  get opacity(): number {
    return this.moving && this.source ? this.progress : 1;
  }
}

function between(from: Rect | undefined, to: Rect, t: number): Rect {
  if (!from) return to;
  return {
    x: from.x + (to.x - from.x) * t,
    y: from.y + (to.y - from.y) * t,
    width: from.width + (to.width - from.width) * t,
    height: from.height + (to.height - from.height) * t,
  };
}
