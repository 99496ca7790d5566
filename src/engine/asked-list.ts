/** The questions and actions of a run by the time they are asked, so that the latest are found without looking at all of them. */
import type { QuestionView } from '../sim/question-types';
import type { Micros } from '../sim/world';
import type { Run } from './run';

/** Simulated time that a question stays in the picture after it has expired. */
const AFTER_EXPIRY: Micros = 30_000_000;
/** So many of the latest are looked at for one that is still open. */
const LOOKED_AT = 50;

export class AskedList {
  private readonly run: Run;
  /** Numbers, by time and then by number. */
  private numbers: readonly number[] = [];
  private readonly expiries = new Map<number, Micros>();
  private known = { acts: -1, generation: -1 };

  constructor(run: Run) {
    this.run = run;
  }

  /** The latest asked, newest first. */
  latest(most: number): readonly QuestionView[] {
    const found: QuestionView[] = [];
    this.fromLatest((number) => {
      // Inside an instant the act may still be to come.
      const view = this.run.sim.question(number);
      if (view !== undefined) found.push(view);
      return found.length >= most;
    });
    return found;
  }

  /** What the picture is about when nothing is followed: the latest that is open, or has just expired; −1 = none. */
  inPicture(): number {
    const { now } = this.run.sim;
    let found = -1;
    let looked = 0;
    this.fromLatest((number) => {
      if (this.expiryOf(number) > now - AFTER_EXPIRY) found = number;
      return found >= 0 || ++looked >= LOOKED_AT;
    });
    return found;
  }

  /** When it expires; what has not been asked yet has no part in the picture. Asked of the simulation once: counting what travels costs time. */
  private expiryOf(number: number): Micros {
    const known = this.expiries.get(number);
    if (known !== undefined) return known;
    const view = this.run.sim.question(number);
    if (view === undefined) return -Infinity;
    this.expiries.set(number, view.expiresAt);
    return view.expiresAt;
  }

  /** Visits those asked so far, newest first, until `visit` is satisfied. */
  private fromLatest(visit: (number: number) => boolean): void {
    this.refresh();
    for (let i = this.firstAfter(this.run.sim.now) - 1; i >= 0; i--) if (visit(this.numbers[i] ?? -1)) return;
  }

  private refresh(): void {
    const { sim, generation } = this.run;
    const { acts } = sim;
    if (this.known.acts === acts.length && this.known.generation === generation) return;
    // After a jump a number may be that of another act.
    if (this.known.generation !== generation) this.expiries.clear();
    this.known = { acts: acts.length, generation };
    const asked = acts.flatMap((act, number) => (act.do === 'ask' || act.do === 'deploy' ? [number] : []));
    this.numbers = asked.sort((a, b) => this.timeOf(a) - this.timeOf(b) || a - b);
  }

  private firstAfter(t: Micros): number {
    let low = 0;
    let high = this.numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeOf(this.numbers[middle] ?? -1) <= t) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private timeOf(number: number): Micros {
    return this.run.sim.acts[number]?.at ?? Infinity;
  }
}
