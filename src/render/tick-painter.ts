/** The lines of leaders up to the bus of their row. */
import type { Layout, Stretch } from '../layout/types';
import { BACKWARD_LEADER, FORWARD_LEADER, ONLINE } from '../sim/state-bits';
import { faded, type Framebuffer } from './framebuffer';
import type { Inks } from './inks';
import type { Scene } from './scene';
import { MARK_RADIUS } from './sprites';
import type { View } from './view';

/** A leader's own line to the bus: straight up from the upper row, beside its column from further down. */
export function drawTicks(fb: Framebuffer, stretch: Stretch, scene: Scene, view: View, inks: Inks, alpha: number): void {
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
export function laneOf(stretch: Stretch, x: number, cell: number): 1 | -1 {
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

/** Whether each client of a remote card has a curve of its own. */
export function hasFan(layout: Layout, card: number): boolean {
  return (
    layout.cards[card]!.remote &&
    layout.boxes.every((box) => {
      const first = layout.stretches[box.firstStretch];
      return box.card !== card || (box.stretchCount === 1 && first !== undefined && first.alone && isFanned(first.slots.length));
    })
  );
}
