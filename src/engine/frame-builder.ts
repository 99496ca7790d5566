/** Builds frames from the simulation's columns into pooled buffers. Nothing is allocated per client. */
import type { Simulation } from '../sim/types';
import type { Frame } from './frame';
import type { FramePool, LinkBuffers } from './frame-pool';
import { kindTable } from './kind-table';
import { LIMITS } from './limits';
import type { MessageSource } from './messages-in-flight';
import { longestRoundTrip, MotionWriter } from './motion';
import { SiteLinks } from './site-links';
import { fillWave } from './wave';

/** By kind: 1 = after such a row somebody's outgoing link may be another one. */
const CHANGES_LINKS = kindTable(['link.opened', 'link.closed', 'link.lost', 'client.stopped', 'client.moved']);

/** Whether outgoing links can have changed between two ends of the log. Rows of questions, of which there are many, are only passed over. */
export function linksChangedBetween(sim: Simulation, fromId: number, toId: number): boolean {
  const { log } = sim;
  if (toId < fromId || toId - fromId > LIMITS.passedRows || fromId < log.firstId - 1) return true;
  for (let id = fromId + 1; id <= toId; id++) if (CHANGES_LINKS[log.kindOf(id)] === 1) return true;
  return false;
}

/** What a frame is about, besides the run itself. */
export interface FrameOf {
  readonly epoch: number;
  readonly layoutVersion: number;
  readonly speed: number;
  /** Figures that cost much may be those of a moment ago. */
  readonly playing: boolean;
  /** Number of the question in the picture; −1 = none. */
  readonly question: number;
  readonly messages: MessageSource;
}

export class FrameBuilder {
  private readonly pool: FramePool;
  private readonly motion = new MotionWriter();
  private readonly siteLinks: SiteLinks;
  private sequence = 0;
  private linksSentAt = -1;
  private sim: Simulation | null = null;
  private roundTrip = 0;

  constructor(pool: FramePool, cpuNow: () => number) {
    this.pool = pool;
    this.siteLinks = new SiteLinks(cpuNow);
  }

  /** The next frame carries links whatever has changed: another run, another place in time, a new viewer. */
  resendLinks(): void {
    this.linksSentAt = -1;
    this.siteLinks.forget();
  }

  build(sim: Simulation, { epoch, layoutVersion, speed, playing, question, messages }: FrameOf): Frame {
    if (this.sim !== sim) {
      this.sim = sim;
      this.roundTrip = longestRoundTrip(sim);
      this.resendLinks();
    }
    const n = sim.slotCount;
    const hasWave = question >= 0 && sim.questionColumns(question) !== null;
    const { state, motion, wave, sites } = this.pool.take(n, hasWave, sim.world.sites.length);
    if (wave !== null) fillWave(sim, question, wave);
    state.set(sim.columns.state.subarray(0, n));
    const links = this.linksIfChanged(sim, n);
    this.siteLinks.fill(sim, sites, !playing);
    this.motion.collect(sim, speed, this.roundTrip, motion, messages);
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
      waveQuestion: hasWave ? question : -1,
      wave,
      motionCount: this.motion.count,
      motionOmitted: this.motion.omitted,
      sites,
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
