/** The open document: the scenario as loaded and the list of live acts, with one history of that list. Undo never changes time. */
import { create } from 'zustand';
import { immer } from 'zustand/middleware/immer';
import type { LoadedScenario } from '../engine/contract';
import type { TimelineItem } from '../scenario/types';

export type Acts = readonly TimelineItem[];
/** Bound of the history; the oldest step is forgotten first. */
export const MAX_HISTORY = 200;

export interface DocumentState {
  readonly loaded: LoadedScenario | null;
  readonly acts: Acts;
  readonly past: readonly Acts[];
  readonly future: readonly Acts[];
}

export const useDocument = create<DocumentState>()(immer((): DocumentState => ({ loaded: null, acts: [], past: [], future: [] })));

/** A scenario was loaded: a new document with an empty history. Plain assignment: immer would freeze the whole scenario, item by item. */
export function openDocument(loaded: LoadedScenario): void {
  useDocument.setState({ loaded, acts: loaded.interventions, past: [], future: [] });
}

/** The engine's list changed (it is the one that decides, for instance when an act in the past drops later ones). */
export function syncActs(acts: Acts): void {
  if (!sameActs(useDocument.getState().acts, acts)) useDocument.setState({ acts });
}

/** One step of the history ends here: what was before can be undone. */
export function recordStep(before: Acts): void {
  useDocument.setState((draft) => {
    draft.past = [...draft.past, before].slice(-MAX_HISTORY) as typeof draft.past;
    draft.future = [];
  });
}

/** Moves one step back (or forward) and returns the list of acts to set, or null when there is none. */
export function takeUndo(): Acts | null {
  const { past, future, acts } = useDocument.getState();
  const target = past.at(-1);
  if (target === undefined) return null;
  useDocument.setState({ past: past.slice(0, -1), future: [...future, acts], acts: target });
  return target;
}
export function takeRedo(): Acts | null {
  const { past, future, acts } = useDocument.getState();
  const target = future.at(-1);
  if (target === undefined) return null;
  useDocument.setState({ past: [...past, acts], future: future.slice(0, -1), acts: target });
  return target;
}

export function sameActs(a: Acts, b: Acts): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index] || JSON.stringify(item) === JSON.stringify(b[index])));
}
