/**
 * Why answers are not there: one pass over the clients gives each that the server counts and has not heard exactly one reason, so that the
 * reasons add up to estimated − tested.
 *
 *   not received:  on its way to it? · offline · no server · waits for a registration (LINK-11)
 *   received:      sensor runs · its answer travels · waits in the chain · nobody carries it any more
 */
import { MESSAGE } from '../../sim/question-types';
import type { QuestionColumns, QuestionView } from '../../sim/question-types';
import { COUNTED } from '../../sim/questions';
import { BACKWARD_LEADER, FORWARD_LEADER, LOST_CONTACT, ONLINE, VACATED } from '../../sim/state-bits';
import type { Simulation } from '../../sim/types';
import type { Slot } from '../../sim/world';
import type { MissingReason } from '../contract';
import { isBlocked } from '../counts';

/** What answers in the chain wait for, seen from the client that holds them up. */
export type Obstacle = 'sensor' | 'offline' | 'notReceived' | 'comes' | 'noWay' | 'noServer';
export interface Wait {
  /** The client that is waited for, by its first slot. */
  readonly client: Slot;
  readonly obstacle: Obstacle;
}

/** More about one reason: what the sentences tell apart. */
export type Detail = 'question' | 'answer' | 'held' | 'unreached' | 'blocked' | 'behind' | 'late';
export interface Finding {
  readonly reason: MissingReason;
  readonly detail?: Detail;
  readonly wait?: Wait;
}

/** Where answers are that the server has not heard, and where the question is on its way to. */
interface Traffic {
  /** First slot of the client that has a client's answer or has sent it; −1 = nobody. `travels`: it is in a message. */
  carrier(client: Slot): Slot;
  travels(client: Slot): boolean;
  /** The client has answers that it has not passed on. */
  holds(client: Slot): boolean;
  isComing(slot: Slot): boolean;
  /** Of a client that has received the question: whether its own part is done, and the previous peer whose final answers it waits for (−1 = none). */
  isDone(client: Slot): boolean;
  waitsFor(client: Slot): Slot;
}

export class MissingFinder {
  private readonly sim: Simulation;
  private readonly view: QuestionView;
  private readonly columns: QuestionColumns;
  private readonly traffic: Traffic;
  private readonly waits = new Map<Slot, Wait>();

  constructor(sim: Simulation, view: QuestionView, columns: QuestionColumns, traffic: Traffic) {
    this.sim = sim;
    this.view = view;
    this.columns = columns;
    this.traffic = traffic;
  }

  /** Null: the server has heard the client. */
  find(client: Slot): Finding | null {
    const { columns, sim } = this;
    if (this.isHeard(client)) return null;
    if (((columns.flags[client] ?? 0) & COUNTED) === 0) return NOT_COUNTED;
    const slot = sim.currentSlot(client);
    const received = this.hasReceived(client);
    if (!this.view.open) return received ? EXPIRED : (this.unreachable(slot, sim.columns.state[slot] ?? 0) ?? EXPIRED);
    if (!received) return this.notReceived(client, slot);
    const carrier = this.traffic.carrier(client);
    if (carrier >= 0) return this.traffic.travels(client) ? ANSWER_TRAVELS : this.held(carrier);
    return this.notCarried(client);
  }

  /** In the middle of an instant a swept chain has times that are this instant and still to come. */
  private isHeard(client: Slot): boolean {
    const { sim } = this;
    const heardAt = this.columns.heardAt[client] ?? Infinity;
    return heardAt === sim.now ? sim.questionAt(this.view.number, client)?.heardAt === heardAt : heardAt < sim.now;
  }

  private hasReceived(client: Slot): boolean {
    return (this.columns.receivedAt[client] ?? Infinity) <= this.sim.now;
  }

  private notReceived(client: Slot, slot: Slot): Finding {
    const bits = this.sim.columns.state[slot] ?? 0;
    const coming = (bits & ONLINE) !== 0 && (Number.isFinite(this.columns.receivedAt[client]) || this.traffic.isComing(slot));
    return coming ? QUESTION_TRAVELS : (this.unreachable(slot, bits) ?? this.waitsForRegistration(slot, bits));
  }

