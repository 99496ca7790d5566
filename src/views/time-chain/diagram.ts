/**
 * The diagram outside React: a picture of everything that stands still, drawn in slices and shown scaled until the next one is ready; labels
 * and axis around it; and a layer for what moves. One loop draws only what has changed.
 */
import { playheadAt, type Clock } from '../../render/clock';
import { Framebuffer } from '../../render/framebuffer';
import { paletteOf, type Palette, type ThemeName } from '../../render/palette';
import { forgetWidths } from '../../render/text';
import type { Brush } from '../../store/brush';
import { setUnfinished } from '../../store/unfinished';
import { AXIS_HEIGHT, drawChrome, GUTTER, NAMED_FROM_PX, NARROW_BELOW, type ChromeScene } from './chrome';
import { CSS_PX_PER_BUCKET, type Loaded, type Wish } from './feed';
import { Gestures } from './gestures';
import { markUnder, type Geometry } from './hit';
import { drawLive, type Box, type LiveScene } from './live';
import { findAgain, markAt, NO_MARKS, type Mark } from './marks';
import { Painting } from './paint';
import { bucketAt, DensityPainting } from './paint-density';
import { NO_ROWS, rowOf, type RowModel } from './rows';
import { anchorAt, blockAt, makeStack, rowAt, yOfAnchor, yOfRow, type Stack } from './stack';
import * as viewport from './viewport';
import type { Plot, Viewport } from './viewport';

export interface DiagramEvents {
  /** Another part is in view: data may be missing. */
  readonly onView: () => void;
  readonly onHover: (hit: Hit | null, x: number, y: number) => void;
  readonly onPick: (mark: Mark | null, slot: number) => void;
  readonly onSeek: (t: number) => void;
  readonly onBrush: (brush: Brush) => void;
  readonly onFocus: (mark: Mark | null) => void;
}
export interface DiagramNames extends Pick<ChromeScene, 'siteName' | 'subnetName' | 'labelOf' | 'questions'> {}
export interface RunState {
  readonly clock: Clock;
  readonly isPlaying: boolean;
  readonly furthest: number;
  readonly end: number;
}
/** What is under the pointer: a mark, or the counts of a subnet at a time. */
export type Hit =
  | { readonly kind: 'mark'; readonly mark: Mark }
  | {
      readonly kind: 'counts';
      readonly subnet: number;
      readonly clients: number;
      readonly t: number;
      readonly question: number;
      readonly received: number;
      readonly heard: number;
      readonly links: number;
      readonly trouble: number;
    };
type Followed = LiveScene['followed'];

/** Milliseconds of painting in one frame. */
const SLICE_MILLIS = 8;
/** Fleets up to this size are loaded whole, larger ones as far as they are in view. */
const WHOLE_FLEET = 2_500;
/** Rows of larger fleets are listed for the subnets in view. */
const LISTED_FLEET = 20_000;
/** While playing, the playhead stays left of this share of the view. */
const LEADING_SHARE = 0.85;

export class Diagram {
  readonly surface: HTMLCanvasElement;
  private readonly base: HTMLCanvasElement;
  private readonly events: DiagramEvents;
  private readonly gestures: Gestures;
  private readonly observer: ResizeObserver;
  private readonly framebuffer = new Framebuffer();
  private readonly canvas = document.createElement('canvas');
  private picture: { readonly stack: Stack; readonly view: Viewport; readonly plot: Plot; readonly key: string } | null = null;
  private painting: {
    readonly work: Painting | DensityPainting;
    readonly stack: Stack;
    readonly view: Viewport;
    readonly plot: Plot;
    readonly key: string;
  } | null = null;
  private model: RowModel = NO_ROWS;
  private stackNow: Stack = makeStack(NO_ROWS, 1, 1);
  private loaded: Loaded | null = null;
  private version = 0;
  private viewNow: Viewport = { from: 0, to: 1_000_000, rowPx: 1, scroll: 0 };
  private rowsFitted = true;
  private hasView = false;
  private palette: Palette = paletteOf('dark');
  private names: DiagramNames = { siteName: () => '', subnetName: () => '', labelOf: () => '', questions: [] };
  private run: RunState = { clock: { time: 0, speed: 0, at: 0 }, isPlaying: false, furthest: 0, end: 0 };
  private selection: number | null = null;
  private followed: Followed = null;
  private brushed: Brush | null = null;
  private draft: Box | null = null;
  private hover: Mark | null = null;
  private focus: Mark | null = null;
  private focusShown = false;
  private reduced = false;
  private width = 1;
  private height = 1;
  private dpr = 1;
  private dirtyBase = true;
  private request = 0;
  private lastTime = -1;

