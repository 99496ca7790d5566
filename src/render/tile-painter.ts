/** Chains smaller than their clients' pixels: one bar each, exact shares from the left. */
import type { Stretch } from '../layout/types';
import { faded, type Framebuffer } from './framebuffer';
import type { Inks } from './inks';
import type { Scene } from './scene';
import { hasFront, isTrouble, sharesInPixels, tileOf, waveTileOf, type Tile, type WaveTile } from './tiles';
import type { View } from './view';

/** Clients that peer with nobody share one grid: it is drawn in bands of rows at least so high, in device px. */
const BAND_DEVICE_PX = 4;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Settled, seeking, blocked, offline; or how far a question has come. Leader caps at both ends; a corner for any trouble. */
export function drawTile(fb: Framebuffer, stretch: Stretch, scene: Scene, view: View, inks: Inks, alpha: number): void {
  const box = boxOf(stretch, view);
  const { wave } = scene;
  const tile = tileOf(stretch, scene.state);
  if (wave === null) drawStates(fb, box, tile, inks, alpha);
  else if (stretch.alone) drawBands(fb, stretch, scene.state, wave, box, inks, alpha);
  else drawWave(fb, box, waveTileOf(stretch, scene.state, wave), inks, alpha);
  const { left, top, width, height } = box;
  if (width >= 6) {
    const cap = Math.max(1, Math.round(width * 0.08));
    if (tile.backwardLeaders > 0) fb.rect(left, top, cap, Math.min(height, cap + 1), faded(inks.question, alpha));
    if (tile.forwardLeaders > 0) fb.rect(left + width - cap, top, cap, Math.min(height, cap + 1), faded(inks.answer, alpha));
  }
  if (isTrouble(tile)) fb.rect(left + width - 1, top + height - 1, 1, 1, faded(inks.blocked, alpha));
}

function boxOf(stretch: Stretch, view: View): Box {
  const left = Math.round(stretch.x * view.scale) + view.offsetX;
  const top = Math.round(stretch.y * view.scale) + view.offsetY;
  return {
    left,
    top,
    width: Math.max(1, Math.round((stretch.x + stretch.width) * view.scale) + view.offsetX - left),
    height: Math.max(1, Math.round((stretch.y + stretch.height) * view.scale) + view.offsetY - top),
  };
}

function drawStates(fb: Framebuffer, box: Box, tile: Tile, inks: Inks, alpha: number): void {
  drawShares(fb, box, [tile.settled, tile.seeking, tile.blocked, tile.offline], [inks.idle, inks.seeking, inks.blocked, inks.offline], alpha);
}

/** Filled from the left as far as answers have come, with the front at the end of the fill. */
function drawWave(fb: Framebuffer, box: Box, tile: WaveTile, inks: Inks, alpha: number): void {
  const shares = [tile.heard, tile.sent, tile.done, tile.received, tile.settled, tile.seeking, tile.blocked, tile.offline];
  const colours = [inks.answer, inks.sent, inks.done, inks.question, inks.idle, inks.seeking, inks.blocked, inks.offline];
  const front = drawShares(fb, box, shares, colours, alpha, 4);
  if (!hasFront(tile) || tile.received + tile.done > 0) return;
  const x = Math.min(box.left + box.width - 1, front);
  fb.rect(x, box.top, box.width >= 24 ? 2 : 1, box.height, faded(inks.question, alpha));
}

/** Returns where the first `counted` shares end. */
function drawShares(fb: Framebuffer, box: Box, shares: readonly number[], colours: readonly number[], alpha: number, counted = 0): number {
  let x = box.left;
  let end = x;
  sharesInPixels(shares, box.width).forEach((pixels, i) => {
    fb.rect(x, box.top, pixels, box.height, faded(colours[i]!, alpha));
    x += pixels;
    if (i < counted) end = x;
  });
  return end;
}

function drawBands(fb: Framebuffer, stretch: Stretch, state: Uint16Array, wave: Uint8Array, box: Box, inks: Inks, alpha: number): void {
  const rows = Math.ceil(stretch.slots.length / Math.max(1, stretch.columns));
  const bands = Math.max(1, Math.min(rows, Math.floor(box.height / BAND_DEVICE_PX)));
  for (let band = 0; band < bands; band++) {
    const first = Math.floor((band * rows) / bands);
    const last = Math.floor(((band + 1) * rows) / bands);
    const from = first * stretch.columns;
    const to = Math.min(stretch.slots.length, last * stretch.columns);
    const top = box.top + Math.round((first / rows) * box.height);
    const height = box.top + Math.round((last / rows) * box.height) - top;
    // A thin seam tells the bands apart.
    const part = { left: box.left, top, width: box.width, height: Math.max(1, height - 1) };
    drawWave(fb, part, waveTileOf(stretch, state, wave, from, to), inks, alpha);
  }
}
