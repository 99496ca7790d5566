/** The state hash that a random small scenario ends with: what every host must agree on (invariant 18). */
import { createSimulation } from '../sim/simulation';
import { randomWorld } from '../testing/random-world';

export function hashOfRandomScenario(seed: number): string {
  const world = randomWorld(seed);
  const simulation = createSimulation(world);
  simulation.advanceTo(world.duration);
  return simulation.hash();
}
