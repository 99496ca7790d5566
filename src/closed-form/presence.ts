/** When each client of a world is online, as far as its timeline decides that: stretches from a start to a stop. */
import type { Micros, Slot, World } from '../sim/world';

/** `from` null: a moment drawn from the start window. `to` Infinity: to the end. */
export interface Stretch {
  readonly from: Micros | null;
  readonly to: Micros;
}

export interface Presence {
  /** Stretches of clients that are not simply there from the start window on. */
  readonly special: ReadonlyMap<Slot, readonly Stretch[]>;
  readonly stretches: (slot: Slot) => readonly Stretch[];
  /** At the end of the instant `t`, which lies after the start window. */
  readonly isOnline: (slot: Slot, t: Micros) => boolean;
  /** Whether all clients are there in the end and always were. */
  readonly isPlain: boolean;
}

const ALWAYS: readonly Stretch[] = [{ from: null, to: Infinity }];

export function presenceOf(world: World, end: Micros): Presence {
  const special = new Map<Slot, Stretch[]>();
  for (const [slot, { online, startAt }] of world.exceptions) {
    if (online === false) special.set(slot, []);
    else if (startAt !== undefined) special.set(slot, startAt > end ? [] : [{ from: startAt, to: Infinity }]);
  }
  for (const act of world.timeline) {
    if (act.at > end || (act.do !== 'stop' && act.do !== 'start')) continue;
    for (const slot of act.clients) {
      const own = special.get(slot) ?? [...ALWAYS];
      special.set(slot, own);
      const last = own.at(-1);
      const isOn = last?.to === Infinity;
      if (act.do === 'stop' && isOn) own[own.length - 1] = { from: last.from, to: act.at };
      else if (act.do === 'start' && !isOn) own.push({ from: act.at, to: Infinity });
    }
  }
  const stretches = (slot: Slot): readonly Stretch[] => special.get(slot) ?? ALWAYS;
  const isOnline = (slot: Slot, t: Micros): boolean => {
    const own = special.get(slot);
    return own === undefined || own.some(({ from, to }) => (from ?? 0) <= t && t < to);
  };
  return { special, stretches, isOnline, isPlain: special.size === 0 };
}
