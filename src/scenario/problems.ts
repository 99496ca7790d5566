/** Building problems: one place that decides how a place, a value and a sentence are written, so that every message passes the same rules. */
import { LIMITS } from './limits';
import type { Problem } from './types';

export type Path = readonly (string | number)[];

/** JSON pointer (RFC 6901). */
export function pointer(path: Path): string {
  return path.map((part) => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

/** The same place as people say it: subnets[3].cidr. */
export function placeWords(path: Path): string {
  if (path.length === 0) return 'The file';
  let words = '';
  for (const part of path) {
    if (typeof part === 'number') words += `[${part}]`;
    else words += `${words === '' ? '' : '.'}${plain(part, 40)}`;
  }
  return words;
}

/** Words of programs that a message must not contain, wherever they come from. */
const PROGRAM_WORDS = /undefined|\[object|NaN|TypeError|RangeError|SyntaxError|Unexpected token|Maximum call stack|Failed to fetch|\bat .*:\d+/;

/** Text from the input, made fit for a message: short, one line, without words that look like a crash of ours. */
export function plain(text: string, maxChars = 60): string {
  if (PROGRAM_WORDS.test(text)) return '(a word of a program)';
  const short = text.length > maxChars ? `${text.slice(0, maxChars)}…` : text;
  return short.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '·');
}

export function quote(text: string): string {
  return `"${plain(text)}"`;
}

/** What a value is, without telling what it says. */
export function kindWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 1 ? 'a list with 1 entry' : `a list with ${value.length} entries`;
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return String(value);
  return 'an object';
}

/** `got` of a problem: simple values as they are (long ones cut), anything else in words; a secret never. */
export function gotOf(path: Path, value: unknown): unknown {
  if (path.includes('secret')) return '***';
  if (typeof value === 'string') return value.length > 200 ? `${value.slice(0, 200)}…` : value;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  return value === undefined ? undefined : kindWords(value);
}

export interface ProblemDetails {
  readonly got?: unknown;
  readonly hint?: string;
}

/** A problem whose message begins with its place. */
export function problemAt(path: Path, code: string, sentence: string, details: ProblemDetails = {}): Problem {
  return problem(code, pointer(path), `${placeWords(path)}: ${sentence}`, details);
}

export function problem(code: string, where: string, message: string, details: ProblemDetails = {}): Problem {
  const text = message.length > 300 ? `${message.slice(0, 299)}…` : message;
  return {
    code,
    where,
    ...(details.got === undefined ? {} : { got: details.got }),
    message: text,
    ...(details.hint === undefined ? {} : { hint: details.hint }),
  };
}

/** Limits are told apart from mistakes: the command line ends with another status. */
export function isLimit(one: Problem): boolean {
  return one.code.startsWith('limit.');
}

/** Collects problems up to the bound and counts the rest. */
export class ProblemList {
  readonly #kept: Problem[] = [];
  #total = 0;

  add(one: Problem): void {
    this.#total++;
    if (this.#kept.length < LIMITS.problems) this.#kept.push(one);
  }

  addAt(path: Path, code: string, sentence: string, details: ProblemDetails = {}): void {
    this.#total++;
    if (this.#kept.length < LIMITS.problems) this.#kept.push(problemAt(path, code, sentence, details));
  }

  addAll(many: readonly Problem[]): void {
    for (const one of many) this.add(one);
  }

  get isEmpty(): boolean {
    return this.#total === 0;
  }

  get isFull(): boolean {
    return this.#total >= LIMITS.problems;
  }

  /** At most the bound; the last one says how many more there are. */
  toArray(): readonly Problem[] {
    const more = this.#total - LIMITS.problems;
    if (more <= 0) return this.#kept;
    const last = problem('problems.more', '', `The file has ${more + 1} more problems like these; the first ${LIMITS.problems - 1} are listed.`);
    return [...this.#kept.slice(0, LIMITS.problems - 1), last];
  }
}
