/** What the page may ask of the map's renderer, and tell it. */
import type { Frame } from '../engine/frame';
import type { Layout, Rect } from '../layout/types';
import type { CameraState } from './camera';
import type { Clock } from './clock';
import type { Hit } from './hit-test';
import type { MapExtras } from './map-extras';
import type { Attention } from './overlay-layer';
import type { ThemeName } from './palette';
import type { MapNames } from './scene';
import type { SiteLink } from './site-links';
import type { MapScales } from './wan-scales';
import type { WanWidth } from './wan-values';
import type { WaveFilter } from './wave-filter';
import type { Followed } from './wave-layer';

export interface MapRendererOptions {
  readonly theme: ThemeName;
  /** The uppermost canvas, if the caller has one (with a name and focus); made otherwise. */
  readonly surface?: HTMLCanvasElement;
  readonly reducedMotion?: boolean;
  /** False where a drag belongs to a client instead of the camera. */
  readonly mayPan?: (event: MouseEvent | TouchEvent) => boolean;
  readonly onCamera?: (camera: CameraState) => void;
  readonly onResize?: (widthCssPx: number, heightCssPx: number) => void;
  /** After the first picture with clients. */
  readonly onFirstDraw?: () => void;
  /** WAN lines are drawn on other scales now. */
  readonly onScales?: (scales: MapScales) => void;
}

export interface MapRenderer {
  readonly surface: HTMLCanvasElement;
  readonly camera: {
    fit(): void;
    flyTo(target: Rect | number): void;
    zoomBy(factor: number): void;
    panBy(dxCssPx: number, dyCssPx: number): void;
    get(): CameraState;
    set(state: CameraState): void;
  };
  setWorld(names: MapNames): void;
  setLayout(layout: Layout): void;
  /** Returns the frame that is not needed any more: the one before, or the given one when its layout is missing. */
  setFrame(frame: Frame): Frame | null;
  setClock(clock: Clock): void;
  setTheme(theme: ThemeName): void;
  /** Servers that are stopped now; which WAN is cut is in the frame. */
  setStopped(servers: ReadonlySet<number>): void;
  /** What the width of WAN lines shows. */
  setWanWidth(width: WanWidth): void;
  /** The message that a ring marks and the camera stays on, until the view is moved by hand; `key` tells one wish to follow from the next. */
  setFollowing(followed: (Followed & { readonly key: string }) | null): void;
  /** What of the question is shown: clients by WAVE, messages by MOTION kind; the others step aside. null = everything. */
  setWaveFilter(filter: WaveFilter | null): void;
  setSelection(slot: number | null): void;
  setHover(slot: number | null): void;
  setDrag(drag: Attention['drag']): void;
  /** What comes after the first picture. */
  setExtras(extras: MapExtras): void;
  /** The part of the network that is hovered or walked to: a site, a line, a server. */
  setPlace(place: Hit | null): void;
  setReducedMotion(reduced: boolean): void;
  /** Labels that `labelOf` did not know have arrived. */
  labelsChanged(): void;
  /** CSS px from the upper left corner of the canvas. */
  hitTest(xCssPx: number, yCssPx: number): Hit | null;
  /** Where a client is on screen, CSS px; null when it is not on the map. */
  whereIs(slot: number): { readonly x: number; readonly y: number; readonly radius: number } | null;
  /** Where a site's line comes in, or the middle of a server, CSS px. */
  whereIsPlace(place: Hit): { readonly x: number; readonly y: number } | null;
  /** A site's WAN link in the latest frame. */
  siteLink(site: number): SiteLink;
  /** Connections over what a hit means: a site's, a line's, a server's. */
  connectionsOf(place: Hit): number;
  /** The chain around a client: its stretch in chain order, and its place in there. */
  chainOf(slot: number): { readonly slots: Int32Array; readonly place: number; readonly stretch: number } | null;
  readonly layout: Layout | null;
  /** Links and state bits as drawn. */
  readonly columns: {
    readonly state: Uint16Array;
    readonly forward: Int32Array;
    readonly backward: Int32Array;
    readonly slotCount: number;
    /** How far each client is with the question of the picture (WAVE). */
    readonly wave: Uint8Array | null;
  };
  /** Number of the question of the picture, −1 = none. */
  readonly waveQuestion: number;
  /** Draws at once what is due: for measuring and for exporting pictures. */
  drawNow(): void;
  /** One canvas with all layers as they are. */
  snapshot(): HTMLCanvasElement;
  /** Milliseconds that the last pictures took. */
  readonly drawTimes: readonly number[];
  /** Resolves when nothing is pending: no flight, no re-flow, nothing undrawn. */
  idle(): Promise<void>;
  destroy(): void;
}
