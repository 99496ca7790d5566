/** Text → JSON value, strictly: with the place of a mistake, and with everything refused that JSON.parse would silently change. */
import { printParseErrorCode, visit } from 'jsonc-parser';
import { RESERVED_NAMES } from './fields';
import { LIMITS } from './limits';
import { textLike } from './looks-like';
import type { Path } from './problems';
import { gotOf, problem, ProblemList, quote } from './problems';
import type { Problem } from './types';

export type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problems: readonly Problem[] };

export function parseJson(text: string): ParsedJson {
  const start = text.search(/[^ \t\r\n]/);
  if (start < 0) return one(problem('input.empty', 'line 1, column 1', 'The file is empty; a scenario is JSON text that begins with "{".'));
  if (text[start] !== '{' && text[start] !== '[') {
    const like = textLike(text);
    if (like !== null) return one(problem('input.notJson', place(text, start), `The file looks like ${like}; a scenario is JSON text that begins with "{".`));
  }
  const deep = tooDeepAt(text);
  if (deep >= 0) {
    const where = place(text, deep);
    return one(
      problem('limit.jsonDepth', where, `Lists and objects are nested deeper than ${LIMITS.jsonDepth} levels at ${where}; ${LIMITS.jsonDepth} are allowed.`),
    );
  }
  return build(text.slice(0, endOf(text)));
}

/** Where the last line breaks and blanks begin: the scanner is slow with long runs of them. */
function endOf(text: string): number {
  let end = text.length;
  while (end > 0 && ' \t\r\n'.includes(text[end - 1] ?? '')) end--;
  return end;
}

function one(only: Problem): ParsedJson {
  return { ok: false, problems: [only] };
}

/** Offset of the bracket that goes past the allowed depth, −1 when there is none. Not recursive: this runs before anything that is. */
function tooDeepAt(text: string): number {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (inText) {
      if (unit === 0x5c) i++;
      else if (unit === 0x22 || unit === 0x0a) inText = false;
    } else if (unit === 0x22) inText = true;
    else if (unit === 0x7b || unit === 0x5b) {
      if (++depth > LIMITS.jsonDepth) return i;
    } else if (unit === 0x7d || unit === 0x5d) depth--;
  }
  return -1;
}

/** Leaves the visitor at the first mistake: what follows one is guesswork. */
class Mistake extends Error {
  readonly code: string;
  readonly offset: number;
  readonly size: number;

  constructor(code: string, offset: number, size: number) {
    super(code);
    this.code = code;
    this.offset = offset;
    this.size = size;
  }
}

function build(text: string): ParsedJson {
  const problems = new ProblemList();
  const builder = new Builder(text, problems);
  try {
    visit(
      text,
      {
        onObjectBegin: () => builder.open({}),
        onArrayBegin: () => builder.open([]),
        onObjectEnd: () => builder.close(),
        onArrayEnd: () => builder.close(),
        onObjectProperty: (key, _offset, _length, _line, _character, parent) => builder.property(key, parent),
        onLiteralValue: (value: unknown, offset, length, _line, _character, path) => builder.literal(value, offset, length, path),
        onError: (code, offset, length) => {
          throw new Mistake(printParseErrorCode(code), offset, length);
        },
      },
      { disallowComments: true, allowTrailingComma: false },
    );
  } catch (error) {
    if (error instanceof Mistake) return one(explain(text, error));
    throw error;
  }
  return problems.isEmpty ? { ok: true, value: builder.root } : { ok: false, problems: problems.toArray() };
}

type Container = Record<string, unknown> | unknown[];

class Builder {
  root: unknown = null;
  readonly #text: string;
  readonly #problems: ProblemList;
  readonly #stack: Container[] = [];
  readonly #keys: (string | null)[] = [];
  #key: string | null = null;

  constructor(text: string, problems: ProblemList) {
    this.#text = text;
    this.#problems = problems;
  }

  open(container: Container): void {
    this.#put(container);
    this.#stack.push(container);
    this.#keys.push(this.#key);
    this.#key = null;
  }

  close(): void {
    this.#stack.pop();
    this.#key = this.#keys.pop() ?? null;
  }

