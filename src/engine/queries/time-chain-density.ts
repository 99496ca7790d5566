/** How many clients of each subnet received a question and were heard, and what else happened there, per stretch of time. */
import { EVENT_KINDS } from '../../sim/log';
import type { EventKind } from '../../sim/log';
import type { Micros } from '../../sim/world';
import type { TimeChainDensity } from '../contract';
import { LIMITS } from '../limits';
import { FLEET_WITH_MESSAGE_ROWS } from '../time-chain-marks';
import { questionsIn } from './time-chain-columns';
import type { Window } from './time-chain';

const LINKS: ReadonlySet<EventKind> = new Set<EventKind>(['link.opened', 'link.closed', 'link.lost', 'link.cut', 'role.gained', 'role.lost']);
const TROUBLE: ReadonlySet<EventKind> = new Set<EventKind>(['link.lost', 'link.cut', 'registration.failed', 'client.stopped', 'question.lost', 'answers.lost']);
const IS_LINK = EVENT_KINDS.map((kind) => LINKS.has(kind));
const IS_TROUBLE = EVENT_KINDS.map((kind) => TROUBLE.has(kind));
const RECEIVED = EVENT_KINDS.indexOf('question.received');
const COLLECTED = EVENT_KINDS.indexOf('answers.collected');
const COUNTS = EVENT_KINDS.map((_, kind) => IS_LINK[kind] === true || IS_TROUBLE[kind] === true || kind === RECEIVED || kind === COLLECTED);

/** Rows of the answer: the subnets wanted, by number. `from` and `to` are those asked for, though nothing has happened after now. */
export function densityOf(window: Window, from: Micros, to: Micros, buckets: number): TimeChainDensity {
  const rowOf = new Int32Array(window.subnets.length).fill(-1);
  const subnets: number[] = [];
  window.subnets.forEach((wanted, subnet) => {
    if (wanted === 1) rowOf[subnet] = subnets.push(subnet) - 1;
  });
  const cells = subnets.length * buckets;
  const density = {
    buckets,
    subnets: Int32Array.from(subnets),
    received: new Uint32Array(cells),
    heard: new Uint32Array(cells),
    links: new Uint32Array(cells),
    trouble: new Uint32Array(cells),
    omittedRows: 0,
  };
  const scale = buckets / Math.max(1, to - from);
  const put = (column: Uint32Array, subnet: number, t: Micros, amount: number): void => {
    const row = rowOf[subnet] ?? -1;
    const bucket = Math.floor((t - from) * scale);
    if (row >= 0 && bucket >= 0 && bucket < buckets) column[row * buckets + bucket]! += amount;
  };
  const { log, world } = window.sim;
  // Columns are kept as long as a question is open, rows longer: where there are rows, they count.
  if (world.clientCount > FLEET_WITH_MESSAGE_ROWS) {
    countColumns(
      window,
      (subnet, t) => put(density.received, subnet, t, 1),
      (subnet, t) => put(density.heard, subnet, t, 1),
    );
  }
  const omittedRows = countRows(window, (subnet, t, id) => {
    const kind = log.kindOf(id);
    if (kind === RECEIVED) put(density.received, subnet, t, 1);
    else if (kind === COLLECTED) put(density.heard, subnet, t, log.get(id)?.amount ?? 0);
    if (IS_LINK[kind]) put(density.links, subnet, t, 1);
    if (IS_TROUBLE[kind]) put(density.trouble, subnet, t, 1);
  });
  return { ...density, omittedRows };
}

type Count = (subnet: number, t: Micros) => void;

function countColumns(window: Window, received: Count, heard: Count): void {
  const { sim, to } = window;
  const { subnetOf } = sim.columns;
  for (const question of questionsIn(window)) {
    const columns = sim.questionColumns(question.number);
    if (columns === null) continue;
    for (let client = 0; client < sim.world.clientCount; client++) {
      const subnet = subnetOf[sim.currentSlot(client)]!;
      if (columns.receivedAt[client]! <= to) received(subnet, columns.receivedAt[client]!);
      if (columns.heardAt[client]! <= to) heard(subnet, columns.heardAt[client]!);
    }
  }
}

/** Newest first, up to a bound; returns how many rows of the window were not looked at. */
function countRows({ sim, from, to }: Window, visit: (subnet: number, t: Micros, id: number) => void): number {
  const { log } = sim;
  const first = Math.max(log.firstId, log.lastIdAt(from - 1) + 1, 1);
  const last = log.lastIdAt(to);
  const start = Math.max(first, last - LIMITS.diagramRows + 1);
  for (let id = start; id <= last; id++) {
    const kind = log.kindOf(id);
    const client = log.clientOf(id);
    if (client >= 0 && COUNTS[kind]) visit(sim.columns.subnetOf[client]!, log.timeOf(id), id);
  }
  return Math.max(0, start - first);
}
