/**
 * What the map shows and knows of WAN lines besides their widths: figures, arrows, queues, and what is under the pointer. It comes after the first
 * picture, which does without.
 */
import { FlowLayer } from './flow-layer';
import type { Hit } from './hit-test';
import { hitWan } from './hit-wan';
import { LineLabels } from './line-labels';
import { connectionsOf, drawPlace, whereIsPlace } from './network-places';
import { QueueLayer } from './queue-layer';
import type { Scene } from './scene';
import type { View } from './view';

type Context = CanvasRenderingContext2D;

export interface MapExtras {
  readonly drawLabels: (context: Context, scene: Scene, view: View) => void;
  /** `seconds` of watching: flow-clock.ts. */
  readonly drawFlow: (context: Context, scene: Scene, view: View, seconds: number) => void;
  readonly drawPlace: (context: Context, scene: Scene, view: View, place: Hit) => void;
  /** A line at a point in world px; `zoom` = CSS px per world px. */
  readonly hitWan: (scene: Scene, x: number, y: number, zoom: number) => Hit | null;
  readonly connectionsOf: (scene: Scene, place: Hit) => number;
  /** World px. */
  readonly whereIsPlace: (scene: Scene, place: Hit) => { readonly x: number; readonly y: number } | null;
}

export const MAP_EXTRAS: MapExtras = {
  drawLabels: (context, scene, view) => new LineLabels(context, scene, view).draw(),
  drawFlow: (context, scene, view, seconds) => {
    new FlowLayer(context, scene, view).draw(scene.sites, seconds);
    new QueueLayer(context, scene, view).draw(scene.sites);
  },
  drawPlace,
  hitWan,
  connectionsOf,
  whereIsPlace,
};
