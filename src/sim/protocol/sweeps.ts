/**
 * A question over an undisturbed chain in one sweep: when each client will have it, and when it will pass its answers on, follows from its
 * neighbours alone, so nothing is queued but what goes to the server and comes from it.
 *
 *   received(i) = min(received(i−1) + hop, by registration)             hop = hopProcessing + time on the line + latency
 *   passedOn(i) = max(own part done(i), passedOn(i−1) + hop)            while nobody's hold is over: one message each
 *
 * A chain *waits* until the question is at its backward leader (the network decides when), then it *runs*. A *held* chain, where somebody's hold will
 * be over before the previous peer's final answers are there, needs more than one message of some: it is played client by client (sweep-play.ts) and
 * its messages are kept. The times stand in the question's columns at once and are read as "not yet" while they lie ahead. When anything touches the
 * chain before its answers have left, the chain is *disturbed* (sweep-end.ts). Both ways give the same deliveries, answers, bytes and hash
 * (docs/model.md §8, §9).
 */
import { bundleSize, type Bundle } from '../bundle';
import { KIND, type Core } from '../core';
import { CHAIN, type Offer, type Question, type Sweep } from '../questions';
import { BACKWARD_LEADER, FORWARD_LEADER } from '../state-bits';
import type { Micros, Slot } from '../world';
import { seekKey } from './candidates';
import { isIdle, lineQueue } from './carry';
import { catchUp } from './client-state';
import { isTargeted } from './own-part';
import { inRhythm } from './peer-list';
import { FROM_REGISTRATION, FROM_SERVER, latencyToServer } from './reach';
import { GrowingMessage, Line, membersOf, offerAfter, ownTime } from './sweep-books';
import { chainIsSwept, disturb } from './sweep-end';
import { playChain } from './sweep-play';

/** Whether questions run along undisturbed chains as sweeps now. */
function sweepsNow(core: Core, question: Question): boolean {
  return !core.logsMessages && !core.outage && question.kind === 'question' && core.world.settings.answerHold !== 0;
}

/** Every chain of these servers (by index: true) that can be swept waits for the question from now on. */
export function sweepChains(core: Core, question: Question, servers: readonly boolean[]): void {
  if (!sweepsNow(core, question)) return;
  const { count, hot } = core.clients;
  for (let slot = 0; slot < count; slot++)
    if (hot.in[0][slot]! < 0 && servers[hot.server[slot]!] === true && inRhythm(core, slot)) awaitQuestion(core, question, slot);
}

function emptySweep(core: Core): Sweep {
  const { clientCount } = core.world;
  const held = new Map<number, Float64Array>();
  return {
    slots: new Int32Array(core.clients.count),
    chainOf: new Int32Array(clientCount),
    starts: [0],
    since: [],
    offers: [],
    sends: [],
    phase: [],
    fired: [],
    held,
    active: 0,
  };
}

/** The chain that begins at a client waits, if it can be swept. */
function awaitQuestion(core: Core, question: Question, first: Slot): void {
  question.sweep ??= emptySweep(core);
  const { sweep } = question;
  const start = sweep.starts[sweep.starts.length - 1]!;
  const end = gather(core, sweep, first, start);
  if (end === start) return;
  const members = sweep.slots.subarray(start, end);
  // at an act the registrations of this instant are still to come
  const since = core.lastKind < KIND.normal ? core.now - 0.5 : core.now;
  let earliest = Infinity;
  for (const slot of members) {
    catchUp(core, slot);
    const { arrives, at } = offerAfter(core, slot, since);
    if (arrives - at >= core.world.settings.normalRegistration[0]) return;
    if (arrives < earliest) earliest = arrives;
  }
  const chain = sweep.phase.length;
  sweep.starts.push(end);
  sweep.since.push(since);
  sweep.offers.push([]);
  sweep.phase.push(CHAIN.waiting);
  sweep.fired.push(0);
  for (const slot of members) sweep.chainOf[slot] = chain + 1;
  sweep.active++;
  core.activeSweeps++;
  core.queue.push(earliest, KIND.sweepOffer, question.number, 0, chain, 0, 0, 0, 0);
}

/** Writes the chain that begins at a client behind the others; returns its end, or `start` when it cannot be swept. */
function gather(core: Core, sweep: Sweep, first: Slot, start: number): number {
  const { hot, identity } = core.clients;
  const site = core.siteOf(first);
  if (core.world.sites[site]!.remote || !takesTime(core, first, site) || (hot.state[first]! & BACKWARD_LEADER) === 0) return start;
  let end = start;
  for (let slot = first; ;) {
    const leads = slot !== first && (hot.state[slot]! & BACKWARD_LEADER) !== 0;
    if (leads || core.siteOf(slot) !== site || !inRhythm(core, slot) || identity.has(slot)) return start;
    sweep.slots[end++] = slot;
    const peer = hot.out[0][slot]!;
    if (peer < 0) return (hot.state[slot]! & FORWARD_LEADER) !== 0 ? end : start;
    const agreed = hot.in[0][peer] === slot && hot.inSerial[0][peer] === hot.outSerial[0][slot] && !core.cutAt.has(seekKey(slot, 0));
    if (!agreed) return start;
    slot = peer;
  }
}

/** Every hop takes time: else what happens at one instant would have to be sorted. */
function takesTime(core: Core, first: Slot, site: number): boolean {
  const server = core.clients.hot.server[first]!;
  const hop = core.world.settings.hopProcessing + core.world.sites[site]!.lan.latency;
  return hop > 0 && (core.overheads || latencyToServer(core, first, server) > 0);
}

