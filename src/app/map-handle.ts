/** What the rest of the page may ask of the map, on top of its renderer. */
import type { MapRenderer } from '../render/map-renderer';
import type { MapControls } from '../store/map-controls';
import { useUi } from '../store/ui-store';

/** Zoomed in less than this, the whole estate is in view and its frame is left to the screen. */
const WHOLE = 1.05;
const round = (value: number): number => Number(value.toFixed(3));

export function controlsOf(renderer: MapRenderer): MapControls {
  const { camera } = renderer;
  return {
    zoomBy: (factor) => camera.zoomBy(factor),
    frameAll: () => camera.fit(),
    frameSelection: () => {
      const { selection } = useUi.getState();
      if (selection === null) camera.fit();
      else camera.flyTo(selection);
    },
    flyTo: ({ kind, index }) => {
      const { layout } = renderer;
      const box = kind === 'site' ? layout?.cards.find((card) => card.site === index) : layout?.boxes.find((one) => one.subnet === index);
      if (box !== undefined) camera.flyTo(box);
    },
    camera: () => {
      const { x, y, k } = camera.get();
      if (k < WHOLE) return null;
      const { clientWidth, clientHeight } = renderer.surface;
      return [round((clientWidth / 2 - x) / k), round((clientHeight / 2 - y) / k), round(k)];
    },
    setCamera: ([worldX, worldY, k]) => {
      const { clientWidth, clientHeight } = renderer.surface;
      camera.set({ x: clientWidth / 2 - worldX * k, y: clientHeight / 2 - worldY * k, k });
    },
  };
}
