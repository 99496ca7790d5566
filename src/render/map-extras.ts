/**
 * What the first picture does without and what comes right after it: everything that moves or lies over the marks, figures beside the
 * lines, and which line is under the pointer.
 */
import type { Hit } from './hit-test';
import { hitWan } from './hit-wan';
import { LineLabels } from './line-labels';
import { MovingLayer } from './moving-layer';
import { connectionsOf, whereIsPlace } from './network-places';
import type { Scene } from './scene';
import type { View } from './view';

type Context = CanvasRenderingContext2D;

export interface MapExtras {
  readonly drawLabels: (context: Context, scene: Scene, view: View) => void;
  readonly moving: (scene: Scene) => MovingLayer;
  /** A line at a point in world px; `zoom` = CSS px per world px. */
  readonly hitWan: (scene: Scene, x: number, y: number, zoom: number) => Hit | null;
  readonly connectionsOf: (scene: Scene, place: Hit) => number;
  /** World px. */
  readonly whereIsPlace: (scene: Scene, place: Hit) => { readonly x: number; readonly y: number } | null;
}

export const MAP_EXTRAS: MapExtras = {
  drawLabels: (context, scene, view) => new LineLabels(context, scene, view).draw(),
  moving: (scene) => new MovingLayer(scene),
  hitWan,
  connectionsOf,
  whereIsPlace,
};
