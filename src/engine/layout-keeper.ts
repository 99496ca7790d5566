/** Keeps the layout up to date with the chains: made anew when stretches were cut or joined, a few times a second at most while playing. */
import { createLayout, needsLayout } from '../layout/create-layout';
import type { Layout, LayoutColumns, LayoutInput } from '../layout/types';
import { EVENT_KINDS } from '../sim/log';
import type { Simulation } from '../sim/types';
import { ISOLATED } from '../sim/state-bits';
import type { Slot } from '../sim/world';
import type { OpenScenario } from './deps';
import { linksChangedBetween } from './frame-builder';

/** Least time between two layouts while playing, in milliseconds; also ten times what the last one cost. */
const INTERVAL = 250;
const SHARE_OF_WORK = 10;
/** After these kinds a client's chain key or server may be another one. */
const CHANGES_KEYS: ReadonlySet<number> = new Set(
  (['client.started', 'client.stopped', 'client.moved', 'client.registered', 'client.reregistered'] as const).map((name) => EVENT_KINDS.indexOf(name)),
);
const MOST_ROWS = 100_000;
const PEERS_WITH_NOBODY = -1;
const NOT_KNOWN = -2;

export class LayoutKeeper {
  private readonly sim: Simulation;
  private readonly cpuNow: () => number;
  private readonly unmanaged: Int32Array;
  private readonly keyNumbers = new Map<string, number>();
  private chain = new Int32Array(0);
  private server = new Int32Array(0);
  private known = 0;
  private readId = -1;
  private checkedId = -1;
  private view = { widthCssPx: 0, heightCssPx: 0 };
  private viewChanged = true;
  private current: Layout | null = null;
  private nextAt = -Infinity;

  constructor(open: OpenScenario, sim: Simulation, cpuNow: () => number) {
    this.sim = sim;
    this.cpuNow = cpuNow;
    this.unmanaged = countUnmanaged(open);
  }

  get layout(): Layout | null {
    return this.current;
  }
  get version(): number {
    return this.current?.version ?? 0;
  }

  resize(widthCssPx: number, heightCssPx: number): void {
    if (widthCssPx === this.view.widthCssPx && heightCssPx === this.view.heightCssPx) return;
    this.view = { widthCssPx, heightCssPx };
    this.viewChanged = true;
  }

  /** After a jump in time: nothing read from the log counts any more. */
  forgetLog(): void {
    this.readId = -1;
    this.checkedId = -1;
    this.nextAt = -Infinity;
  }

  /** A new layout if one is needed now, else null. `playing` spreads layouts out; at rest the picture is always up to date. */
  update(nowMillis: number, playing: boolean): Layout | null {
    const { lastId } = this.sim.log;
    if (!this.viewChanged && this.current !== null) {
      if (this.checkedId >= 0 && !linksChangedBetween(this.sim, this.checkedId, lastId)) {
        this.checkedId = lastId;
        return null;
      }
      if (playing && nowMillis < this.nextAt) return null;
    }
    const start = this.cpuNow();
    const input = this.input();
    const needed = this.viewChanged || this.current === null || needsLayout(this.current, input);
    if (needed) this.current = createLayout(input);
    this.checkedId = lastId;
    this.viewChanged = false;
    this.nextAt = nowMillis + Math.max(INTERVAL, SHARE_OF_WORK * (this.cpuNow() - start));
    return needed ? this.current : null;
  }

  private input(): LayoutInput {
    this.readKeys();
    const { sim } = this;
    const columns: LayoutColumns = {
      count: sim.slotCount,
      state: sim.columns.state,
      forward: sim.columns.out[0],
      backward: sim.columns.out[1],
      subnetOf: sim.columns.subnetOf,
      rank: sim.columns.rank,
      chain: this.chain,
      server: this.server,
    };
    return {
      world: sim.world,
      view: this.view,
      columns,
      previousVersion: this.version,
      blocked: (left, right) => stands(sim, left, right) || stands(sim, right, left),
      unmanaged: this.unmanaged,
    };
  }

  /** Chain keys and servers change at registrations only: read those, or everything when there are very many. */
  private readKeys(): void {
    const { sim } = this;
    const { log } = sim;
    const all =
      this.readId < 0 || log.lastId - this.readId > MOST_ROWS || log.lastId < this.readId || this.readId < log.firstId - 1 || this.known > sim.slotCount;
    if (this.chain.length < sim.slotCount) {
      this.chain = grown(this.chain, sim.slotCount);
      this.server = grown(this.server, sim.slotCount);
    }
    for (let slot = all ? 0 : this.known; slot < sim.slotCount; slot++) this.readKey(slot);
    if (!all) {
      for (let id = this.readId + 1; id <= log.lastId; id++) {
        if (!CHANGES_KEYS.has(log.kindOf(id))) continue;
        if (log.clientOf(id) >= 0) this.readKey(log.clientOf(id));
        if (log.peerOf(id) >= 0) this.readKey(log.peerOf(id));
      }
    }
    this.known = sim.slotCount;
    this.readId = log.lastId;
  }

  private readKey(slot: Slot): void {
    this.server[slot] = this.sim.serverOf(slot);
    if (((this.sim.columns.state[slot] ?? 0) & ISOLATED) !== 0) {
      this.chain[slot] = PEERS_WITH_NOBODY;
      return;
    }
    const text = this.sim.chainKeyText(slot);
    if (text === '' || text === 'unknown') {
      this.chain[slot] = NOT_KNOWN;
      return;
    }
    if (text === 'isolated') {
      this.chain[slot] = PEERS_WITH_NOBODY;
      return;
    }
    let number = this.keyNumbers.get(text);
    if (number === undefined) this.keyNumbers.set(text, (number = this.keyNumbers.size));
    this.chain[slot] = number;
  }
}

/** Whether a rule, of the network or of a host, stands in the way. */
function stands(sim: Simulation, from: Slot, to: Slot): boolean {
  const found = sim.reachability(from, to);
  return !found.ok && found.why !== 'offline' && found.why !== 'wanCut';
}

function grown(column: Int32Array, slots: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(slots + 64);
  more.set(column);
  return more;
}

/** Endpoints without a client, by subnet. */
function countUnmanaged(open: OpenScenario): Int32Array {
  const counts = new Int32Array(open.world.subnets.length);
  open.scenario.subnets.forEach((subnet, i) => {
    if (subnet.managed === false && i < counts.length) counts[i] = subnet.addresses?.length ?? subnet.clients ?? 0;
  });
  return counts;
}
