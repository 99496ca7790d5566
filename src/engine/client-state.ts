/** One client's state in the product's words (protocol.md §4.2), from the simulation's columns. */
import { receiveWord, sendWord, statusWord } from '../sim/report';
import { BACKWARD_LEADER, FORWARD_LEADER, ONLINE, REGISTERED } from '../sim/state-bits';
import type { ClientState, Simulation } from '../sim/types';
import type { SiteSpec, Slot } from '../sim/world';

/** Below this a link is flagged "Slow Link" (NET-5), in bits per second. */
const SLOW_LINK_BPS = 128_000;
/** A server lists a client for three longest normal intervals after it last registered (REG-7). */
const LISTED_INTERVALS = 3;

export function clientState(sim: Simulation, slot: Slot): ClientState {
  const { state, out, in: incoming } = sim.columns;
  const bits = state[slot] ?? 0;
  const reported = sim.reportedStateOf(slot);
  const heard = sim.timersOf(slot).lastRegistered !== null || reported !== 0;
  const address = (other: Slot | undefined): string | null => (other === undefined || other < 0 ? null : sim.addressText(other));
  return {
    address: sim.addressText(slot),
    name: sim.world.exceptions.get(sim.clientAt(slot))?.name ?? null,
    site: siteOf(sim, slot)?.id ?? '',
    server: sim.world.servers[sim.serverOf(slot)]?.id ?? null,
    online: (bits & ONLINE) !== 0,
    registered: (bits & REGISTERED) !== 0 && isListed(sim, slot),
    send: sendWord(bits),
    receive: receiveWord(bits),
    status: fullStatus(sim, slot),
    roles: rolesOf(bits),
    forwardPeer: address(out[0][slot]),
    backwardPeer: address(out[1][slot]),
    previous: address(incoming[0][slot]),
    next: address(incoming[1][slot]),
    reported: heard ? { send: sendWord(reported), receive: receiveWord(reported), status: statusWord(reported) } : null,
    registrations: sim.registrationsOf(slot),
  };
}

export function siteOf(sim: Simulation, slot: Slot): SiteSpec | undefined {
  return sim.world.sites[sim.world.subnets[sim.columns.subnetOf[slot] ?? -1]?.site ?? -1];
}

export function rolesOf(bits: number): ('backwardLeader' | 'forwardLeader')[] {
  const roles: ('backwardLeader' | 'forwardLeader')[] = [];
  if ((bits & BACKWARD_LEADER) !== 0) roles.push('backwardLeader');
  if ((bits & FORWARD_LEADER) !== 0) roles.push('forwardLeader');
  return roles;
}

/** "Leader, Slow Link Behind": the status with the side of a slow link. */
export function fullStatus(sim: Simulation, slot: Slot): string {
  const { state, out } = sim.columns;
  const ahead = isSlow(sim, slot, out[0][slot] ?? -1) ? ', Slow Link Ahead' : '';
  const behind = isSlow(sim, slot, out[1][slot] ?? -1) ? ', Slow Link Behind' : '';
  return statusWord(state[slot] ?? 0) + ahead + behind;
}

/** Whether two clients are connected over a LAN or a WAN (NET-3). */
export function placeOf(sim: Simulation, a: Slot, b: Slot): 'LAN' | 'WAN' {
  const site = siteOf(sim, a);
  return site !== undefined && site === siteOf(sim, b) && !site.remote ? 'LAN' : 'WAN';
}

function isSlow(sim: Simulation, a: Slot, b: Slot): boolean {
  if (b < 0) return false;
  const siteA = siteOf(sim, a);
  const siteB = siteOf(sim, b);
  if (siteA === undefined || siteB === undefined) return false;
  if (siteA === siteB && !siteA.remote) return siteA.lan.rateBps < SLOW_LINK_BPS;
  return Math.min(siteA.wan.upBps, siteA.wan.downBps, siteB.wan.upBps, siteB.wan.downBps) < SLOW_LINK_BPS;
}

function isListed(sim: Simulation, slot: Slot): boolean {
  const { lastRegistered } = sim.timersOf(slot);
  return lastRegistered !== null && sim.now - lastRegistered < LISTED_INTERVALS * sim.world.settings.normalRegistration[1];
}
