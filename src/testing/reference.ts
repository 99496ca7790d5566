/**
 * The third opinion: a naive simulation of lists, links and roles (and, in files of their own, registration, questions, the network and its books), written from docs/model.md
 * and the rule book alone. Plain objects, an unsorted event list, no caches; compared to `sim/` after every event. */
import type { EventKind } from '../sim/log';
import type { Act, FirewallRule, Micros, Peering, SubnetSpec, World } from '../sim/world';
import * as net from './plain-network';
import { Books } from './reference-books';
import { KeepAlives } from './reference-keep-alives';
import { Network } from './reference-network';
import { Questions } from './reference-questions';
import { Registrations } from './reference-registration';
import { takeCensus, type Census } from './reference-series';
import { emptySide, EventList, isNearerThanPeer, isNoHint, KIND, nearer, newLife, newPlace, opposite } from './reference-state';
import type { Answer, Dir, Life, Link, Place, QueuedEvent, Row, Side, TimerName } from './reference-state';

const STREAM_START = 1;
/** Rule book §9; every bye is as large as a leave. */
const BYTES = { hello: 200, accept: 100, refuse: 120, bye: 200 };
const DIRS: readonly Dir[] = [0, 1];

export class Reference {
  readonly world: World;
  now: Micros = 0;
  readonly rows: Row[] = [];
  readonly places: Place[] = [];
  peering: Peering;
  readonly cut: boolean[];
  readonly running: boolean[];
  rules: FirewallRule[];
  readonly books: Books;
  readonly network = new Network(this);
  readonly questions = new Questions(this);
  private readonly registrations = new Registrations(this);
  private readonly keepAlives = new KeepAlives(this);
  /** One after every event. */
  readonly censuses: Census[] = [];
  private readonly queue = new EventList();
  private readonly current: Place[] = [];
  private acts = 0;

