/**
 * Bytes of a list to text. Lists come from spreadsheets, so what is not UTF-8 is read as Windows-1252 with a warning;
 * other encodings and files that are no text are refused by name.
 */
import { decodeText } from '../decode-text';
import { formatLike } from '../looks-like';
import { problem } from '../problems';
import type { Problem } from '../types';

export type DecodedList =
  { readonly ok: true; readonly text: string; readonly warnings: readonly Problem[] } | { readonly ok: false; readonly problem: Problem };

const CHUNK = 8192;
/** Windows-1252 from 0x80 to 0x9f; the five unused ones stay what they are. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const AS_CSV = 'Save or export the list as CSV in UTF-8, and import that.';
/** Control characters that a text file may have in its beginning, by mistake. */
const TOLERATED_CONTROLS = 4;

export function decodeList(input: string | Uint8Array): DecodedList {
  const decoded = decodeText(input);
  if (decoded.ok) return checkText(decoded.text, []);
  const { code, message } = decoded.problem;
  // The reader's sentences speak of scenarios after what they found.
  const [found = ''] = message.split(';');
  if (code === 'encoding.other') return refuse(code, `${found}; a list must be UTF-8.`, AS_CSV);
  if (code === 'input.notJson') return refuse('file.binary', `${found}, not a text file.`, AS_CSV);
  if (typeof input === 'string' || code.startsWith('limit.')) return decoded;
  const warning = problem('encoding.windows1252', '', 'The file is not valid UTF-8; it was read as Windows-1252. Check the names.', { hint: AS_CSV });
  return checkText(decodeWindows1252(input), [warning]);
}

function refuse(code: string, message: string, hint?: string): DecodedList {
  return { ok: false, problem: problem(code, '', message, hint === undefined ? {} : { hint }) };
}

function checkText(text: string, warnings: readonly Problem[]): DecodedList {
  if (text.trim() === '') return refuse('file.empty', 'The file is empty: there is no row in it.');
  const binary = formatLike(text.slice(0, 64));
  if (binary !== null) return refuse('file.binary', `The file looks like ${binary}, not a text file.`, AS_CSV);
  const controls = text.slice(0, 4096).match(/(?!\s)\p{Cc}/gu)?.length ?? 0;
  if (controls > TOLERATED_CONTROLS || text.includes('\0')) return refuse('file.binary', 'This is no text file: it contains control characters.', AS_CSV);
  return { ok: true, text, warnings };
}

function decodeWindows1252(bytes: Uint8Array): string {
  const map = (byte: number): number => (byte >= 0x80 && byte <= 0x9f ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte);
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += CHUNK) parts.push(String.fromCharCode(...Array.from(bytes.subarray(i, i + CHUNK), map)));
  return parts.join('');
}
