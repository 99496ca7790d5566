/** The ribbons between linked clients, by which directions stand, and filled as far as a question has come. */
import { WAVE } from '../engine/frame';
import type { Stretch } from '../layout/types';
import { SEEKING_BACKWARD, SEEKING_FORWARD } from '../sim/state-bits';
import { faded, type Framebuffer } from './framebuffer';
import type { Inks } from './inks';
import { linkPath } from './link-path';
import { fadeInto } from './lod';
import { isAnswered, isFiltered } from './looks';
import type { Scene } from './scene';
import type { View } from './view';

const RIBBON_WIDTH = 0.19;
/** Opacity of ribbons while the legend asks for a part of the clients. */
const ASIDE = 0.35;

/** Both directions linked: a full ribbon. One: its half, and a bar for the missing direction (LINK-10). */
export function drawRibbons(fb: Framebuffer, stretch: Stretch, scene: Scene, view: View, inks: Inks, alpha: number): void {
  const { slots } = stretch;
  const { forward, backward, slotCount } = scene;
  const own = scene.stretchOf[slots[0]!];
  const wan = scene.isWanLink(slots[0]!, slots[0]!);
  const filtered = scene.wave !== null && isFiltered(scene.looks);
  const pixel = faded(wan ? inks.wan : inks.link, filtered ? alpha * ASIDE : alpha);
  // The line of a WAN link says where it is; only LAN links take the colour of what has passed.
  const wave = wan || filtered ? null : scene.wave;
  const answered = faded(inks.linkAnswer, alpha);
  const asked = faded(inks.linkQuestion, alpha);
  for (let k = 0; k < slots.length; k++) {
    const slot = slots[k]!;
    if (slot >= slotCount) continue;
    const ahead = forward[slot]!;
    if (ahead >= 0 && scene.stretchOf[ahead] === own) {
      const passed = wave === null || wave[ahead]! === WAVE.none || wave[slot]! === WAVE.none ? pixel : isAnswered(wave[slot]!) ? answered : asked;
      drawLink(fb, scene, view, slot, ahead, backward[ahead] === slot ? 0 : 1, passed, inks);
    }
    const behind = backward[slot]!;
    if (behind >= 0 && scene.stretchOf[behind] === own && forward[behind] !== slot) drawLink(fb, scene, view, behind, slot, -1, pixel, inks);
  }
}

/** side: 0 both directions, 1 only forward, −1 only backward. From the lower place to the higher one. */
function drawLink(fb: Framebuffer, scene: Scene, view: View, from: number, to: number, side: 0 | 1 | -1, pixel: number, inks: Inks): void {
  const { positions, placeOf, reflow } = scene;
  const { scale, offsetX, offsetY, cell } = view;
  const width = Math.max(1, Math.round(cell * RIBBON_WIDTH));
  const adjacent = placeOf[to]! - placeOf[from]! === 1;
  if (!adjacent && !reflow.active && cell >= 6) return drawBypass(fb, linkPath(scene, from, to), view, side === 0 ? width * 0.34 : width * 0.2, pixel);
  const x0 = Math.round(positions[2 * from]! * scale) + offsetX;
  const y0 = Math.round(positions[2 * from + 1]! * scale) + offsetY;
  const x1 = Math.round(positions[2 * to]! * scale) + offsetX;
  const y1 = Math.round(positions[2 * to + 1]! * scale) + offsetY;
  if (Math.max(x0, x1) < -width || Math.min(x0, x1) > fb.width + width || Math.max(y0, y1) < -width || Math.min(y0, y1) > fb.height + width) return;
  if (side === 0) {
    if (x0 === x1) fb.rect(x0 - (width >> 1), Math.min(y0, y1), width, Math.abs(y1 - y0), pixel);
    else if (y0 === y1) fb.rect(Math.min(x0, x1), y0 - (width >> 1), Math.abs(x1 - x0), width, pixel);
    else fb.line(x0, y0, x1, y1, width / 2, pixel);
    if (cell > 13) drawChevron(fb, x0, y0, x1, y1, cell, faded(inks.ground, fadeInto(4, cell)));
    return;
  }
  // The forward half is on the right hand of the chain's direction.
  const length = Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2) || 1;
  const nx = ((y1 - y0) / length) * side;
  const ny = (-(x1 - x0) / length) * side;
  const shift = width / 4;
  fb.line(x0 - nx * shift, y0 - ny * shift, x1 - nx * shift, y1 - ny * shift, Math.max(0.5, width / 4), pixel);
  if (cell < 9 || !adjacent || isSought(scene, from, to, side)) return;
  const mx = (x0 + x1) / 2 + nx * width * 0.55;
  const my = (y0 + y1) / 2 + ny * width * 0.55;
  const reach = width * 0.55;
  fb.line(mx - nx * reach, my - ny * reach, mx + nx * reach, my + ny * reach, Math.max(0.8, cell * 0.035), faded(inks.blocked, view.detail.glyphs));
}

/** Which way is forward, half way along the ribbon. */
function drawChevron(fb: Framebuffer, x0: number, y0: number, x1: number, y1: number, cell: number, pixel: number): void {
  const length = Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2) || 1;
  const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length];
  const reach = Math.max(1.5, cell * 0.05);
  const [tipX, tipY] = [(x0 + x1) / 2 + dx * reach * 0.6, (y0 + y1) / 2 + dy * reach * 0.6];
  for (const side of [1, -1])
    fb.line(tipX - dx * reach - dy * reach * side, tipY - dy * reach + dx * reach * side, tipX, tipY, Math.max(0.6, cell * 0.014), pixel);
}

/** The missing direction is still being tried: no bar yet. */
function isSought(scene: Scene, from: number, to: number, side: 1 | -1): boolean {
  const bits = side === 1 ? scene.state[to]! & SEEKING_BACKWARD : scene.state[from]! & SEEKING_FORWARD;
  return bits !== 0;
}

function drawBypass(fb: Framebuffer, path: readonly number[], view: View, halfWidth: number, pixel: number): void {
  const half = Math.max(0.6, halfWidth);
  for (let i = 2; i < path.length; i += 2) {
    fb.line(
      path[i - 2]! * view.scale + view.offsetX,
      path[i - 1]! * view.scale + view.offsetY,
      path[i]! * view.scale + view.offsetX,
      path[i + 1]! * view.scale + view.offsetY,
      half,
      pixel,
    );
  }
}
