/** The time–chain diagram's handle, while it is shown: what keys and the palette ask of it. */
export interface DiagramControls {
  readonly zoomBy: (factor: number) => void;
  readonly frameAll: () => void;
  /** The selected client's row, or everything when there is none. */
  readonly frameSelection: () => void;
}

export const diagramControls: { current: DiagramControls | null } = { current: null };
