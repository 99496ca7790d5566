/**
 * Imports a list of subnets: CSV in any column order, an Active Directory export, a NetBox prefix export, a geofeed.
 * Every row is taken, skipped or rejected with a reason; nothing vanishes without a word.
 */
import { LIMITS } from '../limits';
import { isLimit, problem, quote } from '../problems';
import type { Problem } from '../types';
import type { Assigned } from './assign-columns';
import { assignColumns } from './assign-columns';
import { buildScenario } from './build-scenario';
import { clientCounts, DEFAULT_FILL, DEFAULT_MAX_PER_SUBNET, fillThatFits, hostCount, sum } from './client-counts';
import { decodeList } from './decode-list';
import type { HeaderFound } from './header-names';
import { findHeader, normalise } from './header-names';
import { textKind } from './text-kind';
import { LONGEST_ROW_TEXT, readEntries } from './read-entries';
import type { Sheet } from './rows';
import { MOST_ROWS, readRows } from './rows';
import type { Piece, Sorted } from './sort-out';
import { sortOut } from './sort-out';
import type { ColumnRole, ColumnsFound, ImportFormat, ImportOptions, ImportResult, RejectedRow } from './types';
import { atLine, Warnings } from './warnings';

const SAMPLE_ROWS = 8;
const NO_COLUMNS: ColumnsFound = { header: false, headerLine: null, names: [], roles: [], why: 'No column reads as addresses.', separator: ',', samples: [] };

export function importSubnets(input: string | Uint8Array, options: ImportOptions = {}): ImportResult {
  const wrong = checkOptions(options);
  if (wrong !== null) return nothing(options, [wrong], []);
  const decoded = decodeList(input);
  if (!decoded.ok) return nothing(options, [decoded.problem], []);
  const wrongKind = checkKind(decoded.text);
  if (wrongKind !== null) return nothing(options, [wrongKind], decoded.warnings);
  const warnings = new Warnings();
  warnings.addAll(decoded.warnings);
  const sheet = readRows(decoded.text);
  if (sheet.rows.length === 0)
    return nothing(options, [problem('file.empty', '', 'There is no row in the file, only blank lines and comments.')], decoded.warnings);
  noteSheet(sheet, warnings);
  return importSheet(sheet, options, warnings);
}

function checkOptions({ fill, maxPerSubnet }: ImportOptions): Problem | null {
  if (fill !== undefined && !(fill > 0 && fill <= 1)) {
    return problem('fill.range', '', `The share of addresses with a client is ${fill}; allowed is more than 0 up to 1 (0.6 is 60 %).`);
  }
  if (maxPerSubnet !== undefined && !(Number.isInteger(maxPerSubnet) && maxPerSubnet >= 1 && maxPerSubnet <= LIMITS.clients)) {
    return problem(
      'maxPerSubnet.range',
      '',
      `At most ${maxPerSubnet} clients a subnet is not possible; allowed is a whole number from 1 to ${LIMITS.clients}.`,
    );
  }
  return null;
}

function checkKind(text: string): Problem | null {
  switch (textKind(text)) {
    case 'html':
      return problem('file.html', '', 'This is a web page (HTML), not a list of subnets.', { hint: 'Perhaps a log-in page was saved in place of the export.' });
    case 'xml':
      return problem('file.xml', '', 'This is XML, not a list of subnets.', { hint: 'Export the list as CSV (UTF-8).' });
    case 'scenario':
      return problem('file.scenario', '', 'This is a scenario file, not a list of subnets.', { hint: 'Open it as a scenario.' });
    case 'json':
      return problem('file.json', '', 'This is JSON, but neither a scenario nor a list of subnets.', { hint: 'Export the list as CSV (UTF-8).' });
    case 'text':
      return null;
  }
}

function nothing(options: ImportOptions, problems: readonly Problem[], warnings: readonly Problem[]): ImportResult {
  return {
    scenario: null,
    format: options.format ?? 'csv',
    columns: NO_COLUMNS,
    sites: 0,
    subnets: 0,
    clients: 0,
    siteList: [],
    rows: 0,
    taken: 0,
    skipped: [],
    rejected: [],
    warnings,
    problems,
    limit: { exceeded: problems.some(isLimit), fillThatFits: null },
  };
}

function noteSheet(sheet: Sheet, warnings: Warnings): void {
  for (const line of sheet.doubtfulComments) {
    warnings.add(
      'row.comment',
      atLine(line),
      'The line begins with “;” and was taken as a comment, though it holds an address.',
      'Fill its first cell if it is a row.',
    );
  }
}

