/** What every Canvas2D layer of the map starts from: world to device px, and the width of WAN lines. */
import type { Rect } from '../layout/types';
import type { Scene } from './scene';
import type { View } from './view';

/** CSS px of a line that carries something. */
export const LEAST_LINE = 1.5;

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

  /** Width of a WAN line in device px, linear in what it carries. What carries something is no thinner than what can be seen; without traffic it is a hair. */
  protected stroke(value: number, least = LEAST_LINE): number {
    const { view, scene } = this;
    return value > 0 ? Math.max(least, scene.wan.widthOf(value)) * view.dpr : view.dpr;
  }
}
