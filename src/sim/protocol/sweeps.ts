/**
 * A question over an undisturbed chain in one sweep: when each client will have it, and when it will pass its answers on, follows from its
 * neighbours alone, so nothing is queued but the arrivals at the server.
 *
 *   received(i) = min(received(i−1) + hop, from the server, by registration)        hop = hopProcessing + latency
 *   passedOn(i) = max(own part done(i), passedOn(i−1) + hop)                        while nobody's hold is over: one message each
 *
 * A *held* chain, where somebody's hold will be over before the previous peer's final answers are there, needs more than one message of some: it is
 * played client by client (sweep-play.ts) and its messages are kept. The times stand in the question's columns at once and are read as "not yet"
 * while they lie ahead. When anything touches the chain before its answers are at the server, the chain is *disturbed* (sweep-end.ts). Both ways
 * give the same deliveries, answers, bytes and hash (docs/model.md §8).
 */
import { bundleSize, eachItem, type Bundle } from '../bundle';
import { KIND, type Core } from '../core';
import { HELD_STRIDE, type Question, type ServerCopy, type Sweep } from '../questions';
import { BACKWARD_LEADER, FORWARD_LEADER } from '../state-bits';
import type { Micros, Slot } from '../world';
import { seekKey } from './candidates';
import { catchUp } from './client-state';
import { isTargeted } from './own-part';
import { inRhythm } from './peer-list';
import { FROM_REGISTRATION, FROM_SERVER, latencyToServer } from './reach';
import { hop } from './sweep-books';
import { playChain } from './sweep-play';

/** Sweeps every chain that nothing disturbs now; null where that is not done. */
export function sweepChains(core: Core, question: Question): Sweep | null {
  if (core.logsMessages || core.outage || question.kind === 'action' || core.world.settings.answerHold === 0) return null;
  const { count, hot } = core.clients;
  const sweep = new Sweeping(core, question);
  for (let slot = 0; slot < count; slot++) if (hot.in[0][slot]! < 0 && inRhythm(core, slot)) sweep.tryChain(slot);
  return sweep.finish();
}

/** A client's own part: done at once, or after its sensor has run. */
export function ownTime(core: Core, question: Question, slot: Slot): Micros {
  if (!isTargeted(core, question, slot)) return 0;
  const { exceptions, settings } = core.world;
  return (exceptions.size === 0 ? undefined : exceptions.get(slot)?.sensorTime) ?? settings.sensorTime;
}

/** Puts a question's sweep together, chain after chain. */
class Sweeping {
  private readonly core: Core;
  private readonly question: Question;
  private readonly slots: Int32Array;
  private readonly chainOf: Int32Array;
  private readonly starts = [0];
  private readonly copies: ServerCopy[][] = [];
  private ofChain: ServerCopy[] = [];
  private readonly held = new Map<number, Float64Array>();
  private readonly arrivals: { chain: number; bundle: Bundle | null; last: boolean }[] = [];

  constructor(core: Core, question: Question) {
    this.core = core;
    this.question = question;
    this.slots = new Int32Array(core.clients.count);
    this.chainOf = new Int32Array(core.world.clientCount);
  }

  /** Sweeps the chain that begins at a client, if it can be swept. */
  tryChain(first: Slot): void {
    const start = this.starts[this.starts.length - 1]!;
    const end = this.gather(first, start);
    if (end === start) return;
    const members = this.slots.subarray(start, end);
    this.ofChain = [];
    if (this.deliver(members) && (this.passOnce(members) || this.passHeld(members))) {
      this.copies.push(this.ofChain);
      this.starts.push(end);
      for (const slot of members) this.chainOf[slot] = this.starts.length - 1;
    } else this.forget(members);
  }

  finish(): Sweep | null {
    const chains = this.starts.length - 1;
    if (chains === 0) return null;
    this.core.activeSweeps += chains;
    const { slots, starts, chainOf, copies, held, arrivals } = this;
    return { slots, starts, chainOf, copies, held, arrivals, over: new Uint8Array(chains), active: chains };
  }

  /** Writes the chain that begins at a client behind the others; returns its end, or `start` when it cannot be swept. */
  private gather(first: Slot, start: number): number {
    const { hot, identity } = this.core.clients;
    let end = start;
    for (let slot = first; ;) {
      if (!inRhythm(this.core, slot) || identity.has(slot)) return start;
      this.slots[end++] = slot;
      const peer = hot.out[0][slot]!;
      if (peer < 0) return (hot.state[slot]! & FORWARD_LEADER) !== 0 ? end : start;
      const agreed = hot.in[0][peer] === slot && hot.inSerial[0][peer] === hot.outSerial[0][slot] && !this.core.cutAt.has(seekKey(slot, 0));
      if (!agreed) return start;
      slot = peer;
    }
  }

