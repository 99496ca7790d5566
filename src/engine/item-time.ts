/** When a timeline item happens. */
import type { TimelineItem } from '../scenario/types';
import { parseDuration } from '../scenario/units';
import type { Micros } from '../sim/world';

export function parseItemTime(item: TimelineItem): Micros {
  return parseDuration(item.at) ?? 0;
}
