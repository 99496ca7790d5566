/** Rows to entries: what each row says about addresses, site and clients; or why it is rejected. */
import type { SiteKind } from '../defaults';
import { LIMITS } from '../limits';
import { parseLooseRate } from '../loose-units';
import { quote } from '../problems';
import { formatRate } from '../units';
import type { Block } from './blocks';
import { formatBlock } from './blocks';
import type { Assigned } from './assign-columns';
import type { CellBlocks } from './read-cell';
import { readBlocks, readRange } from './read-cell';
import type { Row } from './rows';
import { cleanName, kindOfWord, siteOfDistinguishedName } from './site-names';
import type { ColumnRole, ImportFormat, RejectedRow } from './types';
import type { Warnings } from './warnings';
import { atLine } from './warnings';

export interface Entry {
  readonly line: number;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** As shown in lists: the block, or the first of several. */
  readonly cidr: string;
  /** Distinguishes sites; "" = belongs to none. */
  readonly siteKey: string;
  readonly siteName: string;
  /** For telling apart sites of one name. */
  readonly region: string;
  /** null = not given. */
  readonly clients: number | null;
  readonly kind: SiteKind | null;
  readonly wanDown: string | null;
  readonly wanUp: string | null;
  readonly latency: string | null;
  /** "" = the global table. */
  readonly vrf: string;
  /** Said to be a container by the file itself. */
  readonly declaredContainer: boolean;
}

export interface Entries {
  readonly entries: readonly Entry[];
  readonly rejected: RejectedRow[];
}

export const LONGEST_ROW_TEXT = 200;

export function readEntries(rows: readonly Row[], assigned: Assigned, format: ImportFormat, warnings: Warnings): Entries {
  const entries: Entry[] = [];
  const rejected: RejectedRow[] = [];
  let blockCount = 0;
  for (const row of rows) {
    const read = readEntry(new Cells(row, assigned.roles), assigned, format, warnings);
    if ('blocks' in read) {
      blockCount += read.blocks.length;
      if (blockCount <= LIMITS.subnets * 4) entries.push(read);
      else rejected.push(reject(row, 'limit.subnets', `more than ${LIMITS.subnets * 4} blocks come before this row`));
    } else rejected.push(reject(row, read.code, read.reason));
  }
  return { entries, rejected };
}

function reject(row: Row, code: string, reason: string): RejectedRow {
  return { line: row.line, text: row.text.slice(0, LONGEST_ROW_TEXT), code, reason };
}

class Cells {
  readonly row: Row;
  private readonly roles: Partial<Record<ColumnRole, number>>;

  constructor(row: Row, roles: Partial<Record<ColumnRole, number>>) {
    this.row = row;
    this.roles = roles;
  }

  get(role: ColumnRole): string {
    const index = this.roles[role];
    const cell = index === undefined ? '' : (this.row.cells[index] ?? '').trim();
    return cell === '—' ? '' : cell;
  }

  has(role: ColumnRole): boolean {
    return this.roles[role] !== undefined;
  }
}

type Refused = { readonly code: string; readonly reason: string };

function readEntry(cells: Cells, assigned: Assigned, format: ImportFormat, warnings: Warnings): Entry | Refused {
  const { row } = cells;
  if (row.broken) return { code: 'row.quotes', reason: 'a quoted cell is not closed, or text follows its closing quote' };
  const read = addressOf(cells, assigned.geofeed);
  if (!read.ok) return read;
  const [first] = read.blocks;
  if (first === undefined) return { code: 'address.missing', reason: 'the address is missing' };
  const clients = countOf(cells.get('clients'));
  if (typeof clients === 'string') return { code: 'clients.invalid', reason: clients };
  if (read.note !== undefined && !(assigned.geofeed && read.note.code === 'row.singleAddress'))
    warnings.add(read.note.code, atLine(row.line), read.note.message);
  const site = siteOf(cells);
  return {
    line: row.line,
    text: row.text.slice(0, LONGEST_ROW_TEXT),
    blocks: read.blocks,
    cidr: formatBlock(first) + (read.blocks.length > 1 ? ` and ${read.blocks.length - 1} more` : ''),
    ...site,
    clients,
    kind: kindOf(cells, warnings),
    wanDown: rateOf(cells, 'wanDown', warnings),
    wanUp: rateOf(cells, 'wanUp', warnings),
    latency: latencyOf(cells, warnings),
    vrf: vrfOf(cells.get('vrf')),
    declaredContainer: format === 'netbox' && cells.get('status').toLowerCase() === 'container',
  };
}

