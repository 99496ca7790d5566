/** Dims on the map whoever is not among the brushed clients: the rest is theirs alone. */
import { useEffect, useRef } from 'react';
import type { MapRenderer } from '../../render/map-renderer';
import { paletteOf, withAlpha, type ThemeName } from '../../render/palette';
import { useBrush } from '../../store/brush';
import { frameBus } from '../../store/frame-bus';
import { onCameraMove } from '../../store/map-controls';
import styles from './brush.module.css';
import { veiledRects } from './veiled';

const VEIL = 0.66;

export function MapVeil({ renderer, theme }: { readonly renderer: () => MapRenderer | null; readonly theme: ThemeName }) {
  const clients = useBrush((state) => state.brush?.clients ?? null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const surface = canvas.current;
    if (clients === null || surface === null) return undefined;
    let rects: ReturnType<typeof veiledRects> | null = null;
    let request = 0;
    const draw = (): void => {
      request = 0;
      const map = renderer();
      const layout = map?.layout ?? null;
      if (map === null || layout === null) return;
      rects ??= veiledRects(layout, clients);
      drawVeil(surface, rects, map.camera.get(), withAlpha(paletteOf(theme).page, VEIL));
    };
    const soon = (): void => {
      if (request === 0) request = requestAnimationFrame(draw);
    };
    const relayout = (): void => {
      rects = null;
      soon();
    };
    soon();
    const observer = new ResizeObserver(soon);
    observer.observe(surface);
    const stops = [onCameraMove(soon), frameBus.onLayout(relayout)];
    return () => {
      cancelAnimationFrame(request);
      observer.disconnect();
      for (const stop of stops) stop();
    };
  }, [clients, renderer, theme]);
  return clients === null ? null : <canvas ref={canvas} className={styles.veil} aria-hidden="true" />;
}

function drawVeil(
  surface: HTMLCanvasElement,
  rects: ReturnType<typeof veiledRects>,
  { x, y, k }: { readonly x: number; readonly y: number; readonly k: number },
  ink: string,
): void {
  const dpr = globalThis.devicePixelRatio || 1;
  surface.width = Math.round(surface.clientWidth * dpr);
  surface.height = Math.round(surface.clientHeight * dpr);
  const context = surface.getContext('2d');
  if (context === null) return;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.fillStyle = ink;
  for (const rect of rects) context.fillRect(rect.x * k + x, rect.y * k + y, rect.width * k, rect.height * k);
}
