/** What is said beside the dial when the run does not go at the speed that was asked for. */
import { times } from '../../store/units';

/** Between these shares of the wish the difference is only noise of the clock. */
const NOISE = { low: 0.8, high: 1.25 } as const;

export function reachesText(asked: number, achieved: number | null): string | null {
  if (achieved === null || (achieved >= asked * NOISE.low && achieved <= asked * NOISE.high)) return null;
  return `reaches ${times(achieved)}`;
}
