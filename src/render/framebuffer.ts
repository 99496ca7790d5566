/** A picture in memory: 32-bit pixels, filled row by row. Clients and ribbons are drawn here, because copying small sprites is many times cheaper than canvas paths. */

export class Framebuffer {
  width = 0;
  height = 0;
  pixels = new Uint32Array(0);
  bytes = new Uint8ClampedArray(0) as Uint8ClampedArray<ArrayBuffer>;

  resize(width: number, height: number): void {
    if (width === this.width && height === this.height) return;
    this.width = width;
    this.height = height;
    const buffer = new ArrayBuffer(width * height * 4);
    this.pixels = new Uint32Array(buffer);
    this.bytes = new Uint8ClampedArray(buffer);
  }

  clear(): void {
    this.pixels.fill(0);
  }

  /** Axis-aligned rectangle in whole pixels. */
  rect(x: number, y: number, width: number, height: number, pixel: number): void {
    const left = Math.max(0, x);
    const right = Math.min(this.width, x + width);
    const bottom = Math.min(this.height, y + height);
    if (left >= right) return;
    const opaque = pixel >>> 24 === 255;
    for (let row = Math.max(0, y); row < bottom; row++) {
      const base = row * this.width;
      if (opaque) this.pixels.fill(pixel, base + left, base + right);
      else for (let i = base + left; i < base + right; i++) this.pixels[i] = over(pixel, this.pixels[i]!);
    }
  }

  /** A sprite with its upper left corner at (x, y). */
  blit(sprite: Uint32Array, size: number, x: number, y: number): void {
    const { pixels, width } = this;
    const left = Math.max(0, -x);
    const right = Math.min(size, width - x);
    const bottom = Math.min(size, this.height - y);
    for (let row = Math.max(0, -y); row < bottom; row++) {
      let from = row * size + left;
      let to = (y + row) * width + x + left;
      for (let i = left; i < right; i++, from++, to++) {
        const source = sprite[from]!;
        if (source === 0) continue;
        pixels[to] = source >>> 24 === 255 ? source : over(source, pixels[to]!);
      }
    }
  }

  /** A line with round ends, anti-aliased. */
  line(x0: number, y0: number, x1: number, y1: number, halfWidth: number, pixel: number): void {
    const reach = halfWidth + 1;
    const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
    const right = Math.min(this.width - 1, Math.ceil(Math.max(x0, x1) + reach));
    const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
    const bottom = Math.min(this.height - 1, Math.ceil(Math.max(y0, y1) + reach));
    const dx = x1 - x0;
    const dy = y1 - y0;
    const squared = dx * dx + dy * dy || 1;
    const slope = dy === 0 ? 0 : dx / dy;
    // Of each row only the stretch that the line can touch.
    const span = dy === 0 ? right - left + 1 : reach * Math.sqrt(1 + slope * slope) + Math.abs(slope);
    for (let y = top; y <= bottom; y++) {
      const middle = dy === 0 ? (left + right) / 2 : x0 + (y + 0.5 - y0) * slope;
      const from = Math.max(left, Math.floor(middle - span));
      const to = Math.min(right, Math.ceil(middle + span));
      for (let x = from; x <= to; x++) {
        const px = x + 0.5 - x0;
        const py = y + 0.5 - y0;
        const t = Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
        const distance = Math.sqrt((px - t * dx) ** 2 + (py - t * dy) ** 2);
        const coverage = halfWidth + 0.5 - distance;
        if (coverage <= 0) continue;
        const i = y * this.width + x;
        this.pixels[i] = over(coverage >= 1 ? pixel : faded(pixel, coverage), this.pixels[i]!);
      }
    }
  }
}

/** Source over destination, not premultiplied. */
export function over(source: number, under: number): number {
  const sa = source >>> 24;
  const ua = under >>> 24;
  if (sa === 255 || ua === 0) return source;
  if (sa === 0) return under;
  const alpha = sa + (ua * (255 - sa)) / 255;
  const share = sa / alpha;
  const r = (under & 255) + ((source & 255) - (under & 255)) * share;
  const g = ((under >> 8) & 255) + (((source >> 8) & 255) - ((under >> 8) & 255)) * share;
  const b = ((under >> 16) & 255) + (((source >> 16) & 255) - ((under >> 16) & 255)) * share;
  return ((Math.round(alpha) << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
}

export function faded(pixel: number, alpha: number): number {
  return ((Math.round((pixel >>> 24) * Math.min(1, Math.max(0, alpha))) << 24) | (pixel & 0xffffff)) >>> 0;
}
