/**
 * One random small scenario: invariants after every event, gaps, the settled outcome where time allows, a comparison with the naive reference, and
 * of questions computed as sweeps with the same event by event.
 */
import { createSimulation } from '../sim/simulation';
import type { World } from '../sim/world';
import { firstDifference } from '../testing/compare';
import { compareWaves } from '../testing/compare-waves';
import { checkAggregates, checkBooks } from '../testing/book-invariants';
import { checkInvariants, checkQuiescent, checkRanks, watchGaps } from '../testing/invariants';
import { watchQuestions } from '../testing/question-invariants';
import { describeRandom, randomWorld, type RandomOptions } from '../testing/random-world';
import { Reference } from '../testing/reference';

/** Every so many seeds one run goes on until all is quiet, because only then the links must equal the oracle (§4.1). */
const QUIET_EVERY = 4;

/** What was violated, in words; null when nothing was. */
export function checkSeed(seed: number): string | null {
  const options: RandomOptions = { quiet: seed % QUIET_EVERY === 0 };
  const world = randomWorld(seed, options);
  const found = violated(world, options.quiet === true) ?? different(world) ?? sweptOtherwise(world, seed);
  return found === null ? null : `${found}\n${describeRandom(seed, options)}`;
}

function violated(world: World, quiet: boolean): string | null {
  const simulation = createSimulation(world);
  const gaps = watchGaps(simulation);
  const questions = watchQuestions(simulation);
  while (simulation.stepEvent(world.duration)) {
    gaps.observe();
    const wrong = [...checkInvariants(simulation), ...checkBooks(simulation), ...questions.observe()];
    if (wrong.length > 0) return `invariant violated at ${simulation.now} µs: ${wrong.join('; ')}`;
  }
  simulation.advanceTo(world.duration);
  gaps.observe();
  const wrong = [...gaps.wrong, ...checkRanks(simulation), ...checkAggregates(simulation), ...(quiet ? checkQuiescent(simulation) : [])];
  return wrong.length === 0 ? null : `invariant violated at the end: ${wrong.join('; ')}`;
}

function different(world: World): string | null {
  const difference = firstDifference(createSimulation(world), new Reference(world));
  return difference === null ? null : `differs from the reference at ${difference.t} µs: ${difference.what}\n${difference.report}`;
}

function sweptOtherwise(world: World, seed: number): string | null {
  if (!world.timeline.some((act) => act.do === 'ask')) return null;
  const { difference } = compareWaves(world, seed);
  return difference === null ? null : `sweeps differ from event by event: ${difference}`;
}
