/** For tests of queries: a run with the real simulation at some second, and a way to ask it and to act on it. */
import { compileScenario } from '../../scenario/compile';
import type { Scenario, TimelineAct } from '../../scenario/types';
import { createSimulation } from '../../sim/simulation';
import type { QueryMap, QueryName } from '../contract';
import { itemAt, compileOne, liveNames } from '../live-acts';
import { Run } from '../run';
import { answerQuery } from './answer-query';
import { Table } from './table';

export const SECOND = 1_000_000;

export function runAt(seconds: number, scenario: Scenario) {
  const open = { scenario, world: compileScenario(scenario), text: '', warnings: [] };
  const run = new Run(open, createSimulation, () => 0);
  const to = (second: number): void => void run.advance(Math.round(second * SECOND), Infinity);
  to(seconds);
  const table = new Table(run);
  const ask = <N extends QueryName>(name: N, args: QueryMap[N]['args']): QueryMap[N]['result'] => answerQuery(run, table, name, args) as QueryMap[N]['result'];
  const slotOf = (address: string): number => ask('find', { text: address, limit: 1 })[0]?.index ?? -1;
  /** As the page does it: one microsecond from now. */
  const act = (item: TimelineAct): void => {
    const { recorded } = run.intervene((t) => itemAt(item, t), compileOne(item, open, liveNames(run.acts, run.now)));
    run.advance(recorded.at, Infinity);
  };
  return { run, ask, act, to, slotOf };
}

/** A network with one block over two sites, and VPN clients that peer; `base` gives the rest. */
export function spanning(base: Scenario): Scenario {
  return {
    ...base,
    subnets: [
      { cidr: '10.0.5.0/25', site: 'hq', clients: 6 },
      { cidr: '10.0.5.128/25', site: 'berlin', clients: 6 },
      { cidr: '10.8.1.0/24', site: 'vpn', clients: 3 },
    ],
    clients: [],
    firewalls: [],
    peering: {},
  };
}
