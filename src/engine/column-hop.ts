/** Hops in fleets that are too large for a row per message: from arrival to arrival in one chain, by the times that a question keeps for each client. */
import type { QuestionColumns } from '../sim/question-types';
import type { Simulation } from '../sim/types';
import type { Micros, Slot } from '../sim/world';
import { nameOf } from './wording';

export interface ColumnHop {
  readonly at: Micros;
  readonly text: string;
}

/** The next or previous arrival or sending in the chain that `near` belongs to; null when none is known. */
export function columnHop(sim: Simulation, number: number, near: Slot, back: boolean): ColumnHop | null {
  const columns = sim.questionColumns(number);
  if (columns === null) return null;
  const chain = chainOf(sim, near);
  const best: { at: Micros; text: () => string } = { at: back ? -Infinity : Infinity, text: () => '' };
  const offer = (at: Micros, text: () => string): void => {
    const isBetter = back ? at < sim.now && at > best.at : at > sim.now && at < best.at;
    if (isBetter) Object.assign(best, { at, text });
  };
  chain.forEach((slot, place) => offerClient(sim, columns, slot, placeWords(place, chain.length), offer));
  if (!back) offerArrivals(sim, number, chain, offer);
  return Number.isFinite(best.at) ? { at: best.at, text: best.text() } : null;
}

function placeWords(place: number, length: number): string {
  return `client ${place + 1} of ${length} in its chain`;
}

function offerClient(sim: Simulation, columns: QuestionColumns, slot: Slot, place: string, offer: (at: Micros, text: () => string) => void): void {
  const client = sim.clientAt(slot);
  offer(columns.receivedAt[client] ?? Infinity, () => `${nameOf(sim, slot)} has the question: ${place} (Q-2).`);
  offer(columns.sentAt[client] ?? Infinity, () => `${nameOf(sim, slot)} has passed its answer on: ${place} (Q-3).`);
  offer(columns.heardAt[client] ?? Infinity, () => `The server has the answer of ${nameOf(sim, slot)}: ${place} (Q-1).`);
}

/** What is under way to a client of the chain is known before it is there. */
function offerArrivals(sim: Simulation, number: number, chain: readonly Slot[], offer: (at: Micros, text: () => string) => void): void {
  const placeIn = new Map(chain.map((slot, place) => [slot, placeWords(place, chain.length)]));
  sim.eachMessageInFlight((_what, question, from, to, _sentAt, arrivesAt, amount) => {
    const place = placeIn.get(to >= 0 ? to : from);
    if (question !== number || place === undefined) return;
    const what = amount > 0 ? 'answers' : 'the question';
    offer(arrivesAt, () =>
      to >= 0 ? `${nameOf(sim, to)} has ${what}: ${place} (${amount > 0 ? 'Q-3' : 'Q-2'}).` : `The server has answers from ${nameOf(sim, from)} (Q-1).`,
    );
  });
}

/** The forward run through a place, first client first. */
function chainOf(sim: Simulation, near: Slot): Slot[] {
  const forward = sim.columns.out[0];
  const previous = sim.columns.in[0];
  let first = near >= 0 && near < sim.slotCount ? near : Math.floor(sim.slotCount / 2);
  for (let steps = 0; steps < sim.slotCount && (previous[first] ?? -1) >= 0; steps++) first = previous[first] ?? first;
  const chain: Slot[] = [];
  for (let slot = first; slot >= 0 && chain.length < sim.slotCount; slot = forward[slot] ?? -1) chain.push(slot);
  return chain;
}
