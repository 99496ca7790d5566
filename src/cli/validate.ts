/** `chainscope validate FILE…`: one JSON object a file. */
import { readScenario } from '../scenario/read';
import type { Parsed, Scenario } from '../scenario/types';
import { CliError, EXIT, type ExitCode, invalid } from './cli-error';
import { parseOptions } from './options';
import { Output } from './output';
import { readInput } from './read-input';

function read(file: string): Parsed<Scenario> {
  try {
    return readScenario(readInput(file));
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const limit = error.exitCode === EXIT.limit;
    return { ok: false, limit, warnings: [], problems: [{ code: limit ? 'file.tooLarge' : 'file.unreadable', where: '', message: error.message }] };
  }
}

export function validate(args: readonly string[]): ExitCode {
  const { positionals } = parseOptions('validate', args, {});
  if (positionals.length === 0) throw invalid('validate: no file given');
  const output = Output.open('-');
  let allOk = true;
  for (const file of positionals) {
    const parsed = read(file);
    allOk &&= parsed.ok;
    const problems = parsed.ok ? [] : parsed.problems;
    output.write(`${JSON.stringify({ file, ok: parsed.ok, problems, warnings: parsed.warnings })}\n`);
  }
  output.close();
  return allOk ? EXIT.done : EXIT.invalid;
}
