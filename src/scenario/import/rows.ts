/** Text to rows of cells with line numbers: separators, quotes, comments. Every line that is neither blank nor comment becomes part of a row. */
import Papa from 'papaparse';
import { shapeOf } from './read-cell';

export type Separator = ',' | ';' | '\t' | '|';

export interface Row {
  readonly line: number;
  /** As written, for lists of rejected rows. */
  readonly text: string;
  readonly cells: readonly string[];
  /** The quotes of this row cannot be read; it is rejected. */
  readonly broken: boolean;
}

export interface Sheet {
  readonly separator: Separator;
  readonly rows: readonly Row[];
  /** PowerShell's `#TYPE …` line, if there is one. */
  readonly typeLine: string | null;
  /** Comment lines that begin with the separator ";" and hold an address: perhaps rows whose first cell is empty. */
  readonly doubtfulComments: readonly number[];
  /** There are more rows than are read. */
  readonly cutOff: boolean;
}

/** Most rows that are looked at: several times the most subnets there can be, for containers and duplicates. */
export const MOST_ROWS = 200_000;
const SEPARATORS: readonly Separator[] = [',', ';', '\t', '|'];
const SAMPLE_LINES = 200;
/** A quoted cell may run over this many lines. */
const MOST_LINES_A_ROW = 20;
/** After so many rows whose quotes never close, later ones are not joined with what follows. */
const MOST_FAILED_JOINS = 100;

export function readRows(text: string): Sheet {
  const lines = text.split(/\r\n|\n|\r/);
  const declared = /^"?sep=([,;\t|])"?$/i.exec(lines[0] ?? '');
  const separator = (declared?.[1] as Separator | undefined) ?? guessSeparator(lines);
  const rows: Row[] = [];
  const doubtfulComments: number[] = [];
  let failedJoins = 0;
  let i = declared === null ? 0 : 1;
  while (i < lines.length && rows.length <= MOST_ROWS) {
    const line = lines[i] ?? '';
    if (isComment(line) || line.trim() === '') {
      if (separator === ';' && line.startsWith(';') && hasAddress(line.split(';'))) doubtfulComments.push(i + 1);
      i++;
      continue;
    }
    const { row, lineCount } = readRow(lines, i, separator, failedJoins < MOST_FAILED_JOINS);
    if (row.broken) failedJoins++;
    if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row);
    i += lineCount;
  }
  const typeLine = lines.find((line) => line.startsWith('#TYPE')) ?? null;
  return { separator, rows: rows.slice(0, MOST_ROWS), typeLine, doubtfulComments, cutOff: rows.length > MOST_ROWS };
}

function isComment(line: string): boolean {
  const start = line.trimStart();
  return start.startsWith('#') || start.startsWith(';');
}

function hasAddress(cells: readonly string[]): boolean {
  return cells.some((cell) => ['block', 'address'].includes(shapeOf(cell)));
}

/** One row; more than one line where a quoted cell runs on. A row whose quote never closes is its first line alone. */
function readRow(lines: readonly string[], first: number, separator: Separator, mayJoin: boolean): { readonly row: Row; readonly lineCount: number } {
  const text = lines[first] ?? '';
  const single = split(text, separator);
  if (!single.unclosed || !mayJoin) return { row: { line: first + 1, text, cells: single.cells, broken: single.broken }, lineCount: 1 };
  let joined = text;
  for (let n = 1; n < MOST_LINES_A_ROW && first + n < lines.length; n++) {
    const next = lines[first + n] ?? '';
    joined += `\n${next}`;
    if (!next.includes('"')) continue;
    const attempt = split(joined, separator);
    if (!attempt.broken) return { row: { line: first + 1, text: joined, cells: attempt.cells, broken: false }, lineCount: n + 1 };
  }
  return { row: { line: first + 1, text, cells: single.cells, broken: true }, lineCount: 1 };
}

function split(text: string, separator: Separator): { readonly cells: readonly string[]; readonly broken: boolean; readonly unclosed: boolean } {
  if (!text.includes('"')) return { cells: text.split(separator), broken: false, unclosed: false };
  const parsed = Papa.parse<string[]>(text, { delimiter: separator, newline: '\n' });
  const unclosed = parsed.errors.some((error) => error.code === 'MissingQuotes');
  return { cells: parsed.data[0] ?? [], broken: parsed.errors.length > 0 || parsed.data.length > 1, unclosed };
}

/** The separator with which the most lines have an address in a cell of its own, then the most cells. */
function guessSeparator(lines: readonly string[]): Separator {
  const sample = lines.filter((line) => line.trim() !== '' && !isComment(line)).slice(0, SAMPLE_LINES);
  let best: Separator = ',';
  let bestScore = -1;
  for (const separator of SEPARATORS) {
    const score = sample.reduce((sum, line) => {
      const { cells } = split(line, separator);
      return sum + (hasAddress(cells) ? 2 : 0) + (cells.length > 1 ? 1 : 0);
    }, 0);
    if (score > bestScore) [best, bestScore] = [separator, score];
  }
  return best;
}
