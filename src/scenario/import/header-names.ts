/** Header names that are understood, and the header row itself. */
import type { ColumnRole } from './types';
import { shapeOf } from './read-cell';
import type { Row } from './rows';

/** Letters and digits only, lower case, so that "Wan_Down", "wan down" and "WAN-Down" are one. In order of preference. */
const NAMES: { readonly [Role in ColumnRole]: readonly string[] } = {
  cidr: [
    'cidr',
    'prefix',
    'subnet',
    'network',
    'subnets',
    'networks',
    'ipprefix',
    'cidrblock',
    'subnetcidr',
    'networkcidr',
    'addressprefix',
    'ipsubnet',
    'ipnetwork',
    'networkaddress',
    'iprange',
    'addressrange',
    'range',
    'address',
    'ipaddress',
    'ip',
  ],
  mask: ['mask', 'netmask', 'subnetmask', 'networkmask', 'prefixlength', 'prefixlen', 'masklength', 'masklen', 'bits', 'length', 'cidr'],
  start: ['start', 'startip', 'startaddress', 'ipstart', 'rangestart', 'startrange', 'first', 'firstip', 'firstaddress', 'from', 'begin', 'startipaddress'],
  end: ['end', 'endip', 'endaddress', 'ipend', 'rangeend', 'endrange', 'last', 'lastip', 'lastaddress', 'to', 'endipaddress'],
  site: ['site', 'siteorscope', 'scope', 'sitename', 'location', 'locationname', 'office', 'branch'],
  clients: ['clients', 'count', 'hosts', 'clientcount', 'hostcount', 'endpoints', 'computers', 'devices'],
  kind: ['kind', 'sitekind', 'sitetype'],
  wanDown: ['wandown', 'wandownmbps', 'download', 'downmbps'],
  wanUp: ['wanup', 'wanupmbps', 'upload', 'upmbps'],
  latencyMs: ['latencyms', 'latency', 'wanlatencyms', 'wanlatency'],
  vrf: ['vrf'],
  status: ['status'],
  country: [],
  region: [],
};

export function normalise(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** How well a header name fits a role: 0 = best, −1 = not at all. */
export function nameRank(role: ColumnRole, header: string): number {
  return NAMES[role].indexOf(normalise(header));
}

const ADDRESS_ROLES: readonly ColumnRole[] = ['cidr', 'start', 'end', 'mask'];
const KNOWN = new Set(Object.values(NAMES).flat());
const KNOWN_ADDRESS = new Set(ADDRESS_ROLES.flatMap((role) => NAMES[role]));
/** Lines of title that may stand above a header. */
const MOST_TITLE_ROWS = 4;

export interface HeaderFound {
  /** Index of the header among the rows; −1 = there is none. */
  readonly index: number;
  /** Whether its names are known, or it only looks like a header. */
  readonly known: boolean;
}

export function isKnownName(cell: string): boolean {
  return KNOWN.has(normalise(cell)) || normalise(cell) === 'distinguishedname';
}

/** A row with anything like an address or a number is data, never a header. */
export function findHeader(rows: readonly Row[]): HeaderFound {
  for (let i = 0; i <= MOST_TITLE_ROWS; i++) {
    const row = rows[i];
    if (row === undefined || row.cells.some(looksLikeData)) break;
    const names = row.cells.map(normalise);
    const addressName = names.some((name) => KNOWN_ADDRESS.has(name)) || (names.includes('name') && names.includes('site'));
    if (addressName || (i === 0 && row.cells.filter(isKnownName).length > 1)) return { index: i, known: true };
  }
  const first = rows[0];
  const second = rows[1];
  if (first === undefined || second === undefined || first.broken) return { index: -1, known: false };
  const looksLikeHeader = !first.cells.some(looksLikeData) && second.cells.some(looksLikeData) && first.cells.length === second.cells.length;
  return { index: looksLikeHeader && first.cells.every((cell) => cell.trim() !== '') ? 0 : -1, known: false };
}

function looksLikeData(cell: string): boolean {
  const shape = shapeOf(cell);
  return (shape !== 'text' && shape !== 'empty') || /\d[.:]\d|::|\/\d/.test(cell);
}
