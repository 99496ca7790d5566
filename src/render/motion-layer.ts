/**
 * What travels and what just happened, computed from motion records and the playhead alone, so that seeking and reverse need nothing.
 * Marks move linearly: easing would falsify latency.
 */
import { MOTION, MOTION_STRIDE, type Frame } from '../engine/frame';
import { drawWall } from './base-layer';
import { linkPath, pointOn } from './link-path';
import { withAlpha } from './palette';
import { RegistrationMarks } from './registration-marks';
import type { Scene } from './scene';
import type { View } from './view';
import { isWaveKind } from './wave-layer';

type Context = CanvasRenderingContext2D;

/** Seconds of wall time that a mark stays after what it shows. */
const STAYS = 0.6;
const FRAME_SECONDS = 1 / 60;
const TAU = Math.PI * 2;

export interface Moment {
  readonly playhead: number;
  /** Simulated seconds per second, as chosen, also at rest. */
  readonly speed: number;
}

export interface Row {
  readonly kind: number;
  readonly from: number;
  readonly to: number;
  readonly t0: number;
  readonly t1: number;
  readonly extra: number;
}

export class MotionLayer {
  private readonly context: Context;
  private readonly scene: Scene;
  private readonly view: View;
  private readonly moment: Moment;
  private readonly stays: number;
  private readonly registrations: RegistrationMarks;

  constructor(context: Context, scene: Scene, view: View, moment: Moment, reduced: boolean) {
    this.context = context;
    this.scene = scene;
    this.view = view;
    this.moment = moment;
    this.stays = STAYS * 1e6 * moment.speed;
    this.registrations = new RegistrationMarks(context, scene, view, moment, this.stays, reduced);
  }

  draw(frame: Frame): void {
    const { motion } = frame;
    for (let i = 0; i < frame.motionCount; i++) {
      const at = i * MOTION_STRIDE;
      if (isWaveKind(motion[at]!)) continue;
      this.row({ kind: motion[at]!, from: motion[at + 1]!, to: motion[at + 2]!, t0: motion[at + 3]!, t1: motion[at + 4]!, extra: motion[at + 5]! });
    }
    this.registrations.draw();
    this.context.globalAlpha = 1;
    this.context.setLineDash([]);
  }

  private row(row: Row): void {
    const { scene, moment } = this;
    if (!scene.isPlaced(row.from) || row.t0 > moment.playhead) return;
    switch (row.kind) {
      case MOTION.normalRegistration:
      case MOTION.initialRegistration:
        return this.registrations.add(row);
      case MOTION.hello:
        return this.message(row, row.extra === 0 ? this.view.palette.answer : this.view.palette.question);
      case MOTION.accepted:
        return this.accepted(row);
      case MOTION.refused:
        return this.refused(row);
      case MOTION.noAnswer:
        return this.noAnswer(row);
      case MOTION.broken:
        return this.broken(row);
      case MOTION.cut:
        return this.cut(row);
      case MOTION.roleGained:
      case MOTION.roleLost:
        return this.role(row);
      default:
        return this.pulse(row);
    }
  }

  private px(slot: number): number {
    return this.scene.positions[2 * slot]! * this.view.scale + this.view.offsetX;
  }
  private py(slot: number): number {
    return this.scene.positions[2 * slot + 1]! * this.view.scale + this.view.offsetY;
  }
  private isOff(x: number, y: number): boolean {
    const margin = this.view.cell * 2 + 20;
    return !(x > -margin && y > -margin && x < this.view.width + margin && y < this.view.height + margin);
  }
  /** 1 right after t, 0 when the mark is over. */
  private afterglow(t: number): number {
    if (this.stays <= 0) return t >= this.moment.playhead ? 1 : 0;
    return Math.max(0, 1 - Math.max(0, this.moment.playhead - t) / this.stays);
  }

