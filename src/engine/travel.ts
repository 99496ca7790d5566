/** Ways through time: one is under way at most, a newer one takes over, and what needs the playhead to stand still waits for the end. */
import type { Micros } from '../sim/world';
import type { Status } from './contract';
import { LIMITS } from './limits';
import type { Run } from './run';
import type { StepBackGoal, StoppedAt } from './step-back';

/** A way through time that may take more than one tick. */
interface Journey {
  readonly run: Run;
  readonly from: Micros;
  readonly to: Micros;
  /** Called on arrival. May begin another journey. */
  readonly arrived: () => void;
  readonly overtaken: () => void;
}

export interface TravelHost {
  /** Time went back: what was made of the run so far is of an earlier epoch. */
  wentBack(): void;
  /** The run stands at another place than before. */
  moved(): void;
  /** Before anything is told of an arrival. */
  arrived(): void;
  /** The way goes on in a later tick. */
  underWay(): void;
}

export class Travel {
  private readonly host: TravelHost;
  private journey: Journey | null = null;
  private waiting: { readonly go: () => void; readonly giveUp: () => void }[] = [];

  constructor(host: TravelHost) {
    this.host = host;
  }

  get isUnderWay(): boolean {
    return this.journey !== null;
  }
  /** Whether no more can wait. */
  get isFull(): boolean {
    return this.waiting.length >= LIMITS.waitingCommands;
  }
  get progress(): NonNullable<Status['seek']> | null {
    if (this.journey === null) return null;
    const { from, to, run } = this.journey;
    return { to, progress: to <= from ? 1 : (run.now - from) / (to - from) };
  }

  /** Done when nothing is under way any more; `giveUp` when another scenario is opened before that. */
  whenSettled(go: () => void, giveUp: () => void): void {
    this.waiting.push({ go, giveUp });
  }

  /** A newer way begins here; whoever waits for the end goes on waiting. */
  overtake(): void {
    const { journey } = this;
    this.journey = null;
    journey?.overtaken();
  }

  /** Another scenario is open: what still waits can no longer be done. */
  abandon(): void {
    this.overtake();
    for (const one of this.waiting.splice(0)) one.giveUp();
  }

  /** Sets out for an instant. Short ways are done at once. */
  depart(run: Run, to: Micros, arrived: () => void, overtaken: () => void): void {
    const before = run.now;
    if (run.rewindFor(to)) this.host.wentBack();
    if (run.now !== before) this.host.moved();
    this.journey = { run, from: run.now, to, arrived, overtaken };
    this.goOn();
    if (this.journey !== null) this.host.underWay();
  }

  /** Sets out for a place that may lie inside an instant, by way of other instants. */
  departBack(run: Run, goal: StepBackGoal, reached: (stop: StepBackGoal | StoppedAt) => void, overtaken: () => void): void {
    const arrived = (): void => {
      const next = goal.goOn();
      this.host.wentBack();
      this.host.moved();
      if (next !== null && 'first' in next) this.departBack(run, next, reached, overtaken);
      else reached(next ?? goal);
    };
    this.depart(run, goal.first, arrived, overtaken);
  }

  /** A tick's worth of the way. */
  goOn(): void {
    const { journey } = this;
    if (journey === null || !journey.run.advance(journey.to, LIMITS.seekBudget)) return;
    this.journey = null;
    this.host.moved();
    this.host.arrived();
    journey.arrived();
    while (this.journey === null) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      next.go();
    }
  }
}
