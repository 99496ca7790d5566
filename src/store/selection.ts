/** The one selection that all views share, and the card that belongs to it, refreshed while the run goes on. */
import { onSession, query } from './session';
import { useUi } from './ui-store';

const REFRESH_MILLIS = 250;
let asking = false;
let lastAsked = 0;

export function select(slot: number | null): void {
  if (slot === useUi.getState().selection) return;
  useUi.setState({ selection: slot, card: null, whyEventId: null, whyNumber: null });
  if (slot !== null) void refreshCard();
}

/** Whether the next card that opens takes the focus: after a search, the keyboard goes on from there. */
let focusWished = false;
export function selectAndFocus(slot: number): void {
  focusWished = true;
  select(slot);
}
export function takeFocusWish(): boolean {
  const wished = focusWished;
  focusWished = false;
  return wished;
}

export async function refreshCard(): Promise<void> {
  const slot = useUi.getState().selection;
  if (slot === null || asking) return;
  asking = true;
  lastAsked = performance.now();
  try {
    const card = await query('client', { slot });
    if (useUi.getState().selection === slot) useUi.setState({ card });
  } catch {
    if (useUi.getState().selection === slot) useUi.setState({ selection: null, card: null });
  } finally {
    asking = false;
  }
  const meanwhile = useUi.getState().selection;
  if (meanwhile !== null && meanwhile !== slot) void refreshCard();
}

/** While playing the card follows a few times a second; after a command it follows at once. */
export function followSelection(): () => void {
  let trailing: ReturnType<typeof setTimeout> | null = null;
  return onSession('status', () => {
    if (useUi.getState().selection === null || trailing !== null) return;
    const wait = Math.max(0, lastAsked + REFRESH_MILLIS - performance.now());
    trailing = setTimeout(() => {
      trailing = null;
      void refreshCard();
    }, wait);
  });
}
