/** At what speed a scenario begins: where something is asked, Auto; Auto ends where nothing is; else the speed stays as it was. */
import type { LoadedScenario } from '../engine/contract';
import type { TimelineItem } from '../scenario/types';

/** null = leave the speed alone. */
export function speedAtLoad(loaded: Pick<LoadedScenario, 'scenario' | 'interventions'>, isAuto: boolean): 'auto' | 1 | null {
  if ([...(loaded.scenario.timeline ?? []), ...loaded.interventions].some(asks)) return 'auto';
  return isAuto ? 1 : null;
}

/** Files travel in no run yet: only their absence makes a deployment something to follow. */
const asks = (item: TimelineItem): boolean => item.do === 'ask' || (item.do === 'deploy' && item.file === undefined);
