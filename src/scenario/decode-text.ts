/** Bytes → text. UTF-8 with or without a byte-order mark; anything else is named and refused. Written out, because this folder runs without the host's TextDecoder. */
import { LIMITS } from './limits';
import { formatLike } from './looks-like';
import { problem } from './problems';
import type { Problem } from './types';

export type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem };

export function decodeText(input: string | Uint8Array): Decoded {
  const size = typeof input === 'string' ? utf8Length(input) : input.length;
  if (size > LIMITS.fileBytes)
    return refused('limit.fileBytes', 'line 1, column 1', `The file has ${size} bytes; at most 50 MiB (${LIMITS.fileBytes} bytes) are allowed.`);
  if (typeof input === 'string') return { ok: true, text: input.startsWith('\ufeff') ? input.slice(1) : input };
  const other = otherEncoding(input);
  if (other !== null)
    return refused('encoding.other', 'line 1, column 1', `The text is encoded in ${other}; a scenario file is UTF-8.`, 'Save it again as UTF-8.');
  const binary = formatLike(latin1(input.subarray(0, 64)));
  if (binary !== null) return refused('input.notJson', 'line 1, column 1', `The file looks like ${binary}; a scenario is JSON text that begins with "{".`);
  return decodeUtf8(input);
}

function refused(code: string, where: string, message: string, hint?: string): Decoded {
  return { ok: false, problem: problem(code, where, message, hint === undefined ? {} : { hint }) };
}

/** Stops counting once the limit is passed. */
function utf8Length(text: string): number {
  if (text.length > LIMITS.fileBytes) return text.length;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // A surrogate pair is 4 bytes: 2 for each half.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}

function otherEncoding(bytes: Uint8Array): string | null {
  const [a = 1, b = 1, c = 1, d = 1] = bytes;
  if (a === 0xff && b === 0xfe) return bytes.length >= 4 && c === 0 && d === 0 ? 'UTF-32 (little endian)' : 'UTF-16 (little endian)';
  if (a === 0xfe && b === 0xff) return 'UTF-16 (big endian)';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'UTF-32 (big endian)';
  if (a === 0 && b !== 0 && c === 0 && d !== 0 && bytes.length >= 4) return 'UTF-16 (big endian)';
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'UTF-16 (little endian)';
  return null;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** Code units per call of fromCharCode: far below the limit of arguments. */
const CHUNK = 8_192;

function decodeUtf8(bytes: Uint8Array): Decoded {
  const parts: string[] = [];
  const units = new Uint16Array(CHUNK);
  let used = 0;
  let i = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (i < bytes.length) {
    if (used > CHUNK - 2) {
      parts.push(String.fromCharCode(...units.subarray(0, used)));
      used = 0;
    }
    const first = bytes[i] ?? 0;
    if (first < 0x80) {
      units[used++] = first;
      i++;
      continue;
    }
    const point = sequenceAt(bytes, i);
    if (point < 0) return invalidAt(bytes, i);
    if (point >= 0x10000) {
      units[used++] = 0xd800 + ((point - 0x10000) >> 10);
      units[used++] = 0xdc00 + ((point - 0x10000) & 0x3ff);
      i += 4;
    } else {
      units[used++] = point;
      i += point < 0x800 ? 2 : 3;
    }
  }
  parts.push(String.fromCharCode(...units.subarray(0, used)));
  return { ok: true, text: parts.join('') };
}

/** Length of a sequence by its first byte; 0 = none begins with it. */
function sequenceLength(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/** The code point of a sequence of two to four bytes; −1 when it is none (overlong forms, surrogates and cut sequences are none). */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length = sequenceLength(first);
  if (length === 0) return -1;
  let point = first & (0xff >> (length + 1));
  for (let k = 1; k < length; k++) {
    const next = bytes[at + k] ?? 0;
    if ((next & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (next & 0x3f);
  }
  const least = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  return point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? -1 : point;
}

function invalidAt(bytes: Uint8Array, at: number): Decoded {
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < at; i++) {
    if (bytes[i] !== 0x0a) continue;
    line++;
    lineStart = i + 1;
  }
  const where = `line ${line}, column ${at - lineStart + 1}`;
  const missing = at + sequenceLength(bytes[at] ?? 0) > bytes.length && isBeginning(bytes, at);
  if (missing)
    return refused('json.truncated', where, `The text ends in the middle of a character at ${where}: the file seems to be cut off.`, 'Get the file again.');
  return refused('encoding.invalid', where, `The bytes at ${where} are no UTF-8; a scenario file is UTF-8 text.`, 'Save it again as UTF-8.');
}

/** All bytes from here on could begin one character. */
function isBeginning(bytes: Uint8Array, at: number): boolean {
  for (let i = at + 1; i < bytes.length; i++) if (((bytes[i] ?? 0) & 0xc0) !== 0x80) return false;
  return sequenceLength(bytes[at] ?? 0) > 0;
}
