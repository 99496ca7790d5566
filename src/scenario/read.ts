/** A scenario file → a scenario, or everything that is wrong with it. */
import { checkParsed, refused } from './check-scenario';
import { decodeText } from './decode-text';
import { parseJson } from './parse-json';
import type { Parsed, Scenario } from './types';

/** Bytes or text of a file. The scenario comes in canonical form: host bits cleared, one spelling for each value, defaults left out. */
export function readScenario(input: string | Uint8Array): Parsed<Scenario> {
  const decoded = decodeText(input);
  if (!decoded.ok) return refused([decoded.problem], []);
  const parsed = parseJson(decoded.text);
  return parsed.ok ? checkParsed(parsed.value) : refused(parsed.problems, []);
}
