/** What is followed: one question, or one message of it on its way through the chain; and where it is now. */
import type { LogEvent } from '../sim/log';
import { MESSAGE } from '../sim/question-types';
import type { Slot } from '../sim/world';
import type { Following, FollowTarget } from './contract';
import { refuse } from './deps';
import { flightTime } from './flight';
import { LIMITS } from './limits';
import { isAboutMessage, nextOnWay, previousOnWay } from './message-way';
import type { RowTest } from './message-way';
import type { MessageSource } from './messages-in-flight';
import type { Run } from './run';
import { durationWords, grouped, nameOf } from './wording';

/** A message of the question that is under way. */
interface UnderWay {
  readonly from: Slot;
  readonly to: Slot;
  readonly sentAt: number;
  /** As known at present. */
  readonly arrivesAt: number;
  readonly asks: boolean;
  readonly amount: number;
}

/** A way is worth a word when it takes so much longer than latency and processing. */
const SLOW = 100_000;

export class Follower {
  private readonly run: Run;
  private readonly source: MessageSource;
  private target: FollowTarget | null = null;
  /** Rows on the way of the message, up to where it is. The first is where it was picked up, or a row before. */
  private way: LogEvent[] = [];
  /** Rows up to this one have been put to the test for the next. */
  private scanned = 0;
  private generation = -1;
  /** Where a question as a whole was last: the camera stays with one of its messages as long as that goes on. */
  private last: { at: Slot; to: Slot } = { at: -1, to: -1 };

  constructor(run: Run, source: MessageSource) {
    this.run = run;
    this.source = source;
  }

  get question(): number {
    return this.target?.question ?? -1;
  }
  /** One message is followed, not a whole question. */
  get single(): boolean {
    return this.target?.eventId !== undefined;
  }
  get followed(): { readonly single: boolean } | null {
    return this.target === null ? null : { single: this.single };
  }

  /** A place in the chain that is looked at; −1 = none in particular. */
  get place(): Slot {
    return this.last.to >= 0 ? this.last.to : this.last.at;
  }

  follow(target: FollowTarget | null): void {
    this.target = target === null ? null : this.checked(target);
    if (!this.single) this.way = [];
    this.last = { at: -1, to: -1 };
  }

  /** Rows of the message's way up to now, and the one before the first of them. */
  hopsSoFar(): ReadonlySet<number> {
    this.goOn();
    const [first] = this.way;
    const before = first === undefined ? 0 : previousOnWay(this.run.sim, first);
    const known = before === 0 ? undefined : this.run.sim.log.get(before);
    if (known !== undefined) this.way.unshift(known);
    return new Set(this.way.map((event) => event.id));
  }

  /** What the next row of the message's way looks like; null where it ends. */
  nextHop(): RowTest | null {
    const { lastHop: top } = this;
    return top === undefined ? null : nextOnWay(this.run.sim, top);
  }

  /** The row of the message's way that has come about last. */
  get lastHop(): LogEvent | undefined {
    this.goOn();
    return this.way[this.way.length - 1];
  }

  locate(): Following | null {
    // Reading on may find that the message does not exist any more.
    const { lastHop, target } = this;
    if (target === null) return null;
    return { ...target, ...(lastHop === undefined ? this.placeOfQuestion(target.question) : this.placeOfMessage(lastHop)) };
  }

  private checked({ question, eventId }: FollowTarget): FollowTarget {
    const { sim } = this.run;
    if (sim.question(question) === undefined) refuse('follow.unknown', '/target/question', 'There is no such question or action at this instant.');
    if (eventId === undefined) return { question };
    const event = sim.log.get(eventId);
    if (!isAboutMessage(sim, event, question)) {
      const many = sim.world.clientCount > LIMITS.messageLogClients;
      const why = many
        ? `In fleets above ${grouped(LIMITS.messageLogClients)} clients single messages are not kept. The question as a whole can be followed.`
        : 'This event is no message of that question, or the log no longer has it.';
      return refuse('follow.noMessage', '/target/eventId', why);
    }
    this.way = [event];
    this.scanned = eventId;
    this.generation = this.run.generation;
    return { question, eventId };
  }

  /** Along the rows that have come since. After a jump the way is read anew from where it was picked up: rows may be other ones now. */
  private goOn(): void {
    const { sim, generation } = this.run;
    const { log } = sim;
    const [first] = this.way;
    if (first === undefined) return;
    const top = this.way[this.way.length - 1] ?? first;
    if (generation !== this.generation || top.id > log.lastId) {
      this.generation = generation;
      this.way = [first];
      this.scanned = first.id;
      if (first.id <= log.lastId && !isSameRow(log.get(first.id), first)) {
        // Acts have changed: that message was never sent in this run.
        this.target = this.target === null ? null : { question: this.target.question };
        this.way = [];
        return;
      }
    }
    if (first.id > log.lastId) return;
    for (let found = this.findNext(); found !== undefined; found = this.findNext()) this.way.push(found);
  }

  private findNext(): LogEvent | undefined {
    const { sim } = this.run;
    const { log } = sim;
    const top = this.way[this.way.length - 1];
    const test = top === undefined ? null : nextOnWay(sim, top);
    if (test === null) {
      this.scanned = log.lastId;
      return undefined;
    }
    for (let id = Math.max(this.scanned + 1, log.firstId); id <= log.lastId; id++) {
      this.scanned = id;
      if (test(id)) return log.get(id);
    }
    return undefined;
  }

