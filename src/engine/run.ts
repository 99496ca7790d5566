/**
 * One run: a simulation, the live acts it has been given, its keyframes and milestones. Goes anywhere in time: forward by advancing in
 * slices, back by the nearest keyframe and a re-run that gives the same acts at the same instants.
 */
import type { TimelineItem } from '../scenario/types';
import type { LogEvent } from '../sim/log';
import type { ActWithoutTime, Simulation } from '../sim/types';
import type { Micros, World } from '../sim/world';
import type { OpenScenario } from './deps';
import { History } from './history';
import { LIMITS } from './limits';
import { check, expectAct, firstState, MilestoneList } from './milestones';
import type { DetectorState } from './milestones';

/** A live act as recorded, and as the simulation takes it. */
export interface LiveAct {
  readonly at: Micros;
  readonly item: TimelineItem;
  readonly act: ActWithoutTime;
}

/** A slice should take between these, in milliseconds of work. */
const SHORT_SLICE = 2;
const LONG_SLICE = 6;
/** A keyframe is due once the work since the last one exceeds this and ten times what the last keyframe cost. */
const KEYFRAME_WORK = 30;

export class Run {
  readonly open: OpenScenario;
  readonly sim: Simulation;
  readonly milestones = new MilestoneList();
  readonly history = new History<DetectorState>();
  readonly create: (world: World) => Simulation;
  readonly cpuNow: () => number;
  /** Raised when the simulation is placed anew: what was read from it before may no longer be so. */
  generation = 0;
  /** Time goes on by itself: figures that cost much may be those of a moment ago. */
  playing = false;
  private live: readonly LiveAct[] = [];
  private given = 0;
  private detector: DetectorState;
  private far: Micros = 0;
  private slice: Micros = 10_000;
  private workSinceKeyframe = 0;
  private keyframeCost = 0;
  /** Stopped inside an instant, by a step: not all of this instant has happened. */
  private inside = false;

  constructor(open: OpenScenario, create: (world: World) => Simulation, cpuNow: () => number) {
    const sim = create(open.world);
    this.open = open;
    this.create = create;
    this.sim = sim;
    this.cpuNow = cpuNow;
    this.detector = firstState(sim);
    // What happens at the very start has happened: 0 is an instant like any other.
    sim.advanceTo(0);
    this.keep();
  }

  get now(): Micros {
    return this.sim.now;
  }
  /** Latest instant reached with these acts. */
  get furthest(): Micros {
    return this.far;
  }
  get acts(): readonly LiveAct[] {
    return this.live;
  }
  get insideInstant(): boolean {
    return this.inside;
  }

  /** Towards `to` for at most so many milliseconds of work. True when it is there. */
  advance(to: Micros, budgetMillis: number): boolean {
    const start = this.cpuNow();
    do {
      this.giveActs();
      const before = this.cpuNow();
      // An instant that a step broke off is finished first, so that looks and keyframes see whole instants only.
      this.sim.advanceTo(this.inside ? this.sim.now : this.nextStop(to));
      this.inside = false;
      const work = this.cpuNow() - before;
      this.adaptSlice(work);
      this.observe(work);
      this.far = Math.max(this.far, this.sim.now);
    } while (this.sim.now < to && this.cpuNow() - start < budgetMillis);
    this.giveActs();
    return this.sim.now >= to;
  }

  /** To just after the next logged event. Null when nothing happens up to `limit`; then that is where it stands. */
  step(limit: Micros): LogEvent | null {
    for (;;) {
      this.giveActs();
      const pending = this.live[this.given];
      const stop = Math.min(limit, this.detector.nextCheck, pending === undefined ? Infinity : pending.at - 1);
      const event = this.sim.step(Math.max(stop, this.sim.now));
      this.inside = event !== null;
      if (event === null) this.observe(0);
      this.far = Math.max(this.far, this.sim.now);
      if (event !== null || this.sim.now >= limit) return event;
    }
  }

  /** Places the simulation at the nearest keyframe at or before `t`, if that is nearer than where it is. True when time went back. */
  rewindFor(t: Micros): boolean {
    const back = t < this.sim.now;
    const key = this.history.before(t);
    if (!back && (key === undefined || key.now <= this.sim.now)) return false;
    this.rewindToKeyframe(t);
    return back;
  }

  /** Places the simulation at the nearest keyframe at or before `t`, wherever it is. */
  rewindToKeyframe(t: Micros): void {
    const key = this.history.before(t);
    if (key === undefined) throw new Error('The run has lost its beginning.');
    this.sim.restore(key.snapshot);
    this.given = key.given;
    this.detector = key.extra;
    this.inside = false;
    this.generation++;
    this.workSinceKeyframe = 0;
  }

