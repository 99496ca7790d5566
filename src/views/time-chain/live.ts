/** What lies over the picture and changes often: playhead, messages under way, selection, what is followed, hover, focus and brush. CSS px of the plot. */
import type { TimeChainMarks } from '../../engine/contract';
import { withAlpha, type Palette } from '../../render/palette';
import { setFont } from '../../render/text';
import { clock } from '../../store/units';
import { endsOf, type Ends, type Geometry } from './hit';
import { isMessage, isUnderWay, leavesBelow } from './marks';
import { rowOf } from './rows';
import { answerWidth, MOST_ANSWER_WIDTH } from './shapes';
import { yOfRow } from './stack';
import { timeAt, xOf } from './viewport';
import { decimalsFor } from './ticks';

export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}
export interface LiveScene extends Geometry {
  readonly marks: TimeChainMarks;
  readonly palette: Palette;
  readonly gutter: number;
  readonly axis: number;
  /** The playhead, and until when the run has been played. */
  readonly time: number;
  readonly furthest: number;
  /** When the engine answered. */
  readonly now: number;
  readonly selection: number | null;
  /** Marks to be shown above all others. */
  readonly hover: number;
  readonly focus: number;
  readonly followed: { readonly question: number; readonly eventId: number | null; readonly at: number } | null;
  readonly brush: Box | null;
  /** Marks one by one: false where only counts are drawn. */
  readonly single: boolean;
  readonly reducedMotion: boolean;
}

type Context = CanvasRenderingContext2D;
/** Messages of the selection or of what is followed that are raised at most. */
const MOST_RAISED = 3_000;

export function drawLive(context: Context, scene: LiveScene): void {
  const { gutter, axis, plot } = scene;
  context.save();
  context.beginPath();
  context.rect(gutter, axis, plot.width, plot.height);
  context.clip();
  context.translate(gutter, axis);
  veils(context, scene);
  rowBand(context, scene);
  if (scene.single) {
    raised(context, scene);
    underWay(context, scene);
    pointed(context, scene, scene.focus, true);
    pointed(context, scene, scene.hover, false);
  }
  brush(context, scene);
  context.restore();
  playhead(context, scene);
}

/** What was played before and lies ahead is paler; what was never played is empty, and shaded. */
function veils(context: Context, { view, plot, time, furthest, palette }: LiveScene): void {
  const x = xOf(view, plot, time);
  const end = xOf(view, plot, Math.max(time, furthest));
  context.fillStyle = withAlpha(palette.page, 0.5);
  if (end > x) context.fillRect(Math.max(0, x), 0, Math.min(plot.width, end) - Math.max(0, x), plot.height);
  context.fillStyle = withAlpha(palette.page, 0.72);
  if (end < plot.width) context.fillRect(Math.max(0, end), 0, plot.width, plot.height);
  const start = xOf(view, plot, 0);
  if (start > 0) context.fillRect(0, 0, start, plot.height);
}

function rowBand(context: Context, { stack, view, plot, selection, palette }: LiveScene): void {
  const row = selection === null || !stack.isDetailed ? -1 : rowOf(stack.model, selection);
  if (row < 0) return;
  const height = Math.max(2, stack.rowPx);
  const y = yOfRow(stack, row) - view.scroll - height / 2;
  context.fillStyle = withAlpha(palette.answer, 0.16);
  context.fillRect(0, y, plot.width, height);
  context.fillStyle = withAlpha(palette.focus, 0.55);
  context.fillRect(0, y - 0.5, plot.width, 1);
  context.fillRect(0, y + height - 0.5, plot.width, 1);
}

/** Messages of the selected client and of the question that is followed. */
function raised(context: Context, scene: LiveScene): void {
  const { marks, selection, followed, palette, view } = scene;
  if (selection === null && followed === null) return;
  const follows = followedTest(scene);
  let left = MOST_RAISED;
  for (let i = 0; i < marks.count && left > 0; i++) {
    if (!isMessage(marks.kind[i]!) || marks.t1[i]! < view.from || marks.t0[i]! > view.to) continue;
    const isOwn = selection !== null && (marks.a[i] === selection || marks.b[i] === selection);
    const isFollowed = follows(i);
    if (!isOwn && !isFollowed) continue;
    left--;
    const ends = endsOf(scene, marks, i);
    if (isFollowed) stroke(context, ends, withAlpha(palette.focus, 0.28), 9);
    stroke(context, ends, withAlpha(palette.focus, isFollowed ? 0.7 : 0.4), isFollowed ? 4.5 : 4);
    stroke(context, ends, colourOf(scene, i), 2.4);
  }
}

