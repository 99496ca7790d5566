/** Every figure that formulas have of a run of a world from 0 to `end`, in the order of FIGURES. */
import type { Micros, World } from '../sim/world';
import { FIGURE_IDS, notExpected, type Expectation } from './expectation';
import { expectedQuestions } from './expected-questions';
import { expectedRegistrations } from './expected-registrations';
import { leaderClients, leaderConnections } from './leaders';
import { settledAt } from './settled';
import { fleetOf } from './world-fleet';

export function expectedOf(world: World, end: Micros): Expectation[] {
  const all = [...expectedRegistrations(world, end), ...expectedLeaders(world, end), ...expectedQuestions(world, end)];
  return FIGURE_IDS.flatMap((id) => all.filter((one) => one.id === id));
}

/** At the end of the run. */
function expectedLeaders(world: World, end: Micros): Expectation[] {
  const settled = settledAt(world, end, end);
  if ('why' in settled) return notExpected(['leaderConnections', 'leaderClients'], settled.why);
  const fleet = fleetOf(world, settled.peering, (slot) => settled.presence.isOnline(slot, end));
  return [
    { id: 'leaderConnections', value: leaderConnections(fleet), exact: true },
    { id: 'leaderClients', value: leaderClients(fleet), exact: true },
  ];
}
