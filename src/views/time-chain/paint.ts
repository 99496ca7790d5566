/**
 * Draws everything that stands still into a picture, a slice at a time: no slice takes longer than its deadline, however many marks there
 * are. What moves or is pointed at is drawn over it (live.ts).
 */
import type { TimeChainMarks } from '../../engine/contract';
import { MARK, MARK_KINDS } from '../../engine/time-chain-marks';
import type { Framebuffer } from '../../render/framebuffer';
import { pixelOf, type Palette } from '../../render/palette';
import { leavesBelow } from './marks';
import { answerWidth, cross, dashed, dot, MOST_ANSWER_WIDTH, ring, triangle } from './shapes';
import { rowOf } from './rows';
import { yOfRow, yOfServer, type Stack } from './stack';
import type { Viewport } from './viewport';

export interface Scene {
  readonly stack: Stack;
  readonly marks: TimeChainMarks;
  /** When the engine answered: what was under way then is drawn live. */
  readonly now: number;
  readonly view: Viewport;
  /** Device px. */
  readonly width: number;
  readonly height: number;
  readonly dpr: number;
  readonly palette: Palette;
}

/** Later ones lie above earlier ones. */
const PASSES: readonly (readonly number[])[] = [
  [MARK.normalRegistration],
  [MARK.initialRegistration, MARK.reregistration, MARK.failedRegistration],
  [MARK.linkOpened, MARK.linkClosed, MARK.linkLost, MARK.linkCut],
  [MARK.started, MARK.stopped, MARK.roleLost, MARK.roleGained],
  [MARK.lateQuestion, MARK.question],
  [MARK.partialAnswers, MARK.answers],
  [MARK.lostQuestion, MARK.lostAnswers],
];
/** Marks between two looks at the clock. */
const BATCH = 64;

export class Painting {
  readonly scene: Scene;
  private readonly fb: Framebuffer;
  private readonly rowY: Float32Array;
  private readonly inks: Inks;
  private readonly scale: number;
  private pass = -1;
  private next = 0;

  constructor(scene: Scene, fb: Framebuffer) {
    this.scene = scene;
    this.fb = fb;
    this.inks = inksOf(scene.palette);
    this.scale = scene.width / (scene.view.to - scene.view.from);
    this.rowY = new Float32Array(scene.stack.model.slots.length);
    for (let row = 0; row < this.rowY.length; row++) this.rowY[row] = this.y(yOfRow(scene.stack, row));
    fb.resize(scene.width, scene.height);
  }

  /** Goes on until it is done (true) or `isLate` says that the slice is over. */
  work(isLate: () => boolean): boolean {
    if (this.pass < 0) {
      this.fb.clear();
      this.ground();
      this.pass = 0;
      if (isLate()) return false;
    }
    while (this.pass < PASSES.length) {
      if (!this.drawPass(PASSES[this.pass]!, isLate)) return false;
      this.pass++;
      this.next = 0;
    }
    return true;
  }

  private drawPass(kinds: readonly number[], isLate: () => boolean): boolean {
    const { marks } = this.scene;
    const wanted = new Uint8Array(MARK_KINDS);
    for (const kind of kinds) wanted[kind] = 1;
    let drawn = 0;
    while (this.next < marks.count) {
      const i = this.next++;
      if (wanted[marks.kind[i]!] !== 1) continue;
      this.mark(i);
      if (++drawn % BATCH === 0 && isLate()) return false;
    }
    return true;
  }

  private x(t: number): number {
    return (t - this.scene.view.from) * this.scale;
  }
  private y(stackY: number): number {
    return (stackY - this.scene.view.scroll) * this.scene.dpr;
  }

  /** Bands of subnets, lanes of the server, and a line for every row that is high enough. */
  private ground(): void {
    const { fb, inks, scene } = this;
    const { stack, dpr, width } = scene;
    stack.model.blocks.forEach((block, index) => {
      const top = this.y(stack.blockTop[index]!);
      const height = stack.blockHeight[index]! * dpr;
      if (top > scene.height || top + height < 0) return;
      fb.rect(0, Math.round(top), width, Math.round(height), inks.subnet);
      for (let c = block.firstChain; c < block.firstChain + block.chainCount; c++) this.chainGround(c);
    });
  }

