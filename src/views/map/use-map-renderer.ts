/** Makes the renderer for a canvas, and feeds it: frames and layouts from the bus, what people chose from props. */
import { useCallback, useEffect, useState, type RefCallback, type RefObject } from 'react';
import type { Frame } from '../../engine/frame';
import type { Layout } from '../../layout/types';
import { createMapRenderer, type MapRenderer } from '../../render/map-renderer';
import type { ThemeName } from '../../render/palette';
import type { MapNames } from '../../render/scene';
import type { MapScales } from '../../render/wan-scales';
import type { WanWidth } from '../../store/map-controls';
import type { StoppedAt } from './stopped-servers';
import { handleAt } from './use-map-pointer';
import { noteFrame } from './wave-store';

/** Where frames come from and go back to. */
export interface FrameBus {
  readonly frame: Frame | null;
  readonly layout: Layout | null;
  onFrame(listener: () => void): () => void;
  onLayout(listener: () => void): () => void;
  /** The map needs this frame no more. */
  returnFrame(frame: Frame): void;
}

export interface MapFeed {
  readonly bus: FrameBus;
  readonly names: MapNames;
  readonly stoppedAt: StoppedAt;
  readonly wanWidth: WanWidth;
  readonly theme: ThemeName;
  readonly reducedMotion: boolean;
  /** Simulated seconds per second; 0 = at rest. */
  readonly speed: number;
  readonly selection: number | null;
  readonly onResize: ((widthCssPx: number, heightCssPx: number) => void) | undefined;
  readonly onFirstDraw: (() => void) | undefined;
  readonly onCamera: (() => void) | undefined;
  readonly onScales: (scales: MapScales) => void;
  readonly canDragClients: boolean;
}

export interface MountedMap {
  readonly renderer: MapRenderer | null;
  /** For the canvas; its parent takes the layers below. */
  readonly canvasRef: RefCallback<HTMLCanvasElement>;
}

export function useMapRenderer(feed: MapFeed, latest: RefObject<MapFeed>): MountedMap {
  const [renderer, setRenderer] = useState<MapRenderer | null>(null);
  const canvasRef = useCallback(
    (canvas: HTMLCanvasElement) => {
      const host = canvas.parentElement;
      if (!host) return;
      const made = create(host, canvas, latest);
      setRenderer(made);
      const stop = follow(made, latest);
      return () => {
        stop();
        made.destroy();
        setRenderer(null);
      };
    },
    [latest],
  );
  useEffect(() => renderer?.setTheme(feed.theme), [renderer, feed.theme]);
  useEffect(() => renderer?.setWorld(feed.names), [renderer, feed.names]);
  const { bus, stoppedAt } = feed;
  useEffect(() => renderer?.setStopped(stoppedAt(bus.frame?.time ?? 0)), [renderer, bus, stoppedAt]);
  useEffect(() => renderer?.setWanWidth(feed.wanWidth), [renderer, feed.wanWidth]);
  useEffect(() => renderer?.setSelection(feed.selection), [renderer, feed.selection]);
  useEffect(() => renderer?.setReducedMotion(feed.reducedMotion), [renderer, feed.reducedMotion]);
  useEffect(() => {
    const { frame } = feed.bus;
    if (renderer && frame) renderer.setClock({ time: frame.time, speed: feed.speed, at: performance.now() });
  }, [renderer, feed.bus, feed.speed]);
  return { renderer, canvasRef };
}

function create(host: HTMLElement, surface: HTMLCanvasElement, latest: RefObject<MapFeed>): MapRenderer {
  let made: MapRenderer | null = null;
  made = createMapRenderer(host, {
    theme: latest.current.theme,
    reducedMotion: latest.current.reducedMotion,
    surface,
    mayPan: (event) => {
      if (!made || !latest.current.canDragClients || !(event instanceof MouseEvent)) return true;
      const { left, top } = surface.getBoundingClientRect();
      return handleAt(made, event.clientX - left, event.clientY - top) === null;
    },
    onResize: (width, height) => latest.current.onResize?.(width, height),
    onFirstDraw: () => latest.current.onFirstDraw?.(),
    onCamera: () => latest.current.onCamera?.(),
    onScales: (scales) => latest.current.onScales(scales),
  });
  made.setWorld(latest.current.names);
  return made;
}

function follow(renderer: MapRenderer, latest: RefObject<MapFeed>): () => void {
  const { bus } = latest.current;
  let held: Frame | null = null;
  const take = (): void => {
    const { frame } = bus;
    if (!frame || frame === held) return;
    held = frame;
    renderer.setClock({ time: frame.time, speed: latest.current.speed, at: performance.now() });
    renderer.setStopped(latest.current.stoppedAt(frame.time));
    const previous = renderer.setFrame(frame);
    noteFrame(frame, () => held);
    if (previous) bus.returnFrame(previous);
  };
  const place = (): void => {
    if (bus.layout) renderer.setLayout(bus.layout);
  };
  place();
  take();
  const stops = [bus.onLayout(place), bus.onFrame(take)];
  return () => {
    for (const stop of stops) stop();
    if (held) bus.returnFrame(held);
    held = null;
  };
}
