/**
 * Questions and answers under way: from client to client, down from the server and up to it, late with a registration, or lost. Computed
 * from motion records and the playhead alone, like everything that moves; a message moves linearly, so that its speed is its latency.
 */
import { MOTION, MOTION_STRIDE, type Frame } from '../engine/frame';
import { linkPath, pointOn } from './link-path';
import { Pen } from './pen';
import type { Scene } from './scene';
import { Streaks } from './streaks';
import { TravellingMarks } from './travelling-marks';
import type { View } from './view';
import type { WanPath } from './wan-path';

type Context = CanvasRenderingContext2D;
const TAU = Math.PI * 2;
const FRAME_SECONDS = 1 / 60;
/** Share of a cell from a client's centre where the trail of a message begins. */
const TRAIL_FROM = 0.3;

export interface WaveMoment {
  readonly playhead: number;
  /** Simulated seconds per second, also at rest. */
  readonly speed: number;
  /** At rest every message is where it is, however fast the run was. */
  readonly playing: boolean;
}

/** The message that the camera stays on. */
export interface Followed {
  readonly question: number;
  readonly at: number;
  readonly to: number;
}
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export const isWaveKind = (kind: number): boolean => kind >= MOTION.question && kind <= MOTION.lostMessage;

export class WaveLayer extends Pen {
  /** Where the followed message was drawn, device px. */
  spot: Spot | null = null;
  private readonly marks = new TravellingMarks();
  private readonly streaks: Streaks;
  private readonly moment: WaveMoment;
  private readonly path: WanPath;
  private readonly reduced: boolean;
  /** Simulated µs that one picture covers; 0 at rest. */
  private readonly span: number;
  private followed: Followed | null = null;
  /** Of questions and of answers: x0, y0, x1, y1 in device px. */
  private readonly trails: readonly [number[], number[]] = [[], []];

  constructor(context: Context, scene: Scene, view: View, moment: WaveMoment, path: WanPath, reduced: boolean) {
    super(context, scene, view);
    this.moment = moment;
    this.path = path;
    this.reduced = reduced;
    this.span = moment.playing ? moment.speed * FRAME_SECONDS * 1e6 : 0;
    this.streaks = new Streaks(context, scene, view);
  }

  /** `kinds`: only these messages; null = all. */
  draw(frame: Frame, followed: Followed | null, kinds: ReadonlySet<number> | null): void {
    this.followed = followed;
    const { motion } = frame;
    for (let i = 0; i < frame.motionCount; i++) {
      const at = i * MOTION_STRIDE;
      const kind = motion[at]!;
      if (!isWaveKind(kind) || (kinds !== null && !kinds.has(kind))) continue;
      const [from, to, t0, t1] = [motion[at + 1]!, motion[at + 2]!, motion[at + 3]!, motion[at + 4]!];
      if (t0 > this.moment.playhead) continue;
      if (kind === MOTION.lostMessage) this.lost(from, to, t0, t1);
      else if (kind === MOTION.lateQuestion) this.late(Math.max(from, to), t0, t1);
      else if (!this.reduced) this.message(kind === MOTION.question, from, to, t0, t1, motion[at + 5]!, motion[at + 6]!);
    }
    this.drawTrails();
    this.streaks.draw();
    this.marks.draw(this.context, this.view.palette, this.view.dpr);
    this.context.globalAlpha = 1;
  }

  private message(isQuestion: boolean, from: number, to: number, t0: number, t1: number, amount: number, question: number): void {
    const { playhead } = this.moment;
    const isStreak = t1 - t0 < this.span;
    if (playhead >= t1 && !(isStreak && playhead - this.span < t1)) return;
    const isWan = from < 0 || to < 0;
    const client = from < 0 ? to : from;
    if (!this.scene.isPlaced(client) || (!isWan && !this.scene.isPlaced(to))) return;
    // A hop shorter than one picture would show here or there by chance: the stretch it sweeps, with the ink of one mark.
    if (isStreak) {
      if (isWan) {
        if (this.path.find(client)) this.streaks.wan(this.path, isQuestion);
      } else this.streaks.hop(from, to, isQuestion, this.span / Math.max(1, t1 - t0));
      return;
    }
    const share = (playhead - t0) / Math.max(1, t1 - t0);
    const isFollowed = this.followed !== null && question === this.followed.question && from === this.followed.at && to === this.followed.to;
    if (isWan) this.onWan(client, from < 0 ? share : 1 - share, isQuestion, amount, isFollowed);
    else this.onLink(from, to, share, isQuestion, amount, isFollowed);
  }

