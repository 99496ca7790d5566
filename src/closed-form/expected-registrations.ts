/** Registrations of a run from 0 to `end`, expected: timers by renewal theory (REG-2, REG-3), bytes by the rule book's §9, each at its place (NET-3, SRV-1). */
import type { Micros, Slot, World } from '../sim/world';
import { notExpected, type Expectation, type FigureId } from './expectation';
import { questionsReason } from './expected-questions';
import { presenceOf, type Presence, type Stretch } from './presence';
import { peersNamed } from './registrations';
import { expectedCount, expectedCountFromWindow, type Interval } from './renewal';
import { BYTES, INITIAL_REGISTRATION, NORMAL_REGISTRATION } from './sizes';
import { membersByChain, serverOf, serverPlace, zonePlace } from './world-fleet';

const COUNTS = ['initialRegistrations', 'normalRegistrations'] as const;
const SIZES = ['registrationWan', 'registrationLan'] as const;
/** These name no peers. */
const SIZES_WITHOUT = ['registrationWanWithout', 'registrationLanWithout'] as const;

export function expectedRegistrations(world: World, end: Micros): Expectation[] {
  const why = countReason(world, end);
  if (why !== null) return notExpected([...COUNTS, ...SIZES, ...SIZES_WITHOUT], why);
  const presence = presenceOf(world, end);
  const totals = countAll(world, presence, end);
  const { normalRegistration, initialRegistrationReset } = world.settings;
  const counts: Expectation[] = [
    { id: 'initialRegistrations', value: totals.initial, exact: end < initialRegistrationReset[0] || isFixed(world, initialRegistrationReset) },
    { id: 'normalRegistrations', value: totals.normal, exact: isFixed(world, normalRegistration) },
  ];
  const growWhy = lossReason(world) ?? offersReason(world, end);
  if (growWhy !== null) return [...counts, ...notExpected([...SIZES, ...SIZES_WITHOUT], growWhy)];
  const peers = peersOf(world, presence, totals, end);
  const listed = typeof peers === 'string' ? notExpected(SIZES, peers) : sizes(world, totals, peers);
  return [...counts, ...listed, ...sizesWithout(world, totals)];
}

const isFixed = (world: World, [shortest, longest]: readonly [Micros, Micros]): boolean => shortest === longest && world.settings.startWindow === 0;

function countReason(world: World, end: Micros): string | null {
  for (const act of world.timeline) {
    if (act.at > end) break;
    if (act.do === 'cutWan' || act.do === 'stopServer') return 'clients that lose contact register anew, each at its own time (REG-10)';
    if (act.do === 'move') return 'a client moves to another subnet';
    if (act.do === 'stop' && act.at <= world.settings.startWindow) return 'clients stop while others still start up';
  }
  return null;
}

function lossReason(world: World): string | null {
  return world.sites.some((site) => site.wan.lossPpm > 0) ? 'messages are lost and sent again (NET-1)' : null;
}

/** A question that a chain does not carry to all of its clients comes with registrations, whose answers grow by it (REG-6). Those few that ask while it travels are left out. */
function offersReason(world: World, end: Micros): string | null {
  return questionsReason(world, end) === null ? null : 'a question may come to clients with a registration, which grows by it (REG-6)';
}

/** By place: expected numbers of registrations whose client reaches its server over LAN or WAN; and of those at Zone Servers, by the way on. */
interface Totals {
  initial: number;
  normal: number;
  readonly at: Record<'lan' | 'wan', { initial: number; normal: number }>;
  readonly zone: Record<'lan' | 'wan', { initial: number; normal: number }>;
}

function countAll(world: World, presence: Presence, end: Micros): Totals {
  const zero = () => ({ lan: { initial: 0, normal: 0 }, wan: { initial: 0, normal: 0 } });
  const totals: Totals = { initial: 0, normal: 0, at: zero(), zone: zero() };
  const usual = countOf(world, presence.stretches(-1), end);
  for (let slot = 0; slot < world.clientCount; slot++) {
    const own = presence.special.get(slot);
    const { initial, normal } = own === undefined ? usual : countOf(world, own, end);
    totals.initial += initial;
    totals.normal += normal;
    const at = totals.at[serverPlace(world, slot)];
    at.initial += initial;
    at.normal += normal;
    const way = zonePlace(world, serverOf(world, slot));
    if (way === null) continue;
    totals.zone[way].initial += initial;
    totals.zone[way].normal += normal;
  }
  return totals;
}

function countOf(world: World, stretches: readonly Stretch[], end: Micros): { initial: number; normal: number } {
  const { normalRegistration, initialRegistrationReset, startWindow } = world.settings;
  let initial = 0;
  let normal = 0;
  for (const { from, to } of stretches) {
    const until = Math.min(to, end);
    const count = ([shortest, longest]: readonly [Micros, Micros]): number => {
      const interval: Interval = { shortest, longest };
      return from === null ? expectedCountFromWindow(interval, startWindow, until) : expectedCount(interval, until - from);
    };
    initial += 1 + count(initialRegistrationReset);
    normal += count(normalRegistration);
  }
  return { initial, normal };
}

