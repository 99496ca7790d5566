/** The map's handle, and what people chose about it. */
import { create } from 'zustand';
import { isOneOf, recall, remember } from './preferences';

/** What the width of the lines to the servers shows. */
export type WanWidth = 'connections' | 'rate';
export const useMapChoice = create<{ readonly wanWidth: WanWidth }>(() => ({
  wanWidth: recall<WanWidth>('wanWidth', 'connections', isOneOf('connections', 'rate')),
}));
export function setWanWidth(wanWidth: WanWidth): void {
  useMapChoice.setState({ wanWidth });
  remember('wanWidth', wanWidth);
}

/** The map's handle, while there is a map: what keys, search, lists and links ask of it. */
export interface MapControls {
  readonly zoomBy: (factor: number) => void;
  readonly frameAll: () => void;
  /** Flies to the selected client, or shows everything when there is none. */
  readonly frameSelection: () => void;
  readonly flyTo: (place: { readonly kind: 'site' | 'subnet'; readonly index: number }) => void;
  /** Middle of the view in the map's own units, and zoom; null while everything is in view. The same on every screen. */
  readonly camera: () => readonly [number, number, number] | null;
  readonly setCamera: (camera: readonly [number, number, number]) => void;
}

const listeners = new Set<() => void>();
/** The camera moved. */
export function cameraMoved(): void {
  for (const listener of listeners) listener();
}
export function onCameraMove(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const mapControls: { current: MapControls | null } = { current: null };