function addressOf(cells: Cells, geofeed: boolean): CellBlocks {
  const cidr = cells.get('cidr');
  if (cidr !== '' || !cells.has('start')) {
    // RFC 8805: an address without a prefix length is that one address, whatever it looks like.
    if (geofeed && /^[\d.]+$|^[\da-f:]+$/i.test(cidr)) return readBlocks(cidr, cidr.includes(':') ? '128' : '32');
    if (!cells.has('cidr')) return { ok: false, code: 'address.noColumn', reason: 'no column reads as addresses' };
    if (cidr.includes('CNF:')) return { ok: false, code: 'address.conflict', reason: `${quote(cidr)} is a conflict object of the directory, not a subnet` };
    return readBlocks(cidr, cells.get('mask'));
  }
  const end = cells.get('end');
  return end === '' ? readBlocks(cells.get('start'), cells.get('mask')) : readRange(cells.get('start'), end);
}

/** null = not given; text = the reason why it is no number. Thousands may be grouped. */
function countOf(cell: string): number | null | string {
  if (cell === '') return null;
  const plain = /^\d{1,3}([,.' \u00a0\u202f]\d{3})+$/.test(cell) ? cell.replaceAll(/\D/g, '') : cell.replace(/\.0+$/, '');
  if (!/^\d+$/.test(plain)) return `${quote(cell)} is no number of clients; expected a whole number from 0`;
  const count = Number(plain);
  return count <= LIMITS.clients ? count : `${quote(cell)} clients are more than the ${LIMITS.clients} that a scenario may have`;
}

function siteOf(cells: Cells): { siteKey: string; siteName: string; region: string } {
  const [country, region] = [cells.get('country'), cells.get('region')];
  const name = cleanName(siteOfDistinguishedName(cells.get('site'))) || region || country;
  return { siteKey: name === '' ? '' : [country, region, name].filter((part) => part !== '').join('|'), siteName: name, region: region || country };
}

function vrfOf(cell: string): string {
  return cell.toLowerCase() === 'global' ? '' : cell;
}

function kindOf(cells: Cells, warnings: Warnings): SiteKind | null {
  const cell = cells.get('kind');
  if (cell === '') return null;
  const kind = kindOfWord(cell);
  if (kind === null) {
    warnings.add(
      'row.kind',
      atLine(cells.row.line),
      `${quote(cell)} is no kind of site; it is guessed from the name.`,
      'Kinds: datacenter, headquarters, branch, vpn, internet, lab.',
    );
  }
  return kind;
}

/** "10Mbps", "10 Mbit/s", "2 MB/s"; a plain number is Mbit/s. */
function rateOf(cells: Cells, role: 'wanDown' | 'wanUp', warnings: Warnings): string | null {
  const cell = cells.get(role);
  if (cell === '') return null;
  const rate = parseLooseRate(cell);
  if (rate !== null && rate <= LIMITS.rateBps) return formatRate(rate);
  const what = rate === null ? 'no rate' : `beyond the largest rate (${formatRate(LIMITS.rateBps)})`;
  warnings.add('row.rate', atLine(cells.row.line), `${quote(cell)} is ${what}; the default of the site is used.`, 'Write 10Mbps, 1Gbps or a number of Mbit/s.');
  return null;
}

function latencyOf(cells: Cells, warnings: Warnings): string | null {
  const cell = cells.get('latencyMs');
  if (cell === '') return null;
  const match = /^(\d{1,6}(?:\.\d{1,3})?)\s*(?:ms)?$/.exec(cell.replace(',', '.'));
  if (match !== null) return `${Number(match[1])}ms`;
  warnings.add('row.latency', atLine(cells.row.line), `${quote(cell)} is no latency in milliseconds; the default of the site is used.`);
  return null;
}
