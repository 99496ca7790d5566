/** The map's handle, while there is a map: what keys, search and links ask of it. */
export interface MapControls {
  readonly zoomBy: (factor: number) => void;
  readonly frameAll: () => void;
  readonly frameSelection: () => void;
}
export const mapControls: { current: MapControls | null } = { current: null };
