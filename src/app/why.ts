/** W: why is this client a leader, or, if it is none, why did the last thing about it happen. */
import { query } from '../store/session';
import { setRemembered, toast, useUi } from '../store/ui-store';

export async function whySelection(slot: number): Promise<void> {
  const card = await query('client', { slot });
  const direction = card.state.roles.includes('backwardLeader') ? 'backward' : card.state.roles.includes('forwardLeader') ? 'forward' : null;
  const rows = direction === null ? card.recent : await query('whyRole', { slot, direction });
  const first = rows[0];
  if (first === undefined) {
    toast('Nothing has happened to this client yet.');
    return;
  }
  setRemembered({ explainOpen: true });
  useUi.setState({ whyEventId: first.id });
}
