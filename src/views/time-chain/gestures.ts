/**
 * Mouse, pen, touch and wheel: drag pans, wheel zooms time (with Shift, or over the labels, rows), two fingers zoom both, Shift and drag
 * brushes, a press on the axis goes there. d3-zoom tells drags from clicks and reads fingers; the view itself is ours.
 */
import { pointers, select, zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from 'd3';
import { AXIS_HEIGHT } from './chrome';

export interface GestureHandlers {
  /** Width of the labels, CSS px. */
  readonly gutter: () => number;
  /** CSS px of the plot, from here on. */
  readonly panBy: (dx: number, dy: number) => void;
  readonly zoomTime: (factor: number, x: number) => void;
  readonly zoomRows: (factor: number, y: number) => void;
  readonly hover: (x: number, y: number) => void;
  readonly leave: () => void;
  readonly pick: (x: number, y: number) => void;
  readonly pickLabel: (y: number) => void;
  readonly seekTo: (x: number) => void;
  /** `done` = the pointer was let go. */
  readonly brush: (x0: number, y0: number, x1: number, y1: number, done: boolean) => void;
}

type Zone = 'plot' | 'labels' | 'axis';
type Dragged = { readonly what: 'brush'; readonly x: number; readonly y: number } | { readonly what: 'seek' };

const CLICK_CSS_PX = 4;

export class Gestures {
  private readonly surface: HTMLCanvasElement;
  private readonly handlers: GestureHandlers;
  private transform: ZoomTransform = zoomIdentity;
  private dragged: Dragged | null = null;
  private swallowClick = false;
  private readonly stop = new AbortController();

  constructor(surface: HTMLCanvasElement, handlers: GestureHandlers) {
    this.surface = surface;
    this.handlers = handlers;
    const behaviour = zoom<HTMLCanvasElement, unknown>()
      .filter((event: MouseEvent | TouchEvent | WheelEvent) => this.mayPan(event))
      .clickDistance(CLICK_CSS_PX)
      .on('zoom', (event: D3ZoomEvent<HTMLCanvasElement, unknown>) => this.zoomed(event));
    select(surface).call(behaviour).on('dblclick.zoom', null).on('wheel.zoom', null);
    const { signal } = this.stop;
    surface.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    surface.addEventListener('pointerdown', (event) => this.down(event), { signal, capture: true });
    surface.addEventListener('pointermove', (event) => this.move(event), { signal });
    surface.addEventListener('pointerup', (event) => this.up(event), { signal });
    surface.addEventListener('pointercancel', () => this.cancel(), { signal });
    surface.addEventListener('pointerleave', () => handlers.leave(), { signal });
    surface.addEventListener('click', (event) => this.click(event), { signal });
    surface.addEventListener('dblclick', (event) => this.twice(event), { signal });
  }

  destroy(): void {
    this.stop.abort();
    select(this.surface).on('.zoom', null);
  }

  private zoneAt(point: { readonly clientX: number; readonly clientY: number }): Zone {
    return this.at(point).zone;
  }

  /** Position in the plot, and where that is. */
  private at(event: { readonly clientX: number; readonly clientY: number }): { readonly x: number; readonly y: number; readonly zone: Zone } {
    const { left, top } = this.surface.getBoundingClientRect();
    const x = event.clientX - left - this.handlers.gutter();
    const y = event.clientY - top - AXIS_HEIGHT;
    return { x, y, zone: y < 0 ? 'axis' : x < 0 ? 'labels' : 'plot' };
  }

  private mayPan(event: MouseEvent | TouchEvent | WheelEvent): boolean {
    if (event.type === 'wheel' || event.type === 'dblclick') return false;
    if (!(event instanceof MouseEvent)) {
      const touch = event.touches[0];
      return touch === undefined || event.touches.length > 1 || this.zoneAt(touch) !== 'axis';
    }
    return event.button === 0 && !event.shiftKey && !event.ctrlKey && this.zoneAt(event) !== 'axis';
  }

  private zoomed(event: D3ZoomEvent<HTMLCanvasElement, unknown>): void {
    const before = this.transform;
    this.transform = event.transform;
    if (event.sourceEvent === null) return;
    const factor = event.transform.k / before.k;
    if (Math.abs(factor - 1) < 1e-9) {
      this.handlers.panBy(event.transform.x - before.x, event.transform.y - before.y);
      return;
    }
    const points = pointers(event.sourceEvent, this.surface);
    const x = mean(points.map((point) => point[0]));
    const y = mean(points.map((point) => point[1]));
    this.handlers.zoomTime(factor, x - this.handlers.gutter());
    this.handlers.zoomRows(factor, y - AXIS_HEIGHT);
    // What is left of the change once the zoom around the fingers is taken out is a pan.
    this.handlers.panBy(event.transform.x - (x - (x - before.x) * factor), event.transform.y - (y - (y - before.y) * factor));
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const { x, y, zone } = this.at(event);
    const unit = event.deltaMode === 1 ? 0.05 : event.deltaMode === 0 ? 0.002 : 1;
    // Shift turns the wheel sideways in some browsers.
    const turned = event.shiftKey && event.deltaY === 0 ? event.deltaX : event.deltaY;
    const factor = 2 ** (-turned * unit * (event.ctrlKey ? 10 : 1));
    if (event.shiftKey || zone === 'labels') this.handlers.zoomRows(factor, Math.max(0, y));
    else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) this.handlers.panBy(-event.deltaX, 0);
    else this.handlers.zoomTime(factor, x);
  }

  private down(event: PointerEvent): void {
    this.swallowClick = false;
    this.handlers.leave();
    if (event.button !== 0) return;
    const { x, y, zone } = this.at(event);
    if (zone === 'axis' && x >= 0) this.dragged = { what: 'seek' };
    else if (event.shiftKey && zone === 'plot') this.dragged = { what: 'brush', x, y };
    else return;
    this.surface.setPointerCapture(event.pointerId);
    if (this.dragged.what === 'seek') this.handlers.seekTo(x);
  }

  private move(event: PointerEvent): void {
    const { x, y, zone } = this.at(event);
    const { dragged } = this;
    if (dragged?.what === 'seek') this.handlers.seekTo(x);
    else if (dragged?.what === 'brush') this.handlers.brush(dragged.x, dragged.y, x, y, false);
    else if (event.buttons === 0) {
      this.surface.dataset['over'] = zone;
      if (zone === 'plot') this.handlers.hover(x, y);
      else this.handlers.leave();
    }
  }

  private up(event: PointerEvent): void {
    const { dragged } = this;
    this.dragged = null;
    if (dragged === null) return;
    this.swallowClick = true;
    if (dragged.what === 'brush') this.handlers.brush(dragged.x, dragged.y, this.at(event).x, this.at(event).y, true);
  }

  private cancel(): void {
    this.dragged = null;
    this.handlers.leave();
  }

  private click(event: MouseEvent): void {
    if (this.swallowClick) {
      this.swallowClick = false;
      return;
    }
    const { x, y, zone } = this.at(event);
    if (zone === 'plot') this.handlers.pick(x, y);
    else if (zone === 'labels') this.handlers.pickLabel(y);
  }

  private twice(event: MouseEvent): void {
    const { x, y, zone } = this.at(event);
    if (zone === 'plot') this.handlers.zoomTime(3, x);
    else if (zone === 'labels') this.handlers.zoomRows(3, y);
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
