/** The command line: picks the command, and turns what goes wrong into an exit status and plain lines. */
import { CliError, EXIT, type ExitCode, oneLine } from './cli-error';
import { HELP } from './help';
import { message, Output, ReaderGone } from './output';
import { PROGRAM_VERSION } from '../engine/program-version';

type Command = (args: readonly string[]) => ExitCode | Promise<ExitCode>;

/** Commands load what they need when they are called: `--help` stays quick. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./run')).run,
  validate: async () => (await import('./validate')).validate,
  import: async () => (await import('./import')).importFile,
  fuzz: async () => (await import('./fuzz')).fuzz,
};
const LATER = ['sweep', 'merge', 'share', 'open'];

function print(text: string): ExitCode {
  const output = Output.open('-');
  output.write(`${text}\n`);
  output.close();
  return EXIT.done;
}

async function dispatch(args: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined) throw new CliError(EXIT.invalid, ['no command given (chainscope --help lists them)']);
  if (name === '--version' || name === '-V') return print(PROGRAM_VERSION);
  if (name === '--help' || name === '-h' || name === 'help' || rest.includes('--help')) return print(HELP);
  if (LATER.includes(name)) throw new CliError(EXIT.invalid, [`${name} is not in this version`]);
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) throw new CliError(EXIT.invalid, [`there is no command ${JSON.stringify(name)} (run, validate, import, fuzz; chainscope --help)`]);
  return (await load())(rest);
}

function failed(error: unknown): ExitCode {
  if (error instanceof ReaderGone) return EXIT.done;
  if (error instanceof CliError) {
    for (const line of error.lines) message(`chainscope: ${oneLine(line)}`);
    return error.exitCode;
  }
  message(`chainscope ${PROGRAM_VERSION}: this is a bug of the program, please report it with the command and its input`);
  message(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.bug;
}

// Output goes through blocking writes; these handlers only keep late errors of the streams from becoming stack traces.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
process.exitCode = await dispatch(process.argv.slice(2)).catch(failed);
