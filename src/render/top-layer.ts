/** The uppermost canvas: walls, what moves, what belongs to the person at the screen, and the old picture while it fades. */
import type { BaseLayer } from './base-layer';
import { playheadAt, type Clock } from './clock';
import type { MapExtras } from './map-extras';
import type { MovingLayer } from './moving-layer';
import type { MotionMoment } from './moving';
import type { Attention } from './overlay-layer';
import { FADE_MILLIS } from './reflow';
import type { Scene } from './scene';
import type { View } from './view';
import type { Followed, Spot } from './wave-layer';

type Context = CanvasRenderingContext2D;

export interface Instant {
  readonly clock: Clock;
  readonly now: number;
  /** Seconds of watching: flow-clock.ts. */
  readonly seconds: number;
  readonly reduced: boolean;
  readonly attention: Attention;
}

export class TopLayer {
  /** Simulated seconds per second as chosen, also at rest. */
  speed = 1;
  followed: Followed | null = null;
  /** Messages that are shown, by kind; null = all. */
  kinds: ReadonlySet<number> | null = null;
  /** Where the followed message was drawn last. */
  spot: Spot | null = null;
  private after: MapExtras | null = null;
  private moving: MovingLayer | null = null;
  private readonly scene: Scene;
  /** The picture before a change of layout, while it fades out. */
  private fading: { readonly picture: HTMLCanvasElement; readonly start: number } | null = null;

  constructor(scene: Scene) {
    this.scene = scene;
  }

  get extras(): MapExtras | null {
    return this.after;
  }
  setExtras(extras: MapExtras): void {
    this.after = extras;
    this.moving = extras.moving(this.scene);
  }

  get isFading(): boolean {
    return this.fading !== null;
  }
  fadeFrom(picture: HTMLCanvasElement, now: number): void {
    this.fading = { picture, start: now };
  }

  draw(context: Context, baseLayer: BaseLayer, view: View, instant: Instant): void {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    this.spot = null;
    if (!this.scene.layout) return;
    baseLayer.drawWalls(context);
    this.spot = this.moving?.draw(context, view, this.momentOf(instant), instant.attention) ?? null;
    this.drawFading(context, instant.now);
  }

  private momentOf({ clock, now, seconds, reduced }: Instant): MotionMoment {
    const playing = clock.speed > 0;
    const playhead = playing ? playheadAt(clock, now) : (this.scene.frame?.time ?? 0);
    const { speed, followed, kinds } = this;
    return { playhead, speed, playing, reduced, seconds, followed, kinds };
  }

  private drawFading(context: Context, now: number): void {
    if (!this.fading) return;
    const t = (now - this.fading.start) / FADE_MILLIS;
    if (t >= 1 || this.fading.picture.width !== context.canvas.width) {
      this.fading = null;
      return;
    }
    context.globalAlpha = 1 - t;
    context.drawImage(this.fading.picture, 0, 0);
    context.globalAlpha = 1;
  }
}