function importSheet(sheet: Sheet, options: ImportOptions, warnings: Warnings): ImportResult {
  const found = headerOf(sheet, options);
  const header = found.index < 0 ? null : (sheet.rows[found.index]?.cells.map((cell) => cell.trim()) ?? null);
  const data = sheet.rows.slice(found.index + 1);
  const titles = sheet.rows.slice(0, Math.max(found.index, 0));
  const format = options.format ?? recogniseFormat(header, sheet);
  const assigned = assignColumns(header, data, format, options.columns ?? {});
  const columns = describeColumns(sheet, header, found, data, assigned);
  noteColumns(columns, assigned, found, warnings);
  const read = readEntries(data, assigned, format, warnings);
  const sorted = sortOut(read.entries, warnings);
  const rejected = [...titles.map((row) => titleRow(row.line, row.text)), ...read.rejected, ...sorted.rejected].toSorted((a, b) => a.line - b.line);
  const result = finish(withinHosts(sorted, rejected), options, warnings);
  const problems = [...inputProblems(sheet, columns, assigned, result), ...result.problems];
  const scenario = problems.length === 0 ? result.scenario : null;
  return {
    ...result,
    limit: { ...result.limit, exceeded: problems.some(isLimit) },
    scenario,
    problems,
    format,
    columns,
    rows: data.length + titles.length,
    skipped: sorted.skipped,
    warnings: warnings.list(),
  };
}

function headerOf(sheet: Sheet, options: ImportOptions): HeaderFound {
  if (options.header === false) return { index: -1, known: true };
  const found = findHeader(sheet.rows);
  return options.header === true && found.index < 0 ? { index: 0, known: true } : found;
}

function titleRow(line: number, text: string): RejectedRow {
  return { line, text: text.slice(0, LONGEST_ROW_TEXT), code: 'row.aboveHeader', reason: 'the row stands above the header' };
}

export function recogniseFormat(header: readonly string[] | null, sheet: Sheet): ImportFormat {
  const names = new Set((header ?? []).map(normalise));
  if (sheet.typeLine?.includes('ADReplicationSubnet') === true) return 'ad';
  if (names.has('name') && names.has('site') && (names.has('distinguishedname') || names.has('objectclass') || siteIsDistinguished(header ?? [], sheet)))
    return 'ad';
  if (names.has('prefix') && (names.has('vrf') || names.has('status'))) return 'netbox';
  return 'csv';
}

function siteIsDistinguished(header: readonly string[], sheet: Sheet): boolean {
  const site = header.findIndex((name) => normalise(name) === 'site');
  return sheet.rows.slice(1, 20).some((row) => /^CN=/i.test((row.cells[site] ?? '').trim()));
}

function describeColumns(sheet: Sheet, header: readonly string[] | null, found: HeaderFound, data: Sheet['rows'], assigned: Assigned): ColumnsFound {
  const samples = data.slice(0, SAMPLE_ROWS).map((row) => row.cells.map((cell) => cell.trim()));
  const width = Math.max(header?.length ?? 0, ...samples.map((cells) => cells.length), ...Object.values(assigned.roles).map((index) => index + 1));
  const indices = Array.from({ length: width }, (_, i) => i);
  const roleAt = (index: number): ColumnRole | null => (Object.entries(assigned.roles) as [ColumnRole, number][]).find(([, at]) => at === index)?.[0] ?? null;
  return {
    header: header !== null,
    headerLine: header === null ? null : (sheet.rows[found.index]?.line ?? null),
    names: indices.map((i) => header?.[i] || `Column ${i + 1}`),
    roles: indices.map(roleAt),
    why: assigned.why,
    separator: sheet.separator,
    samples,
  };
}

/** Whatever was guessed is said. */
function noteColumns(columns: ColumnsFound, assigned: Assigned, found: HeaderFound, warnings: Warnings): void {
  if (columns.header && !found.known) {
    warnings.add(
      'header.guessed',
      atLine(columns.headerLine ?? 1),
      `The first row was taken as a header, since nothing in it reads as an address: ${quote(columns.names.join(', '))}.`,
      'Say that there is no header if it is a row.',
    );
  }
  if (assigned.guessed.length > 0)
    warnings.add('columns.guessed', '', `No known header names for some columns. ${assigned.why}`, 'Assign the columns if this is wrong.');
  if (assigned.roles.site === undefined && assigned.roles.region === undefined && assigned.roles.country === undefined) {
    warnings.add('columns.noSite', '', 'No column names the sites: every row goes to the site Unassigned.', 'Assign the column that holds the site.');
  }
}

/** A count that a subnet has no room for rejects its row. */
function withinHosts(sorted: Sorted, rejected: readonly RejectedRow[]): Sorted {
  const room = new Map<Piece['entry'], bigint>();
  for (const { block, entry } of sorted.pieces) room.set(entry, (room.get(entry) ?? 0n) + hostCount(block));
  const tooMany = [...room].filter(([entry, hosts]) => entry.clients !== null && BigInt(entry.clients) > hosts);
  const out = new Set(tooMany.map(([entry]) => entry));
  const more = tooMany.map(([{ line, text, cidr, clients }, hosts]) => ({
    line,
    text,
    code: 'clients.tooMany',
    reason: `${cidr} has ${hosts} host addresses, fewer than ${clients} clients`,
  }));
  return {
    pieces: sorted.pieces.filter((piece) => !out.has(piece.entry)),
    taken: sorted.taken - out.size,
    skipped: sorted.skipped,
    rejected: more.length === 0 ? rejected : [...rejected, ...more].toSorted((a, b) => a.line - b.line),
  };
}