  /** A travelling mark with its trail; shorter than a frame, a streak over the whole way. */
  private message(row: Row, colour: string): void {
    if (row.to < 0 || !this.scene.isPlaced(row.to)) return;
    const { moment, view, context } = this;
    const glow = moment.playhead > row.t1 ? this.afterglow(row.t1) ** 2 : 1;
    if (glow <= 0 || this.isOff(this.px(row.from), this.py(row.from))) return;
    const path = this.pathOf(row.from, row.to);
    const isStreak = row.t1 - row.t0 < moment.speed * FRAME_SECONDS * 1e6;
    const share = isStreak ? 1 : Math.min(1, (moment.playhead - row.t0) / Math.max(1, row.t1 - row.t0));
    const head = pointOn(path, share);
    context.globalAlpha = 0.75 * glow;
    context.strokeStyle = colour;
    context.lineWidth = Math.max(view.dpr, view.cell * 0.06);
    this.strokeUpTo(path, share);
    if (view.cell < 4) return;
    context.globalAlpha = glow;
    context.fillStyle = colour;
    context.beginPath();
    context.arc(head[0], head[1], Math.max(2 * view.dpr, view.cell * 0.11), 0, TAU);
    context.fill();
  }

  private accepted(row: Row): void {
    if (row.to < 0 || !this.scene.isPlaced(row.to)) return;
    if (this.moment.playhead < row.t1) return this.message(row, this.view.palette.link);
    const glow = this.afterglow(row.t1);
    if (glow <= 0 || this.isOff(this.px(row.from), this.py(row.from))) return;
    const { context, view } = this;
    context.globalAlpha = glow;
    context.strokeStyle = row.extra === 0 ? view.palette.answer : view.palette.question;
    context.lineWidth = Math.max(1.5 * view.dpr, view.cell * 0.19 * (0.6 + 0.4 * glow));
    this.strokeUpTo(this.pathOf(row.from, row.to), 1);
  }

  /** The "no" comes back, and a bar stands where it came from. */
  private refused(row: Row): void {
    if (row.to < 0 || !this.scene.isPlaced(row.to)) return;
    const { context, view } = this;
    const glow = this.moment.playhead < row.t1 ? 1 : this.afterglow(row.t1);
    if (glow <= 0 || this.isOff(this.px(row.from), this.py(row.from))) return;
    if (this.moment.playhead < row.t1) this.message(row, view.palette.blocked);
    const path = this.pathOf(row.from, row.to);
    const [x, y] = pointOn(path, 0.3);
    const [ax, ay] = pointOn(path, 0.2);
    const length = Math.sqrt((x - ax) ** 2 + (y - ay) ** 2) || 1;
    const [nx, ny] = [-(y - ay) / length, (x - ax) / length];
    const reach = view.cell * 0.2;
    context.globalAlpha = glow;
    context.strokeStyle = view.palette.blocked;
    context.lineWidth = Math.max(1.5 * view.dpr, view.cell * 0.06);
    context.beginPath();
    context.moveTo(x - nx * reach, y - ny * reach);
    context.lineTo(x + nx * reach, y + ny * reach);
    context.stroke();
  }

  /** Goes out and fades; at the time-out a cross stands at its end. To the server: the same, upwards. */
  private noAnswer(row: Row): void {
    const x0 = this.px(row.from);
    const y0 = this.py(row.from);
    if (this.isOff(x0, y0) || this.view.cell < 4) return;
    const { context, view, moment } = this;
    const isOver = moment.playhead >= row.t1;
    const glow = isOver ? this.afterglow(row.t1) : 0.35 + 0.65 * Math.max(0, 1 - (moment.playhead - row.t0) / Math.max(1, row.t1 - row.t0));
    if (glow <= 0) return;
    const toPeer = row.to >= 0 && this.scene.isPlaced(row.to);
    const path = toPeer ? this.pathOf(row.from, row.to) : [x0, y0, x0, y0 - view.cell * 0.95];
    context.globalAlpha = glow;
    context.strokeStyle = toPeer ? (row.extra === 0 ? view.palette.answer : view.palette.question) : view.palette.wan;
    context.lineWidth = Math.max(view.dpr, view.cell * 0.05);
    context.setLineDash([view.cell * 0.1, view.cell * 0.1]);
    this.strokeUpTo(path, 0.72);
    context.setLineDash([]);
    if (!isOver) return;
    const [x, y] = pointOn(path, 0.72);
    const r = Math.max(2 * view.dpr, view.cell * 0.09);
    context.strokeStyle = view.palette.blocked;
    context.beginPath();
    context.moveTo(x - r, y - r);
    context.lineTo(x + r, y + r);
    context.moveTo(x + r, y - r);
    context.lineTo(x - r, y + r);
    context.stroke();
  }

