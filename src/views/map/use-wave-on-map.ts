/** Hands the map what of a question is followed and what the legend asks for. */
import { useEffect } from 'react';
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
  useEffect(() => {
    renderer?.setFollowing(question < 0 ? null : { question, at, to, key: `${question} ${event < 0 ? 'question' : 'message'}` });
  }, [renderer, question, event, at, to]);
  const only = useWave((state) => state.only);
  useEffect(() => renderer?.setWaveFilter(only === null ? null : WAVE_FILTERS[only]), [renderer, only]);
  const drawn = useWave((state) => state.counts?.question ?? -1);
  return useStatus((state) => (state.status?.questions.find((one) => one.number === drawn)?.kind === 'action' ? 'action' : 'question'));
}
