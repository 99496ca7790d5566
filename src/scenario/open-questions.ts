/** How many questions and actions of a timeline are open at one time: each keeps a few numbers for every client until it expires. */
import { ACTION_EXPIRY, SETTINGS_DEFAULTS } from './defaults';
import type { Scenario, TimelineItem } from './types';
import { parseDuration } from './units';

export type AskingItem = TimelineItem & { readonly do: 'ask' | 'deploy' };

/** What is simulated of these: a deployment of a file is not. */
export function isAsking(item: TimelineItem): item is AskingItem {
  return item.do === 'ask' || (item.do === 'deploy' && item.file === undefined);
}

/** From its asking, in µs. */
export function expiryOf(item: AskingItem, scenario: Scenario): number {
  const settings = { ...SETTINGS_DEFAULTS, ...scenario.settings };
  return item.do === 'ask' ? micros(settings.questionExpiry) : micros(ACTION_EXPIRY) + micros(settings.actionTimeout);
}

export function countAsked(scenario: Scenario): number {
  return (scenario.timeline ?? []).filter(isAsking).length;
}

export function mostOpen(scenario: Scenario): number {
  const asked = (scenario.timeline ?? []).filter(isAsking);
  const ends = asked.map((item) => micros(item.at) + expiryOf(item, scenario)).sort((a, b) => a - b);
  const starts = asked.map((item) => micros(item.at)).sort((a, b) => a - b);
  let most = 0;
  let ended = 0;
  starts.forEach((start, i) => {
    while ((ends[ended] ?? Infinity) < start) ended++;
    most = Math.max(most, i + 1 - ended);
  });
  return most;
}

const micros = (text: string): number => parseDuration(text) ?? 0;
