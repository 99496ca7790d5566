/** A question computed as sweeps against the same question played event by event: everything that can be asked of both, at chosen instants. */
import type { QuestionColumns } from '../sim/question-types';
import { createSimulation } from '../sim/simulation';
import type { Simulation } from '../sim/types';
import type { Micros, World } from '../sim/world';
import { Dice } from './dice';

/** At most so many instants are looked at between the moment a question is asked and the end of its wave. */
const INSTANTS = 14;
const HASHED_EACH = 6;
const WAVE = /^(question|answers|action)\./;

export interface WaveOutcome {
  readonly difference: string | null;
  /** Instants at which messages were on their way. */
  readonly midWave: number;
  /** Instants at which a chain was being swept: what will happen to it was known already. */
  readonly midSweep: number;
  /** How often a sweep that was seen had gone at the next instant, and not because its time was over. */
  readonly disturbed: number;
}

export function compareWaves(world: World, seed: number): WaveOutcome {
  const instants = instantsOf(world, new Dice(seed));
  const [byEvent, swept] = [createSimulation(world, { waves: 'by event' }), createSimulation(world, { waves: 'swept' })];
  const seen = { midWave: 0, midSweep: 0, disturbed: 0 };
  let ahead: Micros[] = [];
  for (const [n, t] of [...instants, world.duration].entries()) {
    byEvent.advanceTo(t);
    swept.advanceTo(t);
    const difference = differenceAt(byEvent, swept) ?? (n % HASHED_EACH === 1 ? hashDifference(byEvent, t) : null);
    if (difference !== null) return { difference, ...seen };
    const now = timesAhead(swept);
    if (messagesOf(byEvent).length > 0) seen.midWave++;
    if (now.length > 0) seen.midSweep++;
    if (ahead.some((time) => time > t && !now.includes(time))) seen.disturbed++;
    ahead = now;
  }
  const [one, other] = [byEvent.hash(), swept.hash()];
  return { difference: one === other ? null : `hash at the end: by event ${one}, swept ${other}`, ...seen };
}

/** When answers will be passed on that a sweep has worked out already. */
function timesAhead(swept: Simulation): Micros[] {
  return swept.questions().flatMap(({ number }) => Array.from(swept.questionColumns(number)?.sentAt ?? []).filter((t) => t > swept.now && t < Infinity));
}

/** A hash is of the state event by event, so the sweeps of the simulation that is asked for it end there: a simulation of its own is asked. */
function hashDifference(byEvent: Simulation, t: Micros): string | null {
  const swept = createSimulation(byEvent.world, { waves: 'swept' });
  swept.advanceTo(t);
  const [one, other] = [byEvent.hash(), swept.hash()];
  if (one !== other) return `hash at ${t} µs: by event ${one}, swept ${other}`;
  const { duration } = byEvent.world;
  const ends = ['by event', 'swept'] as const;
  const [atEnd, afterHash] = ends.map((waves) => {
    const simulation = waves === 'swept' ? swept : createSimulation(byEvent.world, { waves });
    simulation.advanceTo(duration);
    return simulation.hash();
  });
  return atEnd === afterHash ? null : `hash at the end, asked for at ${t} µs before: by event ${atEnd}, swept ${afterHash}`;
}

/** Moments of rows of the waves, and the microseconds beside them; some at random after each question. */
function instantsOf(world: World, dice: Dice): Micros[] {
  const run = createSimulation(world, { waves: 'by event' });
  run.advanceTo(world.duration);
  const rows = waveRows(run);
  const instants =
    rows.length === 0 ? [] : Array.from({ length: INSTANTS }, () => dice.pick(rows) + dice.pick([0, 0, -1, 1, dice.below(5000), dice.below(300_000)]));
  return instants.filter((t) => t >= 0 && t <= world.duration).sort((a, b) => a - b);
}

/** When steps of waves were logged. */
function waveRows({ log }: Simulation): Micros[] {
  const times: Micros[] = [];
  for (let id = 1; id <= log.lastId; id++) {
    const row = log.get(id);
    if (row && WAVE.test(row.kind)) times.push(row.t);
  }
  return times;
}

function differenceAt(byEvent: Simulation, swept: Simulation): string | null {
  const unlike = (what: string, a: unknown, b: unknown): string | null => {
    const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
    return one === other ? null : `${what} at ${byEvent.now} µs:\n  by event ${one}\n  swept    ${other}`;
  };
  const found =
    unlike('totals', byEvent.questions(), swept.questions()) ??
    unlike('bytes', byEvent.ledger(), swept.ledger()) ??
    unlike('bytes by subnet', [...byEvent.trafficBySubnet()], [...swept.trafficBySubnet()]) ??
    unlike('bytes by server', [...byEvent.trafficByServer()], [...swept.trafficByServer()]) ??
    unlike('bytes by client', rowsOf(byEvent.trafficByClient()), rowsOf(swept.trafficByClient())) ??
    unlike('figures over time', seriesOf(byEvent), seriesOf(swept)) ??
    unlike('loads of links', [...byEvent.linkLoads()], [...swept.linkLoads()]) ??
    unlike('messages on their way', messagesOf(byEvent), messagesOf(swept)) ??
    unlike('registrations', byEvent.registrationTotals(), swept.registrationTotals());
  if (found !== null) return found;
  for (const { number, open } of byEvent.questions()) {
    const [one, other] = [byEvent.questionColumns(number), swept.questionColumns(number)];
    const columns = unlike(`columns of question ${number}`, one && happened(byEvent, one), other && happened(swept, other));
    if (columns !== null) return columns;
    const answers = open ? unlike(`answers on their way of question ${number}`, answersOf(byEvent, number), answersOf(swept, number)) : null;
    if (answers !== null) return answers;
    for (let client = 0; client < byEvent.world.clientCount; client++) {
      const part = unlike(`client ${client} and question ${number}`, byEvent.questionAt(number, client), swept.questionAt(number, client));
      if (part !== null) return part;
    }
  }
  return null;
}

const rowsOf = (rows: Float64Array | null): number[] | null => rows && [...rows];
/** Buckets that there are, as lists. */
function seriesOf(simulation: Simulation): unknown {
  const series = simulation.series();
  return JSON.stringify(series, (_, value: unknown) => (value instanceof Float64Array ? [...value.subarray(0, series.count)] : value));
}

/** Columns without what lies in the future. */
function happened({ now }: Simulation, { receivedAt, from, sentAt, heardAt }: QuestionColumns): unknown {
  const past = (times: Float64Array): (Micros | null)[] => Array.from(times, (t) => (t <= now ? t : null));
  const received = past(receivedAt);
  return { received, from: received.map((t, client) => (t === null ? null : from[client])), sent: past(sentAt), heard: past(heardAt) };
}

function messagesOf(simulation: Simulation): string[] {
  const messages: string[] = [];
  simulation.eachMessageInFlight((...message) => void messages.push(message.join(' ')));
  return messages.sort();
}

function answersOf(simulation: Simulation, number: number): string[] {
  const answers: string[] = [];
  simulation.eachAnswerOnItsWay(number, (...answer) => void answers.push(answer.join(' ')));
  return answers.sort();
}
