/** Whether the chains of a world are whole and at rest at an instant: only then do formulas speak of them. Where they do not, the reason in words. */
import type { Act, Micros, Peering, Slot, World } from '../sim/world';
import { presenceOf, type Presence } from './presence';
import { BYTES, INITIAL_REGISTRATION } from './sizes';
import { membersByChain, serverPlace, siteOf } from './world-fleet';

export type Settled = { readonly peering: Peering; readonly presence: Presence } | { readonly why: string };

const SECOND = 1_000_000;
/** After a change: a round of retries (LINK-7), and half a minute for silence to be noticed (LINK-8) or a round of attempts. */
const settleTime = (world: World): Micros => world.settings.reflectRetry + 30 * SECOND;

export function settledAt(world: World, t: Micros, end: Micros): Settled {
  const why = walls(world) ?? fleetReason(world) ?? startReason(world, t) ?? actsReason(world, t);
  if (why !== null) return { why };
  const presence = presenceOf(world, end);
  const late = lateReason(world, t);
  if (late !== null) return { why: late };
  const peering = peeringAt(world, t);
  if (typeof peering === 'string') return { why: peering };
  const gap = presence.isPlain ? null : gapReason(world, peering, presence, t);
  return gap === null ? { peering, presence } : { why: gap };
}

function walls(world: World): string | null {
  if (world.firewalls.some((rule) => !rule.allow)) return 'a firewall rule stands: which links are left follows from the rule book’s §4.1, step by step';
  for (const { blockIncoming, blockOutgoing } of world.exceptions.values())
    if (blockIncoming === true || blockOutgoing === true) return 'a host firewall cuts a chain: what is left follows from the rule book’s §4.1, step by step';
  return null;
}

function fleetReason(world: World): string | null {
  if (!world.settings.knownFleet) return 'a first roll-out: chains grow by hints (REG-12)';
  if (world.subnets.some((subnet) => subnet.managed && subnet.servers.length > 1)) return 'each client draws one of several servers (REG-9)';
  return null;
}

/** Started at one instant nobody reflects for want of a neighbour; else a retry has to pass. */
function startReason(world: World, t: Micros): string | null {
  const { startWindow } = world.settings;
  const ready = startWindow === 0 ? firstAnswers(world) + 2 * SECOND : startWindow + settleTime(world);
  return t >= ready ? null : 'the fleet is still starting up';
}

/** Until the last of the first registrations is answered when all come at once: what the busiest WAN link has to carry, down and up, twice its latency, and a hop. */
function firstAnswers(world: World): Micros {
  const waiting = new Map<number, number>();
  for (let slot = 0; slot < world.clientCount; slot++) {
    const site = siteOf(world, slot);
    if (serverPlace(world, slot) === 'wan' && world.sites[site]?.remote !== true) waiting.set(site, (waiting.get(site) ?? 0) + 1);
  }
  const bits = 8 * (INITIAL_REGISTRATION + 2 * world.peering.peerListSize * BYTES.perPeer);
  let longest = 0;
  for (const [index, clients] of waiting) {
    const wan = world.sites[index]?.wan;
    if (wan !== undefined) longest = Math.max(longest, ((clients * bits) / Math.min(wan.downBps, wan.upBps)) * SECOND + 4 * wan.latency);
  }
  return longest;
}

function lateReason(world: World, t: Micros): string | null {
  for (const { startAt } of world.exceptions.values())
    if (startAt !== undefined && startAt <= t && t < startAt + settleTime(world)) return 'a client has just come online';
  return null;
}

function actsReason(world: World, t: Micros): string | null {
  const open = new Set<string>();
  for (const act of world.timeline) {
    if (act.at > t) break;
    const change = changeOf(act);
    if (change === null) continue;
    if (act.do === 'move') return 'a client moves to another subnet';
    if (change.ends) open.delete(change.what);
    else if (change.what !== '') open.add(change.what);
    if (t < act.at + settleTime(world)) return `${change.word} less than a minute and a half before`;
  }
  return open.size === 0 ? null : `${[...open].map((what) => what.split(' ')[0]).join(', ')} at that time`;
}

/** What an act disturbs; `what` names a lasting fault, empty = it is over at once. */
function changeOf(act: Act): { readonly what: string; readonly ends: boolean; readonly word: string } | null {
  switch (act.do) {
    case 'block':
      return { what: `walls ${act.rule.id}`, ends: false, word: 'a wall goes up' };
    case 'unblock':
      return { what: `walls ${act.id}`, ends: true, word: 'a wall comes down' };
    case 'cutWan':
    case 'restoreWan':
      return { what: `outage wan ${act.site}`, ends: act.do === 'restoreWan', word: 'the WAN of a site changes' };
    case 'stopServer':
    case 'startServer':
      return { what: `outage server ${act.server}`, ends: act.do === 'startServer', word: 'a server stops or starts' };
    case 'stop':
    case 'start':
    case 'move':
      return { what: '', ends: false, word: 'clients come and go' };
    default:
      return null;
  }
}

/** The peering that all clients follow at `t`, or why some follow another one (CHAIN-8). */
function peeringAt(world: World, t: Micros): Peering | string {
  let peering = world.peering;
  const [shortest, longest] = world.settings.initialRegistrationReset;
  for (const act of world.timeline) {
    if (act.do !== 'setPeering' || act.at > t) continue;
    const restarts = world.timeline.some((other) => other.do === 'start' && other.at > act.at && other.at <= t);
    if (act.at === 0 || t >= act.at + 2 * longest + settleTime(world)) peering = { ...peering, ...act.peering };
    else if (t >= shortest || restarts) return 'some clients follow the new peering, others the old one (CHAIN-8)';
  }
  return peering;
}

/** Clients that are off leave the chain whole as long as the peer lists reach over them (LINK-4, REG-8). */
function gapReason(world: World, peering: Peering, presence: Presence, t: Micros): string | null {
  for (const members of membersByChain(world, peering, () => true)) {
    let gap = 0;
    for (const slot of members as readonly Slot[]) {
      gap = presence.isOnline(slot, t) ? 0 : gap + 1;
      if (gap >= peering.peerListSize && gap < members.length) return 'a gap in a chain is wider than a peer list (REG-8)';
    }
  }
  return null;
}