type Finished = Pick<ImportResult, 'scenario' | 'sites' | 'subnets' | 'clients' | 'siteList' | 'taken' | 'rejected' | 'problems' | 'limit'>;

function finish(sorted: Sorted, options: ImportOptions, warnings: Warnings): Finished {
  const { pieces, taken, rejected } = sorted;
  const [fill, max] = [options.fill ?? DEFAULT_FILL, options.maxPerSubnet ?? DEFAULT_MAX_PER_SUBNET];
  const counts = clientCounts(pieces, fill, max);
  const clients = sum(counts);
  const counted = pieces.filter((piece) => piece.entry.clients === null).length;
  const v6 = pieces.filter((piece) => piece.block.family === 6).length;
  if (v6 > 0) warnings.add('subnets.ipv6', '', `${v6} subnets are IPv6; with AddressPrefixIPv6 0, the default, their clients do not peer.`);
  if (counted > 0)
    warnings.add(
      'clients.share',
      '',
      `${counted} of ${pieces.length} subnets have no client count: ${percent(fill)} of their host addresses were taken, at most ${max} a subnet.`,
    );
  const built = buildScenario(pieces, counts, options.name ?? 'Imported network', describe(pieces.length, counted, fill, max), warnings);
  const fits = clients > LIMITS.clients ? fillThatFits(pieces, max) : null;
  const problems = limitProblems(pieces.length, built.siteList.length, clients, fits);
  return {
    scenario: pieces.length > 0 ? built.scenario : null,
    sites: built.siteList.length,
    subnets: pieces.length,
    clients,
    siteList: built.siteList,
    taken,
    rejected,
    problems,
    limit: { exceeded: problems.length > 0, fillThatFits: fits },
  };
}

function percent(fill: number): string {
  return `${Number((fill * 100).toPrecision(6))} %`;
}

function describe(subnets: number, counted: number, fill: number, max: number): string {
  const share = counted === 0 ? '' : ` Where no client count was given, ${percent(fill)} of the host addresses have a client, at most ${max} a subnet.`;
  return `Imported from a list of subnets: ${subnets} were taken.${share}`;
}

function limitProblems(subnets: number, sites: number, clients: number, fits: number | null): Problem[] {
  const problems: Problem[] = [];
  if (subnets > LIMITS.subnets)
    problems.push(
      problem('limit.subnets', '', `The list gives ${subnets} subnets; at most ${LIMITS.subnets} are possible.`, { hint: 'Import a part of the list.' }),
    );
  if (sites > LIMITS.sites)
    problems.push(
      problem('limit.sites', '', `The list gives ${sites} sites; at most ${LIMITS.sites} are possible.`, { hint: 'Is the right column taken as site?' }),
    );
  if (clients > LIMITS.clients) {
    const hint = fits === null ? 'Import a part of the list, or allow fewer clients a subnet.' : `A share of ${percent(fits)} fits.`;
    problems.push(problem('limit.clients', '', `The list gives ${clients} clients; at most ${LIMITS.clients} are possible.`, { hint }));
  }
  return problems;
}

function inputProblems(sheet: Sheet, columns: ColumnsFound, assigned: Assigned, result: Pick<ImportResult, 'taken' | 'rejected'>): Problem[] {
  if (assigned.unknown.length > 0) {
    return [
      problem('columns.unknown', '', `There is no such column: ${assigned.unknown.join(', ')}.`, {
        hint: `Columns: ${columns.names.slice(0, 20).join(', ')}.`.slice(0, 300),
      }),
    ];
  }
  const problems: Problem[] = [];
  if (sheet.cutOff) problems.push(problem('limit.rows', '', `The file has more than ${MOST_ROWS} rows; that is the most that are read.`));
  const hasAddresses = assigned.roles.cidr !== undefined || assigned.roles.start !== undefined;
  if (!hasAddresses)
    problems.push(
      problem('columns.noAddress', '', 'No column reads as addresses, so no row could be taken.', {
        hint: 'Expected are cells such as 10.0.0.0/24, or assign the columns.',
      }),
    );
  else if (result.taken === 0)
    problems.push(problem('rows.none', '', `None of the ${columns.header ? 'rows below the header' : 'rows'} could be taken.${firstReason(result.rejected)}`));
  return problems;
}

/** Where only the problem is shown, it should still say what is wrong with the rows. */
function firstReason([first]: readonly RejectedRow[]): string {
  return first === undefined ? '' : ` Line ${first.line}: ${first.reason}.`;
}
