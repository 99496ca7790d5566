/** `--until`: a duration as the scenario writes it. */
import { LIMITS } from '../scenario/limits';
import { readDuration } from '../scenario/units';
import type { Micros } from '../sim/world';
import { CliError, EXIT, invalid } from './cli-error';

export function untilOption(text: string | null, duration: Micros): Micros {
  if (text === null) return duration;
  const read = readDuration(text);
  const tooLong = read.ok ? read.value > LIMITS.durationMicros : read.error === 'tooBig';
  if (tooLong) throw new CliError(EXIT.limit, [`--until is ${JSON.stringify(text)}; a run lasts at most 400 days`]);
  if (!read.ok) throw invalid(`--until is ${JSON.stringify(text)}; it takes a time such as 90s, 10m, 1.5h or 1d, in whole microseconds`);
  return read.value;
}
