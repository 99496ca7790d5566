/**
 * The travelling mark of questions and answers: a chevron in the question's colour, for answers on a disc that grows with the clients it
 * carries. Collected first and drawn in few strokes.
 */
import type { Palette } from './palette';
import { compactCount, setFont } from './text';

type Context = CanvasRenderingContext2D;
const TAU = Math.PI * 2;
const MOST_COUNTS = 100;
/** Numbers per mark in the lists: x, y, radius, direction x, direction y. */
const STEP = 5;

export class TravellingMarks {
  private readonly questions: number[] = [];
  private readonly late: number[] = [];
  private readonly answers: number[] = [];
  private readonly dots: number[] = [];
  private readonly questionDots: number[] = [];
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
  dot(x: number, y: number, r: number, isQuestion: boolean): void {
    (isQuestion ? this.questionDots : this.dots).push(x, y, r);
  }
  /** How many clients' answers a mark carries, beside it. */
  count(x: number, y: number, count: number): void {
    if (this.counts.length < 3 * MOST_COUNTS) this.counts.push(x, y, count);
  }

  draw(context: Context, palette: Palette, dpr: number): void {
    context.globalAlpha = 1;
    context.setLineDash([]);
    this.drawDots(context, this.dots, palette.answer);
    this.drawDots(context, this.questionDots, palette.question);
    this.drawDiscs(context, this.answers, palette.answer, palette.subnet, 1.2 * dpr);
    this.drawDiscs(context, this.questions, palette.subnet, palette.answer, 1.6 * dpr);
    if (this.late.length > 0) {
      context.setLineDash([2.5 * dpr, 2 * dpr]);
      this.drawDiscs(context, this.late, palette.subnet, palette.wan, 1.8 * dpr);
      context.setLineDash([]);
    }
    for (const list of [this.answers, this.questions, this.late]) this.drawChevrons(context, list, palette, dpr);
    this.drawCounts(context, palette, dpr);
  }

  private drawDots(context: Context, list: readonly number[], colour: string): void {
    context.fillStyle = colour;
    for (let i = 0; i < list.length; i += 3) {
      const r = list[i + 2]!;
      // A square with its corners cut: as round as so few pixels can be, and far cheaper than a path.
      context.fillRect(list[i]! - r, list[i + 1]! - r * 0.55, 2 * r, r * 1.1);
      context.fillRect(list[i]! - r * 0.55, list[i + 1]! - r, r * 1.1, 2 * r);
    }
  }

  private drawDiscs(context: Context, list: readonly number[], fill: string, rim: string, width: number): void {
    if (list.length === 0) return;
    context.beginPath();
    for (let i = 0; i < list.length; i += STEP) {
      context.moveTo(list[i]! + list[i + 2]!, list[i + 1]!);
      context.arc(list[i]!, list[i + 1]!, list[i + 2]!, 0, TAU);
    }
    context.fillStyle = fill;
    context.fill();
    context.strokeStyle = rim;
    context.lineWidth = width;
    context.stroke();
  }

  private drawChevrons(context: Context, list: readonly number[], palette: Palette, dpr: number): void {
    if (list.length === 0) return;
    context.beginPath();
    for (let i = 0; i < list.length; i += STEP) {
      const [x, y, r, dx, dy] = [list[i]!, list[i + 1]!, list[i + 2]! * 0.74, list[i + 3]!, list[i + 4]!];
      context.moveTo(x + dx * r, y + dy * r);
      context.lineTo(x - dx * 0.72 * r - dy * 0.8 * r, y - dy * 0.72 * r + dx * 0.8 * r);
      context.lineTo(x - dx * 0.3 * r, y - dy * 0.3 * r);
      context.lineTo(x - dx * 0.72 * r + dy * 0.8 * r, y - dy * 0.72 * r - dx * 0.8 * r);
      context.closePath();
    }
    context.lineJoin = 'round';
    context.strokeStyle = palette.subnet;
    context.lineWidth = 2 * dpr;
    context.stroke();
    context.fillStyle = palette.question;
    context.fill();
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
