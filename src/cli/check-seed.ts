/** One random small scenario: the invariants after every event, and the simulation compared with the naive reference. */
import { createSimulation } from '../sim/simulation';
import { firstDifference } from '../testing/compare';
import { describeRandom, randomWorld } from '../testing/random-world';
import { Reference } from '../testing/reference';

/** What was violated, in words; null when nothing was. */
export function checkSeed(seed: number): string | null {
  const world = randomWorld(seed);
  const simulation = createSimulation(world);
  const difference = firstDifference(simulation, new Reference(world));
  if (difference === null) return null;
  return `at ${difference.t} µs: ${difference.what}\n${difference.report}\n${describeRandom(seed)}`;
}
