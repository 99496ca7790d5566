/** What belongs to the person at the screen: selection, its chain and peers, hover, the line of a drag, labels inside marks. */
import { BACKWARD_LEADER, FORWARD_LEADER, ONLINE } from '../sim/state-bits';
import { fillOf } from './inks';
import type { Hit } from './hit-test';
import { LOOK } from './looks';
import { inkOn } from './palette';
import type { Scene } from './scene';
import { setFont, widthOf } from './text';
import type { View } from './view';
import type { Spot } from './wave-layer';

type Context = CanvasRenderingContext2D;
const TAU = Math.PI * 2;
const MOST_LABELS = 150;

export interface Attention {
  readonly selection: number | null;
  readonly hover: number | null;
  /** A drag that started on a client, to a point in CSS px. */
  readonly drag: { readonly from: number; readonly x: number; readonly y: number } | null;
  /** A site, line or server. */
  readonly place: Hit | null;
}

export class OverlayLayer {
  private readonly context: Context;
  private readonly scene: Scene;
  private readonly view: View;

  constructor(context: Context, scene: Scene, view: View) {
    this.context = context;
    this.scene = scene;
    this.view = view;
  }

  draw(attention: Attention): void {
    if (attention.hover !== null && attention.hover !== attention.selection) this.ringAround(attention.hover, 0.47, 1.5, 0.85);
    if (attention.selection !== null) this.drawSelection(attention.selection);
    if (attention.drag) this.drawDrag(attention.drag);
  }

  private px(slot: number): number {
    return this.scene.positions[2 * slot]! * this.view.scale + this.view.offsetX;
  }
  private py(slot: number): number {
    return this.scene.positions[2 * slot + 1]! * this.view.scale + this.view.offsetY;
  }

