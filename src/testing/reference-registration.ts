/** Registration in the reference, written from the rule book §2, §3 and docs/model.md §3, §9: attempts, answers, what the server knows, the rhythm afterwards. */
import type { Micros } from '../sim/world';
import * as net from './plain-network';
import type { Reference } from './reference';
import { bookLegs } from './reference-zones';
import { KIND, peerLists, type Answer, type Known, type Place, type Registering } from './reference-state';

const STREAM = { normalGap: 2, resetGap: 3, serverChoice: 4 };
const REPEAT_AFTER: Micros = 60_000_000;
/** Rule book §9. */
const BYTES = { initial: 1500, initialAnswer: 4000, perPeer: 24, normal: 400, normalAnswer: 200 };

export class Registrations {
  private readonly host: Reference;
  private readonly known = new Map<number, Known>();

  constructor(host: Reference) {
    this.host = host;
  }
  /** What a fleet that has been running already knows of a client that starts at t (REG-12). */
  knowFromBefore(place: Place, t: Micros): void {
    const { world, peering } = this.host;
    const { servers, nat } = place.subnet;
    const server = servers[servers.length > 1 ? net.draw(world.seed, place.life.entity, STREAM.serverChoice, 0) % servers.length : 0] ?? -1;
    const key = net.chainKey(peering, place.address, place.life.id, server, nat);
    this.known.set(place.life.id, { place, server, key, lastRegistered: t });
  }
  turn(place: Place, isStart = false): void {
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
    return best[net.draw(this.host.world.seed, place.life.entity, STREAM.serverChoice, place.life.choices++) % best.length] ?? -1;
  }
  private register(place: Place, server: number): void {
    const { host } = this;
    const overdue = place.timers.get('reset')?.t ?? Infinity;
    const initial = place.mustRegisterInitially || !place.registered || server !== place.server || overdue < host.now;
    const mine: Registering = { server, initial, sent: host.now };
    place.registering = mine;
    place.tried.add(server);
    const bytes = initial ? BYTES.initial : BYTES.normal;
    host.books.withoutPeering('registration', place, server, bytes);
    if (!host.reachesServer(place, server)) {
      host.books.arrived(host.books.sent('registration', place, server, bytes), false);
      return this.failLater(place, mine);
    }
    host.network.send(
      { cls: 'registration', from: place, to: server, bytes, entity: place.life.entity, kind: KIND.regArrive, a: place.index, b: 0, serial: 0 },
      () => this.arrives(place, mine),
    );
  }
  /** At the server. False where the request is lost. */
  private arrives(place: Place, mine: Registering): boolean {
    const { host } = this;
    const { server } = mine;
    if (place.registering !== mine) return false;
    if (!host.reachesServer(place, server)) {
      this.failLater(place, mine);
      return false;
    }
    bookLegs(host, server, 'up', mine.initial ? BYTES.initial : BYTES.normal);
    const answer = this.enter(place, mine);
    const peers = answer.lists[0].places.length + answer.lists[1].places.length;
    const bytes = (mine.initial ? BYTES.initialAnswer : BYTES.normalAnswer) + answer.offerBytes;
    const named = mine.initial ? peers * BYTES.perPeer : 0;
    bookLegs(host, server, 'down', bytes + named, named);
    host.books.withoutPeering('registration', place, server, bytes);
    host.network.send(
      { cls: 'registration', from: server, to: place, bytes: bytes + named, entity: place.life.entity, kind: KIND.regAnswer, a: place.index, b: 0, serial: 0 },
      () => {
        if (place.registering !== mine) return false;
        this.registered(place, mine, answer);
        return true;
      },
    );
    return true;
  }
  private failLater(place: Place, mine: Registering): void {
    this.loseContact(place);
    this.host.timer(place, 'fail', Math.max(this.host.now, mine.sent + this.host.world.settings.connectTimeout), KIND.regFail, 0, () =>
      this.failed(place, mine.server),
    );
  }
  /** REG-10: no normal registrations and no resets until a server answers again. */
  private loseContact(place: Place): void {
    place.lost = true;
    place.timers.delete('normal');
  }
  private failed(place: Place, server: number): void {
    const { host } = this;
    place.registering = null;
    place.failed.set(server, (place.failed.get(server) ?? 0) + 1);
    host.log('registration.failed', place);
    const untried = place.subnet.servers.filter((name) => !place.tried.has(name));
    if (untried.length > 0) return this.register(place, this.choose(place, untried));
    place.tried.clear();
    host.timer(place, 'turn', host.now + REPEAT_AFTER, KIND.turn, 0, () => this.turn(place));
  }
  /** At the server: the client is entered, and its peer list is made from what the server knows now (REG-8). */
  private enter(place: Place, mine: Registering): Answer {
    const { now, peering, world, questions } = this.host;
    const id = place.life.id;
    const before = this.known.get(id);
    // what a known fleet is said to have registered lies in the future of a client that starts early
    const lastRegistered = Math.max(mine.sent, before?.place === place && before.lastRegistered <= now ? before.lastRegistered : 0);
    const key = net.chainKey(peering, place.address, id, mine.server, place.subnet.nat);
    if (mine.initial) place.chain = key.slice(key.indexOf('|'));
    if (mine.initial) this.known.set(id, { place, server: mine.server, key, lastRegistered });
    else if (before) this.known.set(id, { ...before, lastRegistered });
    const offers = questions.registrationArrived(place, mine.sent, mine.server);
    const until = 3 * world.settings.normalRegistration[1];
    const fresh = [...this.known.values()].filter((known) => known.key === key && now - known.lastRegistered < until);
    return { lists: peerLists(place, fresh, peering), isolated: key.includes('ISO/'), peering, questions: offers.questions, offerBytes: offers.bytes };
  }
  private registered(place: Place, mine: Registering, answer: Answer): void {
    const { now, world, questions, log } = this.host;
    place.registering = null;
    place.tried.clear();
    place.failed.set(mine.server, 0);
    log.call(this.host, mine.initial ? 'client.registered' : 'client.reregistered', place);
    let resetAt = Math.max(now, place.timers.get('reset')?.t ?? 0);
    if (mine.initial) {
      const gap = net.uniform(world.settings.initialRegistrationReset, world.seed, place.life.entity, STREAM.resetGap, place.life.resets++);
      // the answer may come later than that
      resetAt = Math.max(now, mine.sent + gap);
    }
    this.host.timer(place, 'reset', resetAt, KIND.turn, 0, () => this.reset(place, resetAt));
    if (!place.timers.has('normal')) this.planNormal(place, mine.sent);
    place.lost = false;
    if (mine.initial) this.host.takeList(place, mine.server, answer);
    else place.life.normal++;
    this.host.books.registered(mine.initial ? 'initial' : 'normal');
    questions.answerArrived(place, answer.questions);
  }
  private reset(place: Place, due: Micros): void {
    // overdue while contact is lost: kept, and served when contact is back
    if (place.lost) return void place.timers.set('reset', { t: due });
    place.mustRegisterInitially = true;
    this.turn(place);
  }
  private planNormal(place: Place, from: Micros): void {
    const { settings, seed } = this.host.world;
    const t = from + net.uniform(settings.normalRegistration, seed, place.life.entity, STREAM.normalGap, place.life.gaps++);
    this.host.timer(place, 'normal', Math.max(t, this.host.now), KIND.normal, 0, () => this.normal(place));
  }
  /** REG-3. Takes no simulated time: what is sent is there. */
  private normal(place: Place): void {
    const { host } = this;
    const { server } = place;
    const reached = host.reachesServer(place, server);
    host.books.withoutPeering('registration', place, server, BYTES.normal);
    host.books.arrived(host.books.sent('registration', place, server, BYTES.normal), reached);
    if (reached) {
      const known = this.known.get(place.life.id);
      if (known) this.known.set(place.life.id, { ...known, lastRegistered: host.now });
      place.life.normal++;
      host.books.registered('normal');
      bookLegs(host, server, 'up', BYTES.normal);
      const bytes = BYTES.normalAnswer + host.questions.normalRegistration(place);
      bookLegs(host, server, 'down', bytes);
      host.books.withoutPeering('registration', place, server, bytes);
      host.books.arrived(host.books.sent('registration', server, place, BYTES.normalAnswer), true);
      return this.planNormal(place, host.now);
    }
    this.loseContact(place);
    if (place.registering) return;
    place.tried.add(server);
    place.registering = { server, initial: false, sent: host.now };
    this.failLater(place, place.registering);
  }
}
