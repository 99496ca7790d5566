/** Rows of the event log, newest first, filtered without making objects for rows that are not shown. */
import { EVENT_KINDS, RULES } from '../../sim/log';
import type { EventKind } from '../../sim/log';
import type { Log, Simulation } from '../../sim/types';
import type { Slot } from '../../sim/world';
import type { LogFilter, LogRow, QueryMap } from '../contract';
import { LIMITS } from '../limits';
import { logRow, sentence } from '../sentences';
import { checkCount, checkText } from './args';

const MOST_ROWS = 100_000;

type Test = (id: number) => boolean;

export function logRows(sim: Simulation, filter: QueryMap['log']['args']): QueryMap['log']['result'] {
  const { log } = sim;
  const offset = checkCount(filter.offset, 'offset', Number.MAX_SAFE_INTEGER);
  const limit = checkCount(filter.limit, 'limit', MOST_ROWS);
  const first = Math.max(log.firstId, filter.from === undefined ? 1 : log.lastIdAt(filter.from - 1) + 1, 1);
  const last = filter.to === undefined ? log.lastId : log.lastIdAt(filter.to);
  const tests = testsFor(sim, filter);
  const rows: LogRow[] = [];
  if (tests.length === 0) {
    for (let id = last - offset; id >= first && rows.length < limit; id--) push(sim, rows, id);
    return { rows, total: Math.max(0, last - first + 1), oldestKept: log.firstId };
  }
  let total = 0;
  for (let id = last; id >= scanFrom(filter, first, last); id--) {
    if (!tests.every((test) => test(id))) continue;
    if (total >= offset && rows.length < limit) push(sim, rows, id);
    total++;
  }
  return { rows, total, oldestKept: log.firstId };
}

/** Words are looked for in sentences, which costs: only in the newest rows. */
function scanFrom(filter: LogFilter, first: number, last: number): number {
  return wordsOf(filter).length === 0 ? first : Math.max(first, last - LIMITS.textSearchRows + 1);
}

function push(sim: Simulation, rows: LogRow[], id: number): void {
  const event = sim.log.get(id);
  if (event !== undefined) rows.push(logRow(sim, event));
}

function wordsOf(filter: LogFilter): string[] {
  return filter.text === undefined ? [] : checkText(filter.text, 'text').toLowerCase().split(/\s+/).filter(Boolean);
}

/** Cheap tests first. */
function testsFor(sim: Simulation, filter: LogFilter): Test[] {
  const { log } = sim;
  const tests: Test[] = [];
  if (filter.kinds !== undefined && filter.kinds.length > 0) tests.push(kindTest(log, filter.kinds));
  const { client, clients, rule, question } = filter;
  if (client !== undefined) tests.push((id) => log.clientOf(id) === client || log.peerOf(id) === client);
  if (clients !== undefined) tests.push(clientsTest(log, clients));
  if (rule !== undefined && RULES.includes(rule)) tests.push((id) => log.get(id)?.rule === rule);
  if (question !== undefined) tests.push(questionTest(log, question));
  const words = wordsOf(filter);
  if (words.length > 0) tests.push((id) => textTest(sim, id, words));
  return tests;
}

function kindTest(log: Log, kinds: NonNullable<LogFilter['kinds']>): Test {
  const wanted = new Uint8Array(EVENT_KINDS.length);
  for (const kind of kinds) wanted[EVENT_KINDS.indexOf(kind)] = 1;
  return (id) => wanted[log.kindOf(id)] === 1;
}

function clientsTest(log: Log, clients: readonly Slot[]): Test {
  const wanted = new Set(clients);
  return (id) => wanted.has(log.clientOf(id)) || wanted.has(log.peerOf(id));
}

/** Kinds whose `detail` is the index of a server, not of an act. */
const OF_SERVERS: readonly EventKind[] = ['client.registered', 'client.reregistered', 'registration.failed'];
const OF_SERVER = new Uint8Array(EVENT_KINDS.length);
for (const kind of OF_SERVERS) OF_SERVER[EVENT_KINDS.indexOf(kind)] = 1;

function questionTest(log: Log, question: number): Test {
  return (id) => OF_SERVER[log.kindOf(id)] === 0 && log.get(id)?.detail === question;
}

function textTest(sim: Simulation, id: number, words: readonly string[]): boolean {
  const event = sim.log.get(id);
  if (event === undefined) return false;
  const text = `${sentence(sim, event)} ${event.kind} ${event.rule}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
