/** What is asked and run in the whole of a run: the scenario's own questions and actions, and those that were added, by their time. */
import type { Scenario, TimelineItem } from '../../scenario/types';
import { parseDuration } from '../../store/units';

export interface WorkloadItem {
  readonly kind: 'question' | 'action';
  readonly id: string;
  readonly at: number;
  readonly item: TimelineItem & { readonly do: 'ask' | 'deploy' };
  /** Added by hand while the run went on. */
  readonly live: boolean;
  /** With a file: not played in this version. */
  readonly later: boolean;
}

export function workloadItems(scenario: Scenario, acts: readonly TimelineItem[]): readonly WorkloadItem[] {
  const of = (items: readonly TimelineItem[], live: boolean): WorkloadItem[] =>
    items.flatMap((item) =>
      item.do === 'ask' || item.do === 'deploy'
        ? [
            {
              kind: item.do === 'ask' ? ('question' as const) : ('action' as const),
              id: item.id,
              at: parseDuration(item.at) ?? 0,
              item,
              live,
              later: item.do === 'deploy' && item.file !== undefined,
            },
          ]
        : [],
    );
  return [...of(scenario.timeline ?? [], false), ...of(acts, true)].sort((a, b) => a.at - b.at);
}
