/** Pan and zoom: d3-zoom for gestures, its interpolation for flights. Screen = world × k + (x, y), in CSS px. */
import { interpolateZoom, select, zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from 'd3';
import type { Rect } from '../layout/types';

export interface CameraState {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

const LARGEST_CELL_CSS_PX = 190;
const SMALLEST_OF_FIT = 0.5;
const FIT_PADDING = 0;
const FLIGHT = { least: 400, most: 800 } as const;

export interface CameraOptions {
  readonly onChange: () => void;
  /** The view was moved by hand. */
  readonly onHand?: () => void;
  /** False where a drag belongs to something else than the camera. */
  readonly mayPan: (event: MouseEvent | TouchEvent) => boolean;
}

export class Camera {
  private readonly surface: HTMLCanvasElement;
  private readonly behaviour;
  private readonly options: CameraOptions;
  private bounds: Rect = { x: 0, y: 0, width: 1, height: 1 };
  private cell = 1;
  private width = 1;
  private height = 1;
  private state: CameraState = { x: 0, y: 0, k: 1 };
  private flight: { readonly at: (t: number) => CameraState; readonly start: number; readonly millis: number } | null = null;
  private reduced = false;
  /** Still showing everything: follows new bounds and sizes. */
  private fitted = true;
  private applying = false;

  constructor(surface: HTMLCanvasElement, options: CameraOptions) {
    this.surface = surface;
    this.options = options;
    this.behaviour = zoom<HTMLCanvasElement, unknown>()
      .filter((event: MouseEvent | TouchEvent | WheelEvent) => event.type === 'wheel' || ((event as MouseEvent).button ?? 0) === 0)
      .clickDistance(4)
      .on('zoom', (event: D3ZoomEvent<HTMLCanvasElement, unknown>) => this.zoomed(event.transform, event.sourceEvent !== null));
    const filter = this.behaviour.filter();
    this.behaviour.filter(function (this: HTMLCanvasElement, event: MouseEvent | TouchEvent, datum) {
      return filter.call(this, event, datum) && (event.type === 'wheel' || event.type === 'dblclick' || options.mayPan(event));
    });
    select(surface).call(this.behaviour);
  }

  get(): CameraState {
    return this.state;
  }
  get flying(): boolean {
    return this.flight !== null;
  }
  get isFitted(): boolean {
    return this.fitted;
  }
  setReducedMotion(reduced: boolean): void {
    this.reduced = reduced;
  }

  setStage(width: number, height: number): void {
    if (width === this.width && height === this.height) return;
    this.width = width;
    this.height = height;
    this.limit();
    if (this.fitted) this.apply(this.fitState());
  }

  setWorld(bounds: Rect, cell: number): void {
    this.bounds = bounds;
    this.cell = cell;
    this.limit();
    if (this.fitted) this.apply(this.fitState());
  }

  set(state: CameraState): void {
    this.flight = null;
    this.fitted = false;
    this.apply(state);
  }

  /** Another world comes: whatever was looked at is gone. */
  release(): void {
    this.flight = null;
    this.fitted = true;
  }

  fit(): void {
    this.fly(this.fitState(), true);
  }

  /** Shows a rectangle of the world, with room around it. */
  flyTo(rect: Rect, padding = 0.15): void {
    const k = Math.min(this.most(), (1 - 2 * padding) * Math.min(this.width / Math.max(1e-6, rect.width), this.height / Math.max(1e-6, rect.height)));
    this.fly({ k, x: this.width / 2 - (rect.x + rect.width / 2) * k, y: this.height / 2 - (rect.y + rect.height / 2) * k }, false);
  }

  /** Brings a point of the world to the middle. */
  centreOn(x: number, y: number, k: number): void {
    const zoom = Math.min(this.most(), Math.max(this.least(), k));
    this.fly({ k: zoom, x: this.width / 2 - x * zoom, y: this.height / 2 - y * zoom }, false);
  }

  zoomBy(factor: number): void {
    const from = this.flight ? this.flight.at(1) : this.state;
    const k = Math.min(this.most(), Math.max(this.least(), from.k * factor));
    const [cx, cy] = [this.width / 2, this.height / 2];
    this.fly({ k, x: cx - ((cx - from.x) / from.k) * k, y: cy - ((cy - from.y) / from.k) * k }, false, 220);
  }

  panBy(dx: number, dy: number): void {
    this.set({ ...this.state, x: this.state.x + dx, y: this.state.y + dy });
  }

  /** Moves on a flight; true while under way. */
  step(now: number): boolean {
    if (!this.flight) return false;
    const t = Math.min(1, (now - this.flight.start) / this.flight.millis);
    const eased = t < 0.5 ? 2 * t * t : 1 - (-2 * t + 2) ** 2 / 2;
    const next = this.flight.at(eased);
    if (t >= 1) this.flight = null;
    this.apply(next);
    return this.flight !== null;
  }

  destroy(): void {
    select(this.surface).on('.zoom', null);
  }

  private fly(to: CameraState, fitted: boolean, millis?: number): void {
    this.fitted = fitted;
    if (this.reduced) {
      this.flight = null;
      this.apply(to);
      return;
    }
    const between = interpolateZoom(this.asView(this.state), this.asView(to));
    const at = (t: number): CameraState => (t >= 1 ? to : this.fromView(between(t)));
    this.flight = { at, start: performance.now(), millis: millis ?? Math.min(FLIGHT.most, Math.max(FLIGHT.least, between.duration * 0.5)) };
    this.options.onChange();
  }

  private asView({ x, y, k }: CameraState): [number, number, number] {
    return [(this.width / 2 - x) / k, (this.height / 2 - y) / k, this.width / k];
  }
  private fromView([cx, cy, width]: readonly [number, number, number]): CameraState {
    const k = this.width / width;
    return { k, x: this.width / 2 - cx * k, y: this.height / 2 - cy * k };
  }

  private fitState(): CameraState {
    const k = Math.min(this.width / this.bounds.width, this.height / this.bounds.height) * (1 - FIT_PADDING);
    return { k, x: (this.width - this.bounds.width * k) / 2 - this.bounds.x * k, y: (this.height - this.bounds.height * k) / 2 - this.bounds.y * k };
  }
  private least(): number {
    return this.fitState().k * SMALLEST_OF_FIT;
  }
  private most(): number {
    return Math.max(this.fitState().k, LARGEST_CELL_CSS_PX / this.cell);
  }

  private limit(): void {
    const { x, y, width, height } = this.bounds;
    this.behaviour.extent([
      [0, 0],
      [this.width, this.height],
    ]);
    this.behaviour.scaleExtent([this.least(), this.most()]);
    this.behaviour.translateExtent([
      [x - width * 0.5, y - height * 0.5],
      [x + width * 1.5, y + height * 1.5],
    ]);
  }

  private apply(state: CameraState): void {
    this.applying = true;
    this.behaviour.transform(select(this.surface), zoomIdentity.translate(state.x, state.y).scale(state.k));
    this.applying = false;
    this.state = state;
    this.options.onChange();
  }

  private zoomed(transform: ZoomTransform, byHand: boolean): void {
    if (this.applying) return;
    if (byHand) {
      this.flight = null;
      this.fitted = false;
      this.options.onHand?.();
    }
    this.state = { x: transform.x, y: transform.y, k: transform.k };
    this.options.onChange();
  }
}
