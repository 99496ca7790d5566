/** `chainscope run`: simulates a scenario and prints its report, its hash or its event log. */
import { BUILT_INS } from '../scenario/library/index';
import { createSimulation } from '../sim/simulation';
import type { Simulation } from '../sim/types';
import { advance } from './advance';
import { CliError, EXIT, type ExitCode, invalid, problemLine } from './cli-error';
import { untilOption } from './duration';
import { loadScenario, type Loaded } from './load-scenario';
import { LogWriter } from './log-writer';
import { countOption, parseOptions, textOption, textOptions } from './options';
import { message, Output } from './output';
import { Progress } from './progress';
import { writeReport } from './report';
import { PROGRAM_VERSION } from '../engine/program-version';

const OPTIONS = {
  until: { type: 'string' },
  seed: { type: 'string' },
  set: { type: 'string', multiple: true },
  report: { type: 'string' },
  log: { type: 'string' },
  clients: { type: 'boolean' },
  hash: { type: 'boolean' },
  list: { type: 'boolean' },
} as const;

interface Plan {
  readonly until: string | null;
  readonly report: string | null;
  readonly log: string | null;
  readonly clients: boolean;
  readonly hash: boolean;
}

function list(): ExitCode {
  const output = Output.open('-');
  const width = Math.max(...BUILT_INS.map((entry) => entry.id.length));
  for (const entry of BUILT_INS) output.write(`${entry.id.padEnd(width)}  ${entry.title}\n`);
  output.close();
  return EXIT.done;
}

/** Standard output can carry one thing: the report, the hash, or the log. */
function checkPlan(plan: Plan): void {
  const takers = [plan.log === '-', plan.hash, plan.report === '-' || (plan.report === null && !plan.hash)].filter(Boolean).length;
  if (takers > 1) throw invalid('run: standard output can carry only one of --log -, --hash and the report; name a file for the others');
}

export function run(args: readonly string[]): ExitCode {
  const { values, positionals } = parseOptions('run', args, OPTIONS);
  if (values['list'] === true) return list();
  const [name] = positionals;
  if (name === undefined || positionals.length > 1)
    throw invalid(`run: it takes one scenario, not ${positionals.length} (chainscope run --list names the built-in ones)`);
  const seed = countOption(values, 'seed', null, 0, Number.MAX_SAFE_INTEGER);
  const changes = [...textOptions(values, 'set'), ...(seed === null ? [] : [`seed=${seed}`])];
  const plan: Plan = {
    until: textOption(values, 'until'),
    report: textOption(values, 'report'),
    log: textOption(values, 'log'),
    clients: values['clients'] === true,
    hash: values['hash'] === true,
  };
  checkPlan(plan);
  return simulate(loadScenario(name, changes), plan);
}

function simulate(loaded: Loaded, plan: Plan): ExitCode {
  for (const warning of loaded.warnings) message(`chainscope: note: ${problemLine(warning)}`);
  const until = untilOption(plan.until, loaded.world.duration);
  const { clients, megabytes, needsConfirmation } = loaded.prediction;
  if (needsConfirmation) message(`chainscope: note: ${clients.toLocaleString('en-US')} clients will need about ${Math.ceil(megabytes)} MB of memory`);
  const log = plan.log === null ? null : Output.open(plan.log);
  const report = plan.report === null && plan.hash ? null : Output.open(plan.report ?? '-');
  const simulation = createSimulation(loaded.world, plan.clients ? { clientBooks: true } : {});
  const progress = new Progress();
  try {
    advance(simulation, until, log && new LogWriter(simulation, log), progress);
  } catch (error) {
    throw error instanceof CliError ? error : withSeed(error, loaded, simulation);
  } finally {
    progress.clear();
  }
  log?.close();
  return finish(loaded, plan, simulation, report);
}

/** What reproduces a crash goes in front of its stack trace. */
function withSeed(error: unknown, loaded: Loaded, simulation: Simulation): unknown {
  if (error instanceof Error && !('code' in error))
    error.stack = `scenario "${loaded.name}", seed ${loaded.world.seed}, at ${simulation.now} µs\n${error.stack ?? error.message}`;
  return error;
}

function finish(loaded: Loaded, plan: Plan, simulation: Simulation, output: Output | null): ExitCode {
  if (plan.hash) {
    const standard = Output.open('-');
    standard.write(`${simulation.hash()}\n`);
    standard.close();
  }
  let violations: readonly string[] = [];
  if (output) {
    const warnings = loaded.warnings.map((warning) => ({ code: warning.code, message: problemLine(warning) }));
    const head = { program: PROGRAM_VERSION, scenario: loaded.name, seed: loaded.world.seed, warnings };
    const figures = simulation.report({ clients: plan.clients });
    writeReport(output, head, figures);
    output.close();
    violations = figures.invariants.violations;
  }
  for (const violation of violations)
    message(`chainscope: invariant ${violation} (scenario "${loaded.name}", seed ${loaded.world.seed}, at ${simulation.now} µs)`);
  return violations.length > 0 ? EXIT.violated : EXIT.done;
}
