/** W: why. Of what has the focus or is under the pointer, else of the selected client, else of what is followed or was asked last. */
import { query } from '../store/session';
import { useStatus } from '../store/status-store';
import { toast, useUi } from '../store/ui-store';
import { askWhy, readWhyMark } from '../store/why';

export async function why(): Promise<void> {
  const meant = markOf(document.activeElement) ?? markOf(underPointer());
  if (meant !== null) return askWhy(meant);
  const { selection } = useUi.getState();
  if (selection !== null) return whyClient(selection);
  const { following, questions } = useStatus.getState().status ?? { following: null, questions: [] };
  const question = following?.question ?? questions[0]?.number;
  if (following?.eventId !== undefined) askWhy({ eventId: following.eventId });
  else if (question !== undefined) askWhy({ question, client: null });
  else toast('Select something first: click a client on the map or an event in the log, or find a client with /.');
}

function markOf(element: Element | null): ReturnType<typeof readWhyMark> {
  const marked = element?.closest<HTMLElement>('[data-why]')?.dataset['why'];
  return marked === undefined ? null : readWhyMark(marked);
}

/** The innermost element under the pointer. */
function underPointer(): Element | null {
  const under = document.querySelectorAll(':hover');
  return under[under.length - 1] ?? null;
}

/** Why it is a leader, or, if it is none, why the last thing about it happened. */
async function whyClient(slot: number): Promise<void> {
  const card = await query('client', { slot });
  const direction = card.state.roles.includes('backwardLeader') ? 'backward' : card.state.roles.includes('forwardLeader') ? 'forward' : null;
  const rows = direction === null ? card.recent : await query('whyRole', { slot, direction });
  const first = rows[0];
  if (first === undefined) toast('Nothing has happened to this client yet.');
  else askWhy({ eventId: first.id });
}
