/**
 * The map outside React: three canvases over each other (what changes seldom, clients, what moves), one loop that draws only what changed.
 * Frames and layouts go in, pixels come out; the replaced frame is handed back so that its buffers can be used again.
 */
import type { Frame } from '../engine/frame';
import type { Layout, Rect } from '../layout/types';
import { BaseLayer } from './base-layer';
import { Camera, type CameraState } from './camera';
import { playheadAt, type Clock } from './clock';
import { Framebuffer } from './framebuffer';
import { hitTest, type Hit } from './hit-test';
import { detailFor, type Level } from './lod';
import { MarksLayer } from './marks-layer';
import { isMoving, MotionLayer } from './motion-layer';
import type { Outages } from './outages';
import { OverlayLayer, type Attention } from './overlay-layer';
import { paletteOf, type Palette, type ThemeName } from './palette';
import { FADE_MILLIS, MOVE_AT_MOST } from './reflow';
import { Scene, type MapNames } from './scene';
import { forgetWidths } from './text';
import type { View } from './view';

export interface MapRendererOptions {
  readonly theme: ThemeName;
  /** The uppermost canvas, if the caller has one (with a name and focus); made otherwise. */
  readonly surface?: HTMLCanvasElement;
  readonly reducedMotion?: boolean;
  /** False where a drag belongs to a client instead of the camera. */
  readonly mayPan?: (event: MouseEvent | TouchEvent) => boolean;
  readonly onCamera?: (camera: CameraState) => void;
  readonly onResize?: (widthCssPx: number, heightCssPx: number) => void;
  /** After the first picture with clients. */
  readonly onFirstDraw?: () => void;
}

export interface MapRenderer {
  readonly surface: HTMLCanvasElement;
  readonly camera: {
    fit(): void;
    flyTo(target: Rect | number): void;
    zoomBy(factor: number): void;
    panBy(dxCssPx: number, dyCssPx: number): void;
    get(): CameraState;
    set(state: CameraState): void;
  };
  setWorld(names: MapNames): void;
  setLayout(layout: Layout): void;
  /** Returns the frame that is not needed any more: the one before, or the given one when its layout is missing. */
  setFrame(frame: Frame): Frame | null;
  setClock(clock: Clock): void;
  setTheme(theme: ThemeName): void;
  /** WAN lines that are cut and servers that are stopped now. */
  setOutages(outages: Outages): void;
  setSelection(slot: number | null): void;
  setHover(slot: number | null): void;
  setDrag(drag: Attention['drag']): void;
  setReducedMotion(reduced: boolean): void;
  /** Labels that `labelOf` did not know have arrived. */
  labelsChanged(): void;
  /** CSS px from the upper left corner of the canvas. */
  hitTest(xCssPx: number, yCssPx: number): Hit | null;
  /** Where a client is on screen, CSS px; null when it is not on the map. */
  whereIs(slot: number): { readonly x: number; readonly y: number; readonly radius: number } | null;
  /** The chain around a client: its stretch in chain order, and its place in there. */
  chainOf(slot: number): { readonly slots: Int32Array; readonly place: number; readonly stretch: number } | null;
  readonly layout: Layout | null;
  /** Links and state bits as drawn. */
  readonly columns: { readonly state: Uint16Array; readonly forward: Int32Array; readonly backward: Int32Array; readonly slotCount: number };
  /** Draws at once what is due: for measuring and for exporting pictures. */
  drawNow(): void;
  /** One canvas with all layers as they are. */
  snapshot(): HTMLCanvasElement;
  /** Milliseconds that the last pictures took. */
  readonly drawTimes: readonly number[];
  /** Resolves when nothing is pending: no flight, no re-flow, nothing undrawn. */
  idle(): Promise<void>;
  destroy(): void;
}

const TIMES_KEPT = 240;
const REDUCED_STEP_MILLIS = 500;

export function createMapRenderer(host: HTMLElement, options: MapRendererOptions): MapRenderer {
  return new Renderer(host, options);
}

