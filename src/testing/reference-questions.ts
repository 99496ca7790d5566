/**
 * Questions and actions in the reference, written from the rule book §5 and docs/model.md §8 alone: every message carries a list of single
 * items, nothing is merged, and after every event everybody is asked whether something can be passed on.
 */
import type { Micros, TargetSpec } from '../sim/world';
import * as net from './plain-network';
import { accept, classOf, hasEnded, newOwn, newQuestion, offerBytes, sizeOf, tested } from './reference-bundles';
import type { Item, Own, Question, Sender } from './reference-bundles';
import type { Reference } from './reference';
import type { Carried } from './reference-network';
import { KIND, type Dir, type Link, type Place } from './reference-state';
import { bookLeg, legsWithoutPeering, legTime, timeToTop, zonesUpFrom } from './reference-zones';

const STREAM = { target: 7, start: 8, run: 9, answer: 6 };
const SECOND: Micros = 1_000_000;
const ACTION_LIFE = 600 * SECOND;
const SERVER_AGAIN = 60 * SECOND;
const COMMAND_TIME = [SECOND, 5 * SECOND] as const;
const STEP = { sensor: 0, starts: 1, ends: 2 };

export class Questions {
  readonly all: Question[] = [];
  private readonly host: Reference;
  /** When the last registration was sent that a server has heard, by client. */
  private readonly heard = new Map<number, Micros>();
  /** How often each client has stopped: what it had begun before is void. */
  private readonly stops = new Map<number, number>();

  constructor(host: Reference) {
    this.host = host;
  }
  private get open(): Question[] {
    return this.all.filter((question) => question.open);
  }
  private of(question: Question, place: Place): Own {
    const own = question.clients.get(place.life.id) ?? newOwn();
    question.clients.set(place.life.id, own);
    return own;
  }
  private log(kind: Parameters<Reference['log']>[0], question: Question, client: Place | null, link: Link | null, peer: Place | null, amount = 0): void {
    this.host.log(kind, client, peer, link ? link.dir : null, { detail: question.number, amount });
  }

