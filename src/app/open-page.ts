/** What the page shows first: a link, the work that was left, or the opening scene. */
import { loadWork } from '../store/autosave';
import { mapControls } from '../store/map-controls';
import type { LinkContent } from '../store/permalink';
import { readLink } from '../store/permalink';
import { load, play } from '../store/session';
import { select } from '../store/selection';
import type { Alert } from '../store/ui-store';
import { askFirst, toast, useUi } from '../store/ui-store';
import { attempt } from '../store/verbs';
import { OPENING_SCENARIO, OPENING_TIME, startOpening } from '../views/opening/opening-store';
import { hasWork, writeAddress, writtenFragment } from './address-bar';
import { whenReady } from '../store/ready';

export async function openPage(): Promise<void> {
  const saved = await loadWork();
  const fragment = location.hash;
  if (fragment.length > 1 && (saved === null || fragment !== saved.fragment)) {
    const link = await readLink(fragment);
    if (!link.ok) useUi.setState({ alert: damagedLink(link.message) });
    else if (saved === null || !saved.work || (await askFirst(REPLACE, 'Open the link', 'Keep my work'))) {
      if (await openContent(link.content, 'The link cannot be opened')) return;
    }
  }
  const reloaded = fragment.length > 1 && fragment === saved?.fragment;
  if (
    saved !== null &&
    (saved.work || reloaded || saved.content.time > OPENING_TIME * 4) &&
    (await openContent(saved.content, 'The saved work cannot be opened'))
  ) {
    toast('Welcome back. This is where you left off, paused.', { label: 'Start afresh', run: () => void openFresh() });
    return;
  }
  await openFresh();
}

const damagedLink = (message: string): Alert => ({
  title: 'The link cannot be opened',
  problems: [{ code: 'link.damaged', where: 'the address bar', message }],
});
const REPLACE = 'The link shows another scenario than the one you worked on. Your work is replaced by it.';

export async function openContent(content: LinkContent, title: string): Promise<boolean> {
  return attempt(title, async () => {
    await load(content.source, { interventions: content.acts, seekTo: content.time });
    useUi.setState({ view: content.view });
    if (content.selection !== null) select(content.selection);
    const { camera } = content;
    if (camera !== null) void whenReady.then(() => mapControls.current?.setCamera(camera));
  });
}

export async function openFresh(): Promise<void> {
  await attempt('The opening scene did not start', async () => {
    await load({ builtIn: OPENING_SCENARIO }, { seekTo: OPENING_TIME });
    startOpening();
    await play();
  });
}

/** A link pasted into the address bar of the open page. */
export function followHash(): () => void {
  const onHash = (): void => void openHash();
  addEventListener('hashchange', onHash);
  return () => removeEventListener('hashchange', onHash);
}
async function openHash(): Promise<void> {
  if (location.hash === writtenFragment() || location.hash.length <= 1) return;
  const link = await readLink(location.hash);
  if (!link.ok) useUi.setState({ alert: damagedLink(link.message) });
  else if (!hasWork() || (await askFirst(REPLACE, 'Open the link', 'Keep my work'))) {
    if (await openContent(link.content, 'The link cannot be opened')) return;
  }
  // What is open stays, and the address bar tells of it again.
  await writeAddress();
}

/** Opens a built-in scenario, asking first where work would be lost. */
export async function openBuiltIn(id: string): Promise<void> {
  if (
    hasWork() &&
    !(await askFirst(
      'Opening another scenario replaces the one you worked on. Export it or copy its link first if you want to keep it.',
      'Open',
      'Keep my work',
    ))
  )
    return;
  const { builtIn, warningFor } = await import('./importers');
  const entry = builtIn(id);
  const warned = entry === undefined ? null : warningFor(entry.scenario());
  if (warned?.asks === true && !(await askFirst(warned.text, 'Load it', 'Leave it'))) return;
  await attempt('The scenario was not opened', async () => {
    useUi.setState({ dialog: null });
    await load({ builtIn: id });
    await play();
  });
}