  constructor(host: HTMLElement, base: HTMLCanvasElement, surface: HTMLCanvasElement, events: DiagramEvents) {
    this.base = base;
    this.surface = surface;
    this.events = events;
    this.gestures = new Gestures(surface, {
      gutter: () => this.gutter,
      panBy: (dx, dy) => this.panBy(dx, dy),
      zoomTime: (factor, x) => this.setView(viewport.zoomTime(this.viewNow, this.plot, factor, x, this.run.end)),
      zoomRows: (factor, y) => this.setRows(viewport.zoomRows(this.viewNow, this.model, this.plot, factor, y), false),
      hover: (x, y) => this.hoverAt(x, y),
      leave: () => this.setHover(null, 0, 0),
      pick: (x, y) => this.pickAt(x, y),
      pickLabel: (y) => this.pickLabel(y),
      seekTo: (x) => events.onSeek(Math.max(0, viewport.timeAt(this.viewNow, this.plot, x))),
      brush: (x0, y0, x1, y1, done) => this.brushTo(x0, y0, x1, y1, done),
    });
    this.observer = new ResizeObserver(() => {
      this.resize(host);
      this.events.onView();
    });
    this.observer.observe(host);
    this.resize(host);
    void document.fonts?.ready.then(() => {
      forgetWidths();
      this.touchBase();
    });
  }

  destroy(): void {
    cancelAnimationFrame(this.request);
    this.request = -1;
    this.observer.disconnect();
    this.gestures.destroy();
    setUnfinished(this, false);
  }

  // ── what is shown ─────────────────────────────────────────────────────────────────────────────

  get marks() {
    return this.loaded?.marks ?? NO_MARKS;
  }
  get rows(): RowModel {
    return this.model;
  }
  get view(): Viewport {
    return this.viewNow;
  }
  get data(): Loaded | null {
    return this.loaded;
  }
  get isFitted(): boolean {
    return this.rowsFitted;
  }
  /** A stretch of time has been chosen. */
  get hasSpan(): boolean {
    return this.hasView;
  }
  get focused(): Mark | null {
    return this.focus;
  }
  get isDetailed(): boolean {
    return this.stackNow.isDetailed && (this.loaded === null || this.loaded.density === null);
  }

  /** What must be loaded for what is in view. */
  wish(): Wish | null {
    if (!this.hasView || this.model.blocks.length === 0) return null;
    const { from, to } = this.viewNow;
    const subnets = this.model.clients <= WHOLE_FLEET ? null : this.subnetsInView();
    const clients =
      subnets === null ? this.model.clients : this.model.blocks.reduce((sum, block) => sum + (subnets.includes(block.subnet) ? block.clients : 0), 0);
    return { from, to, subnets, single: this.stackNow.isDetailed, buckets: Math.max(1, Math.ceil(this.plot.width / CSS_PX_PER_BUCKET)), clients };
  }

  /** Subnets to be listed client by client: of large fleets those in view, once their rows are high enough. */
  listed(clientCount: number): readonly number[] | null {
    if (clientCount <= LISTED_FLEET) return null;
    return this.stackNow.isDetailed ? this.subnetsInView() : [];
  }
  /** Whether a subnet in view has no rows yet. */
  get lacksRows(): boolean {
    if (!this.stackNow.isDetailed) return false;
    const wanted = new Set(this.subnetsInView());
    return this.model.blocks.some((block) => !block.listed && wanted.has(block.subnet));
  }

  /** And a little more on both sides. */
  private subnetsInView(): number[] {
    const { scroll } = this.viewNow;
    const { height } = this.plot;
    return this.model.blocks
      .filter(
        (_, i) => this.stackNow.blockTop[i]! < scroll + height * 1.3 && this.stackNow.blockTop[i]! + this.stackNow.blockHeight[i]! > scroll - height * 0.3,
      )
      .map((block) => block.subnet);
  }

