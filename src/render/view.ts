/** World → screen at one moment: what every layer draws with. */
import type { Rect } from '../layout/types';
import type { Detail } from './lod';
import type { Palette } from './palette';

export interface View {
  /** Size in device px. */
  readonly width: number;
  readonly height: number;
  readonly dpr: number;
  /** Device px per world px, and where the world's origin is, in whole device px. */
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
  /** Cell in device px. */
  readonly cell: number;
  readonly detail: Detail;
  readonly palette: Palette;
  /** What is visible, in world px. */
  readonly world: Rect;
}

export function isVisible(view: View, rect: Rect, margin = 0): boolean {
  const { world } = view;
  return (
    rect.x - margin < world.x + world.width &&
    rect.x + rect.width + margin > world.x &&
    rect.y - margin < world.y + world.height &&
    rect.y + rect.height + margin > world.y
  );
}
