/**
 * The map outside React: three canvases over each other (what changes seldom, clients, what moves), one loop that draws only what changed.
 * Frames and layouts go in, pixels come out; the replaced frame is handed back so that its buffers can be used again.
 */
import type { Frame } from '../engine/frame';
import type { Layout, Rect } from '../layout/types';
import { BaseLayer } from './base-layer';
import { Camera } from './camera';
import { CameraFollow } from './camera-follow';
import type { Clock } from './clock';
import { FlowClock } from './flow-clock';
import { Framebuffer } from './framebuffer';
import { hitTest, type Hit } from './hit-test';
import { detailFor, type Level } from './lod';
import { looksFor } from './looks';
import type { MapExtras } from './map-extras';
import { MarksLayer } from './marks-layer';
import { isMoving } from './moving';
import type { Attention } from './overlay-layer';
import { paletteOf, type Palette, type ThemeName } from './palette';
import { MOVE_AT_MOST } from './reflow';
import type { MapRenderer, MapRendererOptions } from './renderer-api';
import { Scene, type MapNames } from './scene';
import { siteLink, type SiteLink } from './site-links';
import { forgetWidths } from './text';
import { TopLayer } from './top-layer';
import type { View } from './view';
import type { WanWidth } from './wan-values';
import type { WaveFilter } from './wave-filter';
import type { Followed } from './wave-layer';