  setModel(model: RowModel): void {
    const isSame = model.key === this.model.key;
    const anchor = anchorAt(this.stackNow, this.viewNow.scroll);
    const wasEmpty = this.model.blocks.length === 0;
    this.model = model;
    if (this.rowsFitted || wasEmpty) this.viewNow = viewport.fitRows(this.viewNow, model, this.plot);
    this.stackNow = makeStack(model, this.viewNow.rowPx, this.plot.height);
    if (!this.rowsFitted && !wasEmpty) this.viewNow = viewport.withScroll(this.viewNow, this.stackNow, this.plot, yOfAnchor(this.stackNow, anchor));
    if (!isSame) this.version++;
    this.touchBase();
    if (!isSame || wasEmpty) this.events.onView();
  }

  setLoaded(loaded: Loaded | null): void {
    this.loaded = loaded;
    this.version++;
    if (loaded === null) {
      this.model = NO_ROWS;
      this.rowsFitted = true;
      this.hasView = false;
    }
    this.setHover(null, 0, 0);
    this.refocus();
    this.touchBase();
  }

  setTheme(theme: ThemeName): void {
    this.palette = paletteOf(theme);
    this.touchBase();
  }
  setNames(names: DiagramNames): void {
    this.names = names;
    this.touchBase();
  }
  setRun(run: RunState): void {
    this.run = run;
    this.touch();
  }
  setSelection(selection: number | null): void {
    this.selection = selection;
    this.touch();
  }
  setFollowed(followed: Followed): void {
    this.followed = followed;
    this.touch();
  }
  setBrushed(brushed: Brush | null): void {
    this.brushed = brushed;
    this.touch();
  }
  setReducedMotion(reduced: boolean): void {
    this.reduced = reduced;
    this.touch();
  }
  setFocusShown(shown: boolean): void {
    this.focusShown = shown;
    this.touch();
  }
  labelsChanged(): void {
    this.touchBase();
  }

  // ── moving the view ───────────────────────────────────────────────────────────────────────────

  showSpan(from: number, to: number): void {
    this.hasView = true;
    this.setView(viewport.withTime(this.viewNow, from, to, this.run.end));
  }
  /** As it was before. */
  restore(view: Viewport, fitted: boolean): void {
    this.hasView = true;
    const rows = fitted ? viewport.fitRows(view, this.model, this.plot) : view;
    this.setRows(viewport.withScroll(rows, makeStack(this.model, rows.rowPx, this.plot.height), this.plot, rows.scroll), fitted);
  }
  fitRows(): void {
    this.setRows(viewport.fitRows(this.viewNow, this.model, this.plot), true);
  }
  zoomTimeBy(factor: number): void {
    const at = this.focus !== null && this.focusShown ? viewport.xOf(this.viewNow, this.plot, this.focus.t1) : this.playheadX();
    const x = at >= 0 && at <= this.plot.width ? at : this.plot.width / 2;
    this.setView(viewport.zoomTime(this.viewNow, this.plot, factor, x, this.run.end));
  }
  zoomRowsBy(factor: number): void {
    const row = this.selection === null ? -1 : rowOf(this.model, this.selection);
    const y = row < 0 || !this.stackNow.isDetailed ? this.plot.height / 2 : yOfRow(this.stackNow, row) - this.viewNow.scroll;
    this.setRows(viewport.zoomRows(this.viewNow, this.model, this.plot, factor, Math.min(this.plot.height, Math.max(0, y))), false);
  }
  panBy(dx: number, dy: number): void {
    const moved = viewport.panTime(this.viewNow, this.plot, dx, this.run.end);
    this.setView(viewport.withScroll(moved, this.stackNow, this.plot, moved.scroll - dy));
  }
  showClient(slot: number): void {
    const row = rowOf(this.model, slot);
    if (row < 0) return;
    const block = this.model.chains[this.model.chainOfRow[row]!]?.block ?? 0;
    if (!this.stackNow.isDetailed) this.setRows(viewport.zoomToBlock(this.viewNow, this.model, this.plot, block), false);
    this.setView(viewport.showRow(this.viewNow, this.stackNow, this.plot, row));
  }

  /** The focused mark, kept in view. */
  focusOn(index: number): void {
    this.focus = markAt(this.marks, index);
    if (this.focus !== null) {
      const { t0, t1 } = this.focus;
      const row = Math.max(rowOf(this.model, this.focus.b), rowOf(this.model, this.focus.a));
      const shown = viewport.showTime(this.viewNow, t0, t1, this.run.end);
      this.setView(row < 0 ? shown : viewport.showRow(shown, this.stackNow, this.plot, row));
    }
    this.events.onFocus(this.focus);
    this.touch();
  }

  /** Index of a mark now: indices change with every answer. */
  indexOf(mark: Mark): number {
    return findAgain(this.marks, mark);
  }

