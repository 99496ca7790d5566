/** `chainscope import`: a subnet list becomes a scenario, with a summary and the rows that were not taken. */
import { writeScenario } from '../scenario/canonical';
import { importSubnets } from '../scenario/import/import-subnets';
import { COLUMN_ROLES, type ColumnAssignment, type ColumnRole, type ImportFormat, type ImportOptions, type ImportResult } from '../scenario/import/types';
import { CliError, EXIT, type ExitCode, invalid, problemLine } from './cli-error';
import { numberOption, parseOptions, textOption, type Values } from './options';
import { message, Output } from './output';
import { readInput } from './read-input';

const OPTIONS = {
  format: { type: 'string' },
  fill: { type: 'string' },
  columns: { type: 'string' },
  output: { type: 'string', short: 'o' },
  rejected: { type: 'string' },
} as const;

const FORMATS: readonly ImportFormat[] = ['csv', 'ad', 'netbox'];

function formatOption(values: Values): ImportFormat | null {
  const text = textOption(values, 'format');
  const format = FORMATS.find((one) => one === text);
  if (text !== null && !format) throw invalid(`--format is ${JSON.stringify(text)}; it is one of ${FORMATS.join(', ')}`);
  return format ?? null;
}

/** `cidr=1,site=Building`: a number is a column counted from 1, anything else a header name, `none` no column. */
function columnsOption(values: Values): ColumnAssignment | null {
  const text = textOption(values, 'columns');
  if (text === null) return null;
  const assignment: { [Role in ColumnRole]?: number | string | null } = {};
  for (const item of text.split(',')) {
    const at = item.indexOf('=');
    const role = COLUMN_ROLES.find((one) => one === item.slice(0, at).trim());
    const column = item.slice(at + 1).trim();
    if (at <= 0 || !role || column === '')
      throw invalid(`--columns has ${JSON.stringify(item)}; it takes ROLE=COLUMN with a role of ${COLUMN_ROLES.join(', ')}`);
    assignment[role] = column === 'none' ? null : /^[1-9]\d{0,3}$/.test(column) ? Number(column) - 1 : column;
  }
  return assignment;
}

function summary(result: ImportResult): string {
  const { sites, subnets, clients, taken, rows, skipped, rejected } = result;
  const counted = `${some(subnets, 'subnet')} in ${some(sites, 'site')}, ${some(clients, 'client')}`;
  return `${result.format}: ${counted}; ${taken} of ${some(rows, 'row')} taken, ${skipped.length} skipped, ${rejected.length} rejected`;
}

function some(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Rejected rows on the terminal at most; `--rejected` has them all. */
const SHOWN = 10;

function tell(name: string, result: ImportResult): void {
  message(`chainscope: ${name}: ${summary(result)}`);
  message(`chainscope: ${name}: ${result.columns.why}`);
  for (const warning of result.warnings.slice(0, SHOWN)) message(`chainscope: ${name}: note: ${problemLine(warning)}`);
  if (result.warnings.length > SHOWN) message(`chainscope: ${name}: and ${result.warnings.length - SHOWN} more notes`);
  for (const row of result.rejected.slice(0, SHOWN)) message(`chainscope: ${name}: line ${row.line} rejected: ${row.reason}`);
  if (result.rejected.length > SHOWN)
    message(`chainscope: ${name}: and ${result.rejected.length - SHOWN} more rejected rows (--rejected FILE writes them all)`);
}

function writeFile(path: string, text: string): void {
  const output = Output.open(path);
  output.write(text);
  output.close();
}

export function importFile(args: readonly string[]): ExitCode {
  const { values, positionals } = parseOptions('import', args, OPTIONS);
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) throw invalid(`import: it takes one file, not ${positionals.length}`);
  const format = formatOption(values);
  const fill = numberOption(values, 'fill', null, 0, 1);
  const columns = columnsOption(values);
  const options: ImportOptions = { ...(format && { format }), ...(fill !== null && { fill }), ...(columns && { columns }) };
  const label = name === '-' ? 'standard input' : name;
  const result = importSubnets(readInput(name), options);
  const rejectedTo = textOption(values, 'rejected');
  if (rejectedTo !== null) writeFile(rejectedTo, `${JSON.stringify(result.rejected, null, 2)}\n`);
  const { scenario } = result;
  if (scenario === null || result.limit.exceeded) throw refused(label, result);
  tell(label, result);
  writeFile(textOption(values, 'output') ?? '-', writeScenario(scenario));
  return EXIT.done;
}

function refused(label: string, result: ImportResult): CliError {
  const lines = result.problems.map((problem) => `${label}: ${problemLine(problem)}`);
  const { exceeded, fillThatFits } = result.limit;
  if (exceeded && fillThatFits !== null) lines.push(`${label}: --fill ${fillThatFits} would fit`);
  if (lines.length === 0) lines.push(`${label}: ${summary(result)}`);
  return new CliError(exceeded ? EXIT.limit : EXIT.invalid, lines);
}
