/** Runs the simulation and the reference side by side, compares them after every event, and tells the first difference in words. */
import * as bits from '../sim/state-bits';
import type { Simulation } from '../sim/types';
import type { Micros } from '../sim/world';
import { bookDifference, endDifference } from './compare-books';
import { questionDifference } from './compare-questions';
import { formatAddress } from './plain-world';
import type { Reference } from './reference';
import type { Dir, Place } from './reference-state';

export interface Difference {
  readonly t: Micros;
  readonly what: string;
  /** Both sides' last rows and states, for the failure report. */
  readonly report: string;
}
export interface CompareOptions {
  readonly until?: Micros;
  /** Called after every event of the simulation; what it returns is a difference too (invariants). */
  readonly eachEvent?: (simulation: Simulation) => string | null;
}

const COMPARED_BITS =
  bits.ONLINE | bits.REGISTERED | bits.BACKWARD_LEADER | bits.FORWARD_LEADER | bits.HAS_FORWARD | bits.HAS_BACKWARD | bits.HAS_PREVIOUS | bits.HAS_NEXT |
  bits.REGISTERING | bits.SEEKING_FORWARD | bits.SEEKING_BACKWARD | bits.LOST_CONTACT | bits.VACATED | bits.ISOLATED; // prettier-ignore
const DIRS: readonly Dir[] = [0, 1];
/** Candidates, counts and timers of everybody are compared at each n-th instant, candidates of the clients in new rows at every one. */
const EVERYTHING_EACH = 8;
const ROWS_SHOWN = 24;
const ABOUT_QUESTIONS = /^(question|answers|action)\./;

export function firstDifference(simulation: Simulation, reference: Reference, options: CompareOptions = {}): Difference | null {
  const until = options.until ?? simulation.world.duration;
  let [simulated, expected] = [hashOfSimulation(simulation), hashOfReference(reference)];
  let rows = 0;
  let instants = 0;
  const tell = (what: string): Difference => ({ t: reference.now, what, report: reportOf(simulation, reference) });
  if (simulated !== expected) return tell('the states at the start differ');
  for (;;) {
    const t = Math.min(reference.nextTime() ?? until, until);
    const there: number[] = [];
    const here: number[] = [];
    while (simulation.stepEvent(t)) {
      const hash = hashOfSimulation(simulation);
      if (hash !== simulated) there.push(simulation.now, hash);
      simulated = hash;
      const violation = options.eachEvent?.(simulation) ?? null;
      if (violation !== null) return tell(violation);
    }
    while (reference.stepEvent(t)) {
      const hash = hashOfReference(reference);
      if (hash !== expected) here.push(reference.now, hash);
      expected = hash;
    }
    simulation.advanceTo(t);
    reference.advanceTo(t);
    const everything = instants++ % EVERYTHING_EACH === 0 || t >= until;
    const what =
      rowDifference(simulation, reference, rows) ??
      (simulated === expected ? null : stateDifference(simulation, reference)) ??
      questionDifference(simulation, reference) ??
      bookDifference(simulation, reference) ??
      candidateDifference(simulation, reference, everything ? null : clientsOfRows(reference, rows)) ??
      (everything ? countDifference(simulation, reference) : null) ??
      orderDifference(there, here) ??
      (t >= until ? endDifference(simulation, reference) : null);
    if (what !== null) return tell(what);
    rows = reference.rows.length;
    if (t >= until) return null;
  }
}

// ---- one number for everything that is compared of a state

const fold = (hash: number, value: number): number => Math.imul(hash ^ value, 0x01000193) >>> 0;

function hashOfSimulation({ columns, slotCount }: Simulation): number {
  let hash = 0x811c9dc5;
  for (let slot = 0; slot < slotCount; slot++) {
    hash = fold(hash, (columns.state[slot] ?? 0) & COMPARED_BITS);
    hash = fold(fold(hash, columns.out[0][slot] ?? -1), columns.out[1][slot] ?? -1);
    hash = fold(fold(hash, columns.in[0][slot] ?? -1), columns.in[1][slot] ?? -1);
  }
  return hash;
}

