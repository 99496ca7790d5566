/** `chainscope fuzz`: random small scenarios, invariants after every event, compared with the naive reference; many processes if wanted. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { checkSeed } from './check-seed';
import { EXIT, type ExitCode, invalid } from './cli-error';
import { countOption, numberOption, parseOptions, textOption, type Values } from './options';
import { message, Output } from './output';
import { Progress } from './progress';

const OPTIONS = {
  seeds: { type: 'string' },
  minutes: { type: 'string' },
  start: { type: 'string' },
  jobs: { type: 'string' },
} as const;

const DEFAULT_SEEDS = 1000;
/** Set for the processes that a parent started: they report to it and print nothing. */
const STRIDE = 'CHAINSCOPE_FUZZ_STRIDE';

interface Plan {
  readonly start: number;
  /** null: until the time is over. */
  readonly seeds: number | null;
  readonly minutes: number | null;
  readonly stride: number;
}

interface Finding {
  readonly seed: number;
  readonly violation: string;
}

interface Outcome {
  readonly checked: number;
  readonly finding: Finding | null;
}

/** Seeds start, start + stride, …; stops at the first violation. */
function check(plan: Plan, told: (checked: number, share: number) => void): Outcome {
  const begun = Date.now();
  const span = plan.minutes === null ? Infinity : plan.minutes * 60_000;
  const count = plan.seeds ?? Infinity;
  let checked = 0;
  while (checked < count && Date.now() - begun < span) {
    const seed = plan.start + checked * plan.stride;
    const violation = checkSeed(seed);
    checked += 1;
    if (violation !== null) return { checked, finding: { seed, violation } };
    told(checked, Math.max(checked / count, (Date.now() - begun) / span));
  }
  return { checked, finding: null };
}

function readPlan(values: Values): Plan {
  if (textOption(values, 'seeds') !== null && textOption(values, 'minutes') !== null) throw invalid('fuzz: --seeds and --minutes exclude each other');
  const minutes = numberOption(values, 'minutes', null, 0, 100_000);
  const seeds = countOption(values, 'seeds', minutes === null ? DEFAULT_SEEDS : null, 1, 1_000_000_000_000);
  const start = countOption(values, 'start', 1, 0, Number.MAX_SAFE_INTEGER / 2);
  return { start, seeds, minutes, stride: Number(process.env[STRIDE] ?? 1) };
}

function isOutcome(value: unknown): value is Outcome {
  return typeof value === 'object' && value !== null && 'checked' in value && 'finding' in value;
}

/** One process for every residue of the seeds; the first violation ends the others. */
function checkInProcesses(plan: Plan, jobs: number): Promise<Outcome> {
  const program = fileURLToPath(new URL('../../bin/chainscope.mjs', import.meta.url));
  const children = Array.from({ length: jobs }, (_, job) => {
    const share = plan.seeds === null ? [] : ['--seeds', String(Math.floor((plan.seeds - job + jobs - 1) / jobs))];
    const time = plan.minutes === null ? [] : ['--minutes', String(plan.minutes)];
    return fork(program, ['fuzz', '--start', String(plan.start + job), ...share, ...time], {
      env: { ...process.env, [STRIDE]: String(jobs) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  });
  return new Promise((resolve, reject) => {
    let running = jobs;
    let checked = 0;
    let finding: Finding | null = null;
    const end = (): void => {
      for (const child of children) child.kill();
    };
    for (const child of children) {
      let answered = false;
      child.on('message', (outcome) => {
        if (!isOutcome(outcome)) return;
        answered = true;
        checked += outcome.checked;
        if (outcome.finding && (finding === null || outcome.finding.seed < finding.seed)) finding = outcome.finding;
        if (outcome.finding) end();
      });
      child.on('exit', () => {
        running -= 1;
        if (!answered && finding === null) {
          end();
          reject(new Error('a process of fuzz ended without an answer'));
        } else if (running === 0) resolve({ checked, finding });
      });
    }
  });
}

function tell({ checked, finding }: Outcome): ExitCode {
  const output = Output.open('-');
  output.write(`${JSON.stringify({ scenarios: checked, violations: finding === null ? 0 : 1 })}\n`);
  if (finding !== null) output.write(`${finding.violation}\nreproduce with: npm run -s chainscope -- fuzz --start ${finding.seed} --seeds 1\n`);
  output.close();
  return finding === null ? EXIT.done : EXIT.violated;
}

export async function fuzz(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseOptions('fuzz', args, OPTIONS);
  if (positionals.length > 0) throw invalid(`fuzz: it takes no ${JSON.stringify(positionals[0])}`);
  const plan = readPlan(values);
  const jobs = countOption(values, 'jobs', 1, 1, 256);
  if (process.send && process.env[STRIDE] !== undefined) {
    process.send(check(plan, () => {}));
    return EXIT.done;
  }
  const wanted = Math.min(jobs, plan.seeds ?? jobs);
  if (wanted > 1) {
    message(`chainscope: fuzz in ${wanted} processes`);
    return tell(await checkInProcesses(plan, wanted));
  }
  const progress = new Progress();
  const outcome = check(plan, (checked, share) => progress.update(share, `${checked} scenarios`));
  progress.clear();
  return tell(outcome);
}