  private chainGround(index: number): void {
    const { fb, inks, scene } = this;
    const { stack, dpr, width } = scene;
    const chain = stack.model.chains[index]!;
    if (!stack.isDetailed) return;
    const top = this.y(stack.chainTop[index]!);
    const bottom = top + chain.count * stack.rowPx * dpr;
    const lane = stack.lanePx * dpr;
    if (top - lane > scene.height || bottom + lane < 0) return;
    fb.rect(0, Math.round(top - lane), width, Math.round(lane), inks.band);
    fb.rect(0, Math.round(bottom), width, Math.round(lane), inks.band);
    const line = Math.max(1, Math.round(dpr));
    fb.rect(0, Math.round(top - lane), width, line, inks.server);
    fb.rect(0, Math.round(bottom + lane) - line, width, line, inks.server);
    if (stack.rowPx * dpr < 5) return;
    for (let row = chain.firstRow; row < chain.firstRow + chain.count; row++) fb.rect(0, Math.round(this.rowY[row]!), width, 1, inks.rowLine);
  }

  private rowYOf(slot: number): number {
    const row = rowOf(this.scene.stack.model, slot);
    return row < 0 ? NaN : this.rowY[row]!;
  }

  private serverY(slot: number, edge: 'upper' | 'lower'): number {
    const row = rowOf(this.scene.stack.model, slot);
    return row < 0 ? NaN : this.y(yOfServer(this.scene.stack, row, edge));
  }

  private mark(i: number): void {
    const { marks, width, height } = this.scene;
    const kind = marks.kind[i]!;
    const x0 = this.x(marks.t0[i]!);
    const x1 = this.x(marks.t1[i]!);
    if (x1 < -8 || x0 > width + 8) return;
    const a = marks.a[i]!;
    const b = marks.b[i]!;
    const edge = leavesBelow(kind) ? 'lower' : 'upper';
    const y0 = a < 0 ? this.serverY(b, edge) : this.rowYOf(a);
    const y1 = b < 0 ? this.serverY(a, edge) : this.rowYOf(b);
    if (!(Math.max(y0, y1) >= -8 && Math.min(y0, y1) <= height + 8)) return;
    if (kind <= MARK.lostAnswers) this.message(i, kind, x0, y0, x1, y1);
    else this.atRest(i, kind, x0, x1, y0, y1);
  }

  private message(i: number, kind: number, x0: number, y0: number, x1: number, y1: number): void {
    const { fb, inks, scene } = this;
    const { marks, dpr } = scene;
    if (marks.event[i] === 0 && marks.t1[i]! > scene.now) return;
    const rowPx = scene.stack.rowPx * dpr;
    switch (kind) {
      case MARK.question:
        fb.line(x0, y0, x1, y1, 0.65 * dpr, inks.question);
        if (rowPx >= 6) dot(fb, x1, y1, Math.min(2.4 * dpr, rowPx * 0.2), inks.question);
        return;
      case MARK.lateQuestion:
        dashed(fb, x0, y0, x1, y1, 0.65 * dpr, inks.question, 3 * dpr);
        if (rowPx >= 3) ring(fb, x1, y1, Math.min(3 * dpr, Math.max(1.5, rowPx * 0.28)), 1.2 * dpr, inks.question);
        return;
      case MARK.lostQuestion:
      case MARK.lostAnswers:
        fb.line(x0, y0, x1, y1, 0.65 * dpr, kind === MARK.lostQuestion ? inks.question : inks.answer);
        cross(fb, x1, y1, Math.max(2.5 * dpr, Math.min(4 * dpr, rowPx * 0.4)), 0.9 * dpr, inks.blocked);
        return;
      default: {
        const wide = Math.min(MOST_ANSWER_WIDTH, answerWidth(marks.extra[i]!)) * dpr;
        const half = Math.min(wide, Math.max(dpr, rowPx)) / 2;
        if (kind === MARK.partialAnswers) dashed(fb, x0, y0, x1, y1, half, inks.answer, 2.5 * dpr);
        else fb.line(x0, y0, x1, y1, half, inks.answer);
        if (rowPx >= 6) dot(fb, x1, y1, Math.min(rowPx * 0.42, wide * 0.5 + 1.3 * dpr), inks.answer);
      }
    }
  }

  private atRest(i: number, kind: number, x0: number, x1: number, y0: number, y1: number): void {
    const { marks } = this.scene;
    const size = Math.min(5, Math.max(1.2, this.scene.stack.rowPx * 0.32)) * this.scene.dpr;
    if (kind <= MARK.failedRegistration) this.registration(kind, x0, x1, y0, size);
    else if (kind <= MARK.linkCut) this.linkChange(kind, x0, y0, y1, size, marks.extra[i] === 1);
    else this.presence(i, kind, x0, y0, size);
  }