  /** The ribbon turns red and comes apart in the middle. */
  private broken(row: Row): void {
    if (row.to < 0 || !this.scene.isPlaced(row.to) || this.isOff(this.px(row.from), this.py(row.from))) return;
    const { context, view, moment } = this;
    const u = row.t1 > row.t0 ? Math.min(1, (moment.playhead - row.t0) / (row.t1 - row.t0)) : 1;
    if (u >= 1) return;
    const path = this.pathOf(row.from, row.to);
    const gap = 0.1 + 0.35 * u;
    context.globalAlpha = 1 - u;
    context.strokeStyle = view.palette.blocked;
    context.lineWidth = Math.max(1.5 * view.dpr, view.cell * 0.15);
    this.strokeUpTo(path, 0.5 - gap);
    const back: number[] = [];
    for (let i = path.length - 2; i >= 0; i -= 2) back.push(path[i]!, path[i + 1]!);
    this.strokeUpTo(back, 0.5 - gap);
  }

  /** Bricks across a link that is blocked already and not yet given up. */
  private cut(row: Row): void {
    if (row.to < 0 || this.moment.playhead >= row.t1 || !this.scene.isPlaced(row.to) || this.isOff(this.px(row.from), this.py(row.from))) return;
    const { context, view } = this;
    const path = this.pathOf(row.from, row.to);
    const [x, y] = pointOn(path, 0.5);
    const [ax, ay] = pointOn(path, 0.4);
    const isUpright = Math.abs(y - ay) >= Math.abs(x - ax);
    const long = Math.max(6 * view.dpr, view.cell * 0.6);
    const short = Math.max(2 * view.dpr, view.cell * 0.16);
    const [width, height] = isUpright ? [long, short] : [short, long];
    context.globalAlpha = 1;
    drawWall(context, { x: x - width / 2, y: y - height / 2, width, height }, view.palette, view.dpr);
  }

  /** A role comes with a ring that opens, and goes with one that closes: 200 ms and 300 ms of what the mark stays. */
  private role(row: Row): void {
    const u = row.t1 > row.t0 ? (this.moment.playhead - row.t0) / (row.t1 - row.t0) : 1;
    if (u >= 1 || this.isOff(this.px(row.from), this.py(row.from))) return;
    const { context, view } = this;
    const gained = row.kind === MOTION.roleGained;
    const grow = Math.min(1, u / (gained ? 0.34 : 0.5));
    const r = view.cell * (gained ? 0.3 + 0.32 * grow : 0.62 - 0.3 * grow);
    context.globalAlpha = (1 - u) * 0.9;
    context.strokeStyle = row.extra === 0 ? view.palette.answer : view.palette.question;
    context.lineWidth = Math.max(1.5 * view.dpr, view.cell * 0.07 * (1 - 0.5 * u));
    context.beginPath();
    context.arc(this.px(row.from), this.py(row.from), Math.max(2, r), 0, TAU);
    context.stroke();
  }

  private pulse(row: Row): void {
    const u = row.t1 > row.t0 ? (this.moment.playhead - row.t0) / (row.t1 - row.t0) : 1;
    if (u >= 1 || this.isOff(this.px(row.from), this.py(row.from))) return;
    const { context, view } = this;
    const started = row.kind === MOTION.started;
    const r = view.cell * (started ? 0.2 + 0.4 * u : 0.6 - 0.35 * u);
    context.globalAlpha = 1 - u;
    context.fillStyle = withAlpha(started ? view.palette.focus : view.palette.blocked, 0.28);
    context.beginPath();
    context.arc(this.px(row.from), this.py(row.from), Math.max(2, r), 0, TAU);
    context.fill();
  }

  /** In device px. */
  private pathOf(from: number, to: number): number[] {
    const path = linkPath(this.scene, from, to);
    for (let i = 0; i < path.length; i += 2) {
      path[i] = path[i]! * this.view.scale + this.view.offsetX;
      path[i + 1] = path[i + 1]! * this.view.scale + this.view.offsetY;
    }
    return path;
  }

  private strokeUpTo(path: readonly number[], share: number): void {
    const { context } = this;
    if (share <= 0) return;
    context.beginPath();
    context.moveTo(path[0]!, path[1]!);
    if (path.length === 4 || share >= 1) {
      for (let i = 2; i < path.length; i += 2) {
        const t = share >= 1 ? 1 : share;
        context.lineTo(path[i - 2]! + (path[i]! - path[i - 2]!) * t, path[i - 1]! + (path[i + 1]! - path[i - 1]!) * t);
      }
    } else for (let step = 1; step <= 12; step++) context.lineTo(...pointOn(path, (share * step) / 12));
    context.stroke();
  }
}
