/** The marks of the diagram as pixels, in a framebuffer: line is the place, colour is the message, shape is the role. Sizes in device px. */
import { faded, type Framebuffer } from '../../render/framebuffer';

/** One width scale for the whole picture: area grows with the answers carried. */
export function answerWidth(answers: number): number {
  return 1.1 + 0.32 * Math.sqrt(Math.max(0, answers - 1));
}
export const MOST_ANSWER_WIDTH = 7;

export function dashed(fb: Framebuffer, x0: number, y0: number, x1: number, y1: number, half: number, pixel: number, dash: number): void {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const pieces = Math.floor(length / (2 * dash));
  if (pieces < 1) {
    fb.line(x0, y0, x1, y1, half, pixel);
    return;
  }
  const ux = (x1 - x0) / length;
  const uy = (y1 - y0) / length;
  // Only pieces that can be seen: a line may begin far outside.
  const from = uy === 0 && ux === 0 ? 0 : Math.max(0, Math.floor(firstInside(x0, ux, fb.width, dash)));
  for (let i = from; i <= Math.min(pieces, from + 2_000); i++) {
    const s = 2 * dash * i;
    const e = Math.min(length, s + dash);
    fb.line(x0 + ux * s, y0 + uy * s, x0 + ux * e, y0 + uy * e, half, pixel);
  }
}

function firstInside(x0: number, ux: number, width: number, dash: number): number {
  if (ux > 0 && x0 < 0) return -x0 / ux / (2 * dash) - 1;
  if (ux < 0 && x0 > width) return (x0 - width) / -ux / (2 * dash) - 1;
  return 0;
}

export function dot(fb: Framebuffer, x: number, y: number, radius: number, pixel: number): void {
  fb.line(x, y, x, y, radius, pixel);
}

export function ring(fb: Framebuffer, x: number, y: number, radius: number, width: number, pixel: number): void {
  const reach = Math.ceil(radius + width);
  const left = Math.max(0, Math.floor(x - reach));
  const right = Math.min(fb.width - 1, Math.ceil(x + reach));
  for (let py = Math.max(0, Math.floor(y - reach)); py <= Math.min(fb.height - 1, Math.ceil(y + reach)); py++) {
    for (let px = left; px <= right; px++) {
      const cover = width / 2 + 0.5 - Math.abs(Math.hypot(px + 0.5 - x, py + 0.5 - y) - radius);
      if (cover > 0) fb.rect(px, py, 1, 1, cover >= 1 ? pixel : faded(pixel, cover));
    }
  }
}

export function cross(fb: Framebuffer, x: number, y: number, radius: number, half: number, pixel: number): void {
  fb.line(x - radius, y - radius, x + radius, y + radius, half, pixel);
  fb.line(x - radius, y + radius, x + radius, y - radius, half, pixel);
}

/** Triangle: apex down (+1) where content comes in, up (−1) where answers go out. */
export function triangle(fb: Framebuffer, x: number, y: number, radius: number, apex: 1 | -1, pixel: number, hollow: boolean): void {
  const base = y - apex * radius * 0.8;
  const tip = y + apex * radius;
  const half = Math.max(0.45, radius * 0.16);
  fb.line(x - radius, base, x + radius, base, half, pixel);
  fb.line(x - radius, base, x, tip, half, pixel);
  fb.line(x + radius, base, x, tip, half, pixel);
  if (hollow) return;
  const rows = Math.ceil(Math.abs(tip - base));
  for (let i = 0; i <= rows; i++) {
    const wide = radius * (1 - i / rows);
    fb.rect(Math.round(x - wide), Math.round(base + apex * i), Math.max(1, Math.round(2 * wide)), 1, pixel);
  }
}
