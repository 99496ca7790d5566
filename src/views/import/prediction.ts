/** What a fleet takes, in one sentence, for the question that comes before very large ones. */
import { LIMITS } from '../../scenario/limits';
import { predictCost } from '../../scenario/predict';
import type { Scenario } from '../../scenario/types';

export interface Warned {
  readonly asks: boolean;
  readonly text: string;
}

export function warningFor(scenario: Scenario): Warned {
  const { clients, megabytes, seconds, needsConfirmation } = predictCost(scenario);
  const text = `${clients.toLocaleString('en-US')} clients take about ${megabytes.toLocaleString('en-US')} MB of memory, and about ${seconds.toLocaleString('en-US')} s of computing to the end of the timeline.`;
  return { asks: needsConfirmation && clients <= LIMITS.clients, text };
}

/** The same for a file that is not validated yet. What cannot be read asks for nothing: the engine will say what is wrong with it. */
export function warningForText(text: string): Warned {
  try {
    return warningFor(JSON.parse(text) as Scenario);
  } catch {
    return { asks: false, text: '' };
  }
}
