/** The address bar is always a permalink, and the same content is what is saved in this browser. Both follow changes after a short rest. */
import type { LoadedScenario } from '../engine/contract';
import type { Saved } from '../store/autosave';
import { saveWork } from '../store/autosave';
import { useDocument } from '../store/document-store';
import type { LinkContent } from '../store/permalink';
import { LINK_LIMITS, writeLink } from '../store/permalink';
import { mapControls, onCameraMove } from '../store/map-controls';
import { onSession, now } from '../store/session';
import { toast, useUi } from '../store/ui-store';

/** Browsers refuse more than about six changes of the address a second; a change must be saved within 300 ms. */
const REST_MILLIS = 250;
/** While playing, the time alone is saved now and then. */
const PLAYING_MILLIS = 3_000;

let toldOfLength = false;
let written: string | null = null;

/** The fragment this page wrote last: a change to anything else came from outside. */
export const writtenFragment = (): string | null => written;

export async function currentContent(): Promise<LinkContent | null> {
  const { loaded, acts } = useDocument.getState();
  if (loaded === null) return null;
  const { view, selection } = useUi.getState();
  const time = now();
  const source = loaded.builtIn === null ? { text: await textWithoutSecrets(loaded) } : { builtIn: loaded.builtIn };
  return { source, acts, time, view, selection, camera: mapControls.current?.camera() ?? null };
}

/** A satellite's secret stays in the file its author wrote: no link and no store has it. */
async function textWithoutSecrets(loaded: LoadedScenario): Promise<string> {
  if (!loaded.text.includes('"secret"')) return loaded.text;
  const { maskSecrets, writeScenario } = await import('../scenario/canonical');
  return writeScenario(maskSecrets(loaded.scenario));
}

/** Whether opening something else would lose work. */
export function hasWork(): boolean {
  const { loaded, acts } = useDocument.getState();
  return loaded !== null && (acts.length > 0 || loaded.builtIn === null);
}

export async function writeAddress(): Promise<void> {
  const content = await currentContent();
  if (content === null) return;
  const fragment = await writeLink(content);
  const fits = fragment.length <= LINK_LIMITS.charactersIn;
  if (fits) {
    written = fragment;
    history.replaceState(null, '', fragment);
  } else if (!toldOfLength) {
    toldOfLength = true;
    toast('This scenario is too large for a link. Export it as a file to share it.');
  }
  const saved: Saved = { format: 1, content, work: hasWork(), fragment: fits ? fragment : null };
  await saveWork(saved);
}

export function followInAddressBar(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let lastWrite = 0;
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      lastWrite = performance.now();
      void writeAddress();
    }, REST_MILLIS);
  };
  // A flight tells of every picture; what counts is where it ends.
  let cameraTimer: ReturnType<typeof setTimeout> | null = null;
  let lastCamera = JSON.stringify(mapControls.current?.camera() ?? null);
  const whenCameraRests = (): void => {
    if (cameraTimer !== null) clearTimeout(cameraTimer);
    cameraTimer = setTimeout(() => {
      cameraTimer = null;
      const camera = JSON.stringify(mapControls.current?.camera() ?? null);
      if (camera !== lastCamera) soon();
      lastCamera = camera;
    }, REST_MILLIS);
  };
  const flush = (): void => void writeAddress();
  const stops = [
    useDocument.subscribe(soon),
    onCameraMove(whenCameraRests),
    useUi.subscribe((state, before) => {
      if (state.view !== before.view || state.selection !== before.selection) soon();
    }),
    onSession('status', (payload) => {
      const playing = typeof payload === 'object' && payload !== null && 'state' in payload && payload.state === 'playing';
      if (!playing || performance.now() - lastWrite > PLAYING_MILLIS) soon();
    }),
  ];
  addEventListener('pagehide', flush);
  return () => {
    for (const stop of stops) stop();
    removeEventListener('pagehide', flush);
    if (timer !== null) clearTimeout(timer);
    if (cameraTimer !== null) clearTimeout(cameraTimer);
  };
}
