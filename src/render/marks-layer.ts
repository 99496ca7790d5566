/** Clients, ribbons and leader ticks into the framebuffer, by level of detail. Runs over everything visible in every picture: no allocation per client. */
import type { Stretch } from '../layout/types';
import { BACKWARD_LEADER, FORWARD_LEADER, ONLINE, SEEKING_BACKWARD, SEEKING_FORWARD } from '../sim/state-bits';
import { faded, type Framebuffer } from './framebuffer';
import { GLYPH_OF_STATE, RING, ringOfGlyph, SHAPE, SHAPE_COUNT, shapeOfGlyph } from './glyphs';
import { linkPath } from './link-path';
import { fadeInto } from './lod';
import { pixelOf, type Palette } from './palette';
import type { Scene } from './scene';
import { createSprites, MARK_RADIUS, type SpriteSheet } from './sprites';
import { isTrouble, sharesInPixels, tileOf } from './tiles';
import { isVisible, type View } from './view';

const RIBBON_WIDTH = 0.19;
/** Sprites are made for sizes in steps of this many device px. */
const SIZE_STEP = 0.25;
const SHEETS_KEPT = 24;

interface Inks {
  readonly link: number;
  readonly wan: number;
  readonly wanLine: number;
  readonly answer: number;
  readonly question: number;
  readonly blocked: number;
  readonly ground: number;
  readonly idle: number;
  readonly offline: number;
  readonly seeking: number;
  /** By glyph, for squares. */
  readonly squares: Uint32Array;
}

export class MarksLayer {
  private readonly sheets = new Map<string, SpriteSheet>();
  private inks: Inks | null = null;
  private inkedFor: Palette | null = null;

  draw(fb: Framebuffer, scene: Scene, view: View): void {
    const { layout } = scene;
    if (!layout || scene.slotCount === 0) return;
    const inks = this.inksFor(view.palette);
    const { squares } = view.detail;
    for (const box of layout.boxes) {
      if (!isVisible(view, box, layout.cell * 2) && !scene.reflow.active) continue;
      for (let i = 0; i < box.stretchCount; i++) {
        const stretch = layout.stretches[box.firstStretch + i]!;
        if (squares < 1) drawTile(fb, stretch, scene, view, inks, 1 - squares);
        if (squares <= 0) continue;
        this.drawStretch(fb, stretch, scene, view, inks);
      }
    }
  }

  private drawStretch(fb: Framebuffer, stretch: Stretch, scene: Scene, view: View, inks: Inks): void {
    const { ribbons, squares } = view.detail;
    if (ribbons > 0) {
      drawRibbons(fb, stretch, scene, view, inks, ribbons);
      drawTicks(fb, stretch, scene, view, inks, ribbons);
    }
    if (view.cell < 4 * 0.85) drawSquares(fb, stretch, scene, view, inks, squares);
    else drawSprites(fb, stretch, scene, view, this.sheetFor(view));
  }

  private sheetFor(view: View): SpriteSheet {
    const cell = Math.max(SIZE_STEP, Math.round(view.cell / SIZE_STEP) * SIZE_STEP);
    const key = `${view.palette.name} ${cell}`;
    let sheet = this.sheets.get(key);
    if (!sheet) {
      if (this.sheets.size >= SHEETS_KEPT) this.sheets.clear();
      sheet = createSprites(cell, view.palette);
      this.sheets.set(key, sheet);
    }
    return sheet;
  }

  private inksFor(palette: Palette): Inks {
    if (this.inks && this.inkedFor === palette) return this.inks;
    this.inkedFor = palette;
    this.inks = mixInks(palette);
    return this.inks;
  }
}

