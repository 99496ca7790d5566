/** A step forward: to just after the next logged event, or to the next normal registration when that comes first. */
import type { LogEvent } from '../sim/log';
import type { Simulation } from '../sim/types';
import { MAX_TIME } from './limits';
import { nextRegistration } from './registration-steps';
import type { SeenRegistration } from './registration-steps';
import type { Run } from './run';
import { eventText, registrationSentence } from './sentences';

/** What a step came to; neither = nothing more up to the end. */
export interface Stepped {
  readonly event: LogEvent | null;
  readonly registration: SeenRegistration | null;
}

export function stepForward(run: Run): Stepped {
  // What else happens in this very instant comes first.
  const rest = run.insideInstant ? run.step(run.now) : null;
  if (rest !== null) return { event: rest, registration: null };
  const { duration, settings } = run.open.world;
  // Within an undisturbed fleet the next event may be hours away: somebody's reset. Past that nothing will come.
  const limit = run.now < duration ? duration : Math.min(MAX_TIME, run.now + settings.initialRegistrationReset[1]);
  const registration = nextRegistration(run.sim, limit);
  const event = run.step(registration?.t ?? limit);
  return { event, registration: event === null ? registration : null };
}

/** What it came to, in a sentence. */
export function steppedText(sim: Simulation, { event, registration }: Stepped): string | null {
  if (event !== null) return eventText(sim, event);
  return registration === null ? null : registrationSentence(sim, registration.slot);
}
