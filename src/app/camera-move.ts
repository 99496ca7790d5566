/** How the camera keeps a client in view: not at all where it is well seen, else in a pan, and nearer only where it is too small to be seen. */
import type { CameraState } from '../render/camera';
import type { Rect } from '../layout/types';

/** Where a client is on screen, CSS px. */
export interface OnScreen {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Smaller clients are dots without a message between them. */
const READABLE_CSS_PX = 5;
/** Within this share of the stage on each side nothing needs to move. */
const MARGIN = 0.12;
/** What the camera leaves free around a rectangle that it flies to. */
const PADDING = 0.15;

export type CameraMove = 'stay' | 'near' | Rect;

export function cameraMove(client: OnScreen, camera: CameraState, stage: { readonly width: number; readonly height: number }): CameraMove {
  if (client.radius < READABLE_CSS_PX) return 'near';
  const within = (at: number, size: number): boolean => at >= size * MARGIN && at <= size * (1 - MARGIN);
  if (within(client.x, stage.width) && within(client.y, stage.height)) return 'stay';
  // A rectangle for which the zoom stays as it is.
  const width = ((1 - 2 * PADDING) * stage.width) / camera.k;
  const height = ((1 - 2 * PADDING) * stage.height) / camera.k;
  return { x: (client.x - camera.x) / camera.k - width / 2, y: (client.y - camera.y) / camera.k - height / 2, width, height };
}
