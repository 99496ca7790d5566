/** The map of the page, painting the scene of the benchmark: a new frame and a new camera each time, as while playing and panning. */
import { MAP_EXTRAS } from '../../src/render/map-extras';
import { createMapRenderer } from '../../src/render/map-renderer';
import { offer, type Painter } from './offer';
import { cameraAt, VIEW, type Scene } from './scene';

function createMapPainter(parent: HTMLElement, scene: Scene): Painter {
  const { world, layout } = scene;
  const map = createMapRenderer(parent, { theme: 'dark' });
  map.setExtras(MAP_EXTRAS);
  map.setWorld({
    sites: world.sites,
    servers: world.servers.map((server) => ({ name: server.id, kind: server.kind, site: server.site, upstream: server.upstream })),
    subnets: world.subnets.map((subnet, index) => ({ label: `Subnet ${index + 1}`, site: subnet.site, managed: subnet.managed })),
    labelOf: (slot) => `client ${slot}`,
  });
  map.setLayout(layout);
  map.setFrame(scene.frame);
  let current = scene.frame;
  return {
    draw(frameNumber, _changed, wave) {
      // A frame is not written to after it was given away: the next one is a copy, as the engine sends it.
      current = {
        ...current,
        sequence: frameNumber + 1,
        state: scene.frame.state.slice(),
        forward: null,
        backward: null,
        ...(wave ? { ...wave, waveQuestion: 0 } : {}),
      };
      map.setFrame(current);
      const camera = cameraAt(layout, frameNumber);
      map.camera.set({ k: camera.zoom, x: VIEW.widthCssPx / 2 - camera.x * camera.zoom, y: VIEW.heightCssPx / 2 - camera.y * camera.zoom });
      map.drawNow();
    },
  };
}

offer(createMapPainter);
