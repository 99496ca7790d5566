/** Which column plays which role: what people assigned, then header names, then what the cells read as. */
import type { ColumnAssignment, ColumnRole, ImportFormat } from './types';
import { COLUMN_ROLES } from './types';
import { nameRank, normalise } from './header-names';
import { kindOfWord } from './site-names';
import { readMask, widthOf, readIp, hostBits } from './blocks';
import { readRange, shapeOf } from './read-cell';
import type { CellShape } from './read-cell';
import type { Row } from './rows';

/** Column index by role. */
export type Roles = Partial<Record<ColumnRole, number>>;

export interface Assigned {
  readonly roles: Roles;
  readonly why: string;
  /** Roles that were guessed from the cells. */
  readonly guessed: readonly ColumnRole[];
  /** Assigned columns that are not there. */
  readonly unknown: readonly string[];
  readonly geofeed: boolean;
}

const SAMPLE_ROWS = 500;
const ADDRESS_ROLES: readonly ColumnRole[] = ['cidr', 'mask', 'start', 'end'];
/** Roles that only a header or a person gives: a column of words or numbers could be anything. */
const BY_NAME_ONLY: readonly ColumnRole[] = ['site', 'clients', 'kind', 'wanDown', 'wanUp', 'latencyMs', 'vrf', 'status'];

/** The shapes of each column's cells. */
class Column {
  readonly counts: Record<CellShape, number> = { block: 0, address: 0, netmask: 0, length: 0, number: 0, empty: 0, text: 0 };
  readonly index: number;
  readonly header: string;
  readonly cells: readonly string[];

  constructor(index: number, header: string, rows: readonly Row[]) {
    this.index = index;
    this.header = header;
    this.cells = rows.map((row) => (row.cells[index] ?? '').trim());
    for (const cell of this.cells) this.counts[shapeOf(cell)]++;
  }

  get filled(): number {
    return this.cells.length - this.counts.empty;
  }
  /** Cells with a whole block, then cells with at least an address. */
  get addressScore(): number {
    return this.counts.block * 2 + this.counts.address;
  }
  mostly(...shapes: readonly CellShape[]): boolean {
    return this.filled > 0 && shapes.reduce((sum, shape) => sum + this.counts[shape], 0) >= this.filled * 0.6;
  }
}

export function assignColumns(header: readonly string[] | null, rows: readonly Row[], format: ImportFormat, wished: ColumnAssignment): Assigned {
  const sample = rows.slice(0, SAMPLE_ROWS);
  const width = Math.max(header?.length ?? 0, ...sample.map((row) => row.cells.length));
  const columns = Array.from({ length: Math.min(width, 1000) }, (_, i) => new Column(i, header?.[i] ?? '', sample));
  const { roles, unknown } = assignWished(columns, wished, header);
  const asked = COLUMN_ROLES.filter((role) => roles[role] !== undefined);
  const free = (role: ColumnRole): boolean => roles[role] === undefined && wished[role] === undefined;
  const take = (role: ColumnRole, column: Column | undefined): boolean => {
    if (column === undefined || !free(role) || Object.values(roles).includes(column.index)) return false;
    roles[role] = column.index;
    return true;
  };
  const addressWished = roles.cidr !== undefined || roles.start !== undefined;
  const named = header === null ? [] : takeNamed(columns, format, take, addressWished);
  const guessed: ColumnRole[] = [];
  const guess = (role: ColumnRole, column: Column | undefined): void => {
    if (take(role, column)) guessed.push(role);
  };
  if (!addressWished && roles.cidr === undefined && (roles.start === undefined || roles.end === undefined)) guessAddress(columns, roles, guess);
  if (roles.cidr !== undefined && roles.mask === undefined) guess('mask', maskColumn(columns, roles.cidr, header !== null));
  const geofeed = header === null && asked.length === 0 && isGeofeed(columns);
  if (geofeed) takeGeofeed(columns, guess);
  else if (header === null || (named.length === 0 && asked.length === 0)) guessOthers(columns, roles, guess);
  return { roles, unknown, guessed, geofeed, why: explain(columns, roles, { asked, named, guessed, geofeed }) };
}

