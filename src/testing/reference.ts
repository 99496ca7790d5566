/**
 * The third opinion: a naive simulation of registration, lists, links and roles (questions: reference-questions.ts), written from docs/model.md
 * and the rule book alone. Plain objects, an unsorted event list, no caches; compared to `sim/` after every event. */
import type { EventKind } from '../sim/log';
import type { Act, FirewallRule, Micros, Peering, SubnetSpec, World } from '../sim/world';
import * as net from './plain-network';
import { Questions } from './reference-questions';
import { emptySide, EventList, isNearerThanPeer, isNoHint, KIND, nearer, newLife, newPlace, opposite, peerLists } from './reference-state';
import type { Answer, Dir, Known, Life, Link, Place, QueuedEvent, Registering, Row, Side, TimerName } from './reference-state';

const STREAM = { start: 1, normalGap: 2, resetGap: 3, serverChoice: 4 };
const REPEAT_AFTER: Micros = 60_000_000;
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
  readonly questions = new Questions(this);
  private readonly queue = new EventList();
  private readonly current: Place[] = [];
  private readonly known = new Map<number, Known>();
  private acts = 0;

  constructor(world: World) {
    this.world = world;
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
    this.now = event.key[0];
    event.run();
    this.questions.passOn();
    return true;
  }
  advanceTo(t: Micros): void {
    while (this.stepEvent(t));
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
  private timer(place: Place, name: TimerName, t: Micros, kind: number, dir: Dir, run: () => void): void {
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
    const t = exception?.startAt ?? net.uniform([0, settings.startWindow], seed, place.life.entity, STREAM.start, 0);
    this.event([t, KIND.start, place.life.id, 0, 0, 0], () => this.start(this.currentPlace(place.life.id)));
    if (!settings.knownFleet || t > settings.startWindow) return;
    const { servers, nat } = place.subnet;
    const server = servers[servers.length > 1 ? net.draw(seed, place.life.entity, STREAM.serverChoice, 0) % servers.length : 0] ?? -1;
    const key = net.chainKey(this.peering, place.address, place.life.id, server, nat);
    this.known.set(place.life.id, { place, server, key, lastRegistered: t });
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
  // ---- registration
  private start(place: Place): void {
    if (place.online) return;
    this.log('client.started', place);
    place.online = true;
    place.mustRegisterInitially = true;
    this.turn(place, true);
  }
  private turn(place: Place, isStart = false): void {
    place.tried.clear();
    const server = this.choose(place, place.subnet.servers);
    if (isStart) place.server = server;
    this.register(place, server);
  }
  /** REG-9 */
  private choose(place: Place, names: readonly number[]): number {
    if (place.subnet.servers.length === 1) return names[0] ?? -1;
    const failures = (name: number): number => place.failed.get(name) ?? 0;
    const fewest = Math.min(...names.map(failures));
    const best = names.filter((name) => failures(name) === fewest);
    return best[net.draw(this.world.seed, place.life.entity, STREAM.serverChoice, place.life.choices++) % best.length] ?? -1;
  }
  private register(place: Place, server: number): void {
    const overdue = place.timers.get('reset')?.t ?? Infinity;
    const initial = place.mustRegisterInitially || !place.registered || server !== place.server || overdue < this.now;
    const mine: Registering = { server, initial, sent: this.now };
    place.registering = mine;
    place.tried.add(server);
    if (!this.reachesServer(place, server)) return this.failLater(place, mine);
    const delay = this.serverLatency(place, server);
    this.event([this.now + delay, KIND.regArrive, place.index, 0, 0, 0], () => {
      if (place.registering !== mine) return;
      if (!this.reachesServer(place, server)) return this.failLater(place, mine);
      const answer = this.enter(place, mine);
      this.event([this.now + delay, KIND.regAnswer, place.index, 0, 0, 0], () => {
        if (place.registering === mine) this.registered(place, mine, answer);
      });
    });
  }
  private failLater(place: Place, mine: Registering): void {
    this.loseContact(place);
    this.timer(place, 'fail', Math.max(this.now, mine.sent + this.world.settings.connectTimeout), KIND.regFail, 0, () =>
      this.registrationFailed(place, mine.server),
    );
  }
  /** REG-10: no normal registrations and no resets until a server answers again. */
  private loseContact(place: Place): void {
    place.lost = true;
    place.timers.delete('normal');
  }
  private registrationFailed(place: Place, server: number): void {
    place.registering = null;
    place.failed.set(server, (place.failed.get(server) ?? 0) + 1);
    this.log('registration.failed', place);
    const untried = place.subnet.servers.filter((name) => !place.tried.has(name));
    if (untried.length > 0) return this.register(place, this.choose(place, untried));
    place.tried.clear();
    this.timer(place, 'turn', this.now + REPEAT_AFTER, KIND.turn, 0, () => this.turn(place));
  }
  /** At the server: the client is entered, and its peer list is made from what the server knows now (REG-8). */
  private enter(place: Place, mine: Registering): Answer {
    const id = place.life.id;
    const before = this.known.get(id);
    // what a known fleet is said to have registered lies in the future of a client that starts early
    const lastRegistered = Math.max(mine.sent, before?.place === place && before.lastRegistered <= this.now ? before.lastRegistered : 0);
    const key = net.chainKey(this.peering, place.address, id, mine.server, place.subnet.nat);
    if (mine.initial) place.chain = key.slice(key.indexOf('|'));
    if (mine.initial) this.known.set(id, { place, server: mine.server, key, lastRegistered });
    else if (before) this.known.set(id, { ...before, lastRegistered });
    const questions = this.questions.registrationArrived(place, mine.sent, mine.server);
    const until = 3 * this.world.settings.normalRegistration[1];
    const fresh = [...this.known.values()].filter((known) => known.key === key && this.now - known.lastRegistered < until);
    return { lists: peerLists(place, fresh, this.peering), isolated: key.includes('ISO/'), peering: this.peering, questions };
  }
  private registered(place: Place, mine: Registering, answer: Answer): void {
    const { settings, seed } = this.world;
    place.registering = null;
    place.tried.clear();
    place.failed.set(mine.server, 0);
    this.log(mine.initial ? 'client.registered' : 'client.reregistered', place);
    let resetAt = Math.max(this.now, place.timers.get('reset')?.t ?? 0);
    if (mine.initial) resetAt = mine.sent + net.uniform(settings.initialRegistrationReset, seed, place.life.entity, STREAM.resetGap, place.life.resets++);
    this.timer(place, 'reset', resetAt, KIND.turn, 0, () => this.reset(place, resetAt));
    if (!place.timers.has('normal')) this.planNormal(place, mine.sent);
    place.lost = false;
    if (mine.initial) this.takeList(place, mine.server, answer);
    else place.life.normal++;
    this.questions.answerArrived(place, answer.questions);
  }
  private reset(place: Place, due: Micros): void {
    // overdue while contact is lost: kept, and served when contact is back
    if (place.lost) return void place.timers.set('reset', { t: due });
    place.mustRegisterInitially = true;
    this.turn(place);
  }
  private planNormal(place: Place, from: Micros): void {
    const { settings, seed } = this.world;
    const t = from + net.uniform(settings.normalRegistration, seed, place.life.entity, STREAM.normalGap, place.life.gaps++);
    this.timer(place, 'normal', Math.max(t, this.now), KIND.normal, 0, () => this.normal(place));
  }
  /** REG-3 */
  private normal(place: Place): void {
    if (this.reachesServer(place, place.server)) {
      const known = this.known.get(place.life.id);
      if (known) this.known.set(place.life.id, { ...known, lastRegistered: this.now });
      place.life.normal++;
      this.questions.normalRegistration(place);
      return this.planNormal(place, this.now);
    }
    this.loseContact(place);
    if (place.registering) return;
    place.tried.add(place.server);
    place.registering = { server: place.server, initial: false, sent: this.now };
    this.failLater(place, place.registering);
  }
  /** CHAIN-6, CHAIN-11: the new list decides which links and attempts stay. */
  private takeList(place: Place, server: number, answer: Answer): void {
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
    const link: Link = { from: place, to, dir, serial: ++place.life.serials[dir], since: this.now, cutAt: null };
    side.attempt = link;
    side.tried.add(to);
    this.log('link.tried', place, to, dir);
    const latency = this.latency(place, to);
    this.message(latency, KIND.hello, to, place, link, () => this.hello(link));
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
  private hello(link: Link): void {
    const { from, to, dir } = link;
    if (!this.reach(from, to)) return this.timeOut(link);
    const latency = this.latency(from, to);
    const held = to.sides[dir].in;
    const sameServer = from.server === to.server;
    if (!sameServer || to.isolated) {
      this.message(latency, KIND.refuse, from, to, link, () => this.refuse(link, null));
    } else if (held && held.from !== from && !nearer(opposite(dir), from, held.from)) {
      this.message(latency, KIND.refuse, from, to, link, () => this.refuse(link, held.from));
    } else {
      if (held && held.from !== from) this.bye(to, held.from, held, from);
      to.sides[dir].in = link;
      this.message(latency, KIND.accept, from, to, link, () => this.accept(link));
    }
    if (sameServer && to.registered && !to.isolated) this.hears(to, opposite(dir), from);
  }
  /** A link that stays at a reset: the peer hears of this client, which it may not have known when it reset. */
  private confirm(link: Link): void {
    const { from, to, dir } = link;
    this.message(this.latency(from, to), KIND.hello, to, from, link, () => {
      if (to.sides[dir].in === link && this.reach(from, to) && to.registered && !to.isolated) this.hears(to, opposite(dir), from);
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
  private accept(link: Link): void {
    const { from, to, dir } = link;
    const side = from.sides[dir];
    if (!this.comesBack(link, from)) return this.answerLost(link);
    if (side.attempt !== link) return this.bye(from, to, link, null);
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
  private answerLost(link: Link): void {
    this.silence(link);
    if (link.from.sides[link.dir].attempt === link) this.timeOut(link);
  }
  private refuse(link: Link, hint: Place | null): void {
    if (!this.comesBack(link, link.from)) return this.answerLost(link);
    if (link.from.sides[link.dir].attempt === link) this.refused(link, hint);
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
    this.message(this.latency(sender, receiver), KIND.bye, receiver, sender, link, () => {
      if (!this.comesBack(link, receiver)) return this.silence(link);
      const side = receiver.sides[link.dir];
      if (receiver === link.to) {
        if (side.in === link) side.in = null;
      } else if (side.out === link) {
        this.log('link.closed', receiver, sender, link.dir);
        side.out = null;
        if (hint && !isNoHint(receiver, link.dir, hint)) this.addHint(receiver, link.dir, hint);
        this.startRound(receiver, link.dir, sender);
      } else if (side.attempt === link) this.refused(link, hint);
    });
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
