/**
 * Writes what travels, and marks that are still to be seen, as rows of numbers: questions and answers, registrations, attempts and their
 * answers, links that broke, roles gained and lost. Read from what is under way, the tail of the log and the computed registrations;
 * nothing is remembered between frames.
 */
import type { Columns, Simulation } from '../sim/types';
import type { Micros, Slot } from '../sim/world';
import { REGISTERING, SEEKING_BACKWARD, SEEKING_FORWARD } from '../sim/state-bits';
import { MAX_MOTION, MOTION, MOTION_STRIDE } from './frame';
import { registrationSentAt, registrationTime } from './flight';
import { kindNumber as kind, kindTable } from './kind-table';
import { LIMITS } from './limits';
import { MessageMotion } from './message-motion';
import type { MessageSource } from './messages-in-flight';

const STARTED = kind('client.started');
const STOPPED = kind('client.stopped');
const REGISTERED_ = kind('client.registered');
const REREGISTERED = kind('client.reregistered');
const REG_FAILED = kind('registration.failed');
const TRIED = kind('link.tried');
const OPENED = kind('link.opened');
const REFUSED = kind('link.refused');
const TIMEOUT = kind('link.timeout');
const CLOSED = kind('link.closed');
const LOST = kind('link.lost');
const CUT = kind('link.cut');
const GAINED = kind('role.gained');
const LOST_ROLE = kind('role.lost');
const QUESTION_LOST = kind('question.lost');
const ANSWERS_LOST = kind('answers.lost');
/** Kinds that leave a mark or tell of an attempt. */
const MARKED = kindTable([
  'client.started',
  'client.stopped',
  'client.registered',
  'client.reregistered',
  'registration.failed',
  'link.tried',
  'link.opened',
  'link.refused',
  'link.timeout',
  'link.closed',
  'link.lost',
  'link.cut',
  'role.gained',
  'role.lost',
  'question.lost',
  'answers.lost',
]);

/** Rows kept free for registrations when there are very many marks. */
const RING_SHARE = 1_500;
/** Slots of one piece of the fleet, when only evenly spread pieces are looked at. */
const PIECE = 64;
/** Wall time a mark stays, in seconds. */
export const MARK_SECONDS = 0.6;

export class MotionWriter {
  count = 0;
  omitted = 0;
  private out = new Float64Array(0);
  private room = 0;
  private sim: Simulation | null = null;
  /** Taken once per collection: the getter makes an object. */
  private columns: Columns | null = null;
  private stride = 1;
  /** By slot × 2 + direction: number of the collection that met a later row about it. */
  private met = new Int32Array(0);
  private collection = 0;
  private marksStay: Micros = 0;
  private readonly messages = new MessageMotion();
  /** Rows of the log that may be worth a mark, newest first. */
  private readonly rows = new Float64Array(LIMITS.markRows);
  private readonly visit = (slot: Slot, t: Micros): void => this.ring(slot, t);

  /** Fills `out` with everything alive at the playhead. `speed` decides how much simulated time a mark stays. */
  collect(sim: Simulation, speed: number, longestRoundTrip: Micros, out: Float64Array<ArrayBuffer>, messages: MessageSource = sim): void {
    this.begin(sim, out);
    this.marksStay = Math.ceil(MARK_SECONDS * 1_000_000 * speed);
    const window = Math.max(longestRoundTrip, this.marksStay);
    this.messages.collect(sim, messages, out, LIMITS.messageRows);
    this.count = this.messages.count;
    this.omitted = this.messages.omitted;
    this.room = MAX_MOTION - RING_SHARE;
    this.collectCuts(sim);
    this.collectMarks(sim, window);
    this.room = MAX_MOTION;
    this.collectRings(sim, Math.min(window, Math.max(longestRoundTrip, sim.world.settings.normalRegistration[0])));
    this.sim = null;
    this.columns = null;
  }

  private begin(sim: Simulation, out: Float64Array<ArrayBuffer>): void {
    this.sim = sim;
    this.columns = sim.columns;
    this.out = out;
    this.collection++;
    if (this.met.length < sim.slotCount * 2) this.met = new Int32Array(sim.slotCount * 2 + 128);
  }

  private collectMarks(sim: Simulation, window: Micros): void {
    const visibleFrom = sim.now - window;
    // An attempt that gets no answer is alive longer than any mark.
    const from = Math.min(visibleFrom, sim.now - sim.world.settings.connectTimeout);
    const many = this.readRows(sim, from, visibleFrom);
    this.stride = strideFor(many, this.room - this.count);
    for (let i = 0; i < many; i++) this.logRow(sim, this.rows[i]!, visibleFrom);
  }

