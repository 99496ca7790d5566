/** What the rest of the page may ask of the map, on top of its renderer. */
import type { MapRenderer } from '../render/map-renderer';
import type { MapControls } from '../store/map-controls';
import { useUi } from '../store/ui-store';

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
      return [x, y, k];
    },
    setCamera: ([x, y, k]) => camera.set({ x, y, k }),
  };
}