  /** The brush that is what is in view. */
  brushOfView(): Brush {
    const at = (t: number): number => Math.max(0, Math.round(t));
    const { from, to } = this.viewNow;
    return { from: at(from), to: at(to), clients: this.clientsBetween(0, this.plot.height) };
  }
  get isBrushed(): boolean {
    return this.brushed !== null;
  }

  private setView(view: Viewport): void {
    const before = this.viewNow;
    if (before.from === view.from && before.to === view.to && before.scroll === view.scroll && before.rowPx === view.rowPx) return;
    this.viewNow = view;
    this.touchBase();
    this.events.onView();
  }
  private setRows(view: Viewport, fitted: boolean): void {
    this.rowsFitted = fitted;
    this.stackNow = makeStack(this.model, view.rowPx, this.plot.height);
    this.setView(view);
  }

  // ── pointing ──────────────────────────────────────────────────────────────────────────────────

  private geometry(): Geometry {
    return { stack: this.stackNow, view: this.viewNow, plot: this.plot };
  }
  private hoverAt(x: number, y: number): void {
    if (this.isDetailed) this.setHover(markAt(this.marks, markUnder(this.geometry(), this.marks, x, y)), x + this.gutter, y + AXIS_HEIGHT);
    else this.events.onHover(this.countsAt(x, y), x + this.gutter, y + AXIS_HEIGHT);
  }
  private countsAt(x: number, y: number): Hit | null {
    const { loaded } = this;
    const density = loaded?.density ?? null;
    const block = this.model.blocks[blockAt(this.stackNow, y + this.viewNow.scroll)];
    if (loaded === null || density === null || block === undefined) return null;
    const t = viewport.timeAt(this.viewNow, this.plot, x);
    const bucket = bucketAt({ density, from: loaded.from, to: loaded.to }, t);
    const row = density.subnets.indexOf(block.subnet);
    if (bucket < 0 || row < 0 || t > loaded.now) return null;
    const cell = row * density.buckets + bucket;
    return {
      kind: 'counts',
      subnet: block.subnet,
      clients: block.clients,
      t,
      question: density.question[bucket]!,
      received: density.received[cell]!,
      heard: density.heard[cell]!,
      links: density.links[cell]!,
      trouble: density.trouble[cell]!,
    };
  }
  private setHover(mark: Mark | null, x: number, y: number): void {
    if (mark === null && this.hover === null) {
      if (!this.isDetailed) this.events.onHover(null, x, y);
      return;
    }
    const isSame = mark !== null && this.hover !== null && mark.index === this.hover.index;
    this.hover = mark;
    this.surface.dataset['mark'] = mark === null ? '' : 'yes';
    if (!isSame) this.events.onHover(mark === null ? null : { kind: 'mark', mark }, x, y);
    this.touch();
  }
  private pickAt(x: number, y: number): void {
    const mark = this.isDetailed ? markAt(this.marks, markUnder(this.geometry(), this.marks, x, y)) : null;
    const row = rowAt(this.stackNow, y + this.viewNow.scroll);
    this.focus = mark;
    this.events.onFocus(mark);
    this.events.onPick(mark, row < 0 ? -1 : this.model.slots[row]!);
    if (mark === null && row < 0 && !this.stackNow.isDetailed) this.zoomToLabel(y);
    this.touch();
  }
  /** A subnet's label opens it; a client's selects it. */
  private pickLabel(y: number): void {
    const row = rowAt(this.stackNow, y + this.viewNow.scroll);
    if (row >= 0 && this.stackNow.rowPx >= 4) this.events.onPick(null, this.model.slots[row]!);
    else this.zoomToLabel(y);
  }
  private zoomToLabel(y: number): void {
    const block = blockAt(this.stackNow, y + this.viewNow.scroll);
    if (block >= 0) this.setRows(viewport.zoomToBlock(this.viewNow, this.model, this.plot, block), false);
  }

  private brushTo(x0: number, y0: number, x1: number, y1: number, done: boolean): void {
    const { plot } = this;
    const inside = (value: number, most: number): number => Math.min(most, Math.max(0, value));
    const box = {
      x0: inside(Math.min(x0, x1), plot.width),
      x1: inside(Math.max(x0, x1), plot.width),
      y0: inside(Math.min(y0, y1), plot.height),
      y1: inside(Math.max(y0, y1), plot.height),
    };
    this.draft = done ? null : box;
    if (done && box.x1 - box.x0 > 3) {
      const at = (x: number): number => Math.max(0, Math.round(viewport.timeAt(this.viewNow, plot, x)));
      this.events.onBrush({ from: at(box.x0), to: at(box.x1), clients: this.clientsBetween(box.y0, box.y1) });
    }
    this.touch();
  }

