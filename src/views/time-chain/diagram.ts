/**
 * The diagram outside React: a picture of everything that stands still, drawn in slices and shown scaled until the next one is ready; labels
 * and axis around it; and a layer for what moves. One loop draws only what has changed.
 */
import { playheadAt, type Clock } from '../../render/clock';
import { paletteOf, type Palette, type ThemeName } from '../../render/palette';
import { forgetWidths } from '../../render/text';
import type { Brush } from '../../store/brush';
import { setUnfinished } from '../../store/unfinished';
import { boxBetween, boxOf, brushOf } from './brushing';
import { AXIS_HEIGHT, drawChrome, GUTTER, NAMED_FROM_PX, NARROW_BELOW, type ChromeScene } from './chrome';
import { countsAt, type Counts } from './counts';
import type { Loaded, Wish } from './feed';
import { Gestures } from './gestures';
import { markUnder, type Geometry } from './hit';
import { drawLive, type Box, type LiveScene } from './live';
import { findAgain, markAt, NO_MARKS, type Mark } from './marks';
import { lacksRows, listedOf, wishOf } from './needs';
import { Picture, type Scenery } from './picture';
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
export type Hit = { readonly kind: 'mark'; readonly mark: Mark } | { readonly kind: 'counts'; readonly counts: Counts };
type Followed = LiveScene['followed'];

/** While playing, the playhead stays left of this share of the view. */
const LEADING_SHARE = 0.85;

export class Diagram {
  readonly surface: HTMLCanvasElement;
  private readonly base: HTMLCanvasElement;
  private readonly events: DiagramEvents;
  private readonly gestures: Gestures;
  private readonly observer: ResizeObserver;
  private readonly picture = new Picture();
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
    return this.hasView && this.model.blocks.length > 0 ? wishOf(this.stackNow, this.viewNow, this.plot) : null;
  }
  /** Subnets to be listed client by client; null = all. */
  listed(clientCount: number): readonly number[] | null {
    return listedOf(this.stackNow, this.viewNow, this.plot, clientCount);
  }
  get lacksRows(): boolean {
    return lacksRows(this.stackNow, this.viewNow, this.plot);
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
  brushOfView(): Brush | null {
    return brushOf(this.geometry(), boxBetween(this.plot, 0, 0, this.plot.width, this.plot.height));
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
    else {
      const counts = countsAt(this.geometry(), this.loaded, x, y);
      this.events.onHover(counts === null ? null : { kind: 'counts', counts }, x + this.gutter, y + AXIS_HEIGHT);
    }
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
    const box = boxBetween(this.plot, x0, y0, x1, y1);
    this.draft = done ? null : box;
    const brush = done ? brushOf(this.geometry(), box) : null;
    if (brush !== null) this.events.onBrush(brush);
    this.touch();
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
    const painted = this.picture.work(this.scenery());
    if (this.dirtyBase || painted) this.drawBase();
    this.drawTop(time);
    const goesOn = this.picture.isOutdated(this.scenery());
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

  private scenery(): Scenery {
    const { stackNow: stack, viewNow: view, plot, dpr, palette, loaded, version } = this;
    return { stack, view, plot, dpr, palette, loaded, version };
  }

  private drawBase(): void {
    const context = this.base.getContext('2d');
    if (context === null) return;
    this.dirtyBase = false;
    context.setTransform(this.dpr, 0, 0, this.dpr, 0, 0);
    context.fillStyle = this.palette.page;
    context.fillRect(0, 0, this.width, this.height);
    this.picture.drawInto(context, this.scenery(), this.gutter);
    drawChrome(context, { ...this.names, stack: this.stackNow, view: this.viewNow, plot: this.plot, gutter: this.gutter, palette: this.palette });
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
      brush: this.draft ?? boxOf(this.geometry(), this.brushed),
      single: this.isDetailed,
      reducedMotion: this.reduced,
    });
  }
}
