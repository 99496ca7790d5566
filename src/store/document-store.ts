/** The open document: the scenario as loaded and the list of live acts, with one history of both. Undo never changes time. */
import { create } from 'zustand';
import { immer } from 'zustand/middleware/immer';
import type { LoadedScenario } from '../engine/contract';
import type { TimelineItem } from '../scenario/types';

export type Acts = readonly TimelineItem[];
/** Bound of the history; the oldest step is forgotten first. */
export const MAX_HISTORY = 200;

/** What the history goes back to: mostly the list of acts, now and then another scenario. */
export interface Version {
  readonly source: { readonly builtIn: string } | { readonly text: string } | null;
  readonly acts: Acts;
}
export interface DocumentState {
  readonly loaded: LoadedScenario | null;
  readonly acts: Acts;
  readonly past: readonly Version[];
  readonly future: readonly Version[];
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

/** The open document as the history keeps it. */
export function currentVersion(acts: Acts = useDocument.getState().acts): Version {
  const { loaded } = useDocument.getState();
  if (loaded === null) return { source: null, acts };
  return { source: loaded.builtIn === null ? { text: loaded.text } : { builtIn: loaded.builtIn }, acts };
}

/** Whether only the acts differ from what is open. */
export const isOpen = ({ source }: Version): boolean => isSame(source, currentVersion().source);

function isSame(a: Version['source'], b: Version['source']): boolean {
  if (a === null || b === null) return a === b;
  return 'text' in a ? 'text' in b && a.text === b.text : 'builtIn' in b && a.builtIn === b.builtIn;
}

/** One step of the history ends here: what was before can be undone. A long text is kept once, however often it is gone back to. */
export function recordStep(before: Version): void {
  const { past } = useDocument.getState();
  const same = past.find((version) => isSame(version.source, before.source));
  useDocument.setState({ past: [...past, { ...before, source: same?.source ?? before.source }].slice(-MAX_HISTORY), future: [] });
}

/** Moves one step back (or forward) and returns what to go to, or null when there is nothing. */
export function takeUndo(): Version | null {
  const { past, future, acts } = useDocument.getState();
  const target = past.at(-1);
  if (target === undefined) return null;
  useDocument.setState({ past: past.slice(0, -1), future: [...future, currentVersion()], acts: isOpen(target) ? target.acts : acts });
  return target;
}
export function takeRedo(): Version | null {
  const { past, future, acts } = useDocument.getState();
  const target = future.at(-1);
  if (target === undefined) return null;
  useDocument.setState({ past: [...past, currentVersion()], future: future.slice(0, -1), acts: isOpen(target) ? target.acts : acts });
  return target;
}

export function sameActs(a: Acts, b: Acts): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index] || JSON.stringify(item) === JSON.stringify(b[index])));
}
