/** Builds frames from the simulation's columns into pooled buffers. Nothing is allocated per client. */
import { EVENT_KINDS } from '../sim/log';
import type { Simulation } from '../sim/types';
import type { Frame } from './frame';
import type { FramePool, LinkBuffers } from './frame-pool';
import { longestRoundTrip, MotionWriter } from './motion';

/** Kinds after which somebody's outgoing link may be another one. */
const CHANGES_LINKS: ReadonlySet<number> = new Set(
  (['link.opened', 'link.closed', 'link.lost', 'client.stopped', 'client.moved'] as const).map((name) => EVENT_KINDS.indexOf(name)),
);
/** More new rows than this are not read: links are taken as changed. */
const MOST_ROWS = 2_000;

/** Whether outgoing links can have changed between two ends of the log. */
export function linksChangedBetween(sim: Simulation, fromId: number, toId: number): boolean {
  if (toId < fromId || toId - fromId > MOST_ROWS) return true;
  for (let id = fromId + 1; id <= toId; id++) if (CHANGES_LINKS.has(sim.log.kindOf(id))) return true;
  return false;
}

export class FrameBuilder {
  private readonly pool: FramePool;
  private readonly motion = new MotionWriter();
  private sequence = 0;
  private linksSentAt = -1;
  private sim: Simulation | null = null;
  private roundTrip = 0;

  constructor(pool: FramePool) {
    this.pool = pool;
  }

  /** The next frame carries links whatever has changed: another run, another place in time, a new viewer. */
  resendLinks(): void {
    this.linksSentAt = -1;
  }

  build(sim: Simulation, epoch: number, layoutVersion: number, speed: number): Frame {
    if (this.sim !== sim) {
      this.sim = sim;
      this.roundTrip = longestRoundTrip(sim);
      this.resendLinks();
    }
    const n = sim.slotCount;
    const { state, motion } = this.pool.take(n);
    state.set(sim.columns.state.subarray(0, n));
    const links = this.linksIfChanged(sim, n);
    this.motion.collect(sim, speed, this.roundTrip, motion);
    return {
      epoch,
      sequence: ++this.sequence,
      time: sim.now,
      layoutVersion,
      slotCount: n,
      state,
      forward: links?.forward ?? null,
      backward: links?.backward ?? null,
      motion,
      motionCount: this.motion.count,
      motionOmitted: this.motion.omitted,
    };
  }

  private linksIfChanged(sim: Simulation, n: number): LinkBuffers | null {
    const { lastId } = sim.log;
    const changed = this.linksSentAt < 0 || linksChangedBetween(sim, this.linksSentAt, lastId);
    this.linksSentAt = lastId;
    if (!changed) return null;
    const links = this.pool.takeLinks(n);
    links.forward.set(sim.columns.out[0].subarray(0, n));
    links.backward.set(sim.columns.out[1].subarray(0, n));
    return links;
  }
}
