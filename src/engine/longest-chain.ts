/** Clients of the longest forward run: as many hops as a question makes at most. */
import type { Simulation } from '../sim/types';

export function longestChain(sim: Simulation): number {
  const forward = sim.columns.out[0];
  const previous = sim.columns.in[0];
  let longest = 1;
  for (let slot = 0; slot < sim.slotCount; slot++) {
    if (previous[slot]! >= 0 || forward[slot]! < 0) continue;
    let length = 1;
    // Forward links go up only (invariant 2): the walk ends.
    for (let at = forward[slot]!; at >= 0 && length <= sim.slotCount; at = forward[at]!) length++;
    if (length > longest) longest = length;
  }
  return longest;
}
