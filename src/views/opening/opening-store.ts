/** Where the introduction stands, and the computer that was unplugged for it. */
import { create } from 'zustand';
import { now, query, setSpeed } from '../../store/session';
import { select } from '../../store/selection';
import { useStatus } from '../../store/status-store';
import { useUi } from '../../store/ui-store';
import { attempt, unplug } from '../../store/verbs';

/** The scene that the page opens with. */
export const OPENING_SCENARIO = 'figure-2';

interface OpeningState {
  readonly stage: 'closed' | 'invite' | 'healing';
  /** When and what was unplugged. */
  readonly since: number;
  /** As the log's sentences call it. */
  readonly who: string;
}
export const useOpening = create<OpeningState>(() => ({ stage: 'closed', since: 0, who: '' }));

export const startOpening = (): void => useOpening.setState({ stage: 'invite' });
export const closeOpening = (): void => useOpening.setState({ stage: 'closed' });

/** Missed keep-alives take 30 s (LINK-8): played at this speed, the chain heals in the time of one sentence. */
const SHOW_SPEED = 10;

/** A client in the middle of a chain: links on all four sides, and the middle one of those. */
async function findMiddleClient(): Promise<{ readonly slot: number; readonly who: string } | null> {
  const { rows } = await query('table', { sort: 'address', descending: false, filter: 'status:Normal', offset: 0, limit: 500 });
  const inside = rows.filter((row) => row.send === 'Normal' && row.receive === 'Normal');
  const row = inside[Math.floor(inside.length / 2)];
  return row === undefined ? null : { slot: row.slot, who: row.name === '' ? row.address : row.name };
}

export async function unplugForShow(): Promise<void> {
  await attempt('No computer was unplugged', async () => {
    const client = await findMiddleClient();
    if (client === null) return;
    const since = now();
    select(client.slot);
    if (!(await unplug(client.slot))) return;
    // The caption says it, and stays: no second notice beside it.
    useUi.setState({ toasts: [] });
    useOpening.setState({ stage: 'healing', since, who: client.who });
    const status = useStatus.getState().status;
    if (status !== null && status.speed < SHOW_SPEED) await setSpeed(SHOW_SPEED);
  });
}