function assignWished(columns: readonly Column[], wished: ColumnAssignment, header: readonly string[] | null): { roles: Roles; unknown: string[] } {
  const roles: Roles = {};
  const unknown: string[] = [];
  for (const role of COLUMN_ROLES) {
    const want = wished[role];
    if (want === undefined || want === null) continue;
    const index = typeof want === 'number' ? want : (header ?? []).findIndex((name) => normalise(name) === normalise(want) || name.trim() === want.trim());
    if (columns[index] === undefined) unknown.push(`${role} = ${typeof want === 'number' ? `column ${want + 1}` : `“${want}”`}`);
    else roles[role] = index;
  }
  return { roles, unknown };
}

type Take = (role: ColumnRole, column: Column | undefined) => boolean;

function takeNamed(columns: readonly Column[], format: ImportFormat, take: Take, addressWished: boolean): ColumnRole[] {
  const named: ColumnRole[] = [];
  const takeAndNote = (role: ColumnRole, column: Column | undefined): void => {
    if (take(role, column)) named.push(role);
  };
  if (!addressWished) {
    if (format === 'ad')
      takeAndNote(
        'cidr',
        columns.find((column) => normalise(column.header) === 'name'),
      );
    takeAndNote(
      'cidr',
      bestNamed(
        'cidr',
        columns.filter((column) => column.addressScore > 0),
      ),
    );
    // An empty or damaged column of the right name is still the one that is meant, if no other holds addresses.
    if (!columns.some((column) => column.addressScore > 0)) takeAndNote('cidr', bestNamed('cidr', columns));
    takeAndNote(
      'start',
      bestNamed(
        'start',
        columns.filter((column) => column.counts.address > 0),
      ),
    );
    takeAndNote(
      'end',
      bestNamed(
        'end',
        columns.filter((column) => column.counts.address + column.counts.netmask > 0),
      ),
    );
  }
  takeAndNote(
    'mask',
    bestNamed(
      'mask',
      columns.filter((column) => column.mostly('netmask', 'length', 'number')),
    ),
  );
  for (const role of BY_NAME_ONLY) takeAndNote(role, bestNamed(role, columns));
  return named;
}

/** Of the columns whose header fits, the one with the most addresses (for cidr), then the best known name. */
function bestNamed(role: ColumnRole, columns: readonly Column[]): Column | undefined {
  const fitting = columns.filter((column) => nameRank(role, column.header) >= 0);
  const score = (column: Column): number => (role === 'cidr' ? column.addressScore : role === 'site' ? Number(column.filled > 0) : 0);
  return fitting.toSorted((a, b) => score(b) - score(a) || nameRank(role, a.header) - nameRank(role, b.header))[0];
}

/** The column whose cells read as addresses; or two of them, as the ends of ranges. */
function guessAddress(columns: readonly Column[], roles: Roles, guess: (role: ColumnRole, column: Column | undefined) => void): void {
  const scored = columns.filter((column) => column.addressScore > 0).toSorted((a, b) => b.addressScore - a.addressScore || a.index - b.index);
  const [best] = scored;
  if (best === undefined) return;
  const second = scored.find((column) => column !== best && column.counts.block === 0 && column.mostly('address', 'netmask'));
  if (best.counts.block === 0 && second !== undefined && isRange(best, second)) {
    const [start, end] = best.index < second.index ? [best, second] : [second, best];
    delete roles.start;
    delete roles.end;
    guess('start', start);
    guess('end', end);
  } else guess('cidr', best);
}

function isRange(a: Column, b: Column): boolean {
  const [start, end] = a.index < b.index ? [a, b] : [b, a];
  const good = start.cells.filter((cell, i) => readRange(cell, end.cells[i] ?? '').ok).length;
  return good >= start.filled * 0.6 && good > 0;
}