  // ---- asking
  /** */
  ask(number: number, act: Question['act']): void {
    const { now, world } = this.host;
    const { questionExpiry, actionTimeout, normalRegistration } = world.settings;
    const until = 3 * normalRegistration[1];
    const counted = [...this.heard].filter(([, sent]) => now - sent < until).map(([client]) => client);
    const question = newQuestion(number, act, now, now + (act.do === 'ask' ? questionExpiry : ACTION_LIFE + actionTimeout), counted);
    this.all.push(question);
    this.log('question.asked', question, null, null, null, counted.length);
    world.servers.forEach(({ kind }, server) => kind !== 'zone' && question.at.add(server));
    this.toLeaders(question, [...question.at]);
    for (const server of question.at) this.relayFrom(question, server);
    this.host.event([question.expiresAt, KIND.expire, number, 0, 0, 0], () => this.expire(question));
  }
  /** */
  private toLeaders(question: Question, servers: readonly number[]): void {
    for (const place of this.host.places) {
      const { server } = place;
      if (!place.sides[1].role || !servers.includes(server) || !this.host.reachesServer(place, server)) continue;
      this.carry(question, { from: server, to: place, bytes: sizeOf(question, null), kind: KIND.question, a: place.index, b: -1 }, place, () =>
        this.arrives(question, place, 'server', null),
      );
    }
  }
  /** SRV-1: from a server to the Zone Servers behind it. */
  private relayFrom(question: Question, server: number): void {
    this.host.world.servers.forEach(({ kind, upstream }, zone) => {
      if (kind === 'zone' && upstream === server) this.relay(question, zone, this.host.now + legTime(this.host, zone, 'down', sizeOf(question, null)));
    });
  }
  private relay(question: Question, zone: number, t: Micros): void {
    this.host.event([t, KIND.relay, zone, 0, 0, question.number], () => {
      const { world, cut, running, now } = this.host;
      if (!question.open) return;
      if (!net.serverReachable(world, cut, running, world.servers[zone]?.site ?? -1, zone)) return this.relay(question, zone, now + SERVER_AGAIN);
      this.bookLegOf(question, zone, 'down', sizeOf(question, null));
      legsWithoutPeering(this.host, [zone], classOf(question, false), sizeOf(question, null));
      question.at.add(zone);
      this.toLeaders(question, [zone]);
      this.relayFrom(question, zone);
    });
  }
  private bookLegOf(question: Question, zone: number, direction: 'up' | 'down', bytes: number): void {
    bookLeg(this.host, zone, direction, classOf(question, direction === 'up'), bytes);
  }
  private expire(question: Question): void {
    question.open = false;
    question.clients.forEach((own) => (own.pending = []));
    if (question.act.do === 'deploy') this.expireStatuses(question, question.act.target);
    this.log('question.expired', question, null, null, null, question.tested);
  }
  /** what has not come to its end in time is Expired. */
  private expireStatuses(question: Question, target: TargetSpec): void {
    for (const [client, texts] of question.heard) if (!hasEnded(texts)) question.heard.delete(client);
    for (const client of question.counted) {
      const place = this.host.currentPlace(client);
      const own = this.of(question, place);
      const meant = own.receivedAt === null ? this.isMeant(target, place) : own.targeted;
      if (meant && !question.heard.has(client)) question.heard.set(client, ['Expired']);
    }
  }
  /** A registration sent at `sent` has arrived: what is new is put into the answer (REG-6). */
  registrationArrived(place: Place, sent: Micros, server: number): { questions: Question[]; bytes: number } {
    this.hear(place, sent);
    for (const question of this.open) question.count(place.life.id);
    const questions = this.offers(place, server);
    return { questions, bytes: offerBytes(questions) };
  }
  private offers(place: Place, server: number): Question[] {
    return this.open.filter((question) => question.at.has(server) && this.of(question, place).receivedAt === null);
  }
  answerArrived(place: Place, questions: readonly Question[]): void {
    for (const question of questions) this.offered(question, place, 0);
  }
  /** REG-5. What the answer grows by: the offers are on their way until they arrive. */
  normalRegistration(place: Place): number {
    const { books } = this.host;
    const { server } = place;
    this.hear(place, this.host.now);
    const questions = this.offers(place, server);
    for (const question of questions) {
      const booked = books.sentAlong('registration', server, place, offerBytes([question]));
      this.offered(question, place, 2 * this.host.serverLatency(place, server), (received) => books.arrived(booked, received));
    }
    return offerBytes(questions);
  }
  private offered(question: Question, place: Place, delay: Micros, then: (received: boolean) => void = () => {}): void {
    const key = [this.host.now + delay, KIND.question, place.index, 0, -2, question.number] as const;
    this.host.event(key, () => then(this.arrives(question, place, 'registration', null)));
  }
  private hear(place: Place, sent: Micros): void {
    this.heard.set(place.life.id, Math.max(sent, this.heard.get(place.life.id) ?? 0));
  }

  // ---- the question on its way
  private carry(question: Question, message: Omit<Carried, 'cls' | 'entity' | 'serial' | 'each'>, client: Place, arrives: () => boolean): void {
    const cls = classOf(question, message.kind !== KIND.question);
    const each = (where: 'lan' | 'wan'): void => {
      if (question.open) question.messages[where]++;
    };
    this.host.network.send({ ...message, cls, entity: client.life.entity, serial: question.number, each }, arrives);
  }
  private get hop(): Micros {
    return this.host.world.settings.hopProcessing;
  }
  /** False where the message is lost. */
  private arrives(question: Question, at: Place, from: Sender, link: Link | null): boolean {
    const peer = link?.from ?? null;
    const carried = link ? this.linkCarries(link) : this.serverReaches(at, from);
    if (!question.open) return carried;
    if (!carried) {
      this.log('question.lost', question, at, link, peer);
      return false;
    }
    const own = this.of(question, at);
    if (own.receivedAt !== null) return true;
    own.receivedAt = this.host.now;
    own.from = from;
    this.log('question.received', question, at, link, peer);
    this.host.books.withoutPeering(classOf(question, false), at, at.server, sizeOf(question, null));
    const ahead = at.sides[0].out;
    if (ahead) this.forward(question, ahead);
    this.ownPart(question, at, own);
    return true;
  }
  private forward(question: Question, link: Link): void {
    const { from, to } = link;
    this.carry(question, { from, to, bytes: sizeOf(question, null), kind: KIND.question, a: to.index, b: from.index, wait: this.hop }, from, () =>
      this.arrives(question, to, from, link),
    );
  }
  private linkCarries(link: Link): boolean {
    return link.to.online && link.to.sides[0].in === link && this.host.permitted(link.from, link.to);
  }
  private serverReaches(place: Place, from: Sender): boolean {
    const there = from === 'server' ? place.sides[1].role : place.registered;
    return place.online && there && this.host.reachesServer(place, place.server);
  }

