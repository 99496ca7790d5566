/** What stands around the plot: the time axis above, and at its left sites, subnets, chains and clients with their roles. CSS px. */
import type { Palette } from '../../render/palette';
import { withAlpha } from '../../render/palette';
import { fitted, setFont } from '../../render/text';
import { BACKWARD_LEADER, FORWARD_LEADER, ONLINE } from '../../sim/state-bits';
import type { Block } from './rows';
import { yOfRow, type Stack } from './stack';
import { timeTicks } from './ticks';
import { xOf, type Plot, type Viewport } from './viewport';

export const AXIS_HEIGHT = 26;
/** Of the gutter: the left column names subnets, the right one clients. */
export const GUTTER = { wide: 190, usual: 116, narrow: 92, subnetColumn: 92 } as const;
/** Rows that are high enough for the names of their clients. */
export const NAMED_FROM_PX = 10;
export const NARROW_BELOW = 560;
const LABEL_HEIGHT = 12;

export interface ChromeScene {
  readonly stack: Stack;
  readonly view: Viewport;
  readonly plot: Plot;
  readonly gutter: number;
  readonly palette: Palette;
  readonly siteName: (site: number) => string;
  readonly subnetName: (subnet: number) => string;
  readonly labelOf: (slot: number) => string;
  readonly questions: readonly { readonly id: string; readonly askedAt: number }[];
}

type Context = CanvasRenderingContext2D;

export function drawChrome(context: Context, scene: ChromeScene): void {
  const { gutter, plot, palette } = scene;
  context.fillStyle = palette.page;
  context.fillRect(0, 0, gutter, plot.height + AXIS_HEIGHT);
  context.fillRect(0, 0, gutter + plot.width, AXIS_HEIGHT);
  drawAxis(context, scene);
  context.save();
  context.beginPath();
  context.rect(0, AXIS_HEIGHT, gutter, plot.height);
  context.clip();
  drawLabels(context, scene);
  context.restore();
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(gutter - 0.5, 0);
  context.lineTo(gutter - 0.5, plot.height + AXIS_HEIGHT);
  context.moveTo(0, AXIS_HEIGHT - 0.5);
  context.lineTo(gutter + plot.width, AXIS_HEIGHT - 0.5);
  context.stroke();
}

function drawAxis(context: Context, { view, plot, gutter, palette, questions }: ChromeScene): void {
  context.save();
  context.beginPath();
  context.rect(gutter, 0, plot.width, plot.height + AXIS_HEIGHT);
  context.clip();
  setFont(context, 11);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const tick of timeTicks(view.from, view.to, Math.max(2, Math.floor(plot.width / 110)))) {
    const x = Math.round(gutter + xOf(view, plot, tick.t)) + 0.5;
    context.strokeStyle = withAlpha(palette.line, 0.55);
    context.beginPath();
    context.moveTo(x, AXIS_HEIGHT - 5);
    context.lineTo(x, AXIS_HEIGHT + plot.height);
    context.stroke();
    context.fillStyle = palette.muted;
    context.fillText(tick.text, x, 10);
  }
  for (const question of questions) askedLine(context, question, { view, plot, gutter, palette });
  context.restore();
}

function askedLine(
  context: Context,
  question: { readonly id: string; readonly askedAt: number },
  { view, plot, gutter, palette }: Pick<ChromeScene, 'view' | 'plot' | 'gutter' | 'palette'>,
): void {
  const x = Math.round(gutter + xOf(view, plot, question.askedAt)) + 0.5;
  if (x < gutter || x > gutter + plot.width) return;
  context.strokeStyle = palette.question;
  context.setLineDash([2, 3]);
  context.beginPath();
  context.moveTo(x, AXIS_HEIGHT - 9);
  context.lineTo(x, AXIS_HEIGHT + plot.height);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = palette.question;
  context.beginPath();
  context.moveTo(x - 4, AXIS_HEIGHT - 9);
  context.lineTo(x + 4, AXIS_HEIGHT - 9);
  context.lineTo(x, AXIS_HEIGHT - 2);
  context.fill();
}

function drawLabels(context: Context, scene: ChromeScene): void {
  const { stack, view, plot } = scene;
  let lastSite = -1;
  let free = AXIS_HEIGHT;
  stack.model.blocks.forEach((block, index) => {
    const top = AXIS_HEIGHT + stack.blockTop[index]! - view.scroll;
    const bottom = top + stack.blockHeight[index]!;
    if (bottom < AXIS_HEIGHT || top > AXIS_HEIGHT + plot.height) return;
    free = blockLabel(context, scene, block, Math.max(top, AXIS_HEIGHT), bottom, free, block.site !== lastSite);
    lastSite = block.site;
    if (stack.isDetailed) chainLabels(context, scene, block);
  });
}