  /** Down to a backward leader, or up from a forward leader. */
  private onWan(client: number, share: number, isQuestion: boolean, amount: number, isFollowed: boolean): void {
    const { path, view } = this;
    if (!path.find(client)) return;
    path.moveTo(share);
    const x = this.x(path.x);
    const y = this.y(path.y);
    const r = this.wanRadius(isQuestion, amount);
    if (isFollowed) this.spot = { x, y, radius: r };
    if (!this.isInView(x, y)) return;
    const sign = isQuestion ? 1 : -1;
    if (view.cell < 9) this.marks.dot(x, y, r, isQuestion, view.dpr);
    else if (isQuestion) this.marks.question(x, y, r, sign * path.dx, sign * path.dy);
    else this.marks.answer(x, y, r, sign * path.dx, sign * path.dy);
    if (!isQuestion && view.cell >= 28) this.marks.count(x + r + 4 * view.dpr, y, amount);
  }

  private onLink(from: number, to: number, share: number, isQuestion: boolean, amount: number, isFollowed: boolean): void {
    const { positions } = this.scene;
    const { cell } = this.view;
    const x0 = this.x(positions[2 * from]!);
    const y0 = this.y(positions[2 * from + 1]!);
    if (!isFollowed && !this.isInView(x0, y0)) return;
    const r = this.linkRadius(isQuestion, amount);
    if (areNeighbours(this.scene, from, to)) {
      const dx = this.x(positions[2 * to]!) - x0;
      const dy = this.y(positions[2 * to + 1]!) - y0;
      const length = Math.sqrt(dx * dx + dy * dy) || 1;
      const first = TRAIL_FROM * Math.min(1, cell / length);
      if (share > first && cell >= 4) this.trails[isQuestion ? 0 : 1].push(x0 + dx * first, y0 + dy * first, x0 + dx * share, y0 + dy * share);
      this.mark(x0 + dx * share, y0 + dy * share, r, dx / length, dy / length, isQuestion, amount, isFollowed);
      return;
    }
    const path = linkPath(this.scene, from, to);
    const [wx, wy] = pointOn(path, share);
    const [ax, ay] = pointOn(path, Math.max(0, share - 0.04));
    const [bx, by] = pointOn(path, Math.min(1, share + 0.04));
    const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2) || 1;
    if (cell >= 4) this.trail(path, share, isQuestion);
    this.mark(this.x(wx), this.y(wy), r, (bx - ax) / length, (by - ay) / length, isQuestion, amount, isFollowed);
  }

  private mark(x: number, y: number, r: number, dx: number, dy: number, isQuestion: boolean, amount: number, isFollowed: boolean): void {
    const { cell, dpr } = this.view;
    if (isFollowed) this.spot = { x, y, radius: r };
    if (cell < 1.25) return;
    if (cell < 9) this.marks.dot(x, y, r, isQuestion);
    else if (isQuestion) this.marks.question(x, y, r, dx, dy);
    else this.marks.answer(x, y, r, dx, dy);
    if (isQuestion || amount < 2 || cell < 28) return;
    // Beside the ribbon, where no client stands.
    if (Math.abs(dx) > Math.abs(dy)) this.marks.count(x - 3 * dpr, y - r - 7 * dpr, amount);
    else this.marks.count(x + r + 4 * dpr, y, amount);
  }

  /** The ribbon takes the colour of what passes it, up to the mark: here along a way with corners. */
  private trail(path: readonly number[], share: number, isQuestion: boolean): void {
    const list = this.trails[isQuestion ? 0 : 1];
    const first = TRAIL_FROM / Math.max(1, path.length / 2 - 1);
    if (share <= first) return;
    let [x0, y0] = pointOn(path, first);
    for (let step = 1; step <= path.length; step++) {
      const [x, y] = pointOn(path, first + ((share - first) * step) / path.length);
      list.push(this.x(x0), this.y(y0), this.x(x), this.y(y));
      [x0, y0] = [x, y];
    }
  }

  private drawTrails(): void {
    const { context, view } = this;
    context.globalAlpha = 1;
    context.setLineDash([]);
    context.lineWidth = Math.max(1, Math.round(view.cell * 0.19));
    this.trails.forEach((list, which) => {
      if (list.length === 0) return;
      context.strokeStyle = which === 0 ? view.palette.linkQuestion : view.palette.linkAnswer;
      context.beginPath();
      for (let i = 0; i < list.length; i += 4) {
        context.moveTo(list[i]!, list[i + 1]!);
        context.lineTo(list[i + 2]!, list[i + 3]!);
      }
      context.stroke();
    });
  }

  /** Grows with the answers it carries, by area, up to a cell. */
  private linkRadius(isQuestion: boolean, amount: number): number {
    const { cell, dpr } = this.view;
    const share = isQuestion ? 0.22 : Math.min(0.46, 0.19 + 0.035 * Math.sqrt(amount));
    if (cell < 4) return Math.max(1.2, cell * 0.5);
    if (cell < 9) return Math.max(2 * dpr, cell * (isQuestion ? 0.52 : 0.34 + share * 0.5));
    return Math.max(3 * dpr, cell * share);
  }

  private wanRadius(isQuestion: boolean, amount: number): number {
    const { cell, dpr } = this.view;
    if (cell < 9) return (isQuestion ? 2 : Math.min(3.4, 1.8 + 0.16 * Math.sqrt(amount))) * dpr;
    const near = Math.min(1.8, Math.max(0.9, cell / (30 * dpr)));
    const grown = isQuestion ? 4.2 : 3.8 + Math.min(6, 0.55 * Math.sqrt(amount));
    return grown * dpr * near;
  }

  /** Its own mark: a dashed ring down a dashed WAN line, and a dashed double ring where it arrives (REG-6). */
  private late(client: number, t0: number, t1: number): void {
    const { path, view, moment, context } = this;
    if (!path.find(client)) return;
    const { playhead } = moment;
    const x = this.x(this.scene.positions[2 * client]!);
    const y = this.y(this.scene.positions[2 * client + 1]!);
    const stays = Math.max(this.span, 0.6e6 * moment.speed);
    const glow = playhead < t1 ? 1 : 1 - (playhead - t1) / Math.max(1, stays);
    if (glow <= 0) return;
    if (view.cell >= 4 && this.isInView(x, y)) {
      context.globalAlpha = glow;
      context.strokeStyle = view.palette.wan;
      context.lineWidth = Math.max(view.dpr, view.cell * 0.05);
      context.setLineDash([Math.max(2, view.cell * 0.12), Math.max(2, view.cell * 0.09)]);
      context.beginPath();
      // From the bus down: above it the trunk is the line.
      const { own, ownCount } = path;
      for (let i = 1; i < ownCount; i++) {
        if (i === 1) context.moveTo(this.x(own[2]!), this.y(own[3]!));
        else context.lineTo(this.x(own[2 * i]!), this.y(own[2 * i + 1]!));
      }
      context.stroke();
      context.strokeStyle = view.palette.question;
      context.beginPath();
      for (const share of [0.44, 0.56]) {
        context.moveTo(x + view.cell * share, y);
        context.arc(x, y, view.cell * share, 0, TAU);
      }
      context.stroke();
      context.setLineDash([]);
    }
    if (this.reduced || playhead >= t1) return;
    path.moveTo((playhead - t0) / Math.max(1, t1 - t0));
    const [mx, my] = [this.x(path.x), this.y(path.y)];
    if (!this.isInView(mx, my)) return;
    if (view.cell < 9) this.marks.dot(mx, my, this.wanRadius(true, 0), true, view.dpr);
    else this.marks.lateQuestion(mx, my, this.wanRadius(true, 0) * 1.15, path.dx, path.dy);
  }

  /** A short burst where a message was lost: at the peer it was for, or on the way to or from the server. */
  private lost(from: number, to: number, t0: number, t1: number): void {
    const u = t1 > t0 ? (this.moment.playhead - t0) / (t1 - t0) : 1;
    const client = from < 0 ? to : from;
    if (u >= 1 || !this.scene.isPlaced(client)) return;
    const { context, view, scene } = this;
    let wx = scene.positions[2 * client]!;
    let wy = scene.positions[2 * client + 1]!;
    if (from < 0 || to < 0) {
      if (!this.path.find(client)) return;
      const { own, ownCount } = this.path;
      [wx, wy] = [own[2 * ownCount - 4]!, own[2 * ownCount - 3]!];
    } else if (scene.isPlaced(to)) [wx, wy] = pointOn(linkPath(scene, from, to), 0.62);
    const [x, y] = [this.x(wx), this.y(wy)];
    if (!this.isInView(x, y)) return;
    const reach = Math.max(5 * view.dpr, view.cell * 0.42) * (this.reduced ? 0.8 : 0.45 + 0.55 * Math.min(1, u * 2.5));
    const inner = reach * (this.reduced ? 0.45 : 0.3 + 0.45 * u);
    context.globalAlpha = this.reduced ? 1 : 1 - u * u;
    context.setLineDash([]);
    context.lineCap = 'round';
    for (const [colour, width] of [
      [view.palette.subnet, 2.4],
      [view.palette.blocked, 1],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = Math.max(1.4 * view.dpr, view.cell * 0.05) * width;
      context.beginPath();
      for (let ray = 0; ray < 8; ray++) {
        const [c, s] = [Math.cos((ray * TAU) / 8 + 0.39), Math.sin((ray * TAU) / 8 + 0.39)];
        context.moveTo(x + c * inner, y + s * inner);
        context.lineTo(x + c * reach, y + s * reach);
      }
      context.stroke();
    }
    context.lineCap = 'butt';
    context.globalAlpha = 1;
  }

  private isInView(x: number, y: number): boolean {
    const margin = this.view.cell * 2 + 20;
    return x > -margin && y > -margin && x < this.view.width + margin && y < this.view.height + margin;
  }
}

function areNeighbours(scene: Scene, a: number, b: number): boolean {
  return scene.stretchOf[a] === scene.stretchOf[b] && Math.abs(scene.placeOf[a]! - scene.placeOf[b]!) === 1;
}
