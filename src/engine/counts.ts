/** Counts of the whole fleet from its state bits: one pass, no objects. */
import type { Simulation } from '../sim/types';
import {
  BACKWARD_LEADER,
  FORWARD_LEADER,
  HAS_BACKWARD,
  HAS_FORWARD,
  HAS_NEXT,
  HAS_PREVIOUS,
  LOST_CONTACT,
  ONLINE,
  REGISTERED,
  REGISTERING,
  SEEKING_BACKWARD,
  SEEKING_FORWARD,
  VACATED,
} from '../sim/state-bits';

export interface FleetCounts {
  clients: number;
  online: number;
  registered: number;
  forwardLeaders: number;
  backwardLeaders: number;
  leaderClients: number;
  peerLinks: number;
  blocked: number;
  seeking: number;
  registering: number;
  lostContact: number;
}

/** How many slots have each of the 2^16 states; reused, because counts are taken often. */
const tally = new Uint32Array(1 << 16);

export function countFleet(simulation: Pick<Simulation, 'columns' | 'slotCount'>): FleetCounts {
  const { state } = simulation.columns;
  const n = simulation.slotCount;
  tally.fill(0);
  for (let slot = 0; slot < n; slot++) tally[state[slot] ?? 0]! += 1;
  const counts: FleetCounts = {
    clients: 0,
    online: 0,
    registered: 0,
    forwardLeaders: 0,
    backwardLeaders: 0,
    leaderClients: 0,
    peerLinks: 0,
    blocked: 0,
    seeking: 0,
    registering: 0,
    lostContact: 0,
  };
  for (let bits = 0; bits < tally.length; bits++) {
    const many = tally[bits] ?? 0;
    if (many > 0) addState(counts, bits, many);
  }
  return counts;
}

function addState(counts: FleetCounts, bits: number, many: number): void {
  if ((bits & VACATED) !== 0) return;
  counts.clients += many;
  if ((bits & ONLINE) === 0) return;
  counts.online += many;
  if ((bits & REGISTERED) !== 0) counts.registered += many;
  if ((bits & FORWARD_LEADER) !== 0) counts.forwardLeaders += many;
  if ((bits & BACKWARD_LEADER) !== 0) counts.backwardLeaders += many;
  if ((bits & (FORWARD_LEADER | BACKWARD_LEADER)) !== 0) counts.leaderClients += many;
  if ((bits & HAS_FORWARD) !== 0) counts.peerLinks += many;
  if ((bits & HAS_BACKWARD) !== 0) counts.peerLinks += many;
  if (isBlocked(bits)) counts.blocked += many;
  if ((bits & (SEEKING_FORWARD | SEEKING_BACKWARD)) !== 0) counts.seeking += many;
  if ((bits & REGISTERING) !== 0) counts.registering += many;
  if ((bits & LOST_CONTACT) !== 0) counts.lostContact += many;
}

/** Leaders that work remotely: at VPN and internet sites. */
export function countRemoteLeaders(simulation: Pick<Simulation, 'columns' | 'slotCount' | 'world'>): number {
  const { state, subnetOf } = simulation.columns;
  const { sites, subnets } = simulation.world;
  const isRemote = subnets.map((subnet) => sites[subnet.site]?.remote === true);
  if (!isRemote.includes(true)) return 0;
  let many = 0;
  for (let slot = 0; slot < simulation.slotCount; slot++) {
    const bits = state[slot] ?? 0;
    if ((bits & (FORWARD_LEADER | BACKWARD_LEADER)) === 0 || (bits & ONLINE) === 0 || (bits & VACATED) !== 0) continue;
    if (isRemote[subnetOf[slot] ?? -1] === true) many++;
  }
  return many;
}

/** Status "Blocked" (protocol.md §4.2): no leader, and nobody's link arrives. Before the first registration there is no status. */
export function isBlocked(bits: number): boolean {
  return (bits & ONLINE) !== 0 && (bits & REGISTERED) !== 0 && (bits & (FORWARD_LEADER | BACKWARD_LEADER | HAS_PREVIOUS | HAS_NEXT)) === 0;
}