function hashOfReference({ places }: Reference): number {
  let hash = 0x811c9dc5;
  for (const place of places) {
    const [forward, backward] = place.sides;
    hash = fold(hash, bitsOf(place));
    hash = fold(fold(hash, forward.out?.to.index ?? -1), backward.out?.to.index ?? -1);
    hash = fold(fold(hash, forward.in?.from.index ?? -1), backward.in?.from.index ?? -1);
  }
  return hash;
}

export function bitsOf(place: Place): number {
  const [forward, backward] = place.sides;
  const on = (condition: unknown, bit: number): number => (condition ? bit : 0);
  return (
    on(place.online, bits.ONLINE) |
    on(place.registered, bits.REGISTERED) |
    on(backward.role, bits.BACKWARD_LEADER) |
    on(forward.role, bits.FORWARD_LEADER) |
    on(forward.out, bits.HAS_FORWARD) |
    on(backward.out, bits.HAS_BACKWARD) |
    on(forward.in, bits.HAS_PREVIOUS) |
    on(backward.in, bits.HAS_NEXT) |
    on(place.registering, bits.REGISTERING) |
    on(forward.attempt, bits.SEEKING_FORWARD) |
    on(backward.attempt, bits.SEEKING_BACKWARD) |
    on(place.lost, bits.LOST_CONTACT) |
    on(place.vacated, bits.VACATED) |
    on(place.isolated, bits.ISOLATED)
  );
}

const BIT_NAMES = Object.entries(bits).map(([name, bit]) => [name.toLowerCase(), bit] as const);
const words = (value: number): string => BIT_NAMES.filter(([, bit]) => (value & COMPARED_BITS & bit) !== 0).map(([name]) => name).join(' '); // prettier-ignore

// ---- differences, in words

function rowDifference(simulation: Simulation, reference: Reference, from: number): string | null {
  const count = Math.max(simulation.log.lastId, reference.rows.length);
  for (let n = from; n < count; n++) {
    const [there, here] = [simulatedRow(simulation, n + 1), expectedRow(reference, n)];
    if (there !== here) return `row ${n + 1} of the log: simulation "${there}", reference "${here}"`;
  }
  return null;
}

function simulatedRow(simulation: Simulation, id: number): string {
  const row = simulation.log.get(id);
  if (!row) return 'nothing';
  const client = (slot: number): number => (slot < 0 ? -1 : simulation.clientAt(slot));
  const about = ABOUT_QUESTIONS.test(row.kind) ? ` #${row.detail} ${row.amount}` : '';
  return `${row.t} ${row.kind} ${client(row.client)} ${client(row.peer)} ${row.direction ?? '-'}${about}`;
}
function expectedRow(reference: Reference, n: number): string {
  const row = reference.rows[n];
  if (!row) return 'nothing';
  const about = row.about ? ` #${row.about.detail} ${row.about.amount}` : '';
  return `${row.t} ${row.kind} ${row.client} ${row.peer} ${row.direction ?? '-'}${about}`;
}

function stateDifference(simulation: Simulation, reference: Reference): string | null {
  if (simulation.slotCount !== reference.places.length) return `places: simulation ${simulation.slotCount}, reference ${reference.places.length}`;
  for (const place of reference.places) {
    const [there, here] = [stateThere(simulation, place.index), stateHere(place)];
    if (there !== here) return `client ${place.life.id} at ${formatAddress(place.address)}: simulation ${there}, reference ${here}`;
  }
  return null;
}

function clientsOfRows(reference: Reference, from: number): Set<number> {
  return new Set(reference.rows.slice(from).flatMap((row) => [row.client, row.peer]));
}

