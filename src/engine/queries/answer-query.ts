/** From the name of a query to its answer. Queries read the run where it stands and change nothing. */
import type { QueryMap, QueryName } from '../contract';
import { refuse } from '../deps';
import { PROGRAM_VERSION } from '../program-version';
import type { Run } from '../run';
import { chainRows } from './chain-rows';
import { answers, respondents, sensors, targetPreview } from './answers';
import { clientCard } from './client-card';
import { explain } from './explain';
import { find } from './find';
import { logRows } from './log-rows';
import { peeringPreview } from './peering-preview';
import { series } from './series';
import type { Table } from './table';
import { timeChain } from './time-chain';
import { traffic } from './traffic';
import { why, whyRole } from './why';
import { whyQuestion } from './why-question';

type Answers = { readonly [N in QueryName]: (run: Run, table: Table, args: QueryMap[N]['args']) => QueryMap[N]['result'] };

const ANSWERS: Answers = {
  client: (run, _, args) => clientCard(run.sim, args),
  log: (run, _, args) => logRows(run.sim, args),
  why: (run, _, args) => why(run, args),
  whyRole: (run, _, args) => whyRole(run, args),
  table: (_, table, args) => table.rows(args),
  find: (run, _, args) => find(run.sim, args),
  report: (run, _, args) => report(run, args),
  hash: (run) => run.sim.hash(),
  explain: (run, _, args) => explain(run, args),
  answers: (run, _, args) => answers(run.sim, args),
  respondents: (run, _, args) => respondents(run.sim, args),
  targetPreview: (run, _, args) => targetPreview(run.sim, args),
  sensors: () => sensors(),
  whyQuestion: (run, _, args) => whyQuestion(run.sim, args),
  peeringPreview: (run, _, args) => peeringPreview(run.sim, args),
  chainRows: (run, _, args) => chainRows(run.sim, args),
  timeChain: (run, _, args) => timeChain(run.sim, args),
  series: (run, _, args) => series(run, args),
  traffic: (run, _, args) => traffic(run, args),
};

export function answerQuery(run: Run, table: Table, name: unknown, args: unknown): unknown {
  if (typeof name !== 'string' || !Object.hasOwn(ANSWERS, name))
    refuse('query.unknown', '/name', `There is no query "${String(name)}"; there are ${Object.keys(ANSWERS).join(', ')}.`);
  if (typeof args !== 'object' || args === null) refuse('query.args', '/args', `The query "${name}" takes an object with its arguments.`);
  const answer = ANSWERS[name as QueryName] as (run: Run, table: Table, args: unknown) => unknown;
  return answer(run, table, args);
}

function report(run: Run, args: QueryMap['report']['args']): QueryMap['report']['result'] {
  const { world } = run.open;
  return {
    format: 'chainscope-report',
    version: 1,
    program: PROGRAM_VERSION,
    scenario: world.name,
    seed: world.seed,
    ...run.sim.report({ clients: args.clients === true }),
  };
}
