/**
 * SeparatedSubnets.txt and IsolatedSubnets.txt in the product's own syntax: one CIDR or address a line, IPv6 in
 * brackets, comments from `;` or `#` at the start of a line or after an entry.
 */
import { LIMITS } from '../limits';
import { problem, quote } from '../problems';
import type { Problem } from '../types';
import { formatBlock, formatIp, hostBits, readIp, readMask, widthOf } from './blocks';
import { decodeList } from './decode-list';
import { LONGEST_ROW_TEXT } from './read-entries';
import type { RejectedRow } from './types';
import { atLine, Warnings } from './warnings';

export interface SubnetListEntry {
  /** As a scenario has it: 10.0.0.0/24, 2001:db8::/32; a single address without a length. */
  readonly cidr: string;
  /** What stands after the entry; "" = nothing. */
  readonly comment: string;
  readonly line: number;
}

export interface SubnetList {
  readonly entries: readonly SubnetListEntry[];
  readonly rejected: readonly RejectedRow[];
  /** IPv6 without brackets, host bits cleared, entries that are there twice. */
  readonly notes: readonly Problem[];
  readonly problems: readonly Problem[];
}

export function readSubnetList(input: string | Uint8Array): SubnetList {
  const decoded = decodeList(input);
  if (!decoded.ok) return { entries: [], rejected: [], notes: [], problems: [decoded.problem] };
  const notes = new Warnings();
  notes.addAll(decoded.warnings);
  const seen = new Map<string, number>();
  const entries: SubnetListEntry[] = [];
  const rejected: RejectedRow[] = [];
  decoded.text.split(/\r\n|\n|\r/).forEach((text, i) => {
    const read = readLine(text, i + 1, notes);
    if (read === null) return;
    if ('reason' in read) rejected.push(read);
    else if (seen.has(read.cidr)) notes.add('list.duplicate', atLine(read.line), `${read.cidr} is in line ${seen.get(read.cidr)} as well; it counts once.`);
    else {
      seen.set(read.cidr, read.line);
      entries.push(read);
    }
  });
  return { entries, rejected, notes: notes.list(), problems: listProblems(entries.length, rejected.length) };
}

function listProblems(entries: number, rejected: number): Problem[] {
  if (entries > LIMITS.peeringEntries)
    return [problem('limit.peeringEntries', '', `The list has ${entries} entries; at most ${LIMITS.peeringEntries} are possible.`)];
  if (entries === 0 && rejected > 0)
    return [problem('list.none', '', `None of the ${rejected} lines is a subnet or an address; each is listed with its reason.`)];
  return [];
}

/** null = blank line or comment. */
function readLine(text: string, line: number, notes: Warnings): SubnetListEntry | RejectedRow | null {
  const start = text.search(/[;#]/);
  const entry = (start < 0 ? text : text.slice(0, start)).trim();
  if (entry === '') return null;
  const comment = start < 0 ? '' : text.slice(start + 1).trim();
  const reject = (code: string, reason: string): RejectedRow => ({ line, text: text.slice(0, LONGEST_ROW_TEXT), code, reason });
  const match = /^(\[[^\]]*\]|[^[\]/\s]+)(?:\s*\/\s*(\S+))?$/.exec(entry);
  const written = match?.[1] ?? '';
  const ip = readIp(written);
  if (ip === null) return reject('entry.address', `${quote(entry)} is neither a subnet nor an address; expected 10.0.0.0/24, 10.0.0.5 or [2001:db8::]/32`);
  if (ip.family === 4 && written.startsWith('[')) return reject('entry.brackets', `${quote(entry)} has brackets, but only IPv6 is written in them`);
  if (ip.family === 6 && !written.startsWith('['))
    notes.add('list.brackets', atLine(line), `${quote(entry)} is IPv6 without brackets; it was understood, and is written with them.`);
  if (match?.[2] === undefined) return { cidr: formatIp(ip.family, ip.value), comment, line };
  const length = readMask(match[2], ip.family);
  if (length === null) return reject('entry.mask', `${quote(match[2])} is no prefix length; expected 0 to ${widthOf(ip.family)}`);
  const host = hostBits(ip.family, length);
  const cidr = formatBlock({ family: ip.family, base: ip.value & ~host, length });
  if ((ip.value & host) !== 0n) notes.add('list.hostBits', atLine(line), `${quote(entry)} has host bits set; taken as ${cidr}.`);
  return { cidr, comment, line };
}

/** The file for the product. `heading` becomes comment lines on top. */
export function writeSubnetList(entries: readonly (string | Pick<SubnetListEntry, 'cidr' | 'comment'>)[], heading = ''): string {
  const lines = heading === '' ? [] : heading.split(/\r\n|\n|\r/).map((line) => `; ${line}`);
  for (const entry of entries) {
    const { cidr, comment } = typeof entry === 'string' ? { cidr: entry, comment: '' } : entry;
    lines.push(`${inBrackets(cidr)}${comment === '' ? '' : ` ; ${comment.replaceAll(/[\r\n]+/g, ' ')}`}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function inBrackets(cidr: string): string {
  if (!cidr.includes(':') || cidr.startsWith('[')) return cidr;
  const [address = '', length] = cidr.split('/');
  return length === undefined ? `[${address}]` : `[${address}]/${length}`;
}
