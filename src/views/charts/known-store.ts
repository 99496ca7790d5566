/** What is known of the run over time, kept while other views are open and until something is done that changes what lies ahead. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { LoadedScenario } from '../../engine/contract';
import { useDocument, type Acts } from '../../store/document-store';
import { useStatus } from '../../store/status-store';
import { useLiveQuery } from '../../store/use-query';
import { furtherOf, knownFrom, type Known } from './known';

/** As many as the simulation keeps. */
const BUCKETS = 1_000;
/** At most four times a second while playing; after a pause or a seek the last status asks once more. */
const EVERY_MILLIS = 250;

interface Kept {
  readonly loaded: LoadedScenario | null;
  readonly acts: Acts;
  readonly known: Known | null;
}
const useKept = create<Kept>(() => ({ loaded: null, acts: [], known: null }));

export function useKnown(): Known | null {
  const fresh = useLiveQuery('series', { buckets: BUCKETS }, EVERY_MILLIS);
  const loaded = useDocument((state) => state.loaded);
  const kept = useKept();
  useEffect(() => {
    if (fresh === null) return;
    const { status } = useStatus.getState();
    const here = useDocument.getState();
    const before = useKept.getState();
    const same = before.loaded === here.loaded && before.acts === here.acts;
    const known = furtherOf(same ? before.known : null, knownFrom(fresh, status?.questions ?? []), status?.furthest ?? fresh.now);
    useKept.setState({ loaded: here.loaded, acts: here.acts, known });
  }, [fresh]);
  return kept.loaded === loaded ? kept.known : null;
}