class Renderer implements MapRenderer {
  readonly surface: HTMLCanvasElement;
  readonly camera: MapRenderer['camera'];
  readonly drawTimes: number[] = [];
  private readonly host: HTMLElement;
  private readonly options: MapRendererOptions;
  private readonly scene = new Scene();
  private readonly cam: Camera;
  private readonly base: HTMLCanvasElement;
  private readonly marks: HTMLCanvasElement;
  private readonly ownsSurface: boolean;
  private readonly framebuffer = new Framebuffer();
  private readonly marksLayer = new MarksLayer();
  private readonly observer: ResizeObserver;
  private palette: Palette;
  private level: Level = 2;
  private clock: Clock = { time: 0, speed: 0, at: 0 };
  private chosenSpeed = 1;
  private attention: Attention = { selection: null, hover: null, drag: null };
  private reduced: boolean;
  private dirtyBase = true;
  private dirtyMarks = true;
  private dirtyTop = true;
  private widthCssPx = 1;
  private request = 0;
  private steppedAt = 0;
  private hasDrawn = false;
  private destroyed = false;
  /** The picture before a change of layout, while it fades out. */
  private fading: { readonly picture: HTMLCanvasElement; readonly start: number } | null = null;
  private waiters: (() => void)[] = [];

  constructor(host: HTMLElement, options: MapRendererOptions) {
    this.host = host;
    this.options = options;
    this.palette = paletteOf(options.theme);
    this.reduced = options.reducedMotion ?? false;
    this.ownsSurface = options.surface === undefined;
    this.base = layerCanvas();
    this.marks = layerCanvas();
    this.surface = options.surface ?? layerCanvas();
    host.prepend(this.base, this.marks);
    if (this.ownsSurface) host.append(this.surface);
    this.cam = new Camera(this.surface, {
      mayPan: options.mayPan ?? (() => true),
      onChange: () => {
        this.touch(true, true, true);
        options.onCamera?.(this.cam.get());
      },
    });
    this.cam.setReducedMotion(this.reduced);
    this.camera = this.cameraDoor();
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(host);
    this.resize();
    void document.fonts?.ready.then(() => {
      forgetWidths();
      this.touch(true, false, true);
    });
  }

  get layout(): Layout | null {
    return this.scene.layout;
  }
  get columns(): MapRenderer['columns'] {
    return this.scene;
  }

  setWorld(names: MapNames): void {
    this.scene.names = names;
    this.touch(true, true, true);
  }

  setLayout(layout: Layout): void {
    const previous = this.scene.layout;
    // Versions begin anew with another run; a resized view is no event worth a movement.
    const isSameRun = previous !== null && layout.version > previous.version;
    const isResized = previous !== null && (layout.bounds.width !== previous.bounds.width || layout.bounds.height !== previous.bounds.height);
    const animate = !this.reduced && isSameRun && !isResized && this.hasDrawn;
    if (!isSameRun) this.cam.release();
    if (animate && layout.positions.length > 2 * MOVE_AT_MOST) this.fading = { picture: this.snapshot(), start: performance.now() };
    this.scene.setLayout(layout, performance.now(), animate);
    this.cam.setWorld(layout.bounds, layout.cell);
    this.touch(true, true, true);
  }

  setFrame(frame: Frame): Frame | null {
    const { previous, stateChanged } = this.scene.setFrame(frame);
    if (frame.time < (previous?.time ?? 0)) this.steppedAt = 0;
    const linksChanged = frame.forward !== null || frame.backward !== null;
    this.touch(false, stateChanged || linksChanged, true);
    return previous === frame ? null : previous;
  }

  setClock(clock: Clock): void {
    if (clock.speed > 0) this.chosenSpeed = clock.speed;
    this.clock = clock;
    this.touch(false, false, true);
  }

  setTheme(theme: ThemeName): void {
    this.palette = paletteOf(theme);
    this.touch(true, true, true);
  }
  setOutages(outages: Outages): void {
    if (outages === this.scene.outages) return;
    this.scene.outages = outages;
    this.touch(true, false, true);
  }
  setSelection(slot: number | null): void {
    this.attend({ ...this.attention, selection: slot });
    this.touch(true, false, true);
  }
  setHover(slot: number | null): void {
    if (slot !== this.attention.hover) this.attend({ ...this.attention, hover: slot });
  }
  setDrag(drag: Attention['drag']): void {
    this.attend({ ...this.attention, drag });
  }
  setReducedMotion(reduced: boolean): void {
    this.reduced = reduced;
    this.cam.setReducedMotion(reduced);
    this.touch(false, false, true);
  }
  labelsChanged(): void {
    this.touch(false, false, true);
  }