  // ---- the client's own part
  private ownPart(question: Question, place: Place, own: Own): void {
    const { act } = question;
    const exception = this.host.world.exceptions.get(place.life.id);
    own.targeted = this.isMeant(act.target, place);
    if (!own.targeted) return this.finish(question, place, own, null);
    if (act.do === 'ask') {
      const ready = this.host.now + (exception?.sensorTime ?? this.host.world.settings.sensorTime);
      return this.later(question, place, STEP.sensor, ready, () => this.finish(question, place, own, this.answers(question, place)));
    }
    if (exception?.actionLock) return this.finish(question, place, own, ['Waiting']);
    const { seed } = this.host.world;
    const start = question.askedAt + net.uniform([0, act.distribute], seed, place.life.entity, STREAM.start, act.key);
    if (start <= this.host.now) return this.startCommand(question, place, own, act.key);
    this.addOwn(question, place, own, ['Waiting'], false);
    own.texts = ['Waiting'];
    this.later(question, place, STEP.starts, start, () => this.startCommand(question, place, own, act.key));
  }
  private startCommand(question: Question, place: Place, own: Own, key: number): void {
    const { seed, settings } = this.host.world;
    own.texts = ['Running'];
    this.log('action.started', question, place, null, null);
    this.addOwn(question, place, own, ['Running'], false);
    const takes = net.uniform(COMMAND_TIME, seed, place.life.entity, STREAM.run, key);
    const end = this.host.now + Math.min(takes, settings.actionTimeout);
    this.later(question, place, STEP.ends, end, () => this.finish(question, place, own, [takes > settings.actionTimeout ? 'Failed' : 'Completed']));
  }
  private finish(question: Question, place: Place, own: Own, texts: readonly string[] | null): void {
    own.done = true;
    own.texts = texts;
    this.log('question.answered', question, place, null, null);
    this.addOwn(question, place, own, texts, true);
  }
  private later(question: Question, place: Place, step: number, t: Micros, run: () => void): void {
    const stops = this.stops.get(place.life.id);
    this.host.event([t, KIND.progress, place.life.id, 0, step, question.number], () => {
      if (question.open && this.stops.get(place.life.id) === stops) run();
    });
  }
  private isMeant(target: TargetSpec, place: Place): boolean {
    const { world } = this.host;
    if (target.kind === 'site') return place.subnet.site === target.site;
    if (target.kind === 'subnet') return place.subnet === world.subnets[target.subnet];
    if (target.kind === 'clients') return target.clients.includes(place.life.id);
    if (target.kind === 'fraction') return Math.floor((net.draw(world.seed, place.life.entity, STREAM.target, 0) * 1_000_000) / 2 ** 32) < target.ppm;
    return true;
  }
  private answers({ act }: Question, place: Place): string[] {
    const { seed, exceptions } = this.host.world;
    if (act.do !== 'ask') return [];
    return act.sensors.map(({ key, values, weights }, n) => {
      const given = exceptions.get(place.life.id)?.answer;
      if (n === 0 && given !== undefined) return given;
      const sum = weights.reduce((total, weight) => total + weight, 0);
      const r = Math.floor((net.draw(seed, place.life.entity, STREAM.answer, key) * sum) / 2 ** 32);
      let running = 0;
      return values.find((_, v) => (running += weights[v] ?? 0) > r) ?? '';
    });
  }