  private unreachable(slot: Slot, bits: number): Finding | null {
    if ((bits & ONLINE) === 0) return OFFLINE;
    return (bits & LOST_CONTACT) !== 0 || !this.sim.reachesServer(slot) ? LOST : null;
  }

  private waitsForRegistration(slot: Slot, bits: number): Finding {
    const previous = this.sim.columns.in[0][slot] ?? -1;
    if (previous < 0 && (bits & BACKWARD_LEADER) === 0) return isBlocked(bits) ? WAITS.blocked : WAITS.unreached;
    if (previous < 0) return WAITS.late;
    const known = (this.columns.receivedAt[this.sim.clientAt(previous)] ?? Infinity) <= this.sim.now;
    return known ? WAITS.late : WAITS.behind;
  }

  /** Somebody has the answer and has not passed it on. */
  private held(holder: Slot): Finding {
    const wait = this.waitOf(holder);
    return wait.obstacle === 'noServer' ? { reason: 'lostContact', detail: 'held', wait } : { reason: 'waitsInChain', wait };
  }

  /** In a chain that is computed ahead, when the server will hear it is known already. */
  private notCarried(client: Slot): Finding {
    const { columns, sim } = this;
    if ((columns.sentAt[client] ?? Infinity) <= sim.now) return Number.isFinite(columns.heardAt[client]) ? ANSWER_TRAVELS : DIED;
    if (!this.traffic.isDone(client)) return SENSOR;
    return Number.isFinite(columns.heardAt[client]) ? this.held(client) : DIED;
  }

  /** Along previous peers to the client that holds up what waits here. Each client is looked at once. */
  waitOf(holder: Slot): Wait {
    let wait = this.waits.get(holder);
    if (wait !== undefined) return wait;
    const path: Slot[] = [];
    let client = holder;
    while (wait === undefined) {
      path.push(client);
      const found = this.obstacleAt(client);
      if (typeof found !== 'number') wait = found;
      else {
        client = found;
        wait = this.waits.get(client);
      }
    }
    for (const one of path) this.waits.set(one, wait);
    return wait;
  }

  /** What a client does not pass its final answers on for; or the client behind it, when it is that one's answers it waits for. */
  private obstacleAt(client: Slot): Wait | Slot {
    const { sim, traffic } = this;
    if (!this.hasReceived(client)) return { client, obstacle: 'notReceived' };
    if (!traffic.isDone(client)) return { client, obstacle: 'sensor' };
    const previous = traffic.waitsFor(client);
    if (previous >= 0) return this.isThere(previous) ? sim.clientAt(previous) : { client: sim.clientAt(previous), obstacle: 'offline' };
    if (!traffic.holds(client)) return { client, obstacle: 'comes' };
    const slot = sim.currentSlot(client);
    const leads = ((sim.columns.state[slot] ?? 0) & FORWARD_LEADER) !== 0 && (sim.columns.out[0][slot] ?? -1) < 0;
    return { client, obstacle: leads && !sim.reachesServer(slot) ? 'noServer' : 'noWay' };
  }

  private isThere(slot: Slot): boolean {
    return ((this.sim.columns.state[slot] ?? 0) & (ONLINE | VACATED)) === ONLINE;
  }
}

const NOT_COUNTED: Finding = { reason: 'notCounted' };
const EXPIRED: Finding = { reason: 'expired' };
const OFFLINE: Finding = { reason: 'offline' };
const LOST: Finding = { reason: 'lostContact' };
const QUESTION_TRAVELS: Finding = { reason: 'underWay', detail: 'question' };
const ANSWER_TRAVELS: Finding = { reason: 'underWay', detail: 'answer' };
const SENSOR: Finding = { reason: 'sensorRuns' };
const DIED: Finding = { reason: 'lost' };
const WAITS = {
  blocked: { reason: 'waitsForRegistration', detail: 'blocked' },
  unreached: { reason: 'waitsForRegistration', detail: 'unreached' },
  behind: { reason: 'waitsForRegistration', detail: 'behind' },
  late: { reason: 'waitsForRegistration', detail: 'late' },
} as const satisfies Readonly<Record<string, Finding>>;

