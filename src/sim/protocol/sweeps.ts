/**
 * A question over an undisturbed chain in one sweep: when each client will have it, and when it will pass its answers on, follows from its
 * neighbours alone, so nothing is queued but the arrival at the server.
 *
 *   received(i) = min(received(i−1) + hop, from the server, by registration)        hop = hopProcessing + latency
 *   passedOn(i) = max(own part done(i), passedOn(i−1) + hop)
 *
 * The times stand in the question's columns at once and are read as "not yet" while they lie ahead. When anything touches the chain before its
 * answers are at the server, the chain is *disturbed*: what has happened by then is entered, what has not is queued, and from there on it is
 * played event by event. Both ways give the same deliveries, answers, bytes and hash (docs/model.md §8).
 */
import { KIND, type Core } from '../core';
import type { Question, Sweep } from '../questions';
import { BACKWARD_LEADER, FORWARD_LEADER } from '../state-bits';
import type { Micros, Slot } from '../world';
import { seekKey } from './candidates';
import { catchUp } from './client-state';
import { isTargeted } from './own-part';
import { inRhythm } from './peer-list';
import { FROM_REGISTRATION, FROM_SERVER, latencyBetween, latencyToServer } from './reach';

/** Sweeps every chain that nothing disturbs now; null where that is not done. */
export function sweepChains(core: Core, question: Question): Sweep | null {
  if (core.logsMessages || core.outage || question.kind === 'action' || core.world.settings.answerHold === 0) return null;
  const { count, hot } = core.clients;
  const offers = new Map<Slot, Micros>();
  const sweep = { slots: new Int32Array(count), starts: [0], chainOf: new Int32Array(core.world.clientCount), offers };
  for (let slot = 0; slot < count; slot++) {
    if (hot.in[0][slot]! >= 0 || !inRhythm(core, slot)) continue;
    const start = sweep.starts[sweep.starts.length - 1]!;
    const end = gatherChain(core, slot, sweep.slots, start);
    if (end === start || !computeTimes(core, question, sweep.slots, start, end, offers)) continue;
    sweep.starts.push(end);
    for (let i = start; i < end; i++) sweep.chainOf[sweep.slots[i]!] = sweep.starts.length - 1;
  }
  const chains = sweep.starts.length - 1;
  if (chains === 0) return null;
  for (let chain = 0; chain < chains; chain++) pushCollection(core, question, sweep.slots[sweep.starts[chain + 1]! - 1]!, chain);
  core.activeSweeps += chains;
  return { ...sweep, over: new Uint8Array(chains), active: chains };
}

/** Writes the chain that begins at a client into `slots`; returns the end, or `start` when it cannot be swept. */
function gatherChain(core: Core, first: Slot, slots: Int32Array, start: number): number {
  const { hot, identity } = core.clients;
  let end = start;
  for (let slot = first; ;) {
    if (!inRhythm(core, slot) || identity.has(slot)) return start;
    slots[end++] = slot;
    const peer = hot.out[0][slot]!;
    if (peer < 0) return (hot.state[slot]! & FORWARD_LEADER) !== 0 ? end : start;
    const agreed = hot.in[0][peer] === slot && hot.inSerial[0][peer] === hot.outSerial[0][slot] && !core.cutAt.has(seekKey(slot, 0));
    if (!agreed) return start;
    slot = peer;
  }
}

/** A client's own part: done at once, or after its sensor has run. */
export function ownTime(core: Core, question: Question, slot: Slot): Micros {
  if (!isTargeted(core, question, slot)) return 0;
  const { exceptions, settings } = core.world;
  return (exceptions.size === 0 ? undefined : exceptions.get(slot)?.sensorTime) ?? settings.sensorTime;
}

export function hop(core: Core, from: Slot, to: Slot): Micros {
  return core.world.settings.hopProcessing + latencyBetween(core, from, to);
}

/** False, with nothing left behind, when the chain needs more than one message of anybody: then it is played event by event. */
function computeTimes(core: Core, question: Question, slots: Int32Array, start: number, end: number, offers: Map<Slot, Micros>): boolean {
  const { hot } = core.clients;
  const { receivedAt, from, sentAt, heardAt } = question.state!;
  const { answerHold, normalRegistration } = core.world.settings;
  let arrival = Infinity;
  let answers = -Infinity;
  let fits = true;
  let i = start;
  for (; i < end && fits; i++) {
    const slot = slots[i]!;
    const delay = latencyToServer(core, slot, hot.server[slot]!);
    if (i > start) {
      const way = hop(core, slots[i - 1]!, slot);
      arrival = receivedAt[slots[i - 1]!]! + way;
      answers = sentAt[slots[i - 1]!]! + way;
    }
    receive(core, question, slot, delay, arrival, i > start ? slots[i - 1]! : -1, offers);
    const done = receivedAt[slot]! + ownTime(core, question, slot);
    sentAt[slot] = Math.max(done, answers);
    const since = answers === -Infinity ? done : Math.min(done, answers);
    fits = sentAt[slot]! <= since + answerHold && 2 * delay < normalRegistration[0];
  }
  const last = slots[end - 1]!;
  const collected = sentAt[last]! + latencyToServer(core, last, hot.server[last]!);
  if (fits && collected < question.expiresAt) {
    for (let j = start; j < end; j++) heardAt[slots[j]!] = collected;
    return true;
  }
  for (let j = start; j < i; j++) {
    const slot = slots[j]!;
    receivedAt[slot] = sentAt[slot] = Infinity;
    from[slot] = -1;
    offers.delete(slot);
  }
  return false;
}

/** The earliest of the three ways; at one instant registration comes first, then the server (docs/model.md §2). */
function receive(core: Core, question: Question, slot: Slot, delay: Micros, arrival: Micros, previous: Slot, offers: Map<Slot, Micros>): void {
  const { receivedAt, from } = question.state!;
  const { hot } = core.clients;
  catchUp(core, slot);
  const registers = hot.nextNormal[slot]!;
  let at = registers + 2 * delay;
  let way: number = FROM_REGISTRATION;
  const byServer = (hot.state[slot]! & BACKWARD_LEADER) !== 0 ? question.askedAt + delay : Infinity;
  if (byServer < at) {
    at = byServer;
    way = FROM_SERVER;
  }
  if (arrival < at) {
    at = arrival;
    way = previous;
  }
  receivedAt[slot] = at;
  from[slot] = way;
  if (registers <= at) offers.set(slot, registers);
}

function pushCollection(core: Core, question: Question, last: Slot, chain: number): void {
  core.queue.push(question.state!.heardAt[last]!, KIND.collected, last, 0, core.clients.hot.server[last]!, question.number, question.event, -1 - chain, 0);
}