/** Peers named in the answers to all initial registrations, by the place of the client, or why that is not known. */
type Peers = Record<'lan' | 'wan', number> & { readonly zone: Record<'lan' | 'wan', number> };

function peersOf(world: World, presence: Presence, totals: Totals, end: Micros): Peers | string {
  const { initialRegistrationReset, knownFleet } = world.settings;
  const resets = end >= initialRegistrationReset[0];
  if (!knownFleet) return 'a first roll-out: peer lists grow with it (REG-12)';
  if (world.subnets.some((subnet) => subnet.managed && subnet.servers.length > 1)) return 'each client draws one of several servers (REG-9)';
  if (world.timeline.some((act) => act.do === 'setPeering' && act.at <= end) && totals.initial > world.clientCount)
    return 'lists differ before and after the change of peering (CHAIN-8)';
  if (resets && !presence.isPlain) return 'resets meet clients that come and go';
  const peers: Peers = { lan: 0, wan: 0, zone: { lan: 0, wan: 0 } };
  const perClient = countOf(world, presence.stretches(-1), end).initial;
  for (const members of membersByChain(world, world.peering, () => true)) {
    const special = members.some((slot) => presence.special.has(slot));
    const named = special
      ? namedToSpecial(world, members, presence)
      : members.map((_, k) => perClient * namedTo(k, members.length, world.peering.peerListSize));
    if (named === null) return 'a client may have been forgotten by its server when others ask for their peers (REG-7)';
    if (!special && peersNamed(members.length, world.peering.peerListSize) === 0) continue;
    members.forEach((slot, k) => {
      const count = named[k] ?? 0;
      peers[serverPlace(world, slot)] += count;
      const way = zonePlace(world, serverOf(world, slot));
      if (way !== null) peers.zone[way] += count;
    });
  }
  return peers;
}

/** On both sides of place k (from 0) among n (REG-8). */
function namedTo(k: number, n: number, listSize: number): number {
  return Math.min(listSize, k) + Math.min(listSize, n - 1 - k);
}

/** The same where some start later or again: who asks at `t` is told of those that the server has heard lately. Null = that is not certain. */
function namedToSpecial(world: World, members: readonly Slot[], presence: Presence): number[] | null {
  const named: number[] = [];
  for (const [k, slot] of members.entries()) {
    let sum = 0;
    for (const { from } of presence.stretches(slot)) {
      const known = members.map((other) => other === slot || isKnown(world, presence.stretches(other), from));
      if (known.includes(null)) return null;
      const before = known.slice(0, k).filter(Boolean).length;
      const after = known.slice(k + 1).filter(Boolean).length;
      sum += Math.min(world.peering.peerListSize, before) + Math.min(world.peering.peerListSize, after);
    }
    named.push(sum);
  }
  return named;
}

/** REG-7, REG-12: whether the server lists a client at `t` (null = within the start window). */
function isKnown(world: World, stretches: readonly Stretch[], t: Micros | null): boolean | null {
  const { startWindow, normalRegistration } = world.settings;
  const longest = normalRegistration[1];
  // A known fleet: everybody who comes online within the window is listed from the beginning.
  if (t === null) return stretches.some(({ from }) => from === null || from <= startWindow);
  let uncertain = false;
  for (const { from, to } of stretches) {
    if ((from ?? 0) >= t) continue;
    // It registered at most one longest interval before it stopped, and is listed for three.
    if (to >= t - 2 * longest) return true;
    uncertain ||= to > t - 3 * longest;
  }
  return uncertain ? null : false;
}

function sizes(world: World, totals: Totals, peers: Peers): Expectation[] {
  const withPeers = (place: 'lan' | 'wan'): number => withoutLists(totals, place) + BYTES.perPeer * (peers[place] + peers.zone[place]);
  return ofPlaces(world, totals, SIZES, withPeers);
}

/** Each client for itself: the same registrations, but no list names a peer (NET-7). */
function sizesWithout(world: World, totals: Totals): Expectation[] {
  return ofPlaces(world, totals, SIZES_WITHOUT, (place) => withoutLists(totals, place));
}

function withoutLists(totals: Totals, place: 'lan' | 'wan'): number {
  const { initial, normal } = totals.at[place];
  const zone = totals.zone[place];
  return (initial + zone.initial) * INITIAL_REGISTRATION + (normal + zone.normal) * NORMAL_REGISTRATION;
}

function ofPlaces(world: World, totals: Totals, [wan, lan]: readonly [FigureId, FigureId], bytes: (place: 'lan' | 'wan') => number): Expectation[] {
  const exact = isFixed(world, world.settings.normalRegistration) && totals.initial === Math.round(totals.initial);
  const on = world.settings.protocolOverheads ? 1 : 0;
  return [
    { id: wan, value: on * bytes('wan'), exact },
    { id: lan, value: on * bytes('lan'), exact },
  ];
}
