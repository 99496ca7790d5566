/** What keys do to cursor and marked stretch. Pure: instants in, instants out. */
import type { Stretch } from '../../store/charts';

export interface Walk {
  readonly cursor: number;
  readonly marked: Stretch | null;
}
export interface Ground {
  /** What the plots show, and until when the run is known. */
  readonly stretch: Stretch;
  readonly knownTo: number;
  /** One step, µs. */
  readonly step: number;
}

/** Steps that a key takes; ±Infinity = to the end. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: -Infinity,
  End: Infinity,
};

/** With Shift the way is marked from where it began. Null: the key is no step. */
export function walk(before: Walk, key: string, shift: boolean, { stretch, knownTo, step }: Ground): Walk | null {
  const steps = STEPS[key];
  if (steps === undefined) return null;
  const least = Math.max(0, stretch.from);
  const most = Math.max(least, Math.min(stretch.to, knownTo));
  const wished = Number.isFinite(steps) ? (Math.round(before.cursor / step) + steps) * step : steps;
  const cursor = Math.min(most, Math.max(least, wished));
  return { cursor, marked: shift ? markedTo(before, cursor) : null };
}

/** The end that the cursor does not stand on stays where it is. */
function markedTo({ cursor, marked }: Walk, to: number): Stretch {
  const anchor = marked === null ? cursor : marked.from === cursor ? marked.to : marked.from;
  return { from: Math.min(anchor, to), to: Math.max(anchor, to) };
}
