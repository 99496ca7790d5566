/** When something will happen that is known beforehand: acts of the timeline and of people, silences that will be noticed, the planned end. */
import type { Act, Micros } from '../sim/world';
import type { Run } from './run';

export interface KnownEvent {
  readonly at: Micros;
  /** It sends a question or an action on its way. */
  readonly travels: boolean;
}

export class KnownEvents {
  private readonly run: Run;
  private events: readonly KnownEvent[] = [];
  private readFrom: Run['acts'] | null = null;

  constructor(run: Run) {
    this.run = run;
  }

  /** The first after an instant. */
  after(t: Micros): KnownEvent | null {
    this.refresh();
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle]?.at ?? Infinity) <= t) low = middle + 1;
      else high = middle;
    }
    return this.events[low] ?? null;
  }

  private refresh(): void {
    const { acts, open } = this.run;
    if (this.readFrom === acts) return;
    this.readFrom = acts;
    const { keepAlive, keepAliveMisses } = open.world.settings;
    const silence = keepAlive * keepAliveMisses;
    const events = [...open.world.timeline, ...acts.map((one) => ({ ...one.act, at: one.at }))].flatMap((act) => eventsOf(act, silence));
    events.push({ at: open.world.duration, travels: false });
    this.events = events.sort((a, b) => a.at - b.at);
  }
}

/** An act, and what is noticed only when keep-alives stay away (LINK-8). */
function eventsOf(act: Act, silence: Micros): KnownEvent[] {
  const travels = act.do === 'ask' || act.do === 'deploy';
  const own = { at: act.at, travels };
  const isSilent = (act.do === 'stop' && !act.orderly) || act.do === 'block' || act.do === 'cutWan' || act.do === 'move';
  return isSilent ? [own, { at: act.at + silence, travels: false }] : [own];
}
