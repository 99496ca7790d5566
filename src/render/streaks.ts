/**
 * Messages faster than the eye: what they sweep during one picture, with the ink of one mark. On the lines to the servers the streaks of a
 * row of boxes add up to one stroke: density instead of dots.
 */
import { linkPath } from './link-path';
import { Pen } from './pen';
import type { Shared, WanPath } from './wan-path';

interface Flow {
  readonly shared: Shared;
  questions: number;
  answers: number;
}

/** Ink of a mark: its length along the way, in hops. */
const MARK_LENGTH = 0.8;
/** Fainter than this it would not be seen. */
const FAINTEST = 0.3;
/** A streak is no longer than this; past it the fill of the chain is what moves. */
const MOST_HOPS = 8;

export class Streaks extends Pen {
  private readonly flows = new Map<number, Flow>();
  /** Of questions and of answers, by length: x0, y0, x1, y1 in device px. */
  private readonly hops: readonly [number[][], number[][]] = [Array.from({ length: MOST_HOPS }, () => []), Array.from({ length: MOST_HOPS }, () => [])];
  /** The same of clients' own lines to the bus. */
  private readonly own: readonly [number[], number[]] = [[], []];

  /** `hops`: so many a message makes in one picture; the streak goes back over those before this one. */
  hop(from: number, to: number, isQuestion: boolean, hops: number): void {
    if (this.view.cell < 1.25) return;
    const { scene } = this;
    const most = Math.min(MOST_HOPS, Math.max(1, Math.round(hops)));
    const list = this.hops[isQuestion ? 0 : 1][most - 1]!;
    this.addLink(list, from, to);
    for (let slot = from, i = 1; i < most; i++) {
      const before = scene.backward[slot] ?? -1;
      if (!scene.isPlaced(before) || scene.forward[before] !== slot) break;
      this.addLink(list, before, slot);
      slot = before;
    }
  }

  private addLink(list: number[], from: number, to: number): void {
    const path = linkPath(this.scene, from, to);
    const x = this.x(path[0]!);
    const y = this.y(path[1]!);
    const margin = 2 * this.view.cell;
    if (x < -margin || y < -margin || x > this.view.width + margin || y > this.view.height + margin) return;
    for (let i = 2; i < path.length; i += 2) list.push(this.x(path[i - 2]!), this.y(path[i - 1]!), this.x(path[i]!), this.y(path[i + 1]!));
  }

  wan(path: WanPath, isQuestion: boolean): void {
    const { shared, own, ownCount } = path;
    if (!shared) return;
    let flow = this.flows.get(path.key);
    if (!flow) {
      flow = { shared, questions: 0, answers: 0 };
      this.flows.set(path.key, flow);
    }
    if (isQuestion) flow.questions++;
    else flow.answers++;
    if (this.view.cell < 4) return;
    const list = this.own[isQuestion ? 0 : 1];
    for (let i = 1; i < ownCount; i++) list.push(this.x(own[2 * i - 2]!), this.y(own[2 * i - 1]!), this.x(own[2 * i]!), this.y(own[2 * i + 1]!));
  }

  draw(): void {
    const { context, view } = this;
    const { palette, dpr } = view;
    for (const { shared, questions, answers } of this.flows.values()) {
      // Down on one side, up on the other.
      if (questions > 0) this.strokeShared(shared, palette.question, questions, answers > 0 ? 1.5 * dpr : 0);
      if (answers > 0) this.strokeShared(shared, palette.answer, answers, questions > 0 ? -1.5 * dpr : 0);
    }
    // Among dots a line as thin as a ribbon would not be seen.
    const width = view.cell < 9 ? 0.5 : 0.24;
    [palette.question, palette.answer].forEach((colour, which) => {
      this.hops[which as 0 | 1].forEach((list, i) => this.strokeAll(list, colour, Math.max(FAINTEST, Math.min(1, MARK_LENGTH / (i + 1))), width));
      this.strokeAll(this.own[which as 0 | 1], colour, 0.8, 0.07);
    });
    context.globalAlpha = 1;
  }

  private strokeAll(list: readonly number[], colour: string, alpha: number, widthInCells: number): void {
    if (list.length === 0) return;
    const { context, view } = this;
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = Math.max(1.4 * view.dpr, view.cell * widthInCells);
    context.beginPath();
    for (let i = 0; i < list.length; i += 4) {
      context.moveTo(list[i]!, list[i + 1]!);
      context.lineTo(list[i + 2]!, list[i + 3]!);
    }
    context.stroke();
  }

  private strokeShared(shared: Shared, colour: string, messages: number, aside: number): void {
    const { context, view } = this;
    const { points } = shared;
    context.globalAlpha = Math.min(0.95, 0.35 + 0.12 * Math.sqrt(messages));
    context.strokeStyle = colour;
    context.lineWidth = view.dpr * Math.min(4, 1.5 + 0.25 * Math.sqrt(messages));
    context.beginPath();
    context.moveTo(this.x(points[0]!) + aside, this.y(points[1]!));
    for (let i = 2; i < points.length; i += 2) context.lineTo(this.x(points[i]!) + aside, this.y(points[i + 1]!));
    context.stroke();
  }
}