  /** Finds the rows since an instant that may be worth a mark, newest first. What there is no room or time for counts as omitted while it would be seen. */
  private readRows(sim: Simulation, from: Micros, visibleFrom: Micros): number {
    const { log } = sim;
    const oldest = Math.max(log.firstId, log.lastIdAt(from - 1) + 1, 1);
    const first = Math.max(oldest, log.lastId - LIMITS.passedRows + 1);
    const firstVisible = Math.max(oldest, log.lastIdAt(visibleFrom - 1) + 1);
    let many = 0;
    for (let id = log.lastId; id >= first; id--) {
      if (MARKED[log.kindOf(id)] !== 1) continue;
      if (many < this.rows.length) this.rows[many++] = id;
      else if (id >= firstVisible) this.omitted++;
    }
    this.omitted += Math.max(0, first - firstVisible);
    return many;
  }

  /** Links that are blocked and not yet given up (LINK-10): the wall stands at once, though the link dies only with the keep-alives. */
  private collectCuts(sim: Simulation): void {
    // Only acts cut links: what the scenario's own rules block was never linked.
    if (!sim.acts.some((act) => act.do === 'block' || act.do === 'unblock' || act.do === 'cutWan')) return;
    const { log } = sim;
    const { keepAlive, keepAliveMisses } = sim.world.settings;
    const lasts = keepAlive * keepAliveMisses;
    const first = Math.max(log.firstId, log.lastIdAt(sim.now - lasts) + 1, log.lastId - LIMITS.passedRows + 1);
    const { out } = sim.columns;
    let marks = 0;
    for (let id = log.lastId; id >= first && id > 0 && marks < LIMITS.cutMarks; id--) {
      if (log.kindOf(id) !== CUT) continue;
      const slot = log.clientOf(id);
      const peer = log.peerOf(id);
      const dir = log.directionOf(id) === 1 ? 1 : 0;
      if (out[dir][slot] !== peer || sim.reachability(slot, peer).ok) continue;
      this.push(MOTION.cut, slot, peer, log.timeOf(id), log.timeOf(id) + lasts, dir);
      marks++;
    }
  }

  private logRow(sim: Simulation, id: number, visibleFrom: Micros): void {
    const { log } = sim;
    const what = log.kindOf(id);
    const slot = log.clientOf(id);
    if (slot < 0) return;
    const t = log.timeOf(id);
    const visible = t >= visibleFrom;
    const dir = log.directionOf(id) === 1 ? 1 : 0;
    const peer = log.peerOf(id);
    const skipped = this.stride > 1 && id % this.stride !== 0;
    if (what === TRIED) {
      const current = this.firstMet(slot, dir) && (this.stateOf(slot) & (dir === 0 ? SEEKING_FORWARD : SEEKING_BACKWARD)) !== 0;
      if (skipped) this.omitted += visible || current ? 1 : 0;
      else this.attempt(sim, slot, peer, dir, t, current, visible);
      return;
    }
    if (what === OPENED || what === REFUSED || what === TIMEOUT) this.firstMet(slot, dir);
    // A first registration that waits in a queue (NET-2) outlasts the mark of its start.
    if (!visible && what === STARTED && !skipped) this.registering(sim, slot, t);
    if (!visible) return;
    if (skipped) this.omitted++;
    else if (what === QUESTION_LOST) this.push(MOTION.lostMessage, peer, slot, t, t + this.marksStay, 0, log.get(id)?.detail);
    else if (what === ANSWERS_LOST) this.push(MOTION.lostMessage, slot, peer, t, t + this.marksStay, 0, log.get(id)?.detail);
    else this.mark(sim, what, slot, peer, dir, t, id);
  }

  private mark(sim: Simulation, what: number, slot: Slot, peer: Slot, dir: 0 | 1, t: Micros, id: number): void {
    const stays = t + this.marksStay;
    switch (what) {
      case OPENED:
        return this.push(MOTION.accepted, peer, slot, t - sim.latencyBetween(slot, peer), t, dir);
      case REFUSED:
        return this.push(MOTION.refused, peer, slot, t - sim.latencyBetween(slot, peer), t, dir);
      case TIMEOUT:
        return this.push(MOTION.noAnswer, slot, peer, t - sim.world.settings.connectTimeout, t, dir);
      case CLOSED:
      case LOST:
      case CUT:
        return this.push(MOTION.broken, slot, peer, t, stays, dir);
      case GAINED:
        return this.push(MOTION.roleGained, slot, -1, t, stays, dir);
      case LOST_ROLE:
        return this.push(MOTION.roleLost, slot, -1, t, stays, dir);
      case STOPPED:
        return this.push(MOTION.stopped, slot, -1, t, stays, 0);
      case STARTED:
        this.push(MOTION.started, slot, -1, t, stays, 0);
        this.registering(sim, slot, t);
        return;
      case REGISTERED_:
      case REREGISTERED:
        return this.push(MOTION.initialRegistration, slot, -1, registrationSentAt(sim, id), t, 0);
      case REG_FAILED:
        return this.push(MOTION.noAnswer, slot, -1, t - sim.world.settings.connectTimeout, t, 0);
    }
  }