  private placeOfMessage(event: LogEvent): Pick<Following, 'at' | 'to' | 'text'> {
    const { sim } = this.run;
    const who = event.client < 0 ? 'the server' : nameOf(sim, event.client);
    if (event.id > sim.log.lastId) return { at: event.client, to: event.client, text: `It has not come to ${who} yet.` };
    const isServer = event.kind === 'answers.collected' || event.kind === 'question.asked';
    const at = isServer || event.kind === 'question.expired' ? -1 : event.client;
    const on = this.messages().find((one) => one.from === event.client && one.asks === (event.kind === 'question.received'));
    if (on !== undefined && (event.kind === 'question.received' || event.kind === 'answers.sent' || event.kind === 'answers.partial')) {
      return { at, to: on.to, text: this.wayText(on) };
    }
    return { at, to: at, text: `${this.name()}: ${restText(event.kind, who)}` };
  }

  /** It stays with a message from hop to hop, waits where that waits, and else goes to what arrives next. */
  private placeOfQuestion(question: number): Pick<Following, 'at' | 'to' | 'text'> {
    const { sim } = this.run;
    const { last } = this;
    const messages = this.messages();
    const same = messages.find((one) => one.from === last.at && one.to === last.to);
    const on = same ?? messages.find((one) => last.to >= 0 && one.from === last.to);
    const client = last.to >= 0 && last.to < sim.slotCount ? sim.clientAt(last.to) : -1;
    if (on === undefined && client >= 0) {
      const part = sim.questionAt(question, client);
      if (part !== null && part.receivedAt !== null && part.sentAt === null && sim.question(question)?.open === true) {
        this.last = { at: last.to, to: last.to };
        return { ...this.last, text: `${this.name()}: ${nameOf(sim, last.to)} ${waitText(part.done, part.waitsFor < 0 ? null : nameOf(sim, part.waitsFor))}` };
      }
    }
    const next = on ?? messages.reduce<UnderWay | undefined>((a, b) => (a === undefined || b.arrivesAt < a.arrivesAt ? b : a), undefined);
    if (next !== undefined) {
      this.last = { at: next.from, to: next.to };
      return { ...this.last, text: this.wayText(next) };
    }
    const view = sim.question(question);
    this.last = { at: last.to, to: last.to };
    const heard = view === undefined ? 'has not been asked yet' : `${grouped(view.tested)} of ${grouped(view.estimated)} tested, nothing is on its way`;
    return { ...this.last, text: `${this.name()}: ${heard}.` };
  }

  private messages(): readonly UnderWay[] {
    const found: UnderWay[] = [];
    this.source.eachMessageInFlight((what, question, from, to, sentAt, arrivesAt, amount, byRegistration) => {
      if (question !== this.question || found.length >= LIMITS.messageRows) return;
      found.push({ from, to, sentAt: byRegistration ? arrivesAt : sentAt, arrivesAt, asks: what === MESSAGE.question || what === MESSAGE.action, amount });
    });
    // In one order however the simulation keeps them.
    return found.sort((a, b) => a.arrivesAt - b.arrivesAt || a.from - b.from || a.to - b.to);
  }

  private wayText({ from, to, sentAt, arrivesAt, asks, amount }: UnderWay): string {
    const { sim } = this.run;
    const name = (slot: Slot): string => (slot < 0 ? 'the server' : nameOf(sim, slot));
    const what = asks ? this.name() : `${this.name()}, ${amount === 1 ? '1 answer' : `${grouped(amount)} answers`}`;
    const takes = arrivesAt - sentAt;
    const slow = takes - flightTime(sim, from, to, 0) >= SLOW ? `; as things stand, its way takes ${durationWords(takes)} (NET-2)` : '';
    return `${what}: from ${name(from)} to ${name(to)}${slow}.`;
  }

  private name(): string {
    const act = this.run.sim.acts[this.question];
    return act?.do === 'deploy' ? `Action ${act.id}` : act?.do === 'ask' ? `Question ${act.id}` : 'The question';
  }
}

function isSameRow(a: LogEvent | undefined, b: LogEvent): boolean {
  return a !== undefined && a.kind === b.kind && a.t === b.t && a.client === b.client && a.peer === b.peer && a.detail === b.detail;
}

function restText(kind: LogEvent['kind'], who: string): string {
  switch (kind) {
    case 'question.received':
      return `${who} has it.`;
    case 'question.lost':
      return `it was lost on its way to ${who}.`;
    case 'question.answered':
      return `${who} has its own part done.`;
    case 'action.started':
      return `the command runs at ${who}.`;
    case 'answers.received':
      return `${who} holds the answers.`;
    case 'answers.lost':
      return `the answers were lost; ${who} has them again.`;
    case 'answers.collected':
      return 'the server has these answers.';
    case 'question.expired':
      return 'it has expired.';
    default:
      return `it leaves ${who}.`;
  }
}

function waitText(done: boolean, waitsFor: string | null): string {
  if (!done) return 'works on its answer.';
  return waitsFor === null ? 'holds its answer.' : `waits for the answers of ${waitsFor}.`;
}
