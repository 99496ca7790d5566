/**
 * What the first picture does without and what comes right after it: everything that moves, figures beside the lines, and which line is under the
 * pointer.
 */
import type { Frame } from '../engine/frame';
import type { Layout } from '../layout/types';
import { badgeText, drawBadge } from './badge';
import type { Hit } from './hit-test';
import { hitWan } from './hit-wan';
import { LineLabels } from './line-labels';
import { MovingLayer } from './moving-layer';
import { connectionsOf, drawPlace, whereIsPlace } from './network-places';
import type { Scene } from './scene';
import type { View } from './view';

type Context = CanvasRenderingContext2D;

export interface MapExtras {
  readonly drawLabels: (context: Context, scene: Scene, view: View) => void;
  readonly moving: (scene: Scene) => MovingLayer;
  /** The line that says when not every message is drawn. */
  readonly drawBadge: (context: Context, layout: Layout, view: View, frame: Frame) => void;
  readonly drawPlace: (context: Context, scene: Scene, view: View, place: Hit) => void;
  /** A line at a point in world px; `zoom` = CSS px per world px. */
  readonly hitWan: (scene: Scene, x: number, y: number, zoom: number) => Hit | null;
  readonly connectionsOf: (scene: Scene, place: Hit) => number;
  /** World px. */
  readonly whereIsPlace: (scene: Scene, place: Hit) => { readonly x: number; readonly y: number } | null;
}

export const MAP_EXTRAS: MapExtras = {
  drawLabels: (context, scene, view) => new LineLabels(context, scene, view).draw(),
  moving: (scene) => new MovingLayer(scene),
  drawBadge: (context, layout, view, frame) => drawBadge(context, layout, view, badgeText(frame)),
  drawPlace,
  hitWan,
  connectionsOf,
  whereIsPlace,
};