  /** At the client: a line to the server for each would cover the chain. */
  private registration(kind: number, x0: number, x1: number, y: number, size: number): void {
    const { fb, inks, scene } = this;
    const { dpr } = scene;
    if (kind === MARK.normalRegistration) {
      if (scene.stack.rowPx >= 5) ring(fb, x0, y, Math.max(1.6 * dpr, size * 0.6), dpr, inks.normal);
      else dot(fb, x0, y, (scene.stack.rowPx < 1.5 ? 0.5 : 0.9) * dpr, inks.normal);
      return;
    }
    if (x1 - x0 > 3 * dpr) fb.line(x0, y, x1, y, 0.5 * dpr, inks.registering);
    if (kind === MARK.failedRegistration) {
      cross(fb, x1, y, Math.max(2 * dpr, size * 0.7), 0.7 * dpr, inks.registering);
      return;
    }
    if (size < 1.6 * dpr) dot(fb, x1, y, 0.9 * dpr, inks.registering);
    else {
      ring(fb, x1, y, size * 0.95, dpr, inks.registering);
      if (kind === MARK.initialRegistration) ring(fb, x1, y, size * 0.45, dpr, inks.registering);
    }
  }

  /** A bar between the two rows: solid when a link opens, dashed when it ends, with a cross when it was lost or is blocked. */
  private linkChange(kind: number, x: number, y0: number, y1: number, size: number, isBackward: boolean): void {
    const { fb, inks, scene } = this;
    const { dpr } = scene;
    if (Number.isNaN(y0) || Number.isNaN(y1)) return;
    const half = 0.7 * dpr;
    if (kind === MARK.linkOpened) {
      fb.line(x, y0, x, y1, half, inks.link);
      if (scene.stack.rowPx >= 9) triangle(fb, x, (y0 + y1) / 2, size * 0.5, isBackward ? -1 : 1, inks.link, false);
      return;
    }
    const ink = kind === MARK.linkClosed ? inks.link : inks.blocked;
    dashed(fb, x, y0, x, y1, half, ink, 2 * dpr);
    if (kind === MARK.linkLost) cross(fb, x, (y0 + y1) / 2, Math.max(1.8 * dpr, size * 0.6), 0.8 * dpr, ink);
    if (kind === MARK.linkCut) fb.line(x - size, (y0 + y1) / 2, x + size, (y0 + y1) / 2, 1.1 * dpr, ink);
  }

  /** A role reaches to the server's edge: a reflection bounces there. */
  private presence(i: number, kind: number, x: number, y: number, size: number): void {
    const { fb, inks, scene } = this;
    const { marks, dpr } = scene;
    const isBackward = marks.extra[i] === 1;
    if (kind === MARK.started) return dot(fb, x, y, scene.stack.rowPx < 2 ? 0.6 * dpr : Math.max(1.2 * dpr, size * 0.6), inks.idle);
    if (kind === MARK.stopped) return ring(fb, x, y, Math.max(1.4 * dpr, size * 0.8), 1.2 * dpr, inks.offline);
    const ink = isBackward ? inks.question : inks.answer;
    const toServer = this.serverY(marks.a[i]!, isBackward ? 'upper' : 'lower');
    if (kind === MARK.roleGained) fb.line(x, y, x, toServer, 0.6 * dpr, ink);
    else dashed(fb, x, y, x, toServer, 0.5 * dpr, ink, 2 * dpr);
    triangle(fb, x, y, Math.max(1.8 * dpr, size), isBackward ? 1 : -1, ink, kind === MARK.roleLost);
  }
}

interface Inks {
  readonly subnet: number;
  readonly band: number;
  readonly server: number;
  readonly rowLine: number;
  readonly question: number;
  readonly answer: number;
  readonly blocked: number;
  readonly normal: number;
  readonly registering: number;
  readonly link: number;
  readonly idle: number;
  readonly offline: number;
}

function inksOf(palette: Palette): Inks {
  return {
    subnet: pixelOf(palette.subnet),
    band: pixelOf(palette.band),
    server: pixelOf(palette.wan, 0.55),
    rowLine: pixelOf(palette.line, 0.6),
    question: pixelOf(palette.question),
    answer: pixelOf(palette.answer),
    blocked: pixelOf(palette.blocked),
    normal: pixelOf(palette.registering, palette.name === 'dark' ? 0.5 : 0.55),
    registering: pixelOf(palette.registering),
    link: pixelOf(palette.link),
    idle: pixelOf(palette.idle),
    offline: pixelOf(palette.offline),
  };
}