  /** Around what is followed: a message on its way, or the client that has it. */
  drawFollowed(spot: Spot | null, at: number): void {
    const { context, view, scene } = this;
    const place = spot ?? (scene.isPlaced(at) ? { x: this.px(at), y: this.py(at), radius: view.cell * 0.36 } : null);
    if (!place) return;
    const r = Math.max(8 * view.dpr, place.radius + 4.5 * view.dpr);
    context.globalAlpha = 1;
    for (const [colour, width] of [
      [view.palette.page, 5],
      [view.palette.focus, 2.25],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = width * view.dpr;
      context.beginPath();
      context.arc(place.x, place.y, r, 0, TAU);
      context.stroke();
    }
  }

  private ringAround(slot: number, share: number, width: number, alpha: number): void {
    const { context, view, scene } = this;
    if (!scene.isPlaced(slot)) return;
    const r = Math.max(5 * view.dpr, view.cell * share);
    context.globalAlpha = alpha;
    context.lineWidth = width * view.dpr + 2 * view.dpr;
    context.strokeStyle = view.palette.subnet;
    context.beginPath();
    context.arc(this.px(slot), this.py(slot), r, 0, TAU);
    context.stroke();
    context.lineWidth = width * view.dpr;
    context.strokeStyle = view.palette.focus;
    context.stroke();
    context.globalAlpha = 1;
  }

  private drawSelection(slot: number): void {
    const { scene } = this;
    if (!scene.isPlaced(slot)) return;
    this.ringAround(slot, 0.5, 2.5, 1);
    const forward = scene.forward[slot] ?? -1;
    const backward = scene.backward[slot] ?? -1;
    if (forward >= 0) this.badge(forward, 'F', this.view.palette.answer);
    if (backward >= 0) this.badge(backward, 'B', this.view.palette.question);
  }

  private badge(slot: number, letter: string, colour: string): void {
    const { context, view, scene } = this;
    if (!scene.isPlaced(slot)) return;
    const r = Math.max(6.5 * view.dpr, Math.min(9 * view.dpr, view.cell * 0.17));
    const x = this.px(slot) + Math.max(6 * view.dpr, view.cell * 0.32);
    const y = this.py(slot) - Math.max(6 * view.dpr, view.cell * 0.32);
    context.beginPath();
    context.arc(x, y, r, 0, TAU);
    context.fillStyle = colour;
    context.fill();
    context.lineWidth = 1.5 * view.dpr;
    context.strokeStyle = view.palette.subnet;
    context.stroke();
    setFont(context, r * 1.25, 700);
    context.fillStyle = inkOn(colour);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(letter, x, y + 0.05 * r);
  }

  private drawDrag(drag: NonNullable<Attention['drag']>): void {
    const { context, view, scene } = this;
    if (!scene.isPlaced(drag.from)) return;
    context.strokeStyle = view.palette.focus;
    context.lineWidth = 2 * view.dpr;
    context.setLineDash([6 * view.dpr, 5 * view.dpr]);
    context.beginPath();
    context.moveTo(this.px(drag.from), this.py(drag.from));
    context.lineTo(drag.x * view.dpr, drag.y * view.dpr);
    context.stroke();
    context.setLineDash([]);
  }

  /** The last part of the address inside the mark; the whole address once there is room. */
  drawLabels(): void {
    const { scene, view, context } = this;
    if (view.detail.labels <= 0) return;
    const layout = scene.layout!;
    let count = 0;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.globalAlpha = view.detail.labels;
    for (const stretch of layout.stretches) {
      if (
        stretch.x > view.world.x + view.world.width ||
        stretch.x + stretch.width < view.world.x ||
        stretch.y > view.world.y + view.world.height ||
        stretch.y + stretch.height < view.world.y
      )
        continue;
      for (const slot of stretch.slots) {
        const x = this.px(slot);
        const y = this.py(slot);
        if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
        if (++count > MOST_LABELS) break;
        this.label(slot, x, y);
      }
    }
    context.globalAlpha = 1;
  }

  /** The colour that a label stands on. */
  private fillOf(slot: number, leads: number): string {
    const { palette } = this.view;
    const look = this.scene.lookOf(slot);
    const asked = fillOf(look, palette);
    if (asked !== null || look !== LOOK.plain) return asked ?? palette.idle;
    return leads === BACKWARD_LEADER ? palette.question : leads === FORWARD_LEADER ? palette.answer : palette.idle;
  }

  private label(slot: number, x: number, y: number): void {
    const { scene, view, context } = this;
    const whole = scene.names.labelOf(slot);
    if (whole === null) return;
    const { palette } = view;
    const bits = scene.state[slot] ?? 0;
    const leads = bits & (BACKWARD_LEADER | FORWARD_LEADER);
    // A diamond is two colours, its middle is a seam: no text there.
    if (leads === (BACKWARD_LEADER | FORWARD_LEADER)) return;
    const size = Math.min(13 * view.dpr, Math.max(9 * view.dpr, view.cell * 0.19));
    setFont(context, size, 600);
    const short = shortLabel(whole);
    // A triangle is narrow where its text stands.
    const room = view.cell * (leads === 0 ? 0.6 : 0.44);
    const text = widthOf(context, whole) < room ? whole : short;
    if (widthOf(context, text) > room) return;
    const fill = this.fillOf(slot, leads);
    context.fillStyle = (bits & ONLINE) === 0 ? palette.muted : inkOn(fill);
    // A triangle's mass is not in its middle.
    const shift = leads === BACKWARD_LEADER ? -0.07 : leads === FORWARD_LEADER ? 0.09 : 0.01;
    context.fillText(text, x, y + shift * view.cell);
  }
}

/** What tells neighbours apart: the end of an address with its dot, the end of a name without its dash. */
export function shortLabel(label: string): string {
  const isAddress = /^[\da-f.:[\]]+$/i.test(label) && /[.:]/.test(label);
  if (isAddress) return label.slice(Math.max(0, label.lastIndexOf('.'), label.lastIndexOf(':')));
  return label.slice(Math.max(label.lastIndexOf('-'), label.lastIndexOf('_'), label.lastIndexOf(' ')) + 1);
}