  // ---- answers on their way
  private add(question: Question, place: Place, own: Own, items: readonly Item[]): void {
    const { answerHold } = this.host.world.settings;
    if (items.length > 0 && own.pending.length === 0) {
      own.since = this.host.now;
      if (answerHold > 0 && answerHold < Infinity)
        this.host.event([this.host.now + answerHold, KIND.hold, place.life.id, 0, 0, question.number], () => this.holdIsOver(question, place.life.id));
    }
    own.pending.push(...items);
  }
  /** What a client has to say itself. */
  private addOwn(question: Question, place: Place, own: Own, texts: readonly string[] | null, last: boolean): void {
    const item = { client: place.life.id, texts, targeted: own.targeted, last };
    this.add(question, place, own, [item]);
    this.host.books.withoutPeering(classOf(question, true), place, place.server, sizeOf(question, [item]));
    legsWithoutPeering(this.host, zonesUpFrom(this.host, place.server), classOf(question, true), sizeOf(question, [item]));
  }
  private holdIsOver(question: Question, client: number): void {
    const place = this.host.currentPlace(client);
    if (place.online && question.open) this.consider(question, place, this.of(question, place), true);
  }
  /** After every event: what can be passed on is passed on. */
  passOn(): void {
    for (let client = 0; client < this.host.world.clientCount; client++) {
      const place = this.host.currentPlace(client);
      for (const question of this.open) if (place.online) this.consider(question, place, this.of(question, place), false);
    }
  }
  private consider(question: Question, place: Place, own: Own, holdIsOver: boolean): void {
    const [{ out, role, in: previous }] = place.sides;
    if (own.stuck || (!out && !role)) return;
    const complete = own.done && (!previous || own.finalFrom === previous.from);
    if (complete && (own.pending.length > 0 || (out && !own.finalGiven))) return this.send(question, place, own, out, true);
    if (complete || own.pending.length === 0) return;
    const { answerHold } = this.host.world.settings;
    const over = (own.since ?? 0) + answerHold;
    if (answerHold === 0 || over < this.host.now || (holdIsOver && over === this.host.now)) this.send(question, place, own, out, false);
  }
  private send(question: Question, place: Place, own: Own, link: Link | null, final: boolean): void {
    const items = own.pending;
    own.pending = [];
    own.since = null;
    if (final) own.finalGiven = true;
    if (items.some((item) => item.last && item.client === place.life.id)) own.sentAt ??= this.host.now;
    this.log(final ? 'answers.sent' : 'answers.partial', question, place, link, link?.to ?? null, tested(items));
    const bytes = sizeOf(question, items);
    if (link) {
      const { from, to } = link;
      return this.carry(question, { from, to, bytes, kind: KIND.answers, a: to.index, b: from.index, wait: this.hop }, place, () =>
        this.answersArrive(question, link, items, final),
      );
    }
    const { server } = place;
    const after = timeToTop(this.host, server, bytes);
    this.carry(question, { from: place, to: server, bytes, kind: KIND.collected, a: place.index, b: server, after }, place, () => {
      const reached = this.host.reachesServer(place, server);
      if (reached) for (const zone of zonesUpFrom(this.host, server)) this.bookLegOf(question, zone, 'up', bytes);
      if (question.open) this.collected(question, place, reached, items, final);
      return reached;
    });
  }
  private answersArrive(question: Question, link: Link, items: readonly Item[], final: boolean): boolean {
    const { from, to } = link;
    const carried = this.linkCarries(link);
    if (!question.open) return carried;
    if (!carried) {
      this.log('answers.lost', question, from, link, to, tested(items));
      this.giveBack(question, from, items, final, from.sides[0].out === link);
      return false;
    }
    const own = this.of(question, to);
    this.log('answers.received', question, to, link, from, tested(items));
    this.add(question, to, own, items);
    if (final) own.finalFrom = from;
    return true;
  }
  /** */
  private giveBack(question: Question, place: Place, items: readonly Item[], final: boolean, stuck: boolean): void {
    if (!place.online) return;
    const own = this.of(question, place);
    this.add(question, place, own, items);
    if (final) own.finalGiven = false;
    if (stuck) own.stuck = true;
  }
  private collected(question: Question, place: Place, reached: boolean, items: readonly Item[], final: boolean): void {
    if (!reached) {
      this.log('answers.lost', question, place, null, null, tested(items));
      if (!place.online) return;
      this.giveBack(question, place, items, final, true);
      const { id } = place.life;
      this.host.event(
        [this.host.now + SERVER_AGAIN, KIND.hold, id, 0, 1, question.number],
        () => (this.of(question, this.host.currentPlace(id)).stuck = false),
      );
      return;
    }
    if (this.host.now >= question.expiresAt) return;
    this.log('answers.collected', question, place, null, null, tested(items));
    this.host.books.heard(tested(items));
    if (accept(question, items, this.host.now)) this.log('question.completed', question, null, null, null, question.tested);
  }

  // ---- what happens to a client and to its links
  forwardLinkOpened(place: Place): void {
    for (const question of this.open) Object.assign(this.of(question, place), { stuck: false, finalGiven: false });
  }
  /** It leads forward now, or the cut of its forward link is lifted. */
  freed(place: Place, dir: Dir): void {
    if (dir === 0) for (const question of this.open) this.of(question, place).stuck = false;
  }
  stopped(place: Place): void {
    this.stops.set(place.life.id, (this.stops.get(place.life.id) ?? 0) + 1);
    for (const question of this.open) {
      const own = this.of(question, place);
      Object.assign(own, { pending: [], since: null, finalFrom: null, stuck: false, finalGiven: false });
      if (own.sentAt === null) Object.assign(own, newOwn());
    }
  }
}
