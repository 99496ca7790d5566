/**
 * What the diagram shows of subnets whose clients have no rows: how many have the question of the moment and how many the server has heard,
 * at the end of each stretch of time, and how often links and roles changed or something was lost in it.
 */
import { EVENT_KINDS } from '../../sim/log';
import type { EventKind } from '../../sim/log';
import type { QuestionColumns, QuestionView } from '../../sim/question-types';
import type { Micros } from '../../sim/world';
import type { TimeChainDensity } from '../contract';
import { LIMITS } from '../limits';
import { questionsIn } from './time-chain-columns';
import type { Window } from './time-chain';

const LINKS: ReadonlySet<EventKind> = new Set<EventKind>(['link.opened', 'link.closed', 'link.lost', 'link.cut', 'role.gained', 'role.lost']);
const TROUBLE: ReadonlySet<EventKind> = new Set<EventKind>(['link.lost', 'link.cut', 'registration.failed', 'client.stopped', 'question.lost', 'answers.lost']);
const IS_LINK = EVENT_KINDS.map((kind) => LINKS.has(kind));
const IS_TROUBLE = EVENT_KINDS.map((kind) => TROUBLE.has(kind));
const RECEIVED = EVENT_KINDS.indexOf('question.received');
const COLLECTED = EVENT_KINDS.indexOf('answers.collected');

interface Grid {
  readonly from: Micros;
  readonly perBucket: Micros;
  readonly buckets: number;
  readonly rows: number;
  /** By number of subnet; −1 = not wanted. */
  readonly rowOf: Int32Array;
}

/** `from` and `to` are those asked for, though nothing has happened after now. */
export function densityOf(window: Window, from: Micros, to: Micros, buckets: number): TimeChainDensity {
  const rowOf = new Int32Array(window.subnets.length).fill(-1);
  const subnets: number[] = [];
  window.subnets.forEach((wanted, subnet) => {
    if (wanted === 1) rowOf[subnet] = subnets.push(subnet) - 1;
  });
  const grid: Grid = { from, perBucket: Math.max(1, to - from) / buckets, buckets, rows: subnets.length, rowOf };
  const density = {
    buckets,
    subnets: Int32Array.from(subnets),
    question: new Int32Array(buckets).fill(-1),
    received: new Uint32Array(grid.rows * buckets),
    heard: new Uint32Array(grid.rows * buckets),
    links: new Uint32Array(grid.rows * buckets),
    trouble: new Uint32Array(grid.rows * buckets),
  };
  fillQuestions(window, grid, density);
  return { ...density, omittedRows: countChanges(window, grid, density) };
}

/** The latest question that is open is the one of the moment: each fills the stretches from its asking to the next one's, or to its expiry. */
function fillQuestions(window: Window, grid: Grid, density: Omit<TimeChainDensity, 'omittedRows'>): void {
  const questions = questionsIn(window);
  questions.forEach((question, index) => {
    const next = questions[index + 1]?.askedAt ?? Infinity;
    const end = Math.min(window.to, next, question.expiresAt);
    const first = Math.max(0, Math.floor((question.askedAt - grid.from) / grid.perBucket));
    const last = Math.min(grid.buckets - 1, Math.floor((end - grid.from) / grid.perBucket));
    if (first > last) return;
    density.question.fill(question.number, first, last + 1);
    const columns = window.sim.questionColumns(question.number);
    const put = (column: Uint32Array, subnet: number, t: Micros, amount: number): void => {
      const row = grid.rowOf[subnet] ?? -1;
      if (row < 0 || t > end) return;
      const bucket = Math.max(first, Math.floor((t - grid.from) / grid.perBucket));
      if (bucket <= last) column[row * grid.buckets + bucket]! += amount;
    };
    clear(grid, density, first, last);
    if (columns !== null) addColumns(window, columns, density, put);
    else addRows(window, question, end, density, put);
    accumulate(grid, density.received, first, last);
    accumulate(grid, density.heard, first, last);
  });
}

type Put = (column: Uint32Array, subnet: number, t: Micros, amount: number) => void;
type Filled = Pick<TimeChainDensity, 'received' | 'heard'>;

/** Where two questions share a stretch, the later one is shown. */
function clear(grid: Grid, { received, heard }: Filled, first: number, last: number): void {
  for (let row = 0; row < grid.rows; row++) {
    received.fill(0, row * grid.buckets + first, row * grid.buckets + last + 1);
    heard.fill(0, row * grid.buckets + first, row * grid.buckets + last + 1);
  }
}

function addColumns({ sim }: Window, columns: QuestionColumns, { received, heard }: Filled, put: Put): void {
  const { subnetOf } = sim.columns;
  for (let client = 0; client < sim.world.clientCount; client++) {
    const subnet = subnetOf[sim.currentSlot(client)]!;
    put(received, subnet, columns.receivedAt[client]!, 1);
    put(heard, subnet, columns.heardAt[client]!, 1);
  }
}

/** Columns are kept as long as a question is open, rows longer. Answers count where they leave the chain. */
function addRows({ sim }: Window, question: QuestionView, end: Micros, { received, heard }: Filled, put: Put): void {
  const { log } = sim;
  const last = log.lastIdAt(end);
  for (let id = Math.max(log.firstId, log.lastIdAt(question.askedAt - 1) + 1, last - LIMITS.diagramRows + 1); id <= last; id++) {
    const kind = log.kindOf(id);
    if (kind !== RECEIVED && kind !== COLLECTED) continue;
    const row = log.get(id)!;
    if (row.detail === question.number) put(kind === RECEIVED ? received : heard, sim.columns.subnetOf[row.client]!, row.t, kind === RECEIVED ? 1 : row.amount);
  }
}

function accumulate(grid: Grid, column: Uint32Array, first: number, last: number): void {
  for (let row = 0; row < grid.rows; row++) {
    const start = row * grid.buckets;
    for (let bucket = first + 1; bucket <= last; bucket++) column[start + bucket]! += column[start + bucket - 1]!;
  }
}

/** Newest first, up to a bound; returns how many rows of the window were not looked at. */
function countChanges({ sim, from, to }: Window, grid: Grid, density: Pick<TimeChainDensity, 'links' | 'trouble'>): number {
  const { log } = sim;
  const first = Math.max(log.firstId, log.lastIdAt(from - 1) + 1, 1);
  const last = log.lastIdAt(to);
  const start = Math.max(first, last - LIMITS.diagramRows + 1);
  for (let id = start; id <= last; id++) {
    const kind = log.kindOf(id);
    const client = log.clientOf(id);
    if (client < 0 || !(IS_LINK[kind] || IS_TROUBLE[kind])) continue;
    const row = grid.rowOf[sim.columns.subnetOf[client]!]!;
    const bucket = Math.floor((log.timeOf(id) - grid.from) / grid.perBucket);
    if (row < 0 || bucket < 0 || bucket >= grid.buckets) continue;
    if (IS_LINK[kind]) density.links[row * grid.buckets + bucket]!++;
    if (IS_TROUBLE[kind]) density.trouble[row * grid.buckets + bucket]!++;
  }
  return Math.max(0, start - first);
}
