/** What every Canvas2D layer of the map starts from: world to device px, and the width of WAN lines. */
import type { Rect } from '../layout/types';
import { lineWidth } from './connections';
import type { Scene } from './scene';
import type { View } from './view';

export class Pen {
  protected readonly context: CanvasRenderingContext2D;
  protected readonly scene: Scene;
  protected readonly view: View;

  constructor(context: CanvasRenderingContext2D, scene: Scene, view: View) {
    this.context = context;
    this.scene = scene;
    this.view = view;
  }

  protected x(world: number): number {
    return world * this.view.scale + this.view.offsetX;
  }
  protected y(world: number): number {
    return world * this.view.scale + this.view.offsetY;
  }
  protected screen(rect: Rect): Rect {
    const x = Math.round(this.x(rect.x));
    const y = Math.round(this.y(rect.y));
    return { x, y, width: Math.max(1, Math.round(this.x(rect.x + rect.width)) - x), height: Math.max(1, Math.round(this.y(rect.y + rect.height)) - y) };
  }

  /** World widths of WAN lines grow with the square root of the zoom: readable from afar, not in the way from near. */
  protected stroke(connections: number): number {
    const { view, scene } = this;
    const zoom = view.scale / view.dpr;
    // A small map has slimmer lines, all by the same factor.
    const size = Math.min(1, Math.max(0.45, Math.sqrt((scene.layout?.cell ?? 1) / 54)));
    return Math.max(view.dpr, lineWidth(connections, scene.widthPerConnection) * size * Math.sqrt(zoom) * view.dpr);
  }
}
