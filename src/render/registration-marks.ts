/** Registrations under way: rings around the clients, dashed lines to the bus, marks on the trunks. Collected first, drawn in few strokes. */
import { MOTION } from '../engine/frame';
import type { Moment, Row } from './motion-layer';
import { Pen } from './pen';
import type { Scene } from './scene';
import { curveTo, isFirstRow, pointOnCurve } from './trunks';
import type { View } from './view';

const ALPHA_STEPS = 5;
/** Rings one by one at most; more are dots. */
const MOST_RINGS = 1_200;
const TAU = Math.PI * 2;

export class RegistrationMarks extends Pen {
  /** Rings and dashes by opacity. */
  private readonly rings: number[][] = Array.from({ length: ALPHA_STEPS }, () => []);
  private readonly dots: number[] = [];
  private readonly moment: Moment;
  private readonly stays: number;
  private readonly reduced: boolean;

  /** `stays`: simulated µs that a ring stays at least. */
  constructor(context: CanvasRenderingContext2D, scene: Scene, view: View, moment: Moment, stays: number, reduced: boolean) {
    super(context, scene, view);
    this.moment = moment;
    this.stays = stays;
    this.reduced = reduced;
  }

  /** A ring that expands, a short dashed line towards the WAN, and a mark on the trunk while the message is under way. */
  add(row: Row): void {
    const { moment, view } = this;
    const x = this.x(this.scene.positions[2 * row.from]!);
    const y = this.y(this.scene.positions[2 * row.from + 1]!);
    const u = Math.min(1, (moment.playhead - row.t0) / Math.max(row.t1 - row.t0, this.stays, 1));
    if (u < 1 && !this.isOff(x, y)) {
      if (view.cell < 6 || (this.rings[0]?.length ?? 0) > MOST_RINGS * 4) this.dots.push(x, y);
      else {
        const step = Math.min(ALPHA_STEPS - 1, Math.floor(u * ALPHA_STEPS));
        const end = this.busAbove(row.from);
        this.rings[step]!.push(x, y, view.cell * (0.36 + 0.4 * (this.reduced ? 0.5 : u)), end);
        if (row.kind === MOTION.initialRegistration) this.rings[step]!.push(x, y, view.cell * (0.28 + 0.4 * (this.reduced ? 0.5 : u)), end);
      }
    }
    if (row.t1 >= moment.playhead && !this.reduced) this.onTrunk(row);
  }

  /** Up to the server in the first half of the round trip, and back. */
  private onTrunk(row: Row): void {
    const { scene, view } = this;
    const layout = scene.layout!;
    const stretch = layout.stretches[scene.stretchOf[row.from]!]!;
    const card = layout.cards[layout.boxes[stretch.box]!.card]!;
    const own = stretch.servers?.[scene.placeOf[row.from]!] ?? stretch.server;
    const server = layout.servers.find((box) => box.server === own);
    if (!server || !isFirstRow(layout, card)) return;
    const v = (this.moment.playhead - row.t0) / Math.max(1, row.t1 - row.t0);
    const share = v < 0.5 ? 1 - 2 * v : 2 * v - 1;
    const [wx, wy] = pointOnCurve(curveTo(server, card), share);
    this.context.globalAlpha = 1;
    this.context.fillStyle = view.palette.registering;
    this.context.beginPath();
    this.context.arc(wx * view.scale + view.offsetX, wy * view.scale + view.offsetY, 2.2 * view.dpr, 0, TAU);
    this.context.fill();
  }

  /** Lines to the WAN end at the bus: above it are words. */
  private busAbove(slot: number): number {
    const { scene, view } = this;
    const layout = scene.layout!;
    const box = layout.boxes[layout.stretches[scene.stretchOf[slot]!]!.box]!;
    return layout.buses[box.bus]!.y * view.scale + view.offsetY;
  }

  draw(): void {
    this.flushRings();
    this.flushDots();
  }

  private flushRings(): void {
    const { context, view } = this;
    const { cell, dpr, palette } = view;
    this.rings.forEach((list, step) => {
      if (list.length === 0) return;
      context.globalAlpha = 1 - step / ALPHA_STEPS;
      context.strokeStyle = palette.registering;
      context.lineWidth = Math.max(dpr, cell * 0.035);
      context.setLineDash([]);
      context.beginPath();
      for (let i = 0; i < list.length; i += 4) {
        context.moveTo(list[i]! + list[i + 2]!, list[i + 1]!);
        context.arc(list[i]!, list[i + 1]!, list[i + 2]!, 0, TAU);
      }
      context.stroke();
      context.strokeStyle = palette.wan;
      context.setLineDash([Math.max(2, cell * 0.09), Math.max(2, cell * 0.07)]);
      context.beginPath();
      for (let i = 0; i < list.length; i += 4) {
        // Aside, into the lane between two columns: straight up stands the next client.
        context.moveTo(list[i]! + cell * 0.27, list[i + 1]! - cell * 0.27);
        context.lineTo(list[i]! + cell * 0.5, list[i + 1]! - cell * 0.5);
        context.lineTo(list[i]! + cell * 0.5, Math.max(list[i + 1]! - cell * 1.05, list[i + 3]!));
      }
      context.stroke();
    });
    context.setLineDash([]);
  }

  private flushDots(): void {
    const { context, view, dots } = this;
    const side = Math.max(2, Math.round(view.cell * 0.6));
    context.globalAlpha = 0.9;
    context.fillStyle = view.palette.registering;
    for (let i = 0; i < dots.length; i += 2) context.fillRect(dots[i]! - side / 2, dots[i + 1]! - side / 2, side, side);
  }

  private isOff(x: number, y: number): boolean {
    const margin = this.view.cell * 2 + 20;
    return !(x > -margin && y > -margin && x < this.view.width + margin && y < this.view.height + margin);
  }
}