  private toServer(slot: Slot): Micros {
    return latencyToServer(this.core, slot, this.core.clients.hot.server[slot]!);
  }

  /** When everybody will have the question. False where registrations follow each other faster than their answers. */
  private deliver(members: Int32Array): boolean {
    const { receivedAt } = this.question.state!;
    let previous = -1;
    for (const slot of members) {
      const delay = this.toServer(slot);
      if (2 * delay >= this.core.world.settings.normalRegistration[0]) return false;
      this.receive(slot, delay, previous, previous < 0 ? Infinity : receivedAt[previous]! + hop(this.core, previous, slot));
      previous = slot;
    }
    return true;
  }

  /** The earliest of the three ways; at one instant registration comes first, then the server (docs/model.md §2). */
  private receive(slot: Slot, delay: Micros, previous: Slot, byPeer: Micros): void {
    const { core, question } = this;
    const { hot } = core.clients;
    catchUp(core, slot);
    const registers = hot.nextNormal[slot]!;
    const byServer = (hot.state[slot]! & BACKWARD_LEADER) !== 0 ? question.askedAt + delay : Infinity;
    let at = registers + 2 * delay;
    let way: number = FROM_REGISTRATION;
    if (byServer < at) [at, way] = [byServer, FROM_SERVER];
    if (byPeer < at) [at, way] = [byPeer, previous];
    question.state!.receivedAt[slot] = at;
    question.state!.from[slot] = way;
    if (byServer !== Infinity) this.ofChain.push({ slot, at: question.askedAt, arrives: byServer, offered: false });
    if (registers <= at) this.ofChain.push({ slot, at: registers, arrives: registers + 2 * delay, offered: true });
  }

  /** One message of everybody. False when somebody's hold would be over before. */
  private passOnce(members: Int32Array): boolean {
    const { core, question } = this;
    const { receivedAt, sentAt, heardAt } = question.state!;
    const { answerHold } = core.world.settings;
    let previous = -1;
    for (const slot of members) {
      const done = receivedAt[slot]! + ownTime(core, question, slot);
      const answers = previous < 0 ? done : sentAt[previous]! + hop(core, previous, slot);
      if (Math.abs(done - answers) > answerHold) return false;
      sentAt[slot] = done > answers ? done : answers;
      previous = slot;
    }
    const arrives = sentAt[previous]! + this.toServer(previous);
    if (arrives >= question.expiresAt) return false;
    for (const slot of members) heardAt[slot] = arrives;
    this.collect(previous, arrives, null, true);
    return true;
  }

  /** Some pass on what they have before all is there. False when it is not over before the question expires. */
  private passHeld(members: Int32Array): boolean {
    const { core, question } = this;
    const { sentAt, heardAt, receivedAt } = question.state!;
    const rows: number[] = [];
    const toServer: { arrives: Micros; bundle: Bundle; last: boolean }[] = [];
    const received = Float64Array.from(members, (slot) => receivedAt[slot]!);
    playChain(core, question, members, received, null, (i, { passed }) => {
      const last = i === members.length - 1;
      const way = last ? this.toServer(members[i]!) : hop(core, members[i]!, members[i + 1]!);
      for (const { at, bundle, final, own } of passed) {
        if (own) sentAt[members[i]!] = at;
        rows.push(i, at, at + way, bundleSize(question, bundle), bundle.tested);
        if (last) toServer.push({ arrives: at + way, bundle, last: final });
      }
    });
    if (toServer.at(-1)!.arrives >= question.expiresAt) return false;
    for (const { arrives, bundle, last } of toServer) {
      eachItem(bundle, (client) => (heardAt[client] = arrives));
      this.collect(members[members.length - 1]!, arrives, bundle, last);
    }
    this.held.set(this.starts.length - 1, Float64Array.from(rows));
    return rows.length % HELD_STRIDE === 0;
  }

  private collect(slot: Slot, arrives: Micros, bundle: Bundle | null, last: boolean): void {
    this.arrivals.push({ chain: this.starts.length - 1, bundle, last });
    const { question } = this;
    this.core.queue.push(arrives, KIND.collected, slot, 0, this.core.clients.hot.server[slot]!, question.number, question.event, -this.arrivals.length, 0);
  }

  private forget(members: Int32Array): void {
    const { receivedAt, sentAt, from } = this.question.state!;
    for (const slot of members) {
      receivedAt[slot] = sentAt[slot] = Infinity;
      from[slot] = -1;
    }
  }
}
