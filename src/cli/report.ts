/** The report of a run as text: the simulation's figures under the name of the format, the program and the scenario. */
import type { Report } from '../sim/types';
import type { Output } from './output';

export interface ReportHead {
  readonly program: string;
  readonly scenario: string;
  readonly seed: number;
  /** Notes about the input, put before those of the run. */
  readonly warnings: Report['warnings'];
}

/** Names and answers may hold anything: what would steer a terminal, or turn the direction of its text, is written as JSON escapes. */
const UNSEEN = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(UNSEEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** JSON, indented by two; client states one a line, so that a million of them need no string of their own. */
export function writeReport(output: Output, head: ReportHead, report: Report): void {
  const { clientStates, warnings, ...figures } = report;
  const whole = {
    format: 'chainscope-report',
    version: 1,
    program: head.program,
    scenario: head.scenario,
    seed: head.seed,
    ...figures,
    warnings: [...head.warnings, ...warnings],
  };
  const members = Object.entries(whole);
  output.write('{\n');
  members.forEach(([key, value], index) => {
    const last = index === members.length - 1 && !clientStates;
    output.write(`  ${JSON.stringify(key)}: ${compact(key, value)}${last ? '' : ','}\n`);
  });
  if (clientStates) {
    output.write('  "clientStates": [\n');
    clientStates.forEach((state, index) => output.write(`    ${jsonText(state)}${index === clientStates.length - 1 ? '' : ','}\n`));
    output.write('  ]\n');
  }
  output.write('}\n');
}

/** Nested members indented below their key; a run of addresses takes one line. */
function compact(key: string, value: unknown): string {
  if (key === 'chains' && typeof value === 'object' && value !== null) {
    const rows = Object.entries(value).map(([name, item]) => `    ${JSON.stringify(name)}: ${runs(item)}`);
    return `{\n${rows.join(',\n')}\n  }`;
  }
  return jsonText(value, 2).replace(/\n/g, '\n  ');
}

function runs(item: unknown): string {
  if (!Array.isArray(item) || !Array.isArray(item[0])) return JSON.stringify(item);
  return `[\n${item.map((run) => `      ${JSON.stringify(run)}`).join(',\n')}\n    ]`;
}
