/** What is known of the run over time, kept while other views are open and until something is done that changes what lies ahead. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { LoadedScenario, Status } from '../../engine/contract';
import { useCharts } from '../../store/charts';
import { useDocument, type Acts } from '../../store/document-store';
import { useStatus } from '../../store/status-store';
import { useLiveQuery } from '../../store/use-query';
import { furtherOf, knownFrom, NOTHING_KNOWN, type Known } from './known';
import { runTimes, stretchOf } from './stretches';

/** As many as the simulation keeps. */
const BUCKETS = 1_000;
/** At most four times a second while playing; after a pause or a seek the last status asks once more. */
const EVERY_MILLIS = 250;
const AT_LEAST_EVERY_MILLIS = 1_000;
/** Of the stretch in view: about half a pixel each. */
const PARTS = 1_500;

interface Kept {
  readonly loaded: LoadedScenario | null;
  readonly acts: Acts;
  readonly known: Known | null;
  /** When it was taken, ms. */
  readonly at: number;
}
const useKept = create<Kept>(() => ({ loaded: null, acts: [], known: null, at: 0 }));

/** While the run plays on, there is nothing to see that is new until it has moved by a part of a pixel. */
function isTooSoon({ known, at }: Kept, now: number, status: Status): boolean {
  if (status.state !== 'playing' || known === null || now < known.series.now || performance.now() - at > AT_LEAST_EVERY_MILLIS) return false;
  const { from, to } = stretchOf(useCharts.getState().span, runTimes(status));
  return now - known.series.now < (to - from) / PARTS;
}

export function useKnown(): Known {
  const fresh = useLiveQuery('series', { buckets: BUCKETS }, EVERY_MILLIS);
  const loaded = useDocument((state) => state.loaded);
  const kept = useKept();
  useEffect(() => {
    if (fresh === null) return;
    const { status } = useStatus.getState();
    const here = useDocument.getState();
    const before = useKept.getState();
    const same = before.loaded === here.loaded && before.acts === here.acts;
    if (same && before.known !== null && status !== null && isTooSoon(before, fresh.now, status)) return;
    const known = furtherOf(same ? before.known : null, knownFrom(fresh, status?.questions ?? []), status?.furthest ?? fresh.now);
    useKept.setState({ loaded: here.loaded, acts: here.acts, known, at: performance.now() });
  }, [fresh]);
  return kept.loaded === loaded && kept.known !== null ? kept.known : NOTHING_KNOWN;
}
