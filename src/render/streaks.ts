/**
 * Messages faster than the eye: what they sweep during one picture, with the ink of one mark. On the lines to the servers the streaks of a
 * row of boxes add up to one stroke: density instead of dots.
 */
import { linkPath, pathLength } from './link-path';
import { Pen } from './pen';
import type { Shared, WanPath } from './wan-path';

interface Flow {
  readonly shared: Shared;
  questions: number;
  answers: number;
}

/** Ink of a mark: its width along the way, in cells. */
const MARK_LENGTH = 0.6;

export class Streaks extends Pen {
  private readonly flows = new Map<number, Flow>();
  /** x0, y0, x1, y1 in device px; one colour a list. */
  private readonly own: readonly [number[], number[]] = [[], []];

  hop(from: number, to: number, isQuestion: boolean): void {
    const { context, view } = this;
    if (view.cell < 1.25) return;
    const path = linkPath(this.scene, from, to);
    context.globalAlpha = Math.max(0.35, Math.min(1, (MARK_LENGTH * (this.scene.layout?.cell ?? 1)) / Math.max(1e-6, pathLength(path))));
    context.strokeStyle = isQuestion ? view.palette.question : view.palette.answer;
    context.lineWidth = Math.max(1.5, view.cell * 0.19);
    context.beginPath();
    context.moveTo(this.x(path[0]!), this.y(path[1]!));
    for (let i = 2; i < path.length; i += 2) context.lineTo(this.x(path[i]!), this.y(path[i + 1]!));
    context.stroke();
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
    this.own.forEach((list, which) => {
      if (list.length === 0) return;
      context.globalAlpha = 0.8;
      context.strokeStyle = which === 0 ? palette.question : palette.answer;
      context.lineWidth = Math.max(1.2 * dpr, view.cell * 0.07);
      context.beginPath();
      for (let i = 0; i < list.length; i += 4) {
        context.moveTo(list[i]!, list[i + 1]!);
        context.lineTo(list[i + 2]!, list[i + 3]!);
      }
      context.stroke();
    });
    context.globalAlpha = 1;
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
