/** What a frame says about each site: whether its WAN is cut, how much goes over it, how long its queues are, how many connections its leaders hold. */
import { BACKWARD_LEADER, FORWARD_LEADER, VACATED } from '../sim/state-bits';
import { LINK_STRIDE } from '../sim/types';
import type { Simulation } from '../sim/types';
import { SITE_STRIDE } from './frame';
import { kindTable } from './kind-table';
import { LIMITS } from './limits';

/** By kind: 1 = after such a row a leader may be one no more, or another. */
const CHANGES_LEADERS = kindTable(['role.gained', 'role.lost', 'client.started', 'client.stopped', 'client.moved']);
const LEADS = FORWARD_LEADER | BACKWARD_LEADER;

export class SiteLinks {
  private sim: Simulation | null = null;
  private connections = new Float64Array(0);
  private countedAt = -1;

  /** Another place in time: nothing that was counted holds. */
  forget(): void {
    this.countedAt = -1;
  }

  /** Rows of SITE_STRIDE numbers, in the order of the sites. */
  fill(sim: Simulation, out: Float64Array): void {
    if (this.sim !== sim) {
      this.sim = sim;
      this.forget();
    }
    this.countIfChanged(sim);
    const loads = 'linkLoads' in sim ? sim.linkLoads() : [];
    sim.world.sites.forEach((_, site) => {
      const at = site * SITE_STRIDE;
      out[at] = sim.wanCut[site] === true ? 1 : 0;
      for (let i = 0; i < LINK_STRIDE; i++) out[at + 1 + i] = loads[site * LINK_STRIDE + i] ?? 0;
      out[at + 5] = this.connections[site] ?? 0;
    });
  }

  private countIfChanged(sim: Simulation): void {
    const { log } = sim;
    const changed = this.countedAt < 0 || leadersChangedBetween(sim, this.countedAt, log.lastId);
    this.countedAt = log.lastId;
    if (changed) this.connections = countConnections(sim);
  }
}

function leadersChangedBetween(sim: Simulation, fromId: number, toId: number): boolean {
  const { log } = sim;
  if (toId < fromId || toId - fromId > LIMITS.passedRows || fromId < log.firstId - 1) return true;
  for (let id = fromId + 1; id <= toId; id++) if (CHANGES_LEADERS[log.kindOf(id)] === 1) return true;
  return false;
}

/** Connections that leaders hold to servers, by site: one for each role (LINK-2, LINK-3). */
export function countConnections(sim: Pick<Simulation, 'columns' | 'slotCount' | 'world'>): Float64Array<ArrayBuffer> {
  const { state, subnetOf } = sim.columns;
  const bySubnet = new Float64Array(sim.world.subnets.length);
  for (let slot = 0; slot < sim.slotCount; slot++) {
    const bits = state[slot]!;
    if ((bits & LEADS) === 0 || (bits & VACATED) !== 0) continue;
    bySubnet[subnetOf[slot]!]! += (bits & LEADS) === LEADS ? 2 : 1;
  }
  const bySite = new Float64Array(sim.world.sites.length);
  sim.world.subnets.forEach(({ site }, subnet) => {
    bySite[site]! += bySubnet[subnet]!;
  });
  return bySite;
}
