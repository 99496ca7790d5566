/** The chains that stand now: maximal paths of forward links that both ends agree on. Whoever has none on either side is a chain of one. */
import { VACATED } from '../../sim/state-bits';
import type { Simulation } from '../../sim/types';
import type { Slot } from '../../sim/world';
import { placeOf } from '../client-state';

export interface StandingChains {
  readonly count: number;
  /** By slot: the number of its chain; −1 = the place is empty. */
  readonly chainOf: Int32Array;
  /** By chain. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly length: Int32Array;
  /** Forward links that cross a WAN (NET-3). */
  readonly wanLinks: Int32Array;
}

/** `keepsEmpty`: whether a place that its client has left is a chain of its own all the same. */
export function chainsOf(sim: Simulation, keepsEmpty: (slot: Slot) => boolean): StandingChains {
  const { state, out, in: incoming } = sim.columns;
  const n = sim.slotCount;
  const stands = (from: Slot, to: Slot): boolean => from >= 0 && to >= 0 && out[0][from] === to && incoming[0][to] === from;
  const chainOf = new Int32Array(n).fill(-1);
  const [first, last, length, wanLinks] = [new Int32Array(n), new Int32Array(n), new Int32Array(n), new Int32Array(n)];
  let count = 0;
  for (let slot = 0; slot < n; slot++) {
    if (stands(incoming[0][slot]!, slot) || ((state[slot]! & VACATED) !== 0 && !keepsEmpty(slot))) continue;
    // Forward links go up only (invariant 2): the walk ends.
    for (let at = slot, next = slot; ; at = next) {
      chainOf[at] = count;
      last[count] = at;
      length[count]!++;
      next = out[0][at]!;
      if (!stands(at, next)) break;
      if (placeOf(sim, at, next) === 'WAN') wanLinks[count]!++;
    }
    first[count++] = slot;
  }
  return { count, chainOf, first: first.subarray(0, count), last: last.subarray(0, count), length: length.subarray(0, count), wanLinks };
}