  hitTest(x: number, y: number): Hit | null {
    const { layout } = this.scene;
    if (!layout) return null;
    const { k, x: tx, y: ty } = this.cam.get();
    const hit = hitTest(layout, this.scene, (x - tx) / k, (y - ty) / k);
    return hit?.kind === 'client' && hit.slot >= this.scene.slotCount ? null : hit;
  }

  whereIs(slot: number): { x: number; y: number; radius: number } | null {
    if (!this.scene.isPlaced(slot)) return null;
    const { k, x, y } = this.cam.get();
    return { x: this.scene.positions[2 * slot]! * k + x, y: this.scene.positions[2 * slot + 1]! * k + y, radius: (this.scene.layout?.cell ?? 1) * k * 0.5 };
  }

  chainOf(slot: number): { slots: Int32Array; place: number; stretch: number } | null {
    if (!this.scene.isPlaced(slot)) return null;
    const stretch = this.scene.stretchOf[slot]!;
    return { slots: this.scene.layout!.stretches[stretch]!.slots, place: this.scene.placeOf[slot]!, stretch };
  }

  drawNow(): void {
    if (this.request) cancelAnimationFrame(this.request);
    this.request = 0;
    this.tick(performance.now());
  }

  snapshot(): HTMLCanvasElement {
    const picture = document.createElement('canvas');
    picture.width = this.surface.width;
    picture.height = this.surface.height;
    const context = picture.getContext('2d');
    for (const layer of [this.base, this.marks, this.surface]) if (layer.width > 0 && layer.height > 0) context?.drawImage(layer, 0, 0);
    return picture;
  }

