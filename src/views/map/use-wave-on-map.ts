/** Hands the map what of a question is followed and what the legend asks for. */
import { useEffect, useRef } from 'react';
import type { MapRenderer } from '../../render/map-renderer';
import { WAVE_FILTERS } from '../../render/wave-filter';
import { useStatus } from '../../store/status-store';
import { useWave } from './wave-store';
import type { Asked } from './wave-words';

/** Returns what the picture is about. */
export function useWaveOnMap(renderer: MapRenderer | null): Asked {
  const following = useStatus((state) => state.status?.following ?? null);
  const question = following?.question ?? -1;
  const event = following?.eventId ?? -1;
  const at = following?.at ?? -1;
  const to = following?.to ?? -1;
  const wish = useRef<Wish | null>(null);
  useEffect(() => {
    wish.current = question < 0 ? null : nextWish(wish.current, { question, isMessage: event >= 0, at, to });
    renderer?.setFollowing(wish.current === null ? null : { question, at, to, key: String(wish.current.number) });
  }, [renderer, question, event, at, to]);
  const only = useWave((state) => state.only);
  useEffect(() => renderer?.setWaveFilter(only === null ? null : WAVE_FILTERS[only]), [renderer, only]);
  const drawn = useWave((state) => state.counts?.question ?? -1);
  return useStatus((state) => (state.status?.questions.find((one) => one.number === drawn)?.kind === 'action' ? 'action' : 'question'));
}

export interface Place {
  readonly question: number;
  readonly isMessage: boolean;
  readonly at: number;
  readonly to: number;
}
/** A wish to follow something, numbered: with each new one the camera begins to follow anew. */
export interface Wish extends Place {
  readonly number: number;
}

/** What is followed goes from place to place; another question, or a message that is suddenly elsewhere, is another wish. */
export function nextWish(before: Wish | null, place: Place): Wish {
  const isSameThing = before !== null && before.question === place.question && before.isMessage === place.isMessage;
  const goesOn = isSameThing && (!place.isMessage || touches(before, place.at) || touches(before, place.to));
  return { ...place, number: goesOn ? before.number : (before?.number ?? 0) + 1 };
}

const touches = (before: Place, slot: number): boolean => slot >= 0 && (slot === before.at || slot === before.to);