function candidateDifference(simulation: Simulation, reference: Reference, only: ReadonlySet<number> | null): string | null {
  for (const place of reference.places) {
    if (!place.registered || only?.has(place.life.id) === false) continue;
    for (const dir of DIRS) {
      const listThere = candidatesThere(simulation, place.index, dir);
      const listHere = candidatesHere(reference, place, dir);
      if (listThere !== listHere) return `candidates of ${formatAddress(place.address)}, direction ${dir}: simulation ${listThere}, reference ${listHere}`;
    }
    const server = simulation.serverOf(place.index);
    if (server !== place.server) return `server of ${formatAddress(place.address)}: simulation ${server}, reference ${place.server}`;
  }
  return null;
}

const peers = (out0: number, out1: number, in0: number, in1: number): string => `out ${out0} ${out1} in ${in0} ${in1}`;
function stateThere({ columns }: Simulation, slot: number): string {
  const at = (column: Int32Array): number => column[slot] ?? -1;
  return `${words(columns.state[slot] ?? 0)} | ${peers(at(columns.out[0]), at(columns.out[1]), at(columns.in[0]), at(columns.in[1]))}`;
}
function stateHere(place: Place): string {
  const [forward, backward] = place.sides;
  return `${words(bitsOf(place))} | ${peers(forward.out?.to.index ?? -1, backward.out?.to.index ?? -1, forward.in?.from.index ?? -1, backward.in?.from.index ?? -1)}`;
}
const candidatesThere = (simulation: Simulation, slot: number, dir: Dir): string =>
  simulation.candidatesOf(slot, dir).map((c) => `${c.slot}${c.from === 'hint' ? '?' : ''}`).join(' '); // prettier-ignore
const candidatesHere = (reference: Reference, place: Place, dir: Dir): string =>
  reference.candidatesOf(place, dir).map((c) => `${c.place.index}${c.from === 'hint' ? '?' : ''}`).join(' '); // prettier-ignore

function orderDifference(there: readonly number[], here: readonly number[]): string | null {
  for (let n = 0; n < Math.max(there.length, here.length); n++) {
    if (there[n] !== here[n]) return `the states between events of one instant differ (step ${n >> 1}: simulation at ${there[n]}, reference at ${here[n]})`;
  }
  return null;
}

/** Timers and counts that the simulation computes and the reference counts. */
function countDifference(simulation: Simulation, reference: Reference): string | null {
  for (const place of reference.places) {
    const name = formatAddress(place.address);
    const { initial, normal } = simulation.registrationsOf(place.index);
    const { life } = place;
    if (!place.vacated && (initial !== life.initial || normal !== life.normal))
      return `registrations of ${name}: simulation ${initial} + ${normal}, reference ${life.initial} + ${life.normal}`;
    if (!place.registered || place.lost) continue;
    const timers = simulation.timersOf(place.index);
    const [nextNormal, nextReset] = [place.timers.get('normal')?.t ?? null, place.timers.get('reset')?.t ?? null];
    if (timers.nextNormal !== nextNormal) return `next normal registration of ${name}: simulation ${timers.nextNormal}, reference ${nextNormal}`;
    if (!place.registering && timers.nextReset !== nextReset) return `next reset of ${name}: simulation ${timers.nextReset}, reference ${nextReset}`;
  }
  return null;
}

function reportOf(simulation: Simulation, reference: Reference): string {
  const rowsHere = reference.rows.length;
  const last = Math.max(simulation.log.lastId, rowsHere);
  const lines: string[] = [];
  for (let n = Math.max(0, last - ROWS_SHOWN); n < last; n++) {
    const [there, here] = [simulatedRow(simulation, n + 1), expectedRow(reference, n)];
    lines.push(there === here ? `    ${here}` : `  ≠ simulation "${there}"   reference "${here}"`);
  }
  for (const place of reference.places) {
    const [there, here] = [stateThere(simulation, place.index), stateHere(place)];
    lines.push(`  ${place.index} ${formatAddress(place.address)} (client ${place.life.id}): ${here}${there === here ? '' : `\n    ≠ simulation: ${there}`}`);
  }
  return lines.join('\n');
}