  idle(): Promise<void> {
    if (!this.isBusy()) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  destroy(): void {
    this.destroyed = true;
    if (this.request) cancelAnimationFrame(this.request);
    this.observer.disconnect();
    this.cam.destroy();
    this.base.remove();
    this.marks.remove();
    if (this.ownsSurface) this.surface.remove();
    for (const resolve of this.waiters.splice(0)) resolve();
  }

  private cameraDoor(): MapRenderer['camera'] {
    return {
      fit: () => this.cam.fit(),
      flyTo: (target) => this.flyTo(target),
      zoomBy: (factor) => this.cam.zoomBy(factor),
      panBy: (dx, dy) => this.cam.panBy(dx, dy),
      get: () => this.cam.get(),
      set: (state) => this.cam.set(state),
    };
  }

  /** A client is shown with its surroundings, in marks large enough to read. */
  private flyTo(target: Rect | number): void {
    if (typeof target !== 'number') return this.cam.flyTo(target);
    const { layout, positions } = this.scene;
    if (!layout || !this.scene.isPlaced(target)) return;
    const reach = layout.cell * 7;
    this.cam.flyTo({ x: positions[2 * target]! - reach, y: positions[2 * target + 1]! - reach, width: 2 * reach, height: 2 * reach }, 0.05);
  }

  private attend(attention: Attention): void {
    this.attention = attention;
    this.touch(false, false, true);
  }

  private touch(base: boolean, marks: boolean, top: boolean): void {
    this.dirtyBase ||= base;
    this.dirtyMarks ||= marks;
    this.dirtyTop ||= top;
    if (this.request === 0 && !this.destroyed) this.request = requestAnimationFrame((now) => this.tick(now));
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.host;
    this.widthCssPx = Math.max(1, clientWidth);
    const dpr = window.devicePixelRatio || 1;
    const width = Math.max(1, Math.round(clientWidth * dpr));
    const height = Math.max(1, Math.round(clientHeight * dpr));
    for (const canvas of [this.base, this.marks, this.surface]) {
      if (canvas.width === width && canvas.height === height) continue;
      canvas.width = width;
      canvas.height = height;
    }
    this.framebuffer.resize(width, height);
    this.cam?.setStage(clientWidth, clientHeight);
    this.options.onResize?.(clientWidth, clientHeight);
    this.touch(true, true, true);
  }

  private isBusy(): boolean {
    return this.dirtyBase || this.dirtyMarks || this.scene.isStale || this.cam.flying || this.scene.reflow.active || this.fading !== null;
  }

  private tick(now: number): void {
    this.request = 0;
    if (this.destroyed) return;
    const start = performance.now();
    this.cam.step(start);
    if (this.scene.reflow.active) {
      this.scene.reflow.step(start);
      this.dirtyBase = this.dirtyMarks = this.dirtyTop = true;
    }
    if (this.scene.catchUp(start)) this.dirtyBase = true;
    this.draw(start);
    this.drawTimes.push(performance.now() - start);
    if (this.drawTimes.length > TIMES_KEPT) this.drawTimes.shift();
    this.goOn(now);
  }

  /** Another picture follows while something moves; otherwise the loop rests. */
  private goOn(now: number): void {
    const plays = this.clock.speed > 0 && isMoving(this.scene.frame);
    const steps = this.reduced ? now - this.steppedAt >= REDUCED_STEP_MILLIS : true;
    if (plays && steps) {
      this.steppedAt = now;
      this.dirtyTop = true;
    }
    if (this.isBusy() || plays) this.touch(false, false, this.fading !== null);
    if (!this.isBusy()) for (const resolve of this.waiters.splice(0)) resolve();
  }

  private draw(now: number): void {
    const view = this.view();
    this.level = view.detail.level;
    const base = this.base.getContext('2d');
    const top = this.surface.getContext('2d');
    if (!base || !top) return;
    const baseLayer = new BaseLayer(base, this.scene, view, this.attention.selection);
    if (this.dirtyBase) baseLayer.draw();
    if (this.dirtyMarks) this.drawMarks(view);
    if (this.dirtyTop || this.dirtyBase) this.drawTop(top, baseLayer, view, now);
    this.dirtyBase = this.dirtyMarks = this.dirtyTop = false;
    if (!this.hasDrawn && this.scene.layout && this.scene.frame) {
      this.hasDrawn = true;
      this.options.onFirstDraw?.();
    }
  }

  private drawMarks(view: View): void {
    const { framebuffer } = this;
    framebuffer.clear();
    this.marksLayer.draw(framebuffer, this.scene, view);
    this.marks.getContext('2d', { willReadFrequently: true })?.putImageData(new ImageData(framebuffer.bytes, framebuffer.width, framebuffer.height), 0, 0);
  }

  private drawTop(context: CanvasRenderingContext2D, baseLayer: BaseLayer, view: View, now: number): void {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    if (!this.scene.layout) return;
    const overlay = new OverlayLayer(context, this.scene, view);
    baseLayer.drawWalls(context);
    const { frame } = this.scene;
    if (frame) {
      const playhead = this.clock.speed > 0 ? playheadAt(this.clock, now) : frame.time;
      new MotionLayer(context, this.scene, view, { playhead, speed: this.chosenSpeed }, this.reduced).draw(frame);
    }
    overlay.draw(this.attention, frame?.motionOmitted ?? 0);
    this.drawFading(context, now);
  }

  private drawFading(context: CanvasRenderingContext2D, now: number): void {
    if (!this.fading) return;
    const t = (now - this.fading.start) / FADE_MILLIS;
    if (t >= 1 || this.fading.picture.width !== this.surface.width) {
      this.fading = null;
      return;
    }
    context.globalAlpha = 1 - t;
    context.drawImage(this.fading.picture, 0, 0);
    context.globalAlpha = 1;
  }

  private view(): View {
    const dpr = this.surface.width / this.widthCssPx;
    const { k, x, y } = this.cam.get();
    const scale = k * dpr;
    const cell = (this.scene.layout?.cell ?? 1) * scale;
    return {
      width: this.surface.width,
      height: this.surface.height,
      dpr,
      scale,
      offsetX: Math.round(x * dpr),
      offsetY: Math.round(y * dpr),
      cell,
      detail: detailFor(cell, this.level),
      palette: this.palette,
      world: { x: -x / k, y: -y / k, width: this.surface.width / scale, height: this.surface.height / scale },
    };
  }
}

function layerCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;display:block';
  return canvas;
}