/** The question is at a chain's backward leader: from now on it runs. False when it goes on event by event. */
export function runSweep(core: Core, question: Question, slot: Slot): boolean {
  const client = core.clients.identityOf(slot);
  if (!chainIsSwept(question, client)) return false;
  const chain = question.sweep!.chainOf[client]! - 1;
  const members = membersOf(question, chain);
  const inTheWay = otherSweepRuns(core, question, client) || members.some((each) => lineIsBusy(core, each));
  if (!inTheWay && new Run(core, question, chain, members).start()) return true;
  disturb(core, slot);
  return false;
}

/** Another question runs along this chain: both would be on the same lines. */
function otherSweepRuns(core: Core, question: Question, client: Slot): boolean {
  return core.openQuestions.some((other) => {
    if (other === question || !chainIsSwept(other, client)) return false;
    return other.sweep!.phase[other.sweep!.chainOf[client]! - 1] === CHAIN.running;
  });
}

function lineIsBusy(core: Core, slot: Slot): boolean {
  const line = core.links.get(lineQueue(slot));
  return line !== undefined && !isIdle(line, core.now);
}

/** Works out one chain's run. */
class Run {
  private readonly core: Core;
  private readonly question: Question;
  private readonly chain: number;
  private readonly members: Int32Array;
  private readonly line: Line;
  private readonly offers: Offer[] = [];

  constructor(core: Core, question: Question, chain: number, members: Int32Array) {
    this.core = core;
    this.question = question;
    this.chain = chain;
    this.members = members;
    this.line = new Line(core, core.siteOf(members[0]!));
  }

  start(): boolean {
    this.deliver();
    if (!this.passOnce() && !this.passHeld()) {
      this.forget();
      return false;
    }
    const sweep = this.question.sweep!;
    sweep.offers[this.chain] = this.offers;
    sweep.phase[this.chain] = CHAIN.running;
    return true;
  }

  /** When everybody will have the question. */
  private deliver(): void {
    const { receivedAt } = this.question.state!;
    let previous = -1;
    for (const slot of this.members) {
      this.receive(slot, previous, previous < 0 ? this.core.now : this.line.pass(receivedAt[previous]!, this.question.size));
      this.line.reset();
      previous = slot;
    }
  }

  /** The earlier of both ways; at one instant registration comes first (docs/model.md §2). */
  private receive(slot: Slot, previous: Slot, byChain: Micros): void {
    const { receivedAt, from } = this.question.state!;
    const offer = offerAfter(this.core, slot, this.question.sweep!.since[this.chain]!);
    const registration = offer.arrives <= byChain;
    receivedAt[slot] = registration ? offer.arrives : byChain;
    from[slot] = registration ? FROM_REGISTRATION : previous < 0 ? FROM_SERVER : previous;
    if (offer.at <= receivedAt[slot]!) this.offers.push(offer);
  }

  /** One message of everybody. False when somebody's hold would be over before, or the question would expire. */
  private passOnce(): boolean {
    const { core, question } = this;
    const { receivedAt, sentAt } = question.state!;
    const { answerHold } = core.world.settings;
    const message = new GrowingMessage(question);
    let answers = -Infinity;
    let sent = -Infinity;
    for (const slot of this.members) {
      const received = receivedAt[slot]!;
      const done = received + ownTime(core, question, slot);
      if (answers !== -Infinity && Math.abs(done - answers) > answerHold) return false;
      sent = done > answers ? done : answers;
      sentAt[slot] = sent;
      message.add(core, question, slot, isTargeted(core, question, slot));
      this.line.reset();
      this.line.pass(received, question.size);
      answers = this.line.pass(sent, message.size);
    }
    if (sent >= question.expiresAt) return false;
    this.pushSend(sent, null, true);
    return true;
  }

  /** Some pass on what they have before all is there. False when it is not over before the question expires. */
  private passHeld(): boolean {
    const { core, question, members } = this;
    const { sentAt, receivedAt } = question.state!;
    const rows: number[] = [];
    const toServer: { at: Micros; bundle: Bundle; last: boolean }[] = [];
    const received = Float64Array.from(members, (slot) => receivedAt[slot]!);
    playChain(core, question, members, received, null, (i, { passed }) => {
      for (const { at, arrives, bundle, final, own } of passed) {
        if (own) sentAt[members[i]!] = at;
        rows.push(i, at, arrives, bundleSize(question, bundle), bundle.tested);
        if (i === members.length - 1) toServer.push({ at, bundle, last: final });
      }
    });
    if (toServer.at(-1)!.at >= question.expiresAt) return false;
    for (const { at, bundle, last } of toServer) this.pushSend(at, bundle, last);
    question.sweep!.held.set(this.chain, Float64Array.from(rows));
    return true;
  }

  /** The forward leader will send answers to the server at t. */
  private pushSend(t: Micros, bundle: Bundle | null, last: boolean): void {
    const { sends } = this.question.sweep!;
    sends.push({ chain: this.chain, bundle, last });
    this.core.queue.push(t, KIND.sweepSend, this.question.number, 0, sends.length - 1, 0, 0, 0, 0);
  }

  private forget(): void {
    const { receivedAt, sentAt, from } = this.question.state!;
    for (const slot of this.members) {
      receivedAt[slot] = sentAt[slot] = Infinity;
      from[slot] = -1;
    }
  }
}
