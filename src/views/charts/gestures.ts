/**
 * Pointer and keys on the plots, by delegation: hovering moves the common cursor, a click goes there, dragging marks a stretch and zooms to it;
 * arrows, Enter, Shift and Escape do the same. Positions are CSS px from the left edge of the plots.
 */
export interface PlotHandlers {
  readonly hover: (x: number | null) => void;
  readonly go: (x: number) => void;
  /** While dragging, and at its end. */
  readonly mark: (from: number, to: number) => void;
  readonly zoomToMarked: () => void;
  readonly dropMarked: () => void;
  readonly zoomBy: (factor: number, x: number) => void;
  readonly panBy: (dx: number) => void;
  /** False where the key means nothing here. */
  readonly key: (event: KeyboardEvent) => boolean;
}

const PLOT = '[data-plot]';
const CLICK_CSS_PX = 4;

export class PlotGestures {
  private readonly root: HTMLElement;
  private readonly handlers: PlotHandlers;
  private readonly stop = new AbortController();
  /** Where the button went down, and whether it has become a drag. */
  private down: { readonly plot: Element; readonly x: number; dragged: boolean } | null = null;

  constructor(root: HTMLElement, handlers: PlotHandlers) {
    this.root = root;
    this.handlers = handlers;
    const { signal } = this.stop;
    root.addEventListener('pointerdown', (event) => this.pressed(event), { signal });
    root.addEventListener('pointermove', (event) => this.moved(event), { signal });
    root.addEventListener('pointerup', (event) => this.released(event), { signal });
    root.addEventListener('pointercancel', () => this.cancelled(), { signal });
    root.addEventListener('pointerleave', () => this.left(), { signal });
    root.addEventListener('wheel', (event) => this.wheeled(event), { signal, passive: false });
    root.addEventListener('keydown', (event) => this.keyed(event), { signal });
  }

  destroy(): void {
    this.stop.abort();
  }

  private plotOf(event: Event): Element | null {
    return event.target instanceof Element ? event.target.closest(PLOT) : null;
  }

  private xIn(plot: Element, event: MouseEvent): number {
    return event.clientX - plot.getBoundingClientRect().left;
  }

  private pressed(event: PointerEvent): void {
    const plot = this.plotOf(event);
    if (plot === null || event.button !== 0) return;
    this.down = { plot, x: this.xIn(plot, event), dragged: false };
    this.root.setPointerCapture(event.pointerId);
  }

  private moved(event: PointerEvent): void {
    const { down } = this;
    if (down === null) {
      const plot = this.plotOf(event);
      this.handlers.hover(plot === null ? null : this.xIn(plot, event));
      return;
    }
    const x = this.xIn(down.plot, event);
    down.dragged ||= Math.abs(x - down.x) > CLICK_CSS_PX;
    this.handlers.hover(x);
    if (down.dragged) this.handlers.mark(down.x, x);
  }

  private released(event: PointerEvent): void {
    const { down } = this;
    this.down = null;
    if (down === null) return;
    if (down.dragged) this.handlers.zoomToMarked();
    else this.handlers.go(this.xIn(down.plot, event));
  }

  /** A finger that scrolls marks nothing. */
  private cancelled(): void {
    if (this.down?.dragged === true) this.handlers.dropMarked();
    this.down = null;
    this.handlers.hover(null);
  }

  private left(): void {
    if (this.down === null) this.handlers.hover(null);
  }

  private wheeled(event: WheelEvent): void {
    const plot = this.plotOf(event);
    if (plot === null) return;
    const unit = event.deltaMode === 1 ? 0.05 : event.deltaMode === 0 ? 0.002 : 1;
    if (event.ctrlKey) this.handlers.zoomBy(2 ** (-event.deltaY * unit * 5), this.xIn(plot, event));
    else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) this.handlers.panBy(event.deltaX);
    else return;
    event.preventDefault();
  }

  private keyed(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey || event.ctrlKey || this.plotOf(event) === null) return;
    if (!this.handlers.key(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }
}
