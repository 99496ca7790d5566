/** Scenes and views for tests of what draws: a layout of settled chains, seen at a cell of so many device px. */
import { SITE_STRIDE, type Frame } from '../engine/frame';
import { createLayout } from '../layout/create-layout';
import { fixtureOf, type FixtureSite } from '../layout/layout-fixture';
import { Framebuffer } from './framebuffer';
import { detailFor } from './lod';
import { MarksLayer } from './marks-layer';
import { DARK } from './palette';
import { Scene } from './scene';
import type { SiteLink } from './site-links';
import type { View } from './view';

export function viewOf(cellDevicePx: number, cell: number, width = 800, height = 600, x = 0, y = 0): View {
  const scale = cellDevicePx / cell;
  return {
    width,
    height,
    dpr: 1,
    scale,
    offsetX: Math.round(-x * scale),
    offsetY: Math.round(-y * scale),
    cell: cellDevicePx,
    detail: detailFor(cellDevicePx, 2),
    palette: DARK,
    world: { x, y, width: width / scale, height: height / scale },
  };
}

export function sceneOf(sites: readonly FixtureSite[], prepare: (columns: ReturnType<typeof fixtureOf>['columns']) => void = () => undefined): Scene {
  const { input, columns } = fixtureOf(sites);
  prepare(columns);
  const scene = new Scene();
  scene.setLayout(createLayout(input), 0, false);
  scene.setFrame({
    epoch: 1,
    sequence: 1,
    time: 0,
    layoutVersion: 1,
    slotCount: columns.count,
    state: columns.state as Uint16Array<ArrayBuffer>,
    forward: columns.forward as Int32Array<ArrayBuffer>,
    backward: columns.backward as Int32Array<ArrayBuffer>,
    motion: new Float64Array(0),
    motionCount: 0,
    motionOmitted: 0,
    waveQuestion: -1,
    wave: null,
    sites: new Float64Array(sites.length * SITE_STRIDE),
  });
  return scene;
}

export function paint(scene: Scene, view: View): Framebuffer {
  const fb = new Framebuffer();
  fb.resize(view.width, view.height);
  new MarksLayer().draw(fb, scene, view);
  return fb;
}

/** The scene's next frame, with these in it. */
export function withFrame(scene: Scene, change: Partial<Frame>): Scene {
  scene.setFrame({ ...scene.frame!, sequence: scene.frame!.sequence + 1, forward: null, backward: null, ...change });
  return scene;
}

/** The scene's next frame, with these WAN links. */
export function withSites(scene: Scene, links: readonly Partial<SiteLink>[]): Scene {
  const sites = Float64Array.from(
    links.flatMap(({ cut = false, up = 0, down = 0, waitUp = 0, waitDown = 0, connections = 0 }) => [Number(cut), up, down, waitUp, waitDown, connections]),
  );
  withFrame(scene, { sites });
  scene.catchUp(Infinity);
  return scene;
}
