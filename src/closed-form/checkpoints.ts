/** Instants at which a world is looked at: the end of its run, and, where something disturbs it earlier, the moment before that. */
import type { Micros, World } from '../sim/world';

export function checkpointsOf(world: World): readonly Micros[] {
  const first = firstDisturbance(world);
  return first === null || first > world.duration ? [world.duration] : [first - 1, world.duration];
}

/** The first act, or the first late start, that changes who is there, who reaches whom, or who may peer. */
function firstDisturbance(world: World): Micros | null {
  const acts = world.timeline.flatMap((act) => (act.do === 'ask' || act.do === 'deploy' || act.do === 'later' ? [] : [act.at]));
  const starts = [...world.exceptions.values()].flatMap(({ startAt }) => (startAt === undefined ? [] : [startAt]));
  const after = [...acts, ...starts].filter((at) => at > world.settings.startWindow);
  return after.length === 0 ? null : Math.min(...after);
}