  constructor(world: World) {
    this.world = world;
    this.books = new Books(this);
    this.peering = world.peering;
    this.rules = [...world.firewalls];
    this.cut = world.sites.map(() => false);
    this.running = world.servers.map(() => true);
    for (let slot = 0; slot < world.clientCount; slot++) {
      const address = net.addressOfClient(world, slot);
      this.addPlace(newLife(slot, net.entityOf(address)), address, net.subnetNumber(world, world.subnetOf[slot] ?? 0));
    }
    for (const place of this.places) this.plan(place);
    for (const act of world.timeline) this.addAct(act);
  }
  // ---- the clock
  nextTime(): Micros | null {
    return this.queue.first()?.key[0] ?? null;
  }
  /** Handles one event, a normal registration included. False when there is none left up to `limit`. */
  stepEvent(limit: Micros): boolean {
    const event = this.queue.takeUpTo(limit);
    if (!event) return false;
    this.keepAlives.settle(event.key[0]);
    this.now = event.key[0];
    event.run();
    this.questions.passOn();
    this.censuses.push(takeCensus(this));
    return true;
  }
  advanceTo(t: Micros): void {
    while (this.stepEvent(t));
    this.keepAlives.settle(t);
    this.now = t;
  }
  addAct(act: Act): void {
    const index = this.acts++;
    this.event([act.at, KIND.act, index, 0, 0, 0], () => this.act(act, index));
  }
  event(key: QueuedEvent['key'], run: () => void): void {
    this.queue.add({ key, run });
  }
  /** A timer of a place: setting it again replaces it, stopping the client clears it. */
  timer(place: Place, name: TimerName, t: Micros, kind: number, dir: Dir, run: () => void): void {
    const token = { t };
    place.timers.set(name, token);
    this.event([t, kind, place.index, dir, 0, 0], () => {
      if (place.timers.get(name) !== token) return;
      place.timers.delete(name);
      run();
    });
  }
  log(kind: EventKind, client: Place | null, peer: Place | null = null, dir: Dir | null = null, about?: Row['about']): void {
    const direction = dir === null ? null : dir === 0 ? 'forward' : 'backward';
    this.rows.push({ t: this.now, kind, client: client?.life.id ?? -1, peer: peer?.life.id ?? -1, direction, ...(about && { about }) });
  }
  // ---- places
  currentPlace(client: number): Place {
    const place = this.current[client];
    if (!place) throw new Error(`no client ${client}`);
    return place;
  }
  private addPlace(life: Life, address: net.Address, subnet: SubnetSpec): Place {
    const place = newPlace(this.places.length, life, address, subnet);
    this.places.push(place);
    this.current[life.id] = place;
    [...this.places].sort((a, b) => net.compareAddresses(a.address, b.address)).forEach((p, order) => (p.order = order));
    return place;
  }
  /** Its start, and what a fleet that has been running already knows of it (REG-12). */
  private plan(place: Place): void {
    const { settings, exceptions, seed } = this.world;
    const exception = exceptions.get(place.life.id);
    if (exception?.online === false || !place.subnet.managed) return;
    const t = exception?.startAt ?? net.uniform([0, settings.startWindow], seed, place.life.entity, STREAM_START, 0);
    this.event([t, KIND.start, place.life.id, 0, 0, 0], () => this.start(this.currentPlace(place.life.id)));
    if (settings.knownFleet && t <= settings.startWindow) this.registrations.knowFromBefore(place, t);
  }
  // ---- the network
  /** Firewalls and WAN cuts, without asking whether anybody is there (LINK-10). */
  permitted(from: Place, to: Place): boolean {
    const { exceptions, sites } = this.world;
    if (exceptions.get(from.life.id)?.blockOutgoing || exceptions.get(to.life.id)?.blockIncoming) return false;
    return net.siteLinkUp(sites, this.cut, from.subnet.site, to.subnet.site) && net.firewallAllows(this.rules, from.address, to.address);
  }
  private reach(from: Place, to: Place): boolean {
    return from.online && to.online && this.permitted(from, to);
  }
  latency(a: Place, b: Place): Micros {
    return net.latencyBetweenSites(this.world.sites, a.subnet.site, b.subnet.site);
  }
  serverLatency(place: Place, server: number): Micros {
    return net.latencyBetweenSites(this.world.sites, place.subnet.site, this.world.servers[server]?.site ?? -1);
  }
  reachesServer(place: Place, server: number): boolean {
    return net.serverReachable(this.world, this.cut, this.running, place.subnet.site, server);
  }
  // ---- registration (reference-registration.ts)
  private start(place: Place): void {
    if (place.online) return;
    this.log('client.started', place);
    place.online = true;
    place.mustRegisterInitially = true;
    this.registrations.turn(place, true);
  }
  /** CHAIN-6, CHAIN-11: the new list decides which links and attempts stay. */
  takeList(place: Place, server: number, answer: Answer): void {
    const newServer = place.server !== server;
    place.life.initial++;
    place.registered = true;
    place.mustRegisterInitially = false;
    place.server = server;
    place.isolated = answer.isolated;
    place.skips = answer.peering.skipUnreachable;
    for (const side of place.sides) {
      if (newServer) side.attempt = null;
      if (newServer) this.close(place, side, 'out');
      if (newServer || place.isolated) this.close(place, side, 'in');
    }
    for (const dir of DIRS) {
      const side = place.sides[dir];
      side.list = answer.lists[dir].places;
      side.listIsFull = answer.lists[dir].full;
      side.hints = [];
      if (side.attempt && !side.list.includes(side.attempt.to)) side.attempt = null;
      if (side.out && !side.list.includes(side.out.to)) this.close(place, side, 'out');
      if (side.out) this.confirm(side.out);
      this.startRound(place, dir);
    }
  }
  // ---- links
  private candidates(place: Place, dir: Dir): Place[] {
    const { list, hints } = place.sides[dir];
    return [...list, ...hints].sort((a, b) => (nearer(dir, a, b) ? -1 : 1));
  }
  candidatesOf(place: Place, dir: Dir): { place: Place; from: 'list' | 'hint' }[] {
    return this.candidates(place, dir).map((c) => ({ place: c, from: place.sides[dir].list.includes(c) ? 'list' : 'hint' }));
  }
  private startRound(place: Place, dir: Dir, without?: Place): void {
    const side = place.sides[dir];
    const target = side.attempt?.to;
    side.tried = new Set([target, without].filter((p) => p !== undefined));
    side.queue = this.candidates(place, dir).filter((c) => c !== without && c !== target && isNearerThanPeer(side, dir, c));
    if (!side.attempt) this.next(place, dir);
  }
  private next(place: Place, dir: Dir): void {
    const side = place.sides[dir];
    const to = side.queue.shift();
    if (!to) return this.endRound(place, dir);
    const link: Link = { from: place, to, dir, serial: ++place.life.serials[dir], since: this.now, cutAt: null, keepAlives: [] };
    side.attempt = link;
    side.tried.add(to);
    this.log('link.tried', place, to, dir);
    const latency = this.latency(place, to);
    this.light(BYTES.hello, KIND.hello, to, place, link, () => this.hello(link));
    if (2 * latency >= this.world.settings.connectTimeout) this.timeOut(link);
  }
  /** LINK-2: reflection. LINK-7: the candidates are tried again later. */
  private endRound(place: Place, dir: Dir): void {
    const side = place.sides[dir];
    const name = dir === 0 ? 'retry0' : 'retry1';
    side.tried.clear();
    if (side.out) return;
    if (!side.role) this.log('role.gained', place, null, dir);
    if (!side.role) this.questions.freed(place, dir);
    side.role = true;
    if (place.timers.has(name) || this.candidates(place, dir).length === 0) return;
    this.timer(place, name, this.now + this.world.settings.reflectRetry, KIND.retry, dir, () => {
      if (!side.out && !side.attempt) this.startRound(place, dir);
    });
  }
  /** A light message: booked, never waiting, never lost but where it cannot arrive. `run` says whether it was received. */
  private light(bytes: number, kind: number, to: Place, from: Place, link: Link, run: () => boolean): void {
    const booked = this.books.sent('control', from, to, bytes);
    this.message(this.latency(from, to), kind, to, from, link, () => this.books.arrived(booked, run()));
  }
  private message(delay: Micros, kind: number, to: Place, from: Place, link: Link, run: () => void): void {
    this.event([this.now + delay, kind, to.index, link.dir, from.index, link.serial], run);
  }
  private timeOut(link: Link): void {
    const t = Math.max(this.now, link.since + this.world.settings.connectTimeout);
    this.message(t - this.now, KIND.noAnswer, link.from, link.to, link, () => {
      const side = link.from.sides[link.dir];
      if (side.attempt !== link) return;
      side.attempt = null;
      this.log('link.timeout', link.from, link.to, link.dir);
      if (!link.from.skips) side.queue = [];
      this.next(link.from, link.dir);
    });
  }
  /** LINK-5: a nearer claimant takes the slot. LINK-6: whoever knocks is heard of. */
  private hello(link: Link): boolean {
    const { from, to, dir } = link;
    if (!this.reach(from, to)) {
      this.timeOut(link);
      return false;
    }
    const held = to.sides[dir].in;
    const sameServer = from.server === to.server;
    if (!sameServer || to.isolated) {
      this.light(BYTES.refuse, KIND.refuse, from, to, link, () => this.refuse(link, null));
    } else if (held && held.from !== from && !nearer(opposite(dir), from, held.from)) {
      this.light(BYTES.refuse, KIND.refuse, from, to, link, () => this.refuse(link, held.from));
    } else {
      if (held && held.from !== from) this.bye(to, held.from, held, from);
      to.sides[dir].in = link;
      this.light(BYTES.accept, KIND.accept, from, to, link, () => this.accept(link));
    }
    if (sameServer && to.registered && !to.isolated) this.hears(to, opposite(dir), from);
    return true;
  }
  /** A link that stays at a reset: the peer hears of this client, which it may not have known when it reset. */
  private confirm(link: Link): void {
    const { from, to, dir } = link;
    this.light(BYTES.hello, KIND.hello, to, from, link, () => {
      const arrives = this.reach(from, to);
      if (to.sides[dir].in === link && arrives && to.registered && !to.isolated) this.hears(to, opposite(dir), from);
      return arrives;
    });
  }
  private hears(place: Place, dir: Dir, of: Place): void {
    const side = place.sides[dir];
    const same = side.attempt?.to === of ? side.attempt : null;
    if (isNoHint(place, dir, of) || !isNearerThanPeer(side, dir, of) || (same && this.now - same.since <= 2 * this.latency(place, of))) return;
    if (same) side.attempt = null;
    this.addHint(place, dir, of);
    this.enqueue(side, dir, of);
    if (!side.attempt) this.next(place, dir);
  }
  private addHint(place: Place, dir: Dir, hint: Place): void {
    const side = place.sides[dir];
    if (place.registered && !side.list.includes(hint) && !side.hints.includes(hint)) side.hints.push(hint);
  }
  private enqueue(side: Side, dir: Dir, place: Place): void {
    if (!side.queue.includes(place)) side.queue.push(place);
    side.queue.sort((a, b) => (nearer(dir, a, b) ? -1 : 1));
  }
  private accept(link: Link): boolean {
    const { from, to, dir } = link;
    if (!this.comesBack(link, from)) return this.answerLost(link);
    if (from.sides[dir].attempt === link) this.opened(link);
    else this.bye(from, to, link, null);
    return true;
  }
  private opened(link: Link): void {
    const { from, to, dir } = link;
    const side = from.sides[dir];
    side.attempt = null;
    this.log('link.opened', from, to, dir);
    if (side.out) this.close(from, side, 'out');
    side.out = link;
    if (dir === 0) this.questions.forwardLinkOpened(from);
    from.timers.delete(dir === 0 ? 'retry0' : 'retry1');
    if (side.role) this.log('role.lost', from, null, dir);
    side.role = false;
    side.queue = side.queue.filter((c) => isNearerThanPeer(side, dir, c));
    this.next(from, dir);
  }
  /** The sender may have left since: only the way and the receiver count. */
  private comesBack(link: Link, receiver: Place): boolean {
    return receiver.online && this.permitted(link.from, link.to);
  }
  private answerLost(link: Link): false {
    this.silence(link);
    if (link.from.sides[link.dir].attempt === link) this.timeOut(link);
    return false;
  }
  private refuse(link: Link, hint: Place | null): boolean {
    if (!this.comesBack(link, link.from)) return this.answerLost(link);
    if (link.from.sides[link.dir].attempt === link) this.refused(link, hint);
    return true;
  }
  private refused(link: Link, hint: Place | null): void {
    const { from, to, dir } = link;
    const side = from.sides[dir];
    side.attempt = null;
    this.log('link.refused', from, to, dir);
    if (hint && !side.tried.has(hint) && isNearerThanPeer(side, dir, hint) && !isNoHint(from, dir, hint)) {
      this.addHint(from, dir, hint);
      this.enqueue(side, dir, hint);
    }
    this.next(from, dir);
  }
  private close(place: Place, side: Side, end: 'out' | 'in'): void {
    const link = side[end];
    side[end] = null;
    if (!link) return;
    if (end === 'out') this.log('link.closed', place, link.to, link.dir);
    this.bye(place, end === 'out' ? link.to : link.from, link, null);
  }
  private bye(sender: Place, receiver: Place, link: Link, hint: Place | null): void {
    this.light(BYTES.bye, KIND.bye, receiver, sender, link, () => {
      if (this.comesBack(link, receiver)) {
        this.closed(sender, receiver, link, hint);
        return true;
      }
      this.silence(link);
      return false;
    });
  }
  private closed(sender: Place, receiver: Place, link: Link, hint: Place | null): void {
    const side = receiver.sides[link.dir];
    if (receiver === link.to) {
      if (side.in === link) side.in = null;
    } else if (side.out === link) {
      this.log('link.closed', receiver, sender, link.dir);
      side.out = null;
      if (hint && !isNoHint(receiver, link.dir, hint)) this.addHint(receiver, link.dir, hint);
      this.startRound(receiver, link.dir, sender);
    } else if (side.attempt === link) this.refused(link, hint);
  }
  /** LINK-8 */
  private silence(link: Link): void {
    const { from, to, dir } = link;
    const { keepAlive, keepAliveMisses } = this.world.settings;
    const scheduled = this.now;
    this.message(keepAlive * keepAliveMisses, KIND.silence, from, to, link, () => {
      const side = from.sides[dir];
      const agreed = side.out === link && to.sides[dir].in === link;
      if (agreed && (link.cutAt === null || link.cutAt > scheduled)) return;
      if (to.sides[dir].in === link) to.sides[dir].in = null;
      if (side.out !== link) return;
      side.out = null;
      this.log('link.lost', from, to, dir);
      this.keepAlives.noticed(link, scheduled);
      this.startRound(from, dir);
    });
  }
  // ---- acts
  private act(act: Act, index: number): void {
    if (act.do === 'stop') return act.clients.forEach((client) => this.stop(this.currentPlace(client), act.orderly));
    if (act.do === 'start') return act.clients.forEach((client) => this.start(this.currentPlace(client)));
    if (act.do === 'move') return this.move(this.currentPlace(act.client), act.toSubnet);
    if (act.do === 'ask' || act.do === 'deploy') return this.questions.ask(index, act);
    if (act.do === 'later') return;
    this.log('act', null);
    if (act.do === 'block') this.rules.unshift(act.rule);
    if (act.do === 'unblock') this.rules = this.rules.filter((rule) => rule.id !== act.id);
    if (act.do === 'setPeering') this.peering = { ...this.peering, ...act.peering };
    if (act.do === 'cutWan' || act.do === 'restoreWan') this.cut[act.site] = act.do === 'cutWan';
    if (act.do === 'stopServer' || act.do === 'startServer') this.running[act.server] = act.do === 'startServer';
    this.cutLinks();
  }
  /** LINK-10: existing connections are cut as well, and noticed by silence. */
  private cutLinks(): void {
    for (const place of this.places) {
      for (const { out } of place.sides) {
        if (!out) continue;
        if (this.permitted(out.from, out.to)) {
          if (out.cutAt !== null) this.questions.freed(place, out.dir);
          out.cutAt = null;
        } else if (out.cutAt === null) {
          out.cutAt = this.now;
          this.log('link.cut', out.from, out.to, out.dir);
          this.silence(out);
        }
      }
    }
  }
  private stop(place: Place, orderly: boolean): void {
    if (!place.online) return;
    this.log('client.stopped', place);
    this.questions.stopped(place);
    const [forward, backward] = place.sides;
    const ahead = [forward.out?.to, backward.in?.from].filter((p) => p !== undefined);
    const behind = [backward.out?.to, forward.in?.from].filter((p) => p !== undefined);
    for (const link of [forward.out, backward.in, backward.out, forward.in, forward.attempt, backward.attempt]) {
      if (!link) continue;
      this.silence(link);
      const other = link.from === place ? link.to : link.from;
      if (link === forward.attempt || link === backward.attempt || !orderly) continue;
      this.bye(place, other, link, (link === forward.out || link === backward.in ? behind[0] : ahead[0]) ?? null);
    }
    Object.assign(place, { online: false, registered: false, isolated: false, lost: false, mustRegisterInitially: true, server: -1, registering: null });
    place.sides = [emptySide(), emptySide()];
    place.tried.clear();
    place.timers.clear();
  }
  private move(place: Place, toSubnet: number): void {
    const subnet = net.subnetNumber(this.world, toSubnet);
    const address = net.firstFreeAddress(subnet.prefix, this.places);
    if (!address) return;
    const wasOnline = place.online;
    this.stop(place, false);
    place.vacated = true;
    const there = this.addPlace(place.life, address, subnet);
    this.log('client.moved', there, place);
    if (wasOnline) this.start(there);
  }
}
