/**
 * The travelling mark of questions and answers: a chevron in the question's colour, for answers on a disc that grows with the clients it
 * carries. Collected first and drawn in few strokes.
 */
import { drawDots, drawMarks, STEP } from './mark-shapes';
import { stamp } from './mark-stamps';
import type { Palette } from './palette';
import { compactCount, setFont } from './text';

type Context = CanvasRenderingContext2D;
const MOST_COUNTS = 100;
/** So many marks are copied from ready pictures, to whole pixels; fewer are drawn. */
const STAMPS_ABOVE = 250;

export class TravellingMarks {
  private readonly questions: number[] = [];
  private readonly late: number[] = [];
  private readonly answers: number[] = [];
  private readonly dots: number[] = [];
  private readonly questionDots: number[] = [];
  /** Grounds of dots on the lines to the servers, whose red is near to the question's colour. */
  private readonly grounds: number[] = [];
  /** x, y, count. */
  private readonly counts: number[] = [];

  question(x: number, y: number, r: number, dx: number, dy: number): void {
    this.questions.push(x, y, r, dx, dy);
  }
  lateQuestion(x: number, y: number, r: number, dx: number, dy: number): void {
    this.late.push(x, y, r, dx, dy);
  }
  answer(x: number, y: number, r: number, dx: number, dy: number): void {
    this.answers.push(x, y, r, dx, dy);
  }
  /** Too small for a chevron. */
  dot(x: number, y: number, r: number, isQuestion: boolean, ground = 0): void {
    if (ground > 0) this.grounds.push(x, y, r + ground);
    (isQuestion ? this.questionDots : this.dots).push(x, y, r);
  }
  /** How many clients' answers a mark carries, beside it. */
  count(x: number, y: number, count: number): void {
    if (this.counts.length < 3 * MOST_COUNTS) this.counts.push(x, y, count);
  }

  draw(context: Context, palette: Palette, dpr: number): void {
    const isMany = this.answers.length + this.questions.length + this.late.length > STAMPS_ABOVE * STEP;
    context.globalAlpha = 1;
    context.setLineDash([]);
    drawDots(context, this.grounds, palette.page);
    drawDots(context, this.dots, palette.answer);
    drawDots(context, this.questionDots, palette.question);
    if (isMany) {
      for (const [kind, list] of [
        ['answer', this.answers],
        ['question', this.questions],
        ['late', this.late],
      ] as const)
        for (let i = 0; i < list.length; i += STEP) stamp(context, kind, list, i, palette, dpr);
    } else drawMarks(context, { answers: this.answers, questions: this.questions, late: this.late }, palette, dpr);
    this.drawCounts(context, palette, dpr);
  }

  private drawCounts(context: Context, palette: Palette, dpr: number): void {
    if (this.counts.length === 0) return;
    setFont(context, 10.5 * dpr, 650);
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.lineWidth = 3 * dpr;
    context.strokeStyle = palette.subnet;
    context.fillStyle = palette.text;
    for (let i = 0; i < this.counts.length; i += 3) {
      const text = compactCount(this.counts[i + 2]!);
      context.strokeText(text, this.counts[i]!, this.counts[i + 1]!);
      context.fillText(text, this.counts[i]!, this.counts[i + 1]!);
    }
  }
}
