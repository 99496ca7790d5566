/** Clients, ribbons and leader ticks into the framebuffer, by level of detail. Runs over everything visible in every picture: no allocation per client. */
import type { Stretch } from '../layout/types';
import { faded, type Framebuffer } from './framebuffer';
import { GLYPH_COUNT, GLYPH_OF_STATE } from './glyphs';
import { mixInks, type Inks } from './inks';
import type { Palette } from './palette';
import { drawRibbons } from './ribbon-painter';
import type { Scene } from './scene';
import { createSprites, type SpriteSheet } from './sprites';
import { drawTicks } from './tick-painter';
import { drawTile } from './tile-painter';
import { isVisible, type View } from './view';

/** Sprites are made for sizes in steps of this many device px. */
const SIZE_STEP = 0.25;
const SHEETS_KEPT = 24;

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

function drawSquares(fb: Framebuffer, stretch: Stretch, scene: Scene, view: View, inks: Inks, alpha: number): void {
  const { positions, state, slotCount, wave, looks } = scene;
  const { scale, offsetX, offsetY } = view;
  const { slots } = stretch;
  const side = Math.max(1, Math.round(view.cell * 0.74));
  const { pixels, width, height } = fb;
  for (let k = 0; k < slots.length; k++) {
    const slot = slots[k]!;
    if (slot >= slotCount) continue;
    const look = wave === null ? 0 : looks[wave[slot]!]!;
    const pixel = inks.squares[look * GLYPH_COUNT + GLYPH_OF_STATE[state[slot]!]!]!;
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
  const { positions, state, slotCount, wave, looks } = scene;
  const { scale, offsetX, offsetY } = view;
  const { slots } = stretch;
  const half = (sheet.size - 1) / 2;
  for (let k = 0; k < slots.length; k++) {
    const slot = slots[k]!;
    if (slot >= slotCount) continue;
    const x = Math.round(positions[2 * slot]! * scale) + offsetX - half;
    const y = Math.round(positions[2 * slot + 1]! * scale) + offsetY - half;
    if (x + sheet.size < 0 || y + sheet.size < 0 || x >= fb.width || y >= fb.height) continue;
    const look = wave === null ? 0 : looks[wave[slot]!]!;
    fb.blit(sheet.get(look * GLYPH_COUNT + GLYPH_OF_STATE[state[slot]!]!), sheet.size, x, y);
  }
}