// ── traffic ─────────────────────────────────────────────────────────────────────────────────────

/** For a pass over all clients. */
export function trafficOfAll(sim: Simulation, view: QuestionView, columns: QuestionColumns): Traffic {
  const carrier = new Int32Array(sim.world.clientCount).fill(-1);
  const travels = new Uint8Array(sim.world.clientCount);
  const holds = new Uint8Array(sim.world.clientCount);
  sim.eachAnswerOnItsWay(view.number, (client, holder, isMessage) => {
    carrier[client] = holder;
    if (isMessage) travels[client] = 1;
    else holds[holder] = 1;
  });
  const coming = new Uint8Array(sim.slotCount);
  const forward = sim.columns.out[0];
  for (const receiver of receivers(sim, view)) {
    // Whoever gets it passes it on to everybody ahead that has not got it yet.
    for (let slot = receiver; slot >= 0 && coming[slot] === 0 && lacks(sim, columns, slot); slot = forward[slot] ?? -1) coming[slot] = 1;
  }
  const done = new Uint8Array(sim.world.clientCount);
  const waitsFor = new Int32Array(sim.world.clientCount).fill(-1);
  sim.eachOwnPart(view.number, (client, isDone, previous) => {
    done[client] = isDone ? 1 : 0;
    waitsFor[client] = previous;
  });
  return {
    carrier: (client) => carrier[client] ?? -1,
    travels: (client) => travels[client] === 1,
    holds: (client) => holds[client] === 1,
    isComing: (slot) => coming[slot] === 1,
    isDone: (client) => done[client] === 1,
    waitsFor: (client) => waitsFor[client] ?? -1,
  };
}

/** For a single client: looks only at what it needs. */
export function trafficOfOne(sim: Simulation, view: QuestionView, columns: QuestionColumns, client: Slot): Traffic {
  let known: { readonly carrier: Slot; readonly travels: boolean } | undefined;
  const find = () => (known ??= carrierOf(sim, view, client));
  return {
    carrier: () => find().carrier,
    travels: () => find().travels,
    holds: (one) => (sim.questionAt(view.number, one)?.pending ?? 0) > 0,
    isComing: (slot) => isComing(sim, view, columns, slot),
    isDone: (one) => sim.questionAt(view.number, one)?.done === true,
    waitsFor: (one) => sim.questionAt(view.number, one)?.waitsFor ?? -1,
  };
}

function carrierOf(sim: Simulation, view: QuestionView, client: Slot): { readonly carrier: Slot; readonly travels: boolean } {
  let found = { carrier: -1, travels: false };
  const visit = (one: Slot, carrier: Slot, travels: boolean): void => {
    if (one === client) found = { carrier, travels };
  };
  sim.eachAnswerOnItsWay(view.number, visit, client);
  return found;
}

/** Along previous peers that have not got it either, to one that it is on its way to. */
function isComing(sim: Simulation, view: QuestionView, columns: QuestionColumns, slot: Slot): boolean {
  const expected = new Set(receivers(sim, view));
  const seen = new Set<Slot>();
  for (let at = slot; at >= 0 && !seen.has(at) && lacks(sim, columns, at); at = sim.columns.in[0][at] ?? -1) {
    if (expected.has(at)) return true;
    seen.add(at);
  }
  return false;
}

/** Places that the question is on its way to. */
function receivers(sim: Simulation, view: QuestionView): Slot[] {
  const found: Slot[] = [];
  sim.eachMessageInFlight((what, question, _from, to) => {
    if (question === view.number && to >= 0 && (what === MESSAGE.question || what === MESSAGE.action)) found.push(to);
  });
  return found;
}

function lacks(sim: Simulation, columns: QuestionColumns, slot: Slot): boolean {
  return ((sim.columns.state[slot] ?? 0) & ONLINE) !== 0 && (columns.receivedAt[sim.clientAt(slot)] ?? Infinity) > sim.now;
}