  property(key: string, parent: () => Path): void {
    const owner = this.#stack.at(-1);
    this.#key = key;
    if (RESERVED_NAMES.has(key)) {
      this.#problems.addAt([...parent(), key], 'name.reserved', `the name ${quote(key)} is reserved and allowed neither as an id nor as a key.`, {
        got: key,
        hint: 'Remove it.',
      });
      // Setting it could change what objects are: the value goes nowhere.
      this.#key = null;
    } else if (isSurrogate(key)) {
      this.#problems.addAt(parent(), 'text.surrogate', 'a key has half a character (a lone surrogate), which no file can hold.', {
        hint: 'Write the whole character.',
      });
    } else if (owner !== undefined && Object.hasOwn(owner, key)) {
      this.#problems.addAt([...parent(), key], 'key.duplicate', `the key ${quote(key)} occurs twice in one object; it is allowed once.`, {
        got: key.slice(0, 200),
        hint: 'Remove one of them.',
      });
    }
  }

  literal(value: unknown, offset: number, length: number, path: () => Path): void {
    if (typeof value === 'string' && isSurrogate(value)) {
      this.#problems.addAt(path(), 'text.surrogate', 'the text has half a character (a lone surrogate), which no file can hold.', {
        hint: 'Write the whole character.',
      });
    }
    if (typeof value === 'number') this.#number(value, this.#text.slice(offset, offset + length), path);
    this.#put(Object.is(value, -0) ? 0 : value);
  }

  #number(value: number, token: string, path: () => Path): void {
    const allowed = 'whole numbers are allowed up to 9007199254740991, others up to about 1e308';
    const wrong = !Number.isFinite(value) || (value === 0 && /^-?[0.]*[1-9]/.test(token)) || (/^-?[0-9]+$/.test(token) && !Number.isSafeInteger(value));
    if (!wrong) return;
    const where = path();
    const shown = where.includes('secret') ? 'the number' : token.slice(0, 30);
    this.#problems.addAt(where, 'number.range', `${shown} cannot be kept exactly; ${allowed}.`, { got: gotOf(where, token.slice(0, 200)) });
  }

  #put(value: unknown): void {
    const owner = this.#stack.at(-1);
    if (owner === undefined) this.root = value;
    else if (Array.isArray(owner)) owner.push(value);
    else if (this.#key !== null) owner[this.#key] = value;
  }
}

function isSurrogate(text: string): boolean {
  return /\p{Cs}/u.test(text);
}

function place(text: string, offset: number): string {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return `line ${line}, column ${offset - lineStart + 1}`;
}

/** Says what is wrong without quoting the text: what stands there may be a secret. */
function explain(text: string, mistake: Mistake): Problem {
  const end = text.length;
  const where = place(text, Math.min(mistake.offset, end));
  if (mistake.offset + mistake.size >= end && mistake.code !== 'EndOfFileExpected' && !isClosing(text[mistake.offset])) {
    return problem('json.truncated', place(text, end), `The text ends too early, at ${place(text, end)}: the file seems to be cut off.`, {
      hint: 'Get the file again.',
    });
  }
  const rest = text.slice(mistake.offset, mistake.offset + 10);
  if (mistake.code === 'InvalidCommentToken' || mistake.code === 'UnexpectedEndOfComment')
    return problem('json.comment', where, `There is a comment at ${where}; JSON has none.`, { hint: 'Use "description" instead.' });
  if (/^[-+]?(NaN|Infinity)/.test(rest)) return problem('json.number', where, `The word at ${where} is no number that JSON knows; write digits.`);
  if (rest.startsWith("'")) return problem('json.quotes', where, `There is a single quote at ${where}; texts and keys stand in double quotes.`);
  if (isClosing(rest[0]) && /,\s*$/.test(text.slice(Math.max(0, mistake.offset - 1_000), mistake.offset)))
    return problem('json.trailingComma', where, `There is a comma before the closing bracket at ${where}; the last entry has none.`);
  return problem('json.syntax', where, `The text is no JSON at ${where}: ${SYNTAX[mistake.code] ?? 'something else was expected there'}.`);
}

function isClosing(character: string | undefined): boolean {
  return character === '}' || character === ']';
}

const SYNTAX: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no value; text needs double quotes',
  InvalidNumberFormat: 'the number is not written as JSON has it',
  PropertyNameExpected: 'a key in double quotes was expected',
  ValueExpected: 'a value was expected',
  ColonExpected: 'a colon was expected',
  CommaExpected: 'a comma was expected',
  CloseBraceExpected: 'a closing } was expected',
  CloseBracketExpected: 'a closing ] was expected',
  EndOfFileExpected: 'more text follows after the end of the value',
  UnexpectedEndOfString: 'a text does not end on its line',
  UnexpectedEndOfNumber: 'a number is not complete',
  InvalidUnicode: 'a \\u escape needs four hexadecimal digits',
  InvalidEscapeCharacter: 'this escape is not one that JSON knows',
  InvalidCharacter: 'a control character stands in a text',
};
