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
/** While playing, reading loads may take a fortieth of the time: where many clients have links of their own, what was read is shown for a while longer. */
const SHARE_OF_WORK = 40;

export class SiteLinks {
  private sim: Simulation | null = null;
  private connections = new Float64Array(0);
  private countedAt = -1;
  private loads: Float64Array = new Float64Array(0);
  private nextReadAt = -Infinity;
  private readonly cpuNow: () => number;

  constructor(cpuNow: () => number) {
    this.cpuNow = cpuNow;
  }

  /** Another place in time: nothing that was counted or read holds. */
  forget(): void {
    this.countedAt = -1;
    this.nextReadAt = -Infinity;
  }

  /** Rows of SITE_STRIDE numbers, in the order of the sites. `exact`: loads are those of this instant, whatever it costs. */
  fill(sim: Simulation, out: Float64Array, exact: boolean): void {
    if (this.sim !== sim) {
      this.sim = sim;
      this.forget();
    }
    this.countIfChanged(sim);
    this.readLoads(sim, exact);
    const { loads } = this;
    sim.world.sites.forEach((_, site) => {
      const at = site * SITE_STRIDE;
      out[at] = sim.wanCut[site] === true ? 1 : 0;
      for (let i = 0; i < LINK_STRIDE; i++) out[at + 1 + i] = loads[site * LINK_STRIDE + i] ?? 0;
      out[at + 5] = this.connections[site] ?? 0;
    });
  }

  private readLoads(sim: Simulation, exact: boolean): void {
    const start = this.cpuNow();
    if (!exact && start < this.nextReadAt) return;
    this.loads = sim.linkLoads();
    const end = this.cpuNow();
    this.nextReadAt = end + (SHARE_OF_WORK - 1) * (end - start);
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