/** By the row of its arrival; by that of its sending only while there is none: a question received is the next one sent. */
function followedTest({ marks, followed }: LiveScene): (i: number) => boolean {
  const eventId = followed?.eventId ?? null;
  if (followed === null || eventId === null) return () => false;
  const column = marks.event.includes(eventId) ? marks.event : marks.cause;
  return (i) => column[i] === eventId && marks.question[i] === followed.question;
}

function colourOf({ marks, palette }: LiveScene, i: number): string {
  return leavesBelow(marks.kind[i]!) ? palette.answer : palette.question;
}

function stroke(context: Context, { x0, y0, x1, y1 }: Ends, style: string, width: number): void {
  if (Number.isNaN(y0 + y1)) return;
  context.strokeStyle = style;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1 + (x0 === x1 && y0 === y1 ? 0.01 : 0));
  context.stroke();
}

/** As far as they have come: the run is at the playhead, not at their arrival. */
function underWay(context: Context, scene: LiveScene): void {
  const { marks, time, now, stack, palette } = scene;
  for (let i = 0; i < marks.count; i++) {
    if (!isUnderWay(marks, i, now)) continue;
    const { x0, y0, x1, y1 } = endsOf(scene, marks, i);
    const share = Math.min(1, Math.max(0, (time - marks.t0[i]!) / Math.max(1, marks.t1[i]! - marks.t0[i]!)));
    const head = { x0, y0, x1: x0 + (x1 - x0) * share, y1: y0 + (y1 - y0) * share };
    const isAnswer = leavesBelow(marks.kind[i]!);
    stroke(context, head, colourOf(scene, i), isAnswer ? Math.min(MOST_ANSWER_WIDTH, answerWidth(marks.extra[i]!)) : 1.4);
    if (scene.reducedMotion || Number.isNaN(head.y1) || stack.rowPx < 2) continue;
    context.fillStyle = isAnswer ? palette.answer : palette.question;
    context.beginPath();
    context.arc(head.x1, head.y1, 3, 0, 2 * Math.PI);
    context.fill();
  }
}

function pointed(context: Context, scene: LiveScene, i: number, isFocus: boolean): void {
  const { marks, palette } = scene;
  if (i < 0 || i >= marks.count) return;
  const ends = endsOf(scene, marks, i);
  if (Number.isNaN(ends.y0 + ends.y1)) return;
  if (ends.x0 === ends.x1 && ends.y0 === ends.y1) {
    context.strokeStyle = palette.focus;
    context.lineWidth = isFocus ? 2.2 : 1.5;
    context.beginPath();
    context.arc(ends.x0, ends.y0, 8, 0, 2 * Math.PI);
    context.stroke();
    return;
  }
  stroke(context, ends, withAlpha(palette.focus, isFocus ? 1 : 0.85), 5.5);
  stroke(context, ends, isMessage(marks.kind[i]!) ? colourOf(scene, i) : palette.link, 3);
  if (!isFocus) return;
  context.strokeStyle = palette.focus;
  context.lineWidth = 2.2;
  context.beginPath();
  context.arc(ends.x1, ends.y1, 8, 0, 2 * Math.PI);
  context.stroke();
}

function brush(context: Context, { brush: box, palette, plot }: LiveScene): void {
  if (box === null) return;
  context.fillStyle = withAlpha(palette.page, 0.55);
  context.fillRect(0, 0, plot.width, Math.max(0, box.y0));
  context.fillRect(0, box.y1, plot.width, Math.max(0, plot.height - box.y1));
  context.fillRect(0, box.y0, Math.max(0, box.x0), box.y1 - box.y0);
  context.fillRect(box.x1, box.y0, Math.max(0, plot.width - box.x1), box.y1 - box.y0);
  context.strokeStyle = palette.focus;
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.strokeRect(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0);
  context.setLineDash([]);
}

/** Over plot and axis, with its time. */
function playhead(context: Context, { view, plot, gutter, axis, time, palette }: LiveScene): void {
  const at = xOf(view, plot, time);
  if (at < -1 || at > plot.width + 1) return;
  const x = gutter + at;
  context.fillStyle = palette.text;
  context.fillRect(Math.round(x) - 0.5, axis - 4, 1.5, plot.height + 4);
  const text = clock(Math.max(0, Math.round(time)), decimalsFor(timeAt(view, plot, 6) - view.from));
  setFont(context, 11, 650);
  const width = context.measureText(text).width + 12;
  const left = Math.min(gutter + plot.width - width, Math.max(gutter, x - width / 2));
  context.beginPath();
  context.roundRect(left, 2, width, 17, 5);
  context.fill();
  context.fillStyle = palette.page;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, left + 6, 11);
}
