/** Where the introduction stands, and the computer that was unplugged for it. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { isPlaying, now, play, query, setSpeed } from '../../store/session';
import { select } from '../../store/selection';
import { useStatus } from '../../store/status-store';
import { useUi } from '../../store/ui-store';
import { attempt, unplug } from '../../store/verbs';

/** The scene that the page opens with, and where in it: just before its question is asked, when its chains have long stood. */
export const OPENING_SCENARIO = 'figure-2';
export const OPENING_TIME = 101_950_000;

interface OpeningState {
  readonly stage: 'closed' | 'invite' | 'healing';
  /** Real seconds for which it has played. */
  readonly seconds: number;
  /** Somebody has paused, stepped or gone elsewhere: from then on the speed is theirs. */
  readonly touched: boolean;
  /** When and what was unplugged. */
  readonly since: number;
  /** As the log's sentences call it. */
  readonly who: string;
}
export const useOpening = create<OpeningState>(() => ({ stage: 'closed', seconds: 0, touched: false, since: 0, who: '' }));

export const startOpening = (): void => useOpening.setState({ stage: 'invite', seconds: 0, touched: false });
export const closeOpening = (): void => useOpening.setState({ stage: 'closed' });

/** What is there by when: first the picture and its sentence, then one invitation, what it would be without peering, and where to go from here. */
const FROM_SECOND = { invitation: 6, counterfactual: 12, doors: 20 } as const;
export const isDue = (part: keyof typeof FROM_SECOND, seconds: number): boolean => seconds >= FROM_SECOND[part];

/** Missed keep-alives take 30 s (LINK-8): a chain heals in the time of one sentence at this speed; Auto sees to it by itself. */
const SHOW_SPEED = 10;
/** The run goes on while people read. */
const CALM_SPEED = 5;

/** Auto has done its part when nothing else is known to come: it would hurry to the end of the run. Not for whoever has taken the run in hand. */
export function useCalm(done: boolean): void {
  useEffect(() => {
    if (done && !useOpening.getState().touched && useStatus.getState().status?.auto === true)
      void attempt('The speed was not changed', () => setSpeed(CALM_SPEED));
  }, [done]);
}

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
    const { status } = useStatus.getState();
    if (status !== null && !status.auto && status.speed < SHOW_SPEED) await setSpeed(SHOW_SPEED);
    if (!isPlaying()) await play();
  });
}
