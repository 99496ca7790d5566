/** A band for each subnet that fills like its tile on the map: how many of its clients have the question, and how many the server has heard. */
import type { TimeChainDensity } from '../../engine/contract';
import { faded, type Framebuffer } from '../../render/framebuffer';
import { pixelOf, type Palette } from '../../render/palette';
import type { Stack } from './stack';
import type { Viewport } from './viewport';

export interface DensityScene {
  readonly stack: Stack;
  readonly density: TimeChainDensity;
  /** Times of the first and behind the last bucket. */
  readonly from: number;
  readonly to: number;
  readonly view: Viewport;
  readonly width: number;
  readonly height: number;
  readonly dpr: number;
  readonly palette: Palette;
}

/** The bucket at a time, −1 = none. */
export function bucketAt({ density, from, to }: Pick<DensityScene, 'density' | 'from' | 'to'>, t: number): number {
  const bucket = Math.floor(((t - from) * density.buckets) / (to - from));
  return bucket >= 0 && bucket < density.buckets ? bucket : -1;
}

export class DensityPainting {
  readonly scene: DensityScene;
  private readonly fb: Framebuffer;
  private readonly rowOfSubnet = new Map<number, number>();
  private readonly inks: Readonly<Record<'subnet' | 'question' | 'answer' | 'link' | 'blocked', number>>;
  private next = -1;

  constructor(scene: DensityScene, fb: Framebuffer) {
    const { palette } = scene;
    this.scene = scene;
    this.fb = fb;
    this.inks = {
      subnet: pixelOf(palette.subnet),
      question: pixelOf(palette.question),
      answer: pixelOf(palette.answer),
      link: pixelOf(palette.link),
      blocked: pixelOf(palette.blocked),
    };
    scene.density.subnets.forEach((subnet, row) => this.rowOfSubnet.set(subnet, row));
    fb.resize(scene.width, scene.height);
  }

  work(isLate: () => boolean): boolean {
    const { blocks } = this.scene.stack.model;
    if (this.next < 0) {
      this.fb.clear();
      this.next = 0;
    }
    while (this.next < blocks.length) {
      this.band(this.next++);
      if (isLate()) return false;
    }
    return true;
  }

  private band(index: number): void {
    const { stack, view, dpr, width, height } = this.scene;
    const top = (stack.blockTop[index]! - view.scroll) * dpr;
    const high = stack.blockHeight[index]! * dpr;
    if (top > height || top + high < 0) return;
    const y = Math.round(top);
    const rows = Math.max(1, Math.round(top + high) - y);
    this.fb.rect(0, y, width, rows, this.inks.subnet);
    const block = stack.model.blocks[index]!;
    const row = this.rowOfSubnet.get(block.subnet);
    if (row !== undefined) this.counts(row, block.clients, y, rows);
  }

  private counts(row: number, clients: number, y: number, rows: number): void {
    const { density, from, to, view, width, dpr } = this.scene;
    const { inks, fb } = this;
    const perBucket = (to - from) / density.buckets;
    const scale = width / (view.to - view.from);
    const first = Math.max(0, Math.floor((view.from - from) / perBucket));
    const last = Math.min(density.buckets - 1, Math.ceil((view.to - from) / perBucket));
    for (let bucket = first; bucket <= last; bucket++) {
      const cell = row * density.buckets + bucket;
      const x = Math.round((from + bucket * perBucket - view.from) * scale);
      const wide = Math.max(1, Math.round((from + (bucket + 1) * perBucket - view.from) * scale) - x);
      const links = density.links[cell]!;
      if (links > 0) fb.rect(x, y, wide, rows, faded(inks.link, Math.min(0.6, 0.12 + 0.04 * links)));
      this.level(density.received[cell]! / clients, x, y, rows, wide, inks.question);
      this.level(density.heard[cell]! / clients, x, y, rows, wide, inks.answer);
      const mark = Math.max(1, Math.round(2 * dpr));
      if (density.trouble[cell]! > 0) fb.rect(x, y, Math.max(wide, mark), Math.min(rows, mark), inks.blocked);
    }
  }

  /** From the foot of the band; the part of a pixel that is left over is paler. A single client is seen. */
  private level(share: number, x: number, y: number, rows: number, wide: number, pixel: number): void {
    if (share <= 0) return;
    const height = Math.min(rows, Math.max(0.35, rows * share));
    const whole = Math.floor(height);
    if (whole > 0) this.fb.rect(x, y + rows - whole, wide, whole, pixel);
    if (height > whole) this.fb.rect(x, y + rows - whole - 1, wide, 1, faded(pixel, height - whole));
  }
}
