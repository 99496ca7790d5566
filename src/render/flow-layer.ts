/**
 * How much flows on the lines to the servers: arrows that move at one speed, the denser the more. Samples of a rate and no messages. Places
 * travel along each line; which of them hold an arrow follows from their numbers, so that a change of rate adds or takes some and moves none.
 */
import { Pen } from './pen';
import { DOWN, UP, type SiteRows } from './site-links';
import { isUsed } from './trunks';
import type { WanLine } from './wan-lines';
import { ARROW_STEP, flowOn } from './wan-scales';

/** CSS px per second of watching. */
const SPEED = 34;
/** Places are numbered anew after so many: a whole number of golden steps, nearly. */
const GOLDEN = 0.618_033_988_749_895;
/** Device px: inside the cards of smaller maps there is no room. */
const LEAST_CELL = 4;
const LONG = 2.5;
const HALF = 2;
const ASIDE = 2.1;
/** CSS px around an arrow. */
const RIM = 0.9;

/** Whether the travelling place with this number holds an arrow, at a density of 0 … 1. Spread evenly for every density. */
export function holdsArrow(place: number, line: number, density: number): boolean {
  const at = place * GOLDEN + line * 0.381_7;
  return at - Math.floor(at) < density;
}

/** Calls `visit` with the distance from the line's beginning, in CSS px, of each arrow between `from` and `to`. */
export function eachArrow(line: number, density: number, shift: number, from: number, to: number, visit: (distance: number) => void): void {
  if (density <= 0) return;
  const first = Math.ceil((from - shift) / ARROW_STEP);
  const last = Math.floor((to - shift) / ARROW_STEP);
  for (let place = first; place <= last; place++) if (holdsArrow(place, line, density)) visit(shift + place * ARROW_STEP);
}

export class FlowLayer extends Pen {
  /** x, y, dx, dy in device px. */
  private readonly arrows: number[] = [];

  draw(rows: SiteRows, seconds: number): void {
    const { scene } = this;
    const { perArrow } = scene.wan.scales.scales;
    if (perArrow === 0 || scene.reflow.active) return;
    scene.wan.lines.forEach((line, index) => {
      if ((line.server < 0 && this.view.cell < LEAST_CELL) || !this.isNear(line) || this.isDown(line)) return;
      const up = flowOn(line, rows, UP);
      const down = flowOn(line, rows, DOWN);
      // Each direction has its side.
      const aside = ASIDE * this.view.dpr;
      this.along(line, 2 * index, density(down, perArrow), seconds * SPEED, 1, aside);
      this.along(line, 2 * index + 1, density(up, perArrow), -seconds * SPEED, -1, aside);
    });
    this.stamp();
  }

  private isNear(line: WanLine): boolean {
    const { world } = this.view;
    return line.left < world.x + world.width && line.right > world.x && line.top < world.y + world.height && line.bottom > world.y;
  }

  /** Nothing comes through; inside a card when none of its servers is reached. */
  private isDown({ card, server, sites }: WanLine): boolean {
    const { scene } = this;
    if (server >= 0) return sites.every((site) => scene.isInterrupted(site, server));
    const used = scene.layout!.servers.filter((box) => isUsed(scene.connections!, card, box.server));
    return used.every((box) => scene.isInterrupted(sites[0]!, box.server));
  }

  /** `shift`: how far the places have travelled, CSS px. */
  private along(line: WanLine, seed: number, share: number, shift: number, sign: 1 | -1, aside: number): void {
    if (share <= 0) return;
    const { view, arrows } = this;
    const { points } = line;
    let begun = 0;
    for (let i = 2; i < points.length; i += 2) {
      const x0 = this.x(points[i - 2]!);
      const y0 = this.y(points[i - 1]!);
      const dx = this.x(points[i]!) - x0;
      const dy = this.y(points[i + 1]!) - y0;
      const length = Math.sqrt(dx * dx + dy * dy);
      const start = begun;
      begun += length / view.dpr;
      if (length === 0 || this.isOut(x0, y0, dx, dy)) continue;
      const ux = dx / length;
      const uy = dy / length;
      eachArrow(seed, share, shift, start, begun, (distance) => {
        const t = (distance - start) * view.dpr;
        // Right of where it goes to.
        arrows.push(x0 + ux * t - sign * uy * aside, y0 + uy * t + sign * ux * aside, sign * ux, sign * uy);
      });
    }
  }

  private isOut(x: number, y: number, dx: number, dy: number): boolean {
    const { width, height } = this.view;
    return Math.max(x, x + dx) < 0 || Math.min(x, x + dx) > width || Math.max(y, y + dy) < 0 || Math.min(y, y + dy) > height;
  }

  private stamp(): void {
    if (this.arrows.length === 0) return;
    this.context.globalAlpha = 1;
    // Two fills: strokes around hundreds of small shapes cost several times as much.
    this.fill(this.view.palette.flowRim, RIM);
    this.fill(this.view.palette.flow, 0);
  }

  private fill(colour: string, rim: number): void {
    const { context, view, arrows } = this;
    const tip = (LONG + 1.6 * rim) * view.dpr;
    const back = (LONG + 0.8 * rim) * view.dpr;
    const half = (HALF + rim) * view.dpr;
    context.beginPath();
    for (let i = 0; i < arrows.length; i += 4) {
      const x = arrows[i]!;
      const y = arrows[i + 1]!;
      const dx = arrows[i + 2]!;
      const dy = arrows[i + 3]!;
      context.moveTo(x + dx * tip, y + dy * tip);
      context.lineTo(x - dx * back - dy * half, y - dy * back + dx * half);
      context.lineTo(x - dx * back + dy * half, y - dy * back - dx * half);
    }
    context.fillStyle = colour;
    context.fill();
  }
}

const density = (rate: number, perArrow: number): number => Math.min(1, ((rate / perArrow) * ARROW_STEP) / 100);