  /** A client's first registration, as long as no answer has come; when that is to be expected is known only where nothing waits. */
  private registering(sim: Simulation, slot: Slot, t: Micros): void {
    if ((this.stateOf(slot) & REGISTERING) === 0) return;
    this.push(MOTION.initialRegistration, slot, -1, t, Math.max(t + registrationTime(sim, slot), sim.now + 1), 0);
  }

  /** The hello, and if no result is logged yet, what is known to be under way after it. */
  private attempt(sim: Simulation, slot: Slot, peer: Slot, dir: 0 | 1, t: Micros, current: boolean, visible: boolean): void {
    if (peer < 0) return;
    const latency = sim.latencyBetween(slot, peer);
    const arrival = t + latency;
    if (visible || arrival >= sim.now) this.push(MOTION.hello, slot, peer, t, arrival, dir);
    if (!current || arrival > sim.now) return;
    if (this.columns?.in[dir][peer] === slot) this.push(MOTION.accepted, peer, slot, arrival, arrival + latency, dir);
    else if (arrival + latency > sim.now && sim.reachability(slot, peer).ok) this.push(MOTION.refused, peer, slot, arrival, arrival + latency, dir);
    else this.push(MOTION.noAnswer, slot, peer, t, t + sim.world.settings.connectTimeout, dir);
  }

  private collectRings(sim: Simulation, window: Micros): void {
    const n = sim.slotCount;
    const pieces = Math.ceil(n / PIECE);
    const skip = strideFor(n, LIMITS.ringSlots);
    const shortest = Math.max(1, sim.world.settings.normalRegistration[0]);
    const expected = (n / skip) * Math.max(window / shortest, 0);
    this.stride = strideFor(expected, this.room - this.count);
    const from = Math.max(0, sim.now - window);
    const before = this.count + this.omitted;
    if (skip === 1) sim.eachNormalRegistration(from, sim.now, 0, n, this.visit);
    else
      for (let piece = 0; piece < pieces; piece += skip) sim.eachNormalRegistration(from, sim.now, piece * PIECE, Math.min(n, (piece + 1) * PIECE), this.visit);
    this.omitted += (this.count + this.omitted - before) * (skip - 1);
  }

  private ring(slot: Slot, t: Micros): void {
    if (this.sim === null) return;
    // Spread by a multiplicative hash, so that the shown part is even over a chain and the same in every frame.
    if (this.stride > 1 && (Math.imul(slot, 0x9e3779b1) >>> 8) % this.stride !== 0) this.omitted++;
    else this.push(MOTION.normalRegistration, slot, -1, t, t + 2 * this.sim.latencyToServer(slot), 0);
  }

  private stateOf(slot: Slot): number {
    return this.columns?.state[slot] ?? 0;
  }

  /** Whether this is the newest row about this client's attempts in this direction. */
  private firstMet(slot: Slot, dir: 0 | 1): boolean {
    const at = slot * 2 + dir;
    if (this.met[at] === this.collection) return false;
    this.met[at] = this.collection;
    return true;
  }

  private push(what: number, from: Slot, to: Slot, t0: Micros, t1: Micros, extra: number, question = -1): void {
    if (this.count >= this.room) {
      this.omitted++;
      return;
    }
    const { out } = this;
    const at = this.count * MOTION_STRIDE;
    out[at] = what;
    out[at + 1] = from;
    out[at + 2] = to;
    out[at + 3] = t0;
    out[at + 4] = t1;
    out[at + 5] = extra;
    out[at + 6] = question;
    this.count++;
  }
}

/** The smallest power of two that thins `many` to `room`: powers of two, so that the shown part stays the same while numbers vary. */
function strideFor(many: number, room: number): number {
  let stride = 1;
  while (many / stride > Math.max(1, room)) stride *= 2;
  return stride;
}

/** Longest time a registration or a message and its answer take in a world. */
export function longestRoundTrip(sim: Simulation): Micros {
  let first = 0;
  let second = 0;
  for (const site of sim.world.sites) {
    const latency = Math.max(site.wan.latency, site.lan.latency);
    if (latency >= first) [first, second] = [latency, first];
    else if (latency > second) second = latency;
  }
  return 2 * (first + Math.max(second, first));
}
