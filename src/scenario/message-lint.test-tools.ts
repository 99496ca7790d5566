/** What every message to people must be like; for tests. */
import type { Parsed, Problem } from './types';

const PROGRAM_WORDS = /undefined|\[object|NaN|TypeError|RangeError|SyntaxError|Unexpected token|Maximum call stack|Failed to fetch|\n|\s+at \S+:\d+/;

export function problemsOf(result: Parsed<unknown>): readonly Problem[] {
  return result.ok ? [] : result.problems;
}

/** The messages that break a rule: 10 to 300 characters, in words of people, with a place. */
export function wrongMessages(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter((problem) => {
    const texts = [problem.message, problem.hint ?? 'none'];
    const isPlace = problem.where === '' || /^(\/.*|line \d+, column \d+)$/s.test(problem.where);
    return problem.message.length < 10 || problem.message.length > 300 || texts.some((text) => PROGRAM_WORDS.test(text)) || !isPlace || problem.code === '';
  });
}
