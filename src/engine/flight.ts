/**
 * How long a message is on its way when nothing else is (docs/model.md §9): latency, the time on each link, and the processing before a peer link;
 * without jitter, queues and throttles. For what the log does not say, and to tell what waited from what did not.
 */
import { SIZE } from '../sim/ledger';
import type { Simulation } from '../sim/types';
import type { Micros, SiteSpec, Slot } from '../sim/world';

/** Instead of a place: the server of the client at the other end. */
export const SERVER = -1;

export function flightTime(sim: Simulation, from: Slot, to: Slot, bytes: number): Micros {
  const size = sim.world.settings.protocolOverheads ? bytes : 0;
  const a = siteAt(sim, from, to);
  const b = siteAt(sim, to, from);
  const processing = from >= 0 && to >= 0 ? sim.world.settings.hopProcessing : 0;
  if (a !== undefined && a === b && !a.remote) return processing + timeOn(a.lan.rateBps, size) + a.lan.latency;
  return processing + (a === undefined ? 0 : timeOn(a.wan.upBps, size)) + latency(sim, from, to) + (b === undefined ? 0 : timeOn(b.wan.downBps, size));
}

/** An initial registration and its answer, without peers, questions and actions in it (protocol.md §9). */
export function registrationTime(sim: Simulation, slot: Slot): Micros {
  return flightTime(sim, slot, SERVER, SIZE.initialRequest) + flightTime(sim, SERVER, slot, SIZE.initialAnswer);
}

/**
 * When the registration was sent whose answer a row of the log tells of: the first one after a start with that start; of the others it is known how long
 * they take where nothing waits.
 */
export function registrationSentAt(sim: Simulation, id: number): Micros {
  const row = sim.log.get(id);
  if (row === undefined) return 0;
  const cause = row.cause > 0 ? sim.log.get(row.cause) : undefined;
  return cause?.kind === 'client.started' && cause.client === row.client ? cause.t : row.t - registrationTime(sim, row.client);
}

export function latency(sim: Simulation, from: Slot, to: Slot): Micros {
  if (from >= 0 && to >= 0) return sim.latencyBetween(from, to);
  return sim.latencyToServer(from >= 0 ? from : to);
}

/** The site of one end; of a server without a site there is none. */
export function siteAt(sim: Simulation, end: Slot, other: Slot): SiteSpec | undefined {
  const { sites, subnets, servers } = sim.world;
  const site = end >= 0 ? subnets[sim.columns.subnetOf[end] ?? -1]?.site : servers[sim.serverOf(other)]?.site;
  return sites[site ?? -1];
}

function timeOn(rateBps: number, bytes: number): Micros {
  return Math.ceil((bytes * 8e6) / rateBps);
}
