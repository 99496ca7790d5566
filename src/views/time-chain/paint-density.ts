/** A band for each subnet: how many clients received a question (up) and were heard (down) per stretch of time, on one scale for all. */
import type { TimeChainDensity } from '../../engine/contract';
import { Framebuffer } from '../../render/framebuffer';
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

/** The largest count of any subnet and stretch: that is as high as half a band. */
export function densityPeak(density: TimeChainDensity): number {
  let most = 1;
  for (const column of [density.received, density.heard]) for (const count of column) if (count > most) most = count;
  return most;
}

export class DensityPainting {
  readonly scene: DensityScene;
  private readonly fb: Framebuffer;
  private readonly rowOfSubnet = new Map<number, number>();
  private readonly peak: number;
  private next = -1;

  constructor(scene: DensityScene, fb: Framebuffer) {
    this.scene = scene;
    this.fb = fb;
    scene.density.subnets.forEach((subnet, row) => this.rowOfSubnet.set(subnet, row));
    this.peak = densityPeak(scene.density);
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
    const { stack, view, dpr, width, height, palette } = this.scene;
    const top = (stack.blockTop[index]! - view.scroll) * dpr;
    const high = stack.blockHeight[index]! * dpr;
    if (top > height || top + high < 0) return;
    const y = Math.round(top);
    const rows = Math.max(1, Math.round(high));
    this.fb.rect(0, y, width, rows, pixelOf(palette.subnet));
    const row = this.rowOfSubnet.get(stack.model.blocks[index]!.subnet);
    if (row === undefined) return;
    this.counts(row, y, rows);
  }

  private counts(row: number, y: number, rows: number): void {
    const { density, from, to, view, width, dpr, palette } = this.scene;
    const question = pixelOf(palette.question);
    const answer = pixelOf(palette.answer);
    const perBucket = (to - from) / density.buckets;
    const scale = width / (view.to - view.from);
    const first = Math.max(0, Math.floor((view.from - from) / perBucket));
    const last = Math.min(density.buckets - 1, Math.ceil((view.to - from) / perBucket));
    const half = rows >= 4 ? Math.floor(rows / 2) : rows;
    for (let bucket = first; bucket <= last; bucket++) {
      const cell = row * density.buckets + bucket;
      const x = Math.round((from + bucket * perBucket - view.from) * scale);
      const wide = Math.max(1, Math.round((from + (bucket + 1) * perBucket - view.from) * scale) - x);
      this.changes(cell, x, y, rows, wide);
      this.bar(density.received[cell]!, x, y + half, -half, wide, question);
      this.bar(density.heard[cell]!, x, rows >= 4 ? y + half : y + rows, rows >= 4 ? rows - half : -half, wide, answer);
      if (density.trouble[cell]! > 0) this.fb.rect(x, y, Math.max(wide, Math.round(2 * dpr)), Math.max(1, Math.round(2 * dpr)), pixelOf(palette.blocked));
    }
  }

  /** A bar from the middle of the band; at least a pixel for a single client. */
  private bar(count: number, x: number, base: number, room: number, wide: number, pixel: number): void {
    if (count === 0) return;
    const size = Math.max(1, Math.round((Math.abs(room) * count) / this.peak));
    if (room < 0) this.fb.rect(x, base - size, wide, size, pixel);
    else this.fb.rect(x, base, wide, size, pixel);
  }

  /** Link and role changes tint the band. */
  private changes(cell: number, x: number, y: number, rows: number, wide: number): void {
    const { density, palette } = this.scene;
    const count = density.links[cell]!;
    if (count > 0) this.fb.rect(x, y, wide, rows, pixelOf(palette.link, Math.min(0.6, 0.12 + 0.04 * count)));
  }
}
