/** Single steps and hops, what is followed, and what that came to: the caption of the timeline and the live region read it from here. */
import { create } from 'zustand';
import type { FollowTarget } from '../engine/contract';
import { follow, now, onSession, slowForMessages, step, stepBack, stepHop } from './session';
import { useStatus } from './status-store';

interface Said {
  /** What happened last at `time`; the caption shows it for as long as the playhead stands there. */
  readonly text: string;
  readonly time: number;
}
export const useStepped = create<Said>(() => ({ text: '', time: -1 }));

// Another scenario has the same instants and another story.
onSession('loaded', () => useStepped.setState({ text: '', time: -1 }));

export async function stepForward(): Promise<void> {
  const { time, text } = await step();
  useStepped.setState({ time, text: text ?? 'Nothing happens any more up to the end of the timeline.' });
}
export async function stepBackward(): Promise<void> {
  const { time, text } = await stepBack();
  useStepped.setState({ time, text: text ?? 'This is the beginning: nothing happens before.' });
}

export const hopForward = (): Promise<void> => hop('forward');
export const hopBackward = (): Promise<void> => hop('back');

const NO_HOP = {
  forward: 'There is no further hop: nothing more of it is on its way.',
  back: 'There is no earlier hop: it begins here.',
} as const;

/** A hop of what is followed; when that is nothing, of the latest question, which is followed from then on. */
async function hop(way: keyof typeof NO_HOP): Promise<void> {
  const { status } = useStatus.getState();
  if (!status?.following) {
    const latest = status?.questions[0];
    if (latest === undefined) {
      useStepped.setState({ time: now(), text: 'There is no message to follow: nothing has been asked yet.' });
      return;
    }
    await follow({ question: latest.number });
  }
  const { time, text } = await stepHop(way === 'back');
  useStepped.setState({ time, text: text ?? NO_HOP[way] });
}

export async function startFollowing(target: FollowTarget): Promise<void> {
  await follow(target);
  await slowForMessages();
}
export const stopFollowing = (): Promise<unknown> => follow(null);
