/** Keys while the map has the focus: arrows walk along chains, Page up and Page down from server to server and from site to site. */
import type { KeyboardEvent } from 'react';
import type { Hit } from '../../render/hit-test';
import type { MapRenderer } from '../../render/map-renderer';
import { STEP_OF_KEY, walk } from './map-walk';
import { nextPlace } from './place-walk';
import type { Point } from './use-map-pointer';

const ZOOM_STEP = 1.5;

export interface MapKeys {
  readonly renderer: MapRenderer;
  readonly selection: number | null;
  readonly onSelect: (slot: number | null) => void;
  readonly onOpen: ((slot: number) => void) | undefined;
  /** The site or server that the keyboard is at; null = it is at a client. */
  readonly place: Hit | null;
  readonly goTo: (place: Hit | null) => void;
  /** At a point of the window. */
  readonly onMenu: (hit: Hit, at: Point) => void;
}

export function onMapKey(event: KeyboardEvent, keys: MapKeys): void {
  if (event.altKey || event.metaKey || event.ctrlKey) return;
  if (!handleKey(event, keys)) return;
  // Arrows step through time elsewhere on the page; inside the map they walk.
  event.preventDefault();
  event.stopPropagation();
}

function handleKey(event: KeyboardEvent, keys: MapKeys): boolean {
  const { renderer, selection } = keys;
  const { layout, camera } = renderer;
  const step = STEP_OF_KEY[event.key];
  if (step && layout && !event.shiftKey) {
    keys.goTo(null);
    const next = walk(layout, selection === null ? null : renderer.chainOf(selection), step, renderer.columns.state);
    if (next !== null) keys.onSelect(next);
    return true;
  }
  switch (event.key) {
    case 'PageDown':
    case 'PageUp':
      if (!layout) return false;
      keys.goTo(nextPlace(layout, keys.place, event.key === 'PageDown' ? 1 : -1));
      return true;
    case 'Escape':
      if (keys.place === null) return false;
      keys.goTo(null);
      return true;
    case '+':
    case '=':
      camera.zoomBy(ZOOM_STEP);
      return true;
    case '-':
      camera.zoomBy(1 / ZOOM_STEP);
      return true;
    case '0':
      camera.fit();
      return true;
    case 'f':
      if (selection !== null) camera.flyTo(selection);
      return true;
    case 'F':
      camera.fit();
      return true;
    case 'Enter':
      return keys.place === null ? open(keys) : openMenu(keys);
    case 'ContextMenu':
    case 'F10':
      return (event.key === 'ContextMenu' || event.shiftKey) && openMenu(keys);
    default:
      return false;
  }
}

function open({ selection, onOpen }: MapKeys): boolean {
  if (selection === null || !onOpen) return false;
  onOpen(selection);
  return true;
}

function openMenu({ renderer, selection, place, onMenu }: MapKeys): boolean {
  const hit: Hit | null = place ?? (selection === null ? null : { kind: 'client', slot: selection });
  if (hit === null) return false;
  const at = hit.kind === 'client' ? renderer.whereIs(hit.slot) : renderer.whereIsPlace(hit);
  if (!at) return false;
  const { left, top } = renderer.surface.getBoundingClientRect();
  onMenu(hit, { x: left + at.x, y: top + at.y });
  return true;
}
