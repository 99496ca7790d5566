/** Single steps, and what they came to: the caption of the timeline and the live region read it from here. */
import { create } from 'zustand';
import { onSession, step, stepBack } from './session';

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
