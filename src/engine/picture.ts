/** What the page sees of a run: layouts and frames, made when something has changed and the page has given a buffer back. */
import type { Frame } from './frame';
import type { EngineDeps } from './deps';
import { FrameBuilder } from './frame-builder';
import { FramePool } from './frame-pool';
import { LayoutKeeper } from './layout-keeper';
import type { MessageSource } from './messages-in-flight';
import type { Run } from './run';

export interface Moment {
  readonly epoch: number;
  readonly speed: number;
  /** Number of the question the picture is about, −1 = none; asked for only when there is something to draw. */
  readonly question: () => number;
  readonly messages: MessageSource;
  readonly nowMillis: number;
  readonly playing: boolean;
}

export class Picture {
  private readonly deps: EngineDeps;
  private readonly pool = new FramePool();
  private readonly frames: FrameBuilder;
  private run: Run | null = null;
  private keeper: LayoutKeeper | null = null;
  private size = { widthCssPx: 0, heightCssPx: 0 };
  private visible = true;
  /** Something to show that no frame has shown yet. */
  private changed = false;

  constructor(deps: EngineDeps) {
    this.deps = deps;
    this.frames = new FrameBuilder(this.pool, deps.cpuNow);
  }

  open(run: Run): void {
    this.run = run;
    this.keeper = new LayoutKeeper(run.open, run.sim, this.deps.cpuNow);
    this.keeper.resize(this.size.widthCssPx, this.size.heightCssPx);
    this.jumped();
  }

  view(widthCssPx: number, heightCssPx: number, visible: boolean): void {
    this.size = { widthCssPx: sane(widthCssPx), heightCssPx: sane(heightCssPx) };
    this.visible = visible;
    this.keeper?.resize(this.size.widthCssPx, this.size.heightCssPx);
    // Whoever has begun to look may have missed the links of earlier frames.
    this.frames.resendLinks();
    this.changed = true;
  }

  /** The run went on a little. */
  touch(): void {
    this.changed = true;
  }

  /** Another place in time: everything is sent anew. */
  jumped(): void {
    this.keeper?.forgetLog();
    this.frames.resendLinks();
    this.changed = true;
  }

  giveBack(frame: Frame, epoch: number): void {
    // Buffers of an engine that was here before this one carry an epoch from before the first.
    if (frame.epoch >= 1 && frame.epoch <= epoch) this.pool.giveBack(frame);
  }

  draw({ epoch, speed, question, messages, nowMillis, playing }: Moment): void {
    const { run, keeper } = this;
    if (run === null || keeper === null || !this.changed || !this.visible || !this.pool.available) return;
    const layout = keeper.update(nowMillis, playing);
    if (layout !== null) this.deps.emit({ kind: 'layout', epoch, layout });
    const of = { epoch, layoutVersion: keeper.version, speed, playing, question: question(), messages };
    this.deps.emit({ kind: 'frame', frame: this.frames.build(run.sim, of) });
    // While playing every tick has something new, so a layout put off now is made up for soon.
    this.changed = false;
  }
}

function sane(px: number): number {
  return Number.isFinite(px) ? Math.min(20_000, Math.max(0, Math.round(px))) : 0;
}
