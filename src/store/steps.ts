/** Single steps, and what to say when there is nothing to step to. */
import { step, stepBack } from './session';
import { toast } from './ui-store';

export async function stepForward(): Promise<void> {
  const { eventId } = await step();
  if (eventId === null) toast('Nothing is logged any more up to the end of the timeline; only registrations go on.');
}
export async function stepBackward(): Promise<void> {
  const { eventId } = await stepBack();
  if (eventId === null) toast('This is the beginning: nothing is logged before.');
}
