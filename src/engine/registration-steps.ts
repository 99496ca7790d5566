/** Normal registrations are computed and not logged, but people see them: a single step stops at them too. */
import type { Simulation } from '../sim/types';
import type { Micros, Slot } from '../sim/world';

export interface SeenRegistration {
  readonly slot: Slot;
  readonly t: Micros;
}

/** The first normal registration after now and up to `until`. Looks ahead in growing windows: a large fleet registers every millisecond. */
export function nextRegistration(sim: Simulation, until: Micros): SeenRegistration | null {
  for (let from = sim.now, width = firstWindow(sim); from < until; from += width, width *= 2) {
    const found = within(sim, from, Math.min(from + width, until), (t, best) => t < best);
    if (found) return found;
  }
  return null;
}

/** The last normal registration after `after` and before now, looking back in growing windows. */
export function previousRegistration(sim: Simulation, after: Micros, before: Micros): SeenRegistration | null {
  for (let to = before - 1, width = firstWindow(sim); to > after; to -= width, width *= 2) {
    const found = within(sim, Math.max(after, to - width), to, (t, best) => t > best);
    if (found) return found;
  }
  return null;
}

/** About one registration falls into the first window. */
function firstWindow(sim: Simulation): Micros {
  return Math.max(1, Math.ceil(sim.world.settings.normalRegistration[1] / Math.max(1, sim.slotCount)));
}

function within(sim: Simulation, from: Micros, to: Micros, isBetter: (t: Micros, best: Micros) => boolean): SeenRegistration | null {
  let best: SeenRegistration | null = null;
  sim.eachNormalRegistration(from, to, 0, sim.slotCount, (slot, t) => {
    if (best === null || isBetter(t, best.t)) best = { slot, t };
  });
  return best;
}