function mixInks(palette: Palette): Inks {
  const byShape: Record<number, number> = {
    [SHAPE.client]: pixelOf(palette.idle),
    [SHAPE.backwardLeader]: pixelOf(palette.question),
    [SHAPE.forwardLeader]: pixelOf(palette.answer),
    [SHAPE.both]: pixelOf(palette.answer),
    [SHAPE.offline]: pixelOf(palette.offline, 0.45),
    [SHAPE.blocked]: pixelOf(palette.blocked),
    [SHAPE.seeking]: pixelOf(palette.idle, 0.5),
  };
  const squares = new Uint32Array(4 * SHAPE_COUNT);
  for (let glyph = 0; glyph < squares.length; glyph++) {
    const shape = shapeOfGlyph(glyph);
    const ring = ringOfGlyph(glyph);
    const plain = byShape[shape] ?? 0;
    const isCalm = shape === SHAPE.client || shape === SHAPE.seeking;
    squares[glyph] = ring === RING.lost ? pixelOf(palette.wan) : isCalm && ring !== RING.none ? pixelOf(palette.registering) : plain;
  }
  return {
    link: pixelOf(palette.link),
    wan: pixelOf(palette.wan),
    wanLine: pixelOf(palette.wanLine),
    answer: pixelOf(palette.answer),
    question: pixelOf(palette.question),
    blocked: pixelOf(palette.blocked),
    ground: pixelOf(palette.subnet),
    idle: pixelOf(palette.idle),
    offline: pixelOf(palette.offline, 0.45),
    seeking: pixelOf(palette.idle, 0.5),
    squares,
  };
}

/** Exact shares side by side: settled, seeking, blocked, offline; leader caps at both ends; a corner for any trouble. */
function drawTile(fb: Framebuffer, stretch: Stretch, scene: Scene, view: View, inks: Inks, alpha: number): void {
  const left = Math.round(stretch.x * view.scale) + view.offsetX;
  const top = Math.round(stretch.y * view.scale) + view.offsetY;
  const width = Math.max(1, Math.round((stretch.x + stretch.width) * view.scale) + view.offsetX - left);
  const height = Math.max(1, Math.round((stretch.y + stretch.height) * view.scale) + view.offsetY - top);
  const tile = tileOf(stretch, scene.state);
  const inksOf = [inks.idle, inks.seeking, inks.blocked, inks.offline];
  let x = left;
  sharesInPixels([tile.settled, tile.seeking, tile.blocked, tile.offline], width).forEach((pixels, i) => {
    fb.rect(x, top, pixels, height, faded(inksOf[i]!, alpha));
    x += pixels;
  });
  if (width >= 6) {
    const cap = Math.max(1, Math.round(width * 0.08));
    if (tile.backwardLeaders > 0) fb.rect(left, top, cap, Math.min(height, cap + 1), faded(inks.question, alpha));
    if (tile.forwardLeaders > 0) fb.rect(left + width - cap, top, cap, Math.min(height, cap + 1), faded(inks.answer, alpha));
  }
  if (isTrouble(tile)) fb.rect(left + width - 1, top + height - 1, 1, 1, faded(inks.blocked, alpha));
}

function drawSquares(fb: Framebuffer, stretch: Stretch, scene: Scene, view: View, inks: Inks, alpha: number): void {
  const { positions, state, slotCount } = scene;
  const { scale, offsetX, offsetY } = view;
  const { slots } = stretch;
  const side = Math.max(1, Math.round(view.cell * 0.74));
  const { pixels, width, height } = fb;
  for (let k = 0; k < slots.length; k++) {
    const slot = slots[k]!;
    if (slot >= slotCount) continue;
    const pixel = inks.squares[GLYPH_OF_STATE[state[slot]!]!]!;
    const x = Math.round(positions[2 * slot]! * scale + offsetX - side / 2);
    const y = Math.round(positions[2 * slot + 1]! * scale + offsetY - side / 2);
    if (side <= 2 && alpha === 1 && pixel >>> 24 === 255 && x >= 0 && y >= 0 && x + side <= width && y + side <= height) {
      // Most of a large fleet: no call, no loop.
      const at = y * width + x;
      pixels[at] = pixel;
      if (side === 2) {
        pixels[at + 1] = pixel;
        pixels[at + width] = pixel;
        pixels[at + width + 1] = pixel;
      }
    } else fb.rect(x, y, side, side, alpha < 1 ? faded(pixel, alpha) : pixel);
  }
}