  /** Clients whose rows begin between two heights; null = everybody, or rows too low to choose among. */
  private clientsBetween(y0: number, y1: number): readonly number[] | null {
    const { stackNow: stack, viewNow: view } = this;
    if (!stack.isDetailed || y1 - y0 < 3) return null;
    const clients: number[] = [];
    for (let row = 0; row < this.model.slots.length; row++) {
      const y = yOfRow(stack, row) - view.scroll;
      if (y >= y0 && y <= y1) clients.push(this.model.slots[row]!);
    }
    return clients.length === 0 || clients.length === this.model.clients ? null : clients;
  }

  /** Indices change with every answer; the mark itself stays. */
  private refocus(): void {
    if (this.focus === null) return;
    this.focus = markAt(this.marks, findAgain(this.marks, this.focus)) ?? this.focus;
  }

  // ── drawing ───────────────────────────────────────────────────────────────────────────────────

  get gutter(): number {
    if (this.width < NARROW_BELOW) return GUTTER.narrow;
    return this.viewNow.rowPx >= NAMED_FROM_PX ? GUTTER.wide : GUTTER.usual;
  }
  get plot(): Plot {
    return { width: Math.max(1, this.width - this.gutter), height: Math.max(1, this.height - AXIS_HEIGHT) };
  }

  private playheadX(): number {
    return viewport.xOf(this.viewNow, this.plot, this.run.clock.time);
  }

  private resize(host: HTMLElement): void {
    const { clientWidth, clientHeight } = host;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.width = clientWidth;
    this.height = clientHeight;
    this.dpr = Math.min(3, globalThis.devicePixelRatio || 1);
    for (const canvas of [this.base, this.surface]) {
      canvas.width = Math.round(this.width * this.dpr);
      canvas.height = Math.round(this.height * this.dpr);
    }
    if (this.rowsFitted) this.viewNow = viewport.fitRows(this.viewNow, this.model, this.plot);
    this.stackNow = makeStack(this.model, this.viewNow.rowPx, this.plot.height);
    this.viewNow = viewport.withScroll(this.viewNow, this.stackNow, this.plot, this.viewNow.scroll);
    this.touchBase();
  }

  private touchBase(): void {
    this.dirtyBase = true;
    this.touch();
  }
  private touch(): void {
    if (this.request !== 0) return;
    setUnfinished(this, true);
    this.request = requestAnimationFrame((now) => this.frame(now));
  }

  private frame(now: number): void {
    if (this.request < 0) return;
    this.request = 0;
    const time = this.run.isPlaying ? playheadAt(this.run.clock, now) : this.run.clock.time;
    this.keepPlayheadInView(time);
    const painted = this.paintOn();
    if (this.dirtyBase || painted) this.drawBase();
    this.drawTop(time);
    const goesOn = this.painting !== null || this.isOutdated();
    if (goesOn || this.run.isPlaying) this.touch();
    setUnfinished(this, goesOn);
  }

  /** Once it is about to leave the view, the view goes along; where nobody looks at the playhead, it does not. */
  private keepPlayheadInView(time: number): void {
    const { from, to } = this.viewNow;
    const wasInside = this.lastTime >= from && this.lastTime <= to;
    const edge = from + (to - from) * LEADING_SHARE;
    this.lastTime = time;
    if (this.run.isPlaying && wasInside && time > edge) this.setView({ ...this.viewNow, from: from + time - edge, to: to + time - edge });
  }

  private pictureKey(): string {
    const { width, height } = this.plot;
    return `${this.version} ${this.palette.name} ${width}×${height} ${this.dpr} ${this.viewNow.from} ${this.viewNow.to} ${this.viewNow.rowPx} ${this.viewNow.scroll}`;
  }
  private isOutdated(): boolean {
    return this.pictureKey() !== this.picture?.key;
  }

  /** A slice of the picture under way, or the beginning of the next one. True when one has just been finished. */
  private paintOn(): boolean {
    if (this.painting === null && this.isOutdated()) this.beginPainting();
    const { painting } = this;
    if (painting === null) return false;
    const end = performance.now() + SLICE_MILLIS;
    if (!painting.work.work(() => performance.now() > end)) return false;
    const { width, height, bytes } = this.framebuffer;
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    if (width > 0 && height > 0) this.canvas.getContext('2d')?.putImageData(new ImageData(bytes, width, height), 0, 0);
    this.picture = painting;
    this.painting = null;
    return true;
  }

