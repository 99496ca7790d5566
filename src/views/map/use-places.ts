/** The parts of the network that are neither client nor link: which one the keyboard is at, which one's menu is open, and what is known to tell. */
import { useEffect, useMemo, useState } from 'react';
import { isPlace, type Hit } from '../../render/hit-test';
import type { MapRenderer } from '../../render/map-renderer';
import type { MapNames } from '../../render/scene';
import type { ScenarioSite } from '../../scenario/types';
import { useDocument } from '../../store/document-store';
import { whenReady } from '../../store/ready';
import { setUnfinished } from '../../store/unfinished';
import type { PlaceContext } from './place-words';
import { stoppedOverTime, type StoppedAt } from './stopped-servers';
import type { Point } from './use-map-pointer';

export interface OpenMenu extends Point {
  readonly place: Hit;
}

export interface Places {
  readonly place: Hit | null;
  readonly goTo: (place: Hit | null) => void;
  readonly menu: OpenMenu | null;
  readonly closeMenu: () => void;
  /** True when the hit has a menu of its own, which is open now. */
  readonly openMenu: (hit: Hit | null, at: Point) => boolean;
}

export function usePlaces(renderer: MapRenderer | null, hovered: Hit | null): Places {
  const [place, goTo] = useState<Hit | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  // A card is large: passing over it lights up nothing.
  const lit = menu?.place ?? (hovered !== null && isPlace(hovered) && hovered.kind !== 'card' ? hovered : place);
  useEffect(() => renderer?.setPlace(lit), [renderer, lit]);
  return {
    place,
    goTo,
    menu,
    closeMenu: () => setMenu(null),
    openMenu: (hit, at) => {
      if (hit === null || !isPlace(hit)) return false;
      setMenu({ place: hit, x: at.x, y: at.y });
      return true;
    },
  };
}

/** From the document: acts that are taken back or dropped no longer count. */
export function useStopped(): StoppedAt {
  const scenario = useDocument((state) => state.loaded?.scenario ?? null);
  const acts = useDocument((state) => state.acts);
  return useMemo(() => stoppedOverTime(scenario, acts), [scenario, acts]);
}

const NO_SITES: readonly ScenarioSite[] = [];

export function usePlaceContext(renderer: MapRenderer | null, names: MapNames, stopped: ReadonlySet<number>): PlaceContext | null {
  const sites = useDocument((state) => state.loaded?.scenario.sites ?? NO_SITES);
  return renderer === null ? null : { names, sites, stopped, figures: renderer };
}

type PlaceWords = (place: Hit, context: PlaceContext) => readonly [string, string];

/** Gives the map what comes after its first picture; returns the words about places, once they are there. */
export function useAfterFirstPicture(renderer: MapRenderer | null): PlaceWords | null {
  const [words, setWords] = useState<PlaceWords | null>(null);
  useEffect(() => {
    if (renderer === null) return;
    void whenReady
      .then(() => {
        setUnfinished(renderer, true);
        return import('./after-first-picture');
      })
      .then(({ AFTER_FIRST_PICTURE }) => {
        renderer.setExtras(AFTER_FIRST_PICTURE.extras);
        setWords(() => AFTER_FIRST_PICTURE.placeWords);
      })
      .finally(() => setUnfinished(renderer, false));
  }, [renderer]);
  return words;
}