function drawSprites(fb: Framebuffer, stretch: Stretch, scene: Scene, view: View, sheet: SpriteSheet): void {
  const { positions, state, slotCount } = scene;
  const { scale, offsetX, offsetY } = view;
  const { slots } = stretch;
  const half = (sheet.size - 1) / 2;
  for (let k = 0; k < slots.length; k++) {
    const slot = slots[k]!;
    if (slot >= slotCount) continue;
    const x = Math.round(positions[2 * slot]! * scale) + offsetX - half;
    const y = Math.round(positions[2 * slot + 1]! * scale) + offsetY - half;
    if (x + sheet.size < 0 || y + sheet.size < 0 || x >= fb.width || y >= fb.height) continue;
    fb.blit(sheet.get(GLYPH_OF_STATE[state[slot]!]!), sheet.size, x, y);
  }
}

/** Both directions linked: a full ribbon. One: its half, and a bar for the missing direction (LINK-10). */
function drawRibbons(fb: Framebuffer, stretch: Stretch, scene: Scene, view: View, inks: Inks, alpha: number): void {
  const { slots } = stretch;
  const { forward, backward, slotCount } = scene;
  const own = scene.stretchOf[slots[0]!];
  const wan = scene.isWanLink(slots[0]!, slots[0]!);
  const pixel = faded(wan ? inks.wan : inks.link, alpha);
  for (let k = 0; k < slots.length; k++) {
    const slot = slots[k]!;
    if (slot >= slotCount) continue;
    const ahead = forward[slot]!;
    if (ahead >= 0 && scene.stretchOf[ahead] === own) drawLink(fb, scene, view, slot, ahead, backward[ahead] === slot ? 0 : 1, pixel, inks);
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

/** A leader's own line to the bus: straight up from the upper row, beside its column from further down. */
function drawTicks(fb: Framebuffer, stretch: Stretch, scene: Scene, view: View, inks: Inks, alpha: number): void {
  const { layout, positions, state, slotCount, reflow } = scene;
  if (!layout || reflow.active) return;
  const box = layout.boxes[stretch.box]!;
  const fan = layout.cards[box.card]!.remote && stretch.alone;
  if (fan && isFanned(stretch.slots.length)) return;
  const { scale, offsetX, offsetY, cell } = view;
  const busY = Math.round(layout.buses[box.bus]!.y * scale) + offsetY;
  const width = Math.max(1, Math.round(cell * (fan ? 0.04 : 0.075)));
  const { slots } = stretch;
  for (let k = 0; k < slots.length; k++) {
    const slot = slots[k]!;
    const bits = slot < slotCount ? state[slot]! : 0;
    const leads = bits & (BACKWARD_LEADER | FORWARD_LEADER);
    if (leads === 0 || (bits & ONLINE) === 0) continue;
    const x = Math.round(positions[2 * slot]! * scale) + offsetX;
    const y = Math.round(positions[2 * slot + 1]! * scale) + offsetY;
    const both = leads === (BACKWARD_LEADER | FORWARD_LEADER);
    const pixel = faded(fan ? inks.wanLine : both ? inks.wan : leads === BACKWARD_LEADER ? inks.question : inks.answer, alpha);
    const isTop = positions[2 * slot + 1]! - stretch.y < layout.cell;
    if (isTop) fb.rect(x - (width >> 1), busY, width, Math.max(0, y - busY - Math.round(cell * MARK_RADIUS * 0.6)), pixel);
    // From the upper edge of its mark: in its middle run the links, and the bar of a missing one.
    else
      drawLane(
        fb,
        x,
        y - Math.round(cell * 0.33),
        busY,
        laneOf(stretch, positions[2 * slot]!, layout.cell) * Math.round(cell * 0.5),
        Math.max(1, Math.round(width * 0.7)),
        pixel,
      );
    if (isTop && cell >= 12 && !fan) fb.line(x, busY, x, busY, Math.max(1.2, cell * 0.06), pixel);
  }
}

/** Lines from further down run inside the hairpin: right of its first column, left of its second. */
function laneOf(stretch: Stretch, x: number, cell: number): 1 | -1 {
  return stretch.alone || Math.floor((x - stretch.x) / cell) % 2 === 0 ? 1 : -1;
}

function drawLane(fb: Framebuffer, x: number, y: number, busY: number, aside: number, width: number, pixel: number): void {
  fb.rect(Math.min(x, x + aside), y - (width >> 1), Math.abs(aside), width, pixel);
  fb.rect(x + aside - (width >> 1), busY, width, y - busY, pixel);
}

/** Few enough remote clients for a curve each. */
export function isFanned(clients: number): boolean {
  return clients <= 160;
}
