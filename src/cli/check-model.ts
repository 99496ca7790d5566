/** `npm run check:model [ID…]`: every built-in scenario, or those named, formula against simulation, as a table. Exit status 1 when a gap is over 5 %. */
import { checkpointsOf } from '../closed-form/checkpoints';
import { compileScenario } from '../scenario/compile';
import { BUILT_INS } from '../scenario/library/index';
import { AIM, checkModel, MOST, type CheckRow, type ModelCheck } from './model-check';

/** Clients × runs: chance alone then makes about a quarter of a per cent of the registrations of two minutes. */
const CLIENT_RUNS = 20_000;
const LINE = [44, 16, 16, 9, 6, 9] as const;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !BUILT_INS.some((entry) => entry.id === id));
if (unknown.length > 0) {
  console.error(`There is no built-in scenario ${unknown.join(', ')}; there are ${BUILT_INS.map(({ id }) => id).join(', ')}.`);
  process.exit(2);
}

let failed = 0;
let missed = 0;
for (const { id, scenario } of BUILT_INS) {
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  const world = compileScenario(scenario());
  for (const end of checkpointsOf(world)) {
    const check = checkModel(world, end, CLIENT_RUNS);
    failed += check.rows.filter((row) => row.verdict === 'fails').length;
    missed += check.rows.filter((row) => row.verdict === 'aim missed').length;
    const when = end < world.duration ? `to ${(end + 1) / 1e6} s, before something changes` : `to ${end / 1e6} s`;
    console.log(`\n${id}  (${world.clientCount.toLocaleString('en-US')} clients, ${when})`);
    print(check);
  }
}
console.log(`\nModel, not measurement. Exact figures must be equal; else the aim is ${AIM * 100} %, and over ${MOST * 100} % fails.`);
console.log(`${failed === 0 ? 'No figure fails' : `${failed} figures fail`}; ${missed} miss the aim.`);
process.exitCode = failed === 0 ? 0 : 1;

function print(check: ModelCheck): void {
  console.log(columns(['figure', 'formula', 'simulation', 'gap', 'runs', 'chance ±']));
  for (const row of check.rows) console.log(`${columns(cells(row))}  ${row.verdict}`);
  for (const why of new Set(check.none.map((one) => one.why))) {
    const figures = check.none.filter((one) => one.why === why).map((one) => one.figure);
    console.log(`  no formula for ${figures.join('; ')}: ${why}`);
  }
}

function cells(row: CheckRow): string[] {
  const whole = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: row.exact ? 0 : 1 });
  const percent = (value: number): string => `${(value * 100).toFixed(2)} %`;
  return [
    row.figure,
    whole(row.formula),
    whole(row.simulation),
    row.exact && row.gap === 0 ? '0' : percent(row.gap),
    String(row.runs),
    row.exact ? '–' : percent(row.chance),
  ];
}

function columns(texts: readonly string[]): string {
  return texts.map((text, i) => (i === 0 ? `  ${text.padEnd(LINE[0])}` : text.padStart(LINE[i] ?? 0))).join('');
}
