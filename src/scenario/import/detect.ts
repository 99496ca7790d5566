/** What a dropped file is: a scenario, a list of subnets, a subnet file of the product, or something else; with the reason in words. */
import type { Problem } from '../types';
import { decodeList } from './decode-list';
import { textKind } from './text-kind';
import { readSubnetList } from './product-files';
import { shapeOf } from './read-cell';
import { readRows } from './rows';

export type DetectedInput =
  | { readonly kind: 'scenario'; readonly reason: string }
  | { readonly kind: 'subnets'; readonly reason: string }
  /** Which list it belongs in, as far as its name says so. */
  | { readonly kind: 'product'; readonly list: 'separated' | 'isolated' | null; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string; readonly problem: Problem | null };

/** Enough of a file to see what it is. */
const LOOK_AT = 32 * 1024;
/** Of the rows looked at, how many must hold an address to call it a list. */
const ENOUGH = 0.3;

export function detectInput(name: string, bytes: Uint8Array): DetectedInput {
  const head = wholeLines(bytes);
  const decoded = decodeList(head);
  if (!decoded.ok) return { kind: 'unknown', reason: decoded.problem.message, problem: decoded.problem };
  const { text } = decoded;
  switch (textKind(text)) {
    case 'scenario':
      return { kind: 'scenario', reason: 'It is JSON with the format chainscope-scenario.' };
    case 'json':
      return { kind: 'scenario', reason: 'It is JSON, and scenarios are the only JSON that can be opened.' };
    case 'html':
      return { kind: 'unknown', reason: 'It is a web page (HTML).', problem: null };
    case 'xml':
      return { kind: 'unknown', reason: 'It is XML.', problem: null };
    case 'text':
      return detectList(name, text);
  }
}

/** The beginning of a long file, cut at the end of a line so that no character is cut. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= LOOK_AT) return bytes;
  const head = bytes.subarray(0, LOOK_AT);
  const end = head.lastIndexOf(10);
  return end > 0 ? head.subarray(0, end) : head;
}

function detectList(name: string, text: string): DetectedInput {
  const list = listOfName(name);
  const subnets = readSubnetList(text);
  const onlyEntries = subnets.entries.length > 0 && subnets.entries.length >= subnets.rejected.length;
  if (list !== null && (onlyEntries || subnets.rejected.length === 0))
    return { kind: 'product', list, reason: `Its name and its lines are those of the product's list of ${list} subnets.` };
  if (onlyEntries && subnets.rejected.length === 0 && hasProductSyntax(text)) {
    return { kind: 'product', list: null, reason: 'Each line is one subnet or address in the syntax of the product’s subnet files.' };
  }
  const { rows } = readRows(text);
  const withAddress = rows.filter((row) => row.cells.some((cell) => ['block', 'address'].includes(shapeOf(cell)))).length;
  if (withAddress > 0 && withAddress >= rows.length * ENOUGH)
    return { kind: 'subnets', reason: `${withAddress} of the ${rows.length} rows looked at hold an address.` };
  if (/\.(csv|tsv)$/i.test(name)) return { kind: 'subnets', reason: 'Its name says that it is a table, though few rows hold an address.' };
  return { kind: 'unknown', reason: `Only ${withAddress} of the ${rows.length} rows looked at hold an address, and it is no scenario.`, problem: null };
}

function listOfName(name: string): 'separated' | 'isolated' | null {
  if (/separated/i.test(name)) return 'separated';
  return /isolated/i.test(name) ? 'isolated' : null;
}

/** IPv6 in brackets, or a comment after an entry: no table has these. */
function hasProductSyntax(text: string): boolean {
  return /^\s*\[[0-9a-f:.]+\]/im.test(text) || /^\s*[0-9a-f:.]+(\/\d+)?(\s+[;#]|#)/im.test(text);
}