  private beginPainting(): void {
    const { plot, dpr, palette, loaded } = this;
    const scene = { stack: this.stackNow, view: this.viewNow, width: Math.round(plot.width * dpr), height: Math.round(plot.height * dpr), dpr, palette };
    const density = loaded?.density ?? null;
    const work =
      loaded !== null && density !== null
        ? new DensityPainting({ ...scene, density, from: loaded.from, to: loaded.to }, this.framebuffer)
        : new Painting({ ...scene, marks: this.marks, now: loaded?.now ?? 0 }, this.framebuffer);
    this.painting = { work, stack: this.stackNow, view: this.viewNow, plot, key: this.pictureKey() };
  }

  private drawBase(): void {
    const context = this.base.getContext('2d');
    if (context === null) return;
    this.dirtyBase = false;
    context.setTransform(this.dpr, 0, 0, this.dpr, 0, 0);
    context.fillStyle = this.palette.page;
    context.fillRect(0, 0, this.width, this.height);
    this.drawPicture(context);
    drawChrome(context, { ...this.names, stack: this.stackNow, view: this.viewNow, plot: this.plot, gutter: this.gutter, palette: this.palette });
  }

  /** The last picture where its part of time and rows is now: sharp when nothing has moved, a little blurred until the next is ready. */
  private drawPicture(context: CanvasRenderingContext2D): void {
    const { picture, plot, gutter } = this;
    if (picture === null || this.canvas.width === 0) return;
    const x0 = viewport.xOf(this.viewNow, plot, picture.view.from);
    const x1 = viewport.xOf(this.viewNow, plot, picture.view.to);
    const y = (height: number): number => yOfAnchor(this.stackNow, anchorAt(picture.stack, picture.view.scroll + height)) - this.viewNow.scroll;
    const isSameStack = picture.stack === this.stackNow || (picture.stack.rowPx === this.stackNow.rowPx && picture.stack.model.key === this.model.key);
    const y0 = isSameStack ? picture.view.scroll - this.viewNow.scroll : y(0);
    const y1 = isSameStack ? y0 + picture.plot.height : y(picture.plot.height);
    const isExact = x0 === 0 && y0 === 0 && Math.abs(x1 - plot.width) < 1e-6 && isSameStack;
    context.imageSmoothingEnabled = !isExact;
    if (x1 - x0 < 1e6 && y1 - y0 < 1e6) context.drawImage(this.canvas, gutter + x0, AXIS_HEIGHT + y0, x1 - x0, Math.max(1, y1 - y0));
  }

  private drawTop(time: number): void {
    const context = this.surface.getContext('2d');
    if (context === null) return;
    context.setTransform(this.dpr, 0, 0, this.dpr, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    drawLive(context, {
      ...this.geometry(),
      marks: this.marks,
      palette: this.palette,
      gutter: this.gutter,
      axis: AXIS_HEIGHT,
      time,
      furthest: this.run.furthest,
      now: this.loaded?.now ?? 0,
      selection: this.selection,
      hover: this.hover?.index ?? -1,
      focus: this.focus !== null && this.focusShown ? findAgain(this.marks, this.focus) : -1,
      followed: this.followed,
      brush: this.draft ?? this.brushBox(),
      single: this.isDetailed,
      reducedMotion: this.reduced,
    });
  }

  private brushBox(): Box | null {
    const { brushed, plot } = this;
    if (brushed === null) return null;
    let y0 = 0;
    let y1 = plot.height;
    const rows = (brushed.clients ?? []).map((slot) => rowOf(this.model, slot)).filter((row) => row >= 0);
    if (brushed.clients !== null && rows.length > 0 && this.stackNow.isDetailed) {
      const heights = rows.map((row) => yOfRow(this.stackNow, row) - this.viewNow.scroll);
      y0 = heights.reduce((least, y) => Math.min(least, y), Infinity) - this.stackNow.rowPx / 2;
      y1 = heights.reduce((most, y) => Math.max(most, y), -Infinity) + this.stackNow.rowPx / 2;
    }
    return { x0: viewport.xOf(this.viewNow, plot, brushed.from), x1: viewport.xOf(this.viewNow, plot, brushed.to), y0, y1 };
  }
}
