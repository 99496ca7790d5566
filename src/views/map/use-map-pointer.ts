/** Mouse, pen and touch on the map: hover, click, menu, and a drag from one client to another. Panning and zooming are the camera's. */
import { useEffect, useState, type RefObject } from 'react';
import type { Hit } from '../../render/hit-test';
import type { MapRenderer } from '../../render/map-renderer';

export interface Point {
  /** CSS px of the window. */
  readonly x: number;
  readonly y: number;
}
export interface PointerHandlers {
  readonly onSelect: (slot: number | null) => void;
  readonly onPick: ((hit: Hit, at: Point) => void) | undefined;
  readonly onHover: ((hit: Hit | null) => void) | undefined;
  readonly onContextMenu: ((hit: Hit | null, at: Point) => void) | undefined;
  readonly onWallDrag: ((from: number, to: number, at: Point) => void) | undefined;
}
export interface Hovered {
  readonly hit: Hit;
  /** CSS px of the canvas. */
  readonly x: number;
  readonly y: number;
}

const DRAG_THRESHOLD_CSS_PX = 6;
/** Below this radius a client is no handle: a drag pans. */
const LEAST_HANDLE_CSS_PX = 5;

/** The client under a pointer, if it is large enough to be grabbed. */
export function handleAt(renderer: MapRenderer, x: number, y: number): number | null {
  const hit = renderer.hitTest(x, y);
  if (hit?.kind !== 'client') return null;
  const place = renderer.whereIs(hit.slot);
  if (!place || place.radius < LEAST_HANDLE_CSS_PX) return null;
  return (x - place.x) ** 2 + (y - place.y) ** 2 <= (place.radius * 0.85) ** 2 ? hit.slot : null;
}

const keyOf = (hit: Hit | null): string => (hit === null ? '' : JSON.stringify(hit));

export function useMapPointer(renderer: MapRenderer | null, handlers: RefObject<PointerHandlers>): Hovered | null {
  const [hovered, setHovered] = useState<Hovered | null>(null);
  useEffect(() => {
    if (!renderer) return;
    const gestures = new Gestures(renderer, handlers, setHovered);
    return gestures.listen();
  }, [renderer, handlers]);
  return hovered;
}

class Gestures {
  private readonly renderer: MapRenderer;
  private readonly handlers: RefObject<PointerHandlers>;
  private readonly show: (hovered: Hovered | null) => void;
  private over: Hit | null = null;
  private drag: { readonly from: number; readonly x: number; readonly y: number; moved: boolean } | null = null;
  private swallowClick = false;

  constructor(renderer: MapRenderer, handlers: RefObject<PointerHandlers>, show: (hovered: Hovered | null) => void) {
    this.renderer = renderer;
    this.handlers = handlers;
    this.show = show;
  }

  listen(): () => void {
    const { surface } = this.renderer;
    const stop = new AbortController();
    const { signal } = stop;
    surface.addEventListener('pointerdown', (event) => this.down(event), { signal });
    surface.addEventListener('pointermove', (event) => this.move(event), { signal });
    surface.addEventListener('pointerup', (event) => this.up(event), { signal });
    surface.addEventListener('pointercancel', () => this.endDrag(), { signal });
    surface.addEventListener('pointerleave', () => this.hover(null, 0, 0), { signal });
    surface.addEventListener('click', (event) => this.click(event), { signal });
    surface.addEventListener('contextmenu', (event) => this.menu(event), { signal });
    return () => stop.abort();
  }

  private at(event: MouseEvent): readonly [number, number] {
    const { left, top } = this.renderer.surface.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  private down(event: PointerEvent): void {
    this.swallowClick = false;
    this.hover(null, 0, 0);
    if (event.button !== 0 || event.pointerType === 'touch' || !this.handlers.current.onWallDrag) return;
    const [x, y] = this.at(event);
    const from = handleAt(this.renderer, x, y);
    if (from !== null) this.drag = { from, x, y, moved: false };
  }

  private move(event: PointerEvent): void {
    const [x, y] = this.at(event);
    const { drag } = this;
    if (drag) {
      if (!drag.moved && (x - drag.x) ** 2 + (y - drag.y) ** 2 < DRAG_THRESHOLD_CSS_PX ** 2) return;
      if (!drag.moved) this.renderer.surface.setPointerCapture(event.pointerId);
      drag.moved = true;
      this.renderer.setDrag({ from: drag.from, x, y });
      this.renderer.setHover(this.clientAt(x, y));
      return;
    }
    if (event.buttons === 0) this.hover(this.renderer.hitTest(x, y), x, y);
  }

  private up(event: PointerEvent): void {
    const { drag } = this;
    this.endDrag();
    if (!drag?.moved) return;
    this.swallowClick = true;
    const to = this.clientAt(...this.at(event));
    if (to !== null && to !== drag.from) this.handlers.current.onWallDrag?.(drag.from, to, { x: event.clientX, y: event.clientY });
  }

  private endDrag(): void {
    this.drag = null;
    this.renderer.setDrag(null);
  }

  private clientAt(x: number, y: number): number | null {
    const hit = this.renderer.hitTest(x, y);
    return hit?.kind === 'client' ? hit.slot : null;
  }

  private click(event: MouseEvent): void {
    if (this.swallowClick) {
      this.swallowClick = false;
      return;
    }
    const hit = this.renderer.hitTest(...this.at(event));
    this.handlers.current.onSelect(hit?.kind === 'client' ? hit.slot : null);
    if (hit) this.handlers.current.onPick?.(hit, { x: event.clientX, y: event.clientY });
  }

  private menu(event: MouseEvent): void {
    event.preventDefault();
    this.endDrag();
    this.handlers.current.onContextMenu?.(this.renderer.hitTest(...this.at(event)), { x: event.clientX, y: event.clientY });
  }

  private hover(hit: Hit | null, x: number, y: number): void {
    if (keyOf(hit) === keyOf(this.over)) return;
    this.over = hit;
    const slot = hit?.kind === 'client' ? hit.slot : null;
    this.renderer.setHover(slot);
    this.renderer.surface.dataset['over'] = hit?.kind ?? '';
    this.handlers.current.onHover?.(hit);
    this.show(hit ? { hit, x, y } : null);
  }
}
