/** What went wrong, as the command line says it: an exit code and one line a problem. */
import type { Problem } from '../scenario/types';

export const EXIT = { done: 0, bug: 1, invalid: 2, limit: 3, violated: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Lines shown at most; a file with a thousand mistakes is mended from the top. */
const MAX_LINES = 50;

export class CliError extends Error {
  readonly exitCode: ExitCode;
  readonly lines: readonly string[];

  constructor(exitCode: ExitCode, lines: readonly string[]) {
    super(lines[0] ?? 'unknown problem');
    this.exitCode = exitCode;
    this.lines = lines;
  }
}

export function invalid(...lines: string[]): CliError {
  return new CliError(EXIT.invalid, lines);
}

/** Problems of an input as lines: where, what, and how to mend it. */
export function rejected(name: string, problems: readonly Problem[], limit: boolean): CliError {
  const lines = problems.slice(0, MAX_LINES).map((problem) => `${name}: ${problemLine(problem)}`);
  if (problems.length > MAX_LINES) lines.push(`${name}: and ${problems.length - MAX_LINES} more problems`);
  return new CliError(limit ? EXIT.limit : EXIT.invalid, lines);
}

/** Messages name their place in words; a line and column is put in front where the message does not say it. */
export function problemLine(problem: Problem): string {
  const said = problem.where === '' || problem.where.startsWith('/') || problem.message.includes(problem.where);
  const place = said ? '' : `${problem.where}: `;
  const hint = problem.hint === undefined ? '' : ` (${problem.hint})`;
  return oneLine(`${place}${problem.message}${hint}`);
}

/** Input can hold anything; a terminal gets one line without control characters. */
export function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}