  /** A keyframe of exactly this place, for a moment: used to step back inside an instant. */
  mark(): () => void {
    const snapshot = this.sim.snapshot();
    const { given, detector } = this;
    return () => {
      this.sim.restore(snapshot);
      this.given = given;
      this.detector = detector;
      this.inside = false;
      this.generation++;
    };
  }

  /** Acts now. Later acts and everything remembered of the old future are gone; the dropped acts are returned. */
  intervene(item: (at: Micros) => TimelineItem, act: ActWithoutTime): { readonly recorded: LiveAct; readonly dropped: readonly LiveAct[] } {
    const dropped = this.live.slice(this.given);
    const recorded: LiveAct = { at: this.sim.now + 1, item: item(this.sim.now + 1), act };
    this.live = [...this.live.slice(0, this.given), recorded];
    this.forgetFrom(recorded.at, this.given);
    this.giveActs();
    return { recorded, dropped };
  }

  /** Replaces the live acts. Returns whether the past changes, so that the run must be played again. */
  replaceActs(acts: readonly LiveAct[]): boolean {
    let same = 0;
    while (same < acts.length && same < this.live.length && equalActs(acts[same], this.live[same])) same++;
    const firstChange = Math.min(acts[same]?.at ?? Infinity, this.live[same]?.at ?? Infinity);
    this.live = acts;
    if (firstChange === Infinity) return false;
    const pastChanges = this.given > same || firstChange - 1 < this.sim.now;
    this.forgetFrom(firstChange, same);
    if (!pastChanges) this.giveActs();
    return pastChanges;
  }

  private forgetFrom(t: Micros, kept: number): void {
    this.history.forget(t, kept);
    this.milestones.forgetAfter(t - 1);
    this.far = Math.min(this.far, Math.max(t - 1, 0));
  }

  /** The simulation puts an act one microsecond after its present: acts are given at the instant before theirs. */
  private giveActs(): void {
    for (let next = this.live[this.given]; next !== undefined && next.at - 1 <= this.sim.now; next = this.live[this.given]) {
      const recorded = this.sim.intervene(next.act);
      if (recorded.at !== next.at) throw new Error(`An act of ${next.at} µs was played at ${recorded.at} µs.`);
      this.given++;
      this.detector = expectAct(this.detector, this.sim, next.at);
    }
  }

  private nextStop(to: Micros): Micros {
    const now = this.sim.now;
    let stop = Math.min(to, now + this.slice);
    const act = this.live[this.given];
    if (act !== undefined) stop = Math.min(stop, act.at - 1);
    if (this.detector.nextCheck > now) stop = Math.min(stop, this.detector.nextCheck);
    const key = this.history.after(now);
    if (key !== undefined) stop = Math.min(stop, key.now);
    return Math.max(stop, now);
  }

  private adaptSlice(work: number): void {
    if (work < SHORT_SLICE) this.slice = Math.min(this.slice * 2, 86_400_000_000);
    else if (work > LONG_SLICE) this.slice = Math.max(1_000, Math.floor(this.slice / 2));
  }

  private observe(work: number): void {
    if (this.sim.now >= this.detector.nextCheck) {
      const { state, found } = check(this.detector, this.sim);
      this.detector = state;
      this.milestones.add(found);
    }
    this.workSinceKeyframe += work;
    const known = this.history.at(this.sim.now);
    if (known !== undefined) this.compare(known.fingerprint);
    else if (this.workSinceKeyframe > Math.max(KEYFRAME_WORK, 10 * this.keyframeCost)) this.keep();
  }

  private keep(): void {
    const before = this.cpuNow();
    const { sim, given } = this;
    this.history.add({ now: sim.now, snapshot: sim.snapshot(), given, lastId: sim.log.lastId, fingerprint: this.fingerprint(), extra: this.detector });
    this.keyframeCost = this.cpuNow() - before;
    this.workSinceKeyframe = 0;
  }

  private fingerprint(): string {
    const { sim } = this;
    const hash = sim.slotCount <= LIMITS.hashSlots ? sim.hash() : '';
    return `${sim.eventCount} ${sim.log.lastId} ${sim.slotCount} ${hash}`;
  }

  /** The same instant was reached before: it must look the same, or the model is not deterministic. */
  private compare(expected: string): void {
    const found = this.fingerprint();
    this.workSinceKeyframe = 0;
    if (found !== expected) throw new Error(`The run is not reproducible: at ${this.sim.now} µs it was (${expected}) and is (${found}).`);
  }
}

function equalActs(a: LiveAct | undefined, b: LiveAct | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.at === b.at && JSON.stringify(a.item) === JSON.stringify(b.item));
}
