/** The scene that both painters draw: a settled fleet as the engine would send it, and what changes from frame to frame. */
import { SITE_STRIDE, type Frame } from '../../src/engine/frame';
import { createLayout } from '../../src/layout/create-layout';
import type { Layout } from '../../src/layout/types';
import { compileScenario } from '../../src/scenario/compile';
import { createSimulation } from '../../src/sim/simulation';
import { REGISTERING } from '../../src/sim/state-bits';
import { LINK_STRIDE, type Simulation } from '../../src/sim/types';
import { fleet } from '../fleet';

export const VIEW = { widthCssPx: 1280, heightCssPx: 720 };

export interface Scene {
  readonly count: number;
  readonly layout: Layout;
  readonly frame: Frame;
  readonly siteNames: readonly string[];
  readonly world: ReturnType<typeof compileScenario>;
}

export function makeScene(clients: number): Scene {
  const world = compileScenario(fleet(clients));
  const simulation = createSimulation(world);
  simulation.advanceTo(180_000_000);
  const { columns, slotCount } = simulation;
  const chain = Array.from({ length: slotCount }, (_, slot) => simulation.chainKeyText(slot));
  const input = {
    count: slotCount,
    state: columns.state,
    forward: columns.out[0],
    backward: columns.out[1],
    subnetOf: columns.subnetOf,
    rank: columns.rank,
    chain,
  };
  const layout = createLayout({ world, view: VIEW, columns: input, previousVersion: 0 });
  const frame: Frame = {
    epoch: 1,
    sequence: 1,
    time: simulation.now,
    layoutVersion: layout.version,
    slotCount,
    state: columns.state.slice(),
    forward: columns.out[0].slice(),
    backward: columns.out[1].slice(),
    motion: new Float64Array(0),
    motionCount: 0,
    motionOmitted: 0,
    waveQuestion: -1,
    wave: null,
    sites: siteRows(simulation),
  };
  return { count: slotCount, layout, frame, siteNames: world.sites.map((site) => site.name), world };
}

/** The WAN links as a frame tells them: their loads, for the arrows on the lines. */
function siteRows(simulation: Simulation): Float64Array<ArrayBuffer> {
  const loads = simulation.linkLoads();
  const rows = new Float64Array(simulation.world.sites.length * SITE_STRIDE);
  simulation.world.sites.forEach((_, site) => {
    for (let i = 0; i < LINK_STRIDE; i++) rows[site * SITE_STRIDE + 1 + i] = loads[site * LINK_STRIDE + i] ?? 0;
  });
  return rows;
}

/** Changes 1 % of the clients (their registration begins or ends) and returns which. The same clients for both painters. */
export function change(state: Uint16Array, count: number, frameNumber: number): Int32Array {
  const changed = new Int32Array(Math.max(1, Math.round(count / 100)));
  for (let i = 0; i < changed.length; i += 1) {
    const slot = (frameNumber * 7919 + i * 104_729) % count;
    state[slot] = (state[slot] ?? 0) ^ REGISTERING;
    changed[i] = slot;
  }
  return changed;
}

/** Where the camera is: pans over the clients and zooms between 1 and 5 times, with the whole map at the start. */
export function cameraAt(layout: Layout, frameNumber: number): { readonly x: number; readonly y: number; readonly zoom: number } {
  const phase = frameNumber / 60;
  const fit = Math.min(VIEW.widthCssPx / layout.bounds.width, VIEW.heightCssPx / layout.bounds.height);
  const zoom = fit * (1 + 2 * (1 - Math.cos(phase)));
  return {
    x: layout.bounds.x + layout.bounds.width * (0.5 + 0.25 * Math.sin(phase)),
    y: layout.bounds.y + layout.bounds.height * (0.65 - 0.15 * Math.cos(phase)),
    zoom,
  };
}