/** A column of netmasks or "/24"; plain numbers only where they leave no host bits, so that they are not client counts. */
function maskColumn(columns: readonly Column[], cidr: number, hasHeader: boolean): Column | undefined {
  const addresses = columns[cidr];
  if (addresses === undefined || addresses.counts.block > 0 || addresses.counts.address === 0) return undefined;
  const others = columns.filter((column) => column !== addresses);
  const clear = others.find((column) => column.mostly('netmask', 'length'));
  if (clear !== undefined) return clear;
  return others.find((column) => column.mostly('number') && (!hasHeader || nameRank('clients', column.header) < 0) && fitsAsLength(addresses, column));
}

function fitsAsLength(addresses: Column, lengths: Column): boolean {
  const fits = addresses.cells.filter((cell, i) => {
    const ip = readIp(cell);
    const length = ip === null ? null : readMask(lengths.cells[i] ?? '', ip.family);
    return ip !== null && length !== null && length >= 8 && length <= widthOf(ip.family) && (ip.value & hostBits(ip.family, length)) === 0n;
  });
  return fits.length >= addresses.filled * 0.9;
}

/** RFC 8805: prefix, country, region, city, postal code; no header. */
function isGeofeed(columns: readonly Column[]): boolean {
  const [prefix, country, region] = columns;
  if (prefix === undefined || country === undefined || columns.length < 3 || columns.length > 5 || prefix.addressScore === 0) return false;
  const countries = country.cells.filter((cell) => cell !== '');
  const regions = (region?.cells ?? []).filter((cell) => cell !== '');
  return countries.length > 0 && countries.every((cell) => /^[A-Za-z]{2}$/.test(cell)) && regions.every((cell) => /^[A-Za-z]{2}-[A-Za-z0-9]{1,3}$/.test(cell));
}

function takeGeofeed(columns: readonly Column[], guess: (role: ColumnRole, column: Column | undefined) => void): void {
  guess('country', columns[1]);
  guess('region', columns[2]);
  guess('site', columns[3]);
}

/** Without names: kinds are known words, the first column of words is the site, the first of numbers the clients. */
function guessOthers(columns: readonly Column[], roles: Roles, guess: (role: ColumnRole, column: Column | undefined) => void): void {
  const open = (): Column[] => columns.filter((column) => !Object.values(roles).includes(column.index));
  guess(
    'kind',
    open().find(
      (column) =>
        column.filled > 0 &&
        column.cells.every((cell) => cell === '' || kindOfWord(cell) !== null) &&
        open().some((other) => other !== column && other.mostly('text')),
    ),
  );
  guess(
    'site',
    open().find((column) => column.mostly('text')),
  );
  guess(
    'clients',
    open().find((column) => column.mostly('number')),
  );
}

const WORDS: { readonly [Role in ColumnRole]: string } = {
  cidr: 'subnet',
  mask: 'mask',
  start: 'first address',
  end: 'last address',
  site: 'site',
  clients: 'clients',
  kind: 'kind',
  wanDown: 'WAN down',
  wanUp: 'WAN up',
  latencyMs: 'latency',
  vrf: 'VRF',
  status: 'status',
  country: 'country',
  region: 'region',
};

function explain(
  columns: readonly Column[],
  roles: Roles,
  how: { asked: readonly ColumnRole[]; named: readonly ColumnRole[]; guessed: readonly ColumnRole[]; geofeed: boolean },
): string {
  const say = (list: readonly ColumnRole[]): string =>
    list.map((role) => `${WORDS[role]} = ${columns[roles[role] ?? -1]?.header.trim() || `column ${(roles[role] ?? 0) + 1}`}`).join(', ');
  const parts: string[] = [];
  if (how.asked.length > 0) parts.push(`Assigned: ${say(how.asked)}.`);
  if (how.named.length > 0) parts.push(`By header name: ${say(how.named)}.`);
  if (how.guessed.length > 0) parts.push(`${how.geofeed ? 'As in an RFC 8805 geofeed' : 'By what the cells read as'}: ${say(how.guessed)}.`);
  if (!ADDRESS_ROLES.some((role) => roles[role] !== undefined)) parts.push('No column reads as addresses.');
  return parts.join(' ');
}
