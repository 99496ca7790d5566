/** Single steps, and what to say when there is nothing to step to. */
import { step, stepBack } from './session';
import { toast } from './ui-store';

export async function stepForward(): Promise<void> {
  const { eventId, registration } = await step();
  if (registration !== null) toast(registration);
  else if (eventId === null) toast('Nothing happens any more up to the end of the timeline.');
}
export async function stepBackward(): Promise<void> {
  const { eventId } = await stepBack();
  if (eventId === null) toast('This is the beginning: nothing is logged before.');
}
