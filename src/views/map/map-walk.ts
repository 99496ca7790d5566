/** Which client the keyboard goes to next: along a chain, between chains, to its leaders. */
import type { Layout } from '../../layout/types';
import { BACKWARD_LEADER, FORWARD_LEADER } from '../../sim/state-bits';

export type Step = 'backward' | 'forward' | 'chainBefore' | 'chainAfter' | 'backwardLeader' | 'forwardLeader';

export interface Place {
  readonly slots: Int32Array;
  readonly place: number;
  readonly stretch: number;
}

export const STEP_OF_KEY: Readonly<Record<string, Step>> = {
  ArrowLeft: 'backward',
  ArrowRight: 'forward',
  ArrowUp: 'chainBefore',
  ArrowDown: 'chainAfter',
  Home: 'backwardLeader',
  End: 'forwardLeader',
};

/** The next client; null when there is nothing there. Without a place to start from, the first client of the map. */
export function walk(layout: Layout, from: Place | null, step: Step, state: Uint16Array): number | null {
  if (from === null) return layout.stretches[0]?.slots[0] ?? null;
  const { slots, place, stretch } = from;
  switch (step) {
    case 'backward':
      return slots[place - 1] ?? null;
    case 'forward':
      return slots[place + 1] ?? null;
    case 'chainBefore':
      return alongside(layout, stretch - 1, place, slots.length);
    case 'chainAfter':
      return alongside(layout, stretch + 1, place, slots.length);
    case 'backwardLeader':
      return leaderFrom(slots, place, -1, BACKWARD_LEADER, state) ?? slots[0] ?? null;
    case 'forwardLeader':
      return leaderFrom(slots, place, 1, FORWARD_LEADER, state) ?? slots[slots.length - 1] ?? null;
  }
}

/** The place in another chain that is as far along as the place in this one. */
function alongside(layout: Layout, stretch: number, place: number, length: number): number | null {
  const slots = layout.stretches[stretch]?.slots;
  if (!slots || slots.length === 0) return null;
  const share = length <= 1 ? 0 : place / (length - 1);
  return slots[Math.round(share * (slots.length - 1))] ?? null;
}

function leaderFrom(slots: Int32Array, place: number, step: 1 | -1, role: number, state: Uint16Array): number | null {
  for (let k = place; k >= 0 && k < slots.length; k += step) if (((state[slots[k]!] ?? 0) & role) !== 0) return slots[k]!;
  return null;
}
