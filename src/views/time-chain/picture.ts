/**
 * The picture of everything that stands still: painted a slice per frame, and shown where its part of time and rows is now, scaled, until
 * the next one is ready. A picture under way is finished even if the view has moved on, so that there is progress while people zoom.
 */
import { Framebuffer } from '../../render/framebuffer';
import type { Palette } from '../../render/palette';
import { AXIS_HEIGHT } from './chrome';
import type { Loaded } from './feed';
import { NO_MARKS } from './marks';
import { Painting } from './paint';
import { DensityPainting } from './paint-density';
import { anchorAt, yOfAnchor, type Stack } from './stack';
import { xOf, type Plot, type Viewport } from './viewport';

export interface Scenery {
  readonly stack: Stack;
  readonly view: Viewport;
  readonly plot: Plot;
  readonly dpr: number;
  readonly palette: Palette;
  readonly loaded: Loaded | null;
  /** Raised when marks or rows are others. */
  readonly version: number;
}
interface Made extends Scenery {
  readonly key: string;
}

/** Milliseconds of painting in one frame. */
const SLICE_MILLIS = 8;
/** Larger than this it is not worth drawing: zoomed in so far, it is a single colour. */
const MOST_SCALED_CSS_PX = 1e6;

export class Picture {
  private readonly framebuffer = new Framebuffer();
  private readonly canvas = document.createElement('canvas');
  private shown: Made | null = null;
  private underWay: { readonly work: Painting | DensityPainting; readonly scenery: Made } | null = null;

  /** Whether what is shown is not what it should be. */
  isOutdated(scenery: Scenery): boolean {
    return this.underWay !== null || this.shown?.key !== keyOf(scenery);
  }

  /** A slice of the picture under way, or the beginning of the next. True when one has just been finished. */
  work(scenery: Scenery): boolean {
    if (this.underWay === null && this.isOutdated(scenery)) this.underWay = { work: this.begin(scenery), scenery: { ...scenery, key: keyOf(scenery) } };
    if (this.underWay === null) return false;
    const end = performance.now() + SLICE_MILLIS;
    if (!this.underWay.work.work(() => performance.now() > end)) return false;
    const { width, height, bytes } = this.framebuffer;
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    if (width > 0 && height > 0) this.canvas.getContext('2d')?.putImageData(new ImageData(bytes, width, height), 0, 0);
    this.shown = this.underWay.scenery;
    this.underWay = null;
    return true;
  }

  /** Where it belongs in the view of now: sharp when nothing has moved. */
  drawInto(context: CanvasRenderingContext2D, { stack, view, plot }: Scenery, gutter: number): void {
    const { shown } = this;
    if (shown === null || this.canvas.width === 0) return;
    const x0 = xOf(view, plot, shown.view.from);
    const x1 = xOf(view, plot, shown.view.to);
    const isSameStack = shown.stack.rowPx === stack.rowPx && shown.stack.model.key === stack.model.key;
    const yNow = (height: number): number => yOfAnchor(stack, anchorAt(shown.stack, shown.view.scroll + height)) - view.scroll;
    const y0 = isSameStack ? shown.view.scroll - view.scroll : yNow(0);
    const y1 = isSameStack ? y0 + shown.plot.height : yNow(shown.plot.height);
    if (x1 - x0 > MOST_SCALED_CSS_PX || y1 - y0 > MOST_SCALED_CSS_PX) return;
    context.imageSmoothingEnabled = !(isSameStack && x0 === 0 && y0 === 0 && Math.abs(x1 - plot.width) < 1e-6);
    context.drawImage(this.canvas, gutter + x0, AXIS_HEIGHT + y0, x1 - x0, Math.max(1, y1 - y0));
  }

  private begin({ stack, view, plot, dpr, palette, loaded }: Scenery): Painting | DensityPainting {
    const scene = { stack, view, width: Math.round(plot.width * dpr), height: Math.round(plot.height * dpr), dpr, palette };
    if (loaded === null || loaded.density === null)
      return new Painting({ ...scene, marks: loaded?.marks ?? NO_MARKS, now: loaded?.now ?? 0 }, this.framebuffer);
    return new DensityPainting({ ...scene, density: loaded.density, from: loaded.from, to: loaded.to }, this.framebuffer);
  }
}

function keyOf({ version, palette, plot, dpr, view }: Scenery): string {
  return `${version} ${palette.name} ${plot.width}×${plot.height} ${dpr} ${view.from} ${view.to} ${view.rowPx} ${view.scroll}`;
}