/** Site once, then its subnets; whatever finds no room is left out. Returns where the next label may begin. */
function blockLabel(context: Context, scene: ChromeScene, block: Block, top: number, bottom: number, free: number, isFirstOfSite: boolean): number {
  const { palette, stack, gutter } = scene;
  const room = (stack.isDetailed ? Math.min(GUTTER.subnetColumn, gutter) : gutter) - 12;
  const lines: { readonly text: string; readonly weight: number; readonly ink: string }[] = [];
  const subnet = scene.subnetName(block.subnet);
  const extra = stack.isDetailed ? [] : [`${subnet}  ${block.clients.toLocaleString('en-US')}`];
  if (isFirstOfSite) lines.push({ text: scene.siteName(block.site), weight: 650, ink: palette.text });
  if (stack.isDetailed) lines.push({ text: subnet, weight: 400, ink: palette.muted });
  else lines.push({ text: extra[0] ?? subnet, weight: 400, ink: palette.muted });
  context.fillStyle = palette.line;
  context.fillRect(0, top, 3, Math.max(1, bottom - top));
  context.textAlign = 'left';
  context.textBaseline = 'top';
  let y = Math.max(top, free);
  // A site's name may hang over into the next subnet, a subnet's own stays with it.
  for (const line of lines) {
    const isSite = line.weight > 400;
    if (!isSite && y + LABEL_HEIGHT > bottom + 2 && y > top + 1) continue;
    setFont(context, isSite ? 11.5 : 10.5, line.weight);
    context.fillStyle = line.ink;
    context.fillText(fitted(context, line.text, room), 8, y + 1);
    y += LABEL_HEIGHT + 1;
  }
  return Math.max(free, y);
}

/** Names of clients where rows are high enough; leaders are marked from afar too. */
function chainLabels(context: Context, scene: ChromeScene, block: Block): void {
  const { stack, view, plot, gutter, palette } = scene;
  const wide = gutter >= GUTTER.wide;
  const named = wide && stack.rowPx >= NAMED_FROM_PX;
  const step = stack.rowPx >= 12 ? 1 : Math.max(1, Math.ceil(11 / stack.rowPx));
  setFont(context, Math.min(11, Math.max(9.5, stack.rowPx - 2)));
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (let row = block.firstRow; row < block.firstRow + block.rowCount; row++) {
    const y = AXIS_HEIGHT + yOfRow(stack, row) - view.scroll;
    if (y < AXIS_HEIGHT - 8 || y > AXIS_HEIGHT + plot.height + 8) continue;
    const state = stack.model.state[row]!;
    if (stack.rowPx >= 1.2 || (state & (BACKWARD_LEADER | FORWARD_LEADER)) !== 0) roleMark(context, gutter - 9, y, state, stack.rowPx, palette);
    if (!named || (row - block.firstRow) % step !== 0) continue;
    context.fillStyle = (state & ONLINE) !== 0 ? palette.text : palette.offline;
    context.fillText(fitted(context, scene.labelOf(stack.model.slots[row]!), gutter - GUTTER.subnetColumn - 20), gutter - 18, y);
  }
}

/** The map's marks: triangle down a backward leader, up a forward leader, diamond both, hollow offline. */
function roleMark(context: Context, x: number, y: number, state: number, rowPx: number, palette: Palette): void {
  const r = Math.min(4.5, Math.max(2.2, rowPx * 0.38));
  const backward = (state & BACKWARD_LEADER) !== 0;
  const forward = (state & FORWARD_LEADER) !== 0;
  context.beginPath();
  if (backward && forward) {
    context.moveTo(x, y - r);
    context.lineTo(x + r, y);
    context.lineTo(x, y + r);
    context.lineTo(x - r, y);
  } else if (backward || forward) {
    const apex = backward ? 1 : -1;
    context.moveTo(x - r, y - apex * r * 0.8);
    context.lineTo(x + r, y - apex * r * 0.8);
    context.lineTo(x, y + apex * r);
  } else if (rowPx >= 4) context.arc(x, y, Math.min(2.6, r * 0.6), 0, 2 * Math.PI);
  context.closePath();
  if ((state & ONLINE) === 0) {
    context.strokeStyle = palette.offline;
    context.stroke();
    return;
  }
  context.fillStyle = backward && forward ? palette.wan : backward ? palette.question : forward ? palette.answer : palette.idle;
  context.fill();
}
