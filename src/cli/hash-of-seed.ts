/** The state hash that a random small scenario ends with: what every host must agree on (invariant 18). */
import { compileScenario } from '../scenario/compile';
import { createSimulation } from '../sim/simulation';
import { randomScenario } from '../testing/random-world';

export function hashOfRandomScenario(seed: number): string {
  const world = compileScenario(randomScenario(seed));
  const simulation = createSimulation(world);
  simulation.advanceTo(world.duration);
  return simulation.hash();
}