export type { MapRenderer, MapRendererOptions } from './renderer-api';

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
  private readonly top = new TopLayer(this.scene);
  private readonly follow: CameraFollow;
  private readonly flow = new FlowClock();
  private readonly observer: ResizeObserver;
  private palette: Palette;
  private level: Level = 2;
  private clock: Clock = { time: 0, speed: 0, at: 0 };
  private attention: Attention = { selection: null, hover: null, drag: null, place: null };
  private reduced: boolean;
  private dirtyBase = true;
  private dirtyMarks = true;
  private dirtyTop = true;
  private widthCssPx = 1;
  private request = 0;
  private steppedAt = 0;
  private waveSteppedAt = -Infinity;
  private hasDrawn = false;
  private destroyed = false;
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
      onHand: () => this.follow.release(),
    });
    this.follow = new CameraFollow(this.cam, this.scene);
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
  get waveQuestion(): number {
    return this.scene.frame?.waveQuestion ?? -1;
  }

  setWorld(names: MapNames): void {
    this.scene.setNames(names);
    this.touch(true, true, true);
  }

  setLayout(layout: Layout): void {
    const previous = this.scene.layout;
    // Versions begin anew with another run; a resized view is no event worth a movement.
    const isSameRun = previous !== null && layout.version > previous.version;
    const isResized = previous !== null && (layout.bounds.width !== previous.bounds.width || layout.bounds.height !== previous.bounds.height);
    const animate = !this.reduced && isSameRun && !isResized && this.hasDrawn;
    if (!isSameRun) this.cam.release();
    if (animate && layout.positions.length > 2 * MOVE_AT_MOST) this.top.fadeFrom(this.snapshot(), performance.now());
    this.scene.setLayout(layout, performance.now(), animate);
    this.cam.setWorld(layout.bounds, layout.cell);
    this.touch(true, true, true);
  }

  setFrame(frame: Frame): Frame | null {
    const now = performance.now();
    const hold = this.reduced && this.clock.speed > 0 && now - this.waveSteppedAt < REDUCED_STEP_MILLIS;
    if (!hold) this.waveSteppedAt = now;
    const { previous, stateChanged, waveChanged, cutsChanged } = this.scene.setFrame(frame, hold);
    if (frame.time < (previous?.time ?? 0)) this.steppedAt = 0;
    if (this.clock.speed === 0) this.scene.wan.scales.forgetPeaks();
    const linksChanged = frame.forward !== null || frame.backward !== null;
    this.touch(cutsChanged, stateChanged || linksChanged || waveChanged, true);
    return previous === frame ? null : previous;
  }

  setClock(clock: Clock): void {
    if (clock.speed > 0) this.top.speed = clock.speed;
    this.clock = clock;
    this.flow.setPlaying(clock.speed > 0, performance.now());
    // What was held between two steps is shown when time stands.
    const isStale = this.reduced && clock.speed === 0 && this.scene.takeWave();
    this.touch(false, isStale, true);
  }

  setTheme(theme: ThemeName): void {
    this.palette = paletteOf(theme);
    this.touch(true, true, true);
  }
  setStopped(servers: ReadonlySet<number>): void {
    if (this.scene.setStopped(servers)) this.touch(true, false, true);
  }
  setWanWidth(width: WanWidth): void {
    this.scene.setWanWidth(width);
    this.touch(true, false, true);
  }
  setFollowing(followed: (Followed & { readonly key: string }) | null): void {
    this.top.followed = followed;
    this.follow.set(followed);
    this.touch(false, false, true);
  }
  setWaveFilter(filter: WaveFilter | null): void {
    this.scene.looks = looksFor(filter?.waves ?? null);
    this.top.kinds = filter?.kinds ?? null;
    this.touch(false, true, true);
  }
  setSelection(slot: number | null): void {
    this.attend({ ...this.attention, selection: slot });
    this.touch(true, false, true);
  }
  setHover(slot: number | null): void {
    if (slot !== this.attention.hover) this.attend({ ...this.attention, hover: slot });
  }
  setExtras(extras: MapExtras): void {
    this.top.setExtras(extras);
    this.touch(true, false, true);
  }
  setDrag(drag: Attention['drag']): void {
    this.attend({ ...this.attention, drag });
  }
  setPlace(place: Hit | null): void {
    if (place !== this.attention.place) this.attend({ ...this.attention, place });
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
    // Lines run between things, and through cards beside their boxes.
    if (hit === null || hit.kind === 'card' || hit.kind === 'title') return this.top.extras?.hitWan(this.scene, (x - tx) / k, (y - ty) / k, k) ?? hit;
    return hit.kind === 'client' && hit.slot >= this.scene.slotCount ? null : hit;
  }

  whereIsPlace(place: Hit): { x: number; y: number } | null {
    const world = this.top.extras?.whereIsPlace(this.scene, place) ?? null;
    const { k, x, y } = this.cam.get();
    return world === null ? null : { x: world.x * k + x, y: world.y * k + y };
  }
  siteLink(site: number): SiteLink {
    return siteLink(this.scene.sites, site);
  }
  connectionsOf(place: Hit): number {
    return this.top.extras?.connectionsOf(this.scene, place) ?? 0;
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
      fit: () => this.byWish(() => this.cam.fit()),
      flyTo: (target) => this.byWish(() => this.flyTo(target)),
      zoomBy: (factor) => this.byWish(() => this.cam.zoomBy(factor)),
      panBy: (dx, dy) => this.byWish(() => this.cam.panBy(dx, dy)),
      get: () => this.cam.get(),
      set: (state) => this.byWish(() => this.cam.set(state)),
    };
  }

  /** Whoever moves the view wants to see something else than what it follows. */
  private byWish(move: () => void): void {
    this.follow.release();
    move();
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
    return this.dirtyBase || this.dirtyMarks || this.scene.isStale || this.cam.flying || this.scene.reflow.active || this.top.isFading;
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
    const plays = this.clock.speed > 0 && (isMoving(this.scene.frame) || this.scene.wan.scales.scales.perArrow > 0);
    const steps = this.reduced ? now - this.steppedAt >= REDUCED_STEP_MILLIS : true;
    if (plays && steps) {
      this.steppedAt = now;
      this.dirtyTop = true;
    }
    if (this.isBusy() || plays) this.touch(false, false, this.top.isFading);
    if (!this.isBusy()) for (const resolve of this.waiters.splice(0)) resolve();
  }

  private draw(now: number): void {
    const view = this.view();
    this.level = view.detail.level;
    const base = this.base.getContext('2d');
    const top = this.surface.getContext('2d');
    if (!base || !top) return;
    const seconds = this.flow.seconds(now);
    if (this.scene.fitScales(view.scale / view.dpr, seconds, !this.reduced)) {
      this.dirtyBase = this.dirtyTop = true;
      this.options.onScales?.(this.scene.wan.scales.scales);
    }
    const baseLayer = new BaseLayer(base, this.scene, view, this.attention.selection, this.top.extras);
    if (this.dirtyBase) baseLayer.draw();
    if (this.dirtyMarks) this.drawMarks(view);
    if (this.dirtyTop || this.dirtyBase) {
      this.top.draw(top, baseLayer, view, { clock: this.clock, now, seconds, reduced: this.reduced, attention: this.attention });
      this.follow.step(this.top.spot, view);
    }
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
