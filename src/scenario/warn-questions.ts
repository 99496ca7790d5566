/**
 * Notes about questions and actions of a timeline that are right as they are, but perhaps not what was meant: sensors nobody knows, targets that
 * match nobody, times after the end, and expiry before anybody can be reached.
 */
import type { SubnetPlan } from './client-columns';
import { blockKey, prefixKey } from './resolve-names';
import { compileNetwork } from './compile';
import { SCENARIO_DEFAULTS } from './defaults';
import type { AskingItem } from './open-questions';
import { expiryOf, isAsking } from './open-questions';
import type { Path, ProblemList } from './problems';
import { quote } from './problems';
import { reportUnknownSensors } from './resolve-question';
import type { Scenario, Target } from './types';
import { formatDuration, parseDuration } from './units';

/** For a scenario without problems. */
export function warnOfQuestions(scenario: Scenario, plans: readonly SubnetPlan[], warnings: ProblemList): void {
  const items = scenario.timeline ?? [];
  if (!items.some(isAsking)) return;
  const end = micros(scenario.duration ?? SCENARIO_DEFAULTS.duration);
  const crowd = crowdOf(scenario, plans);
  const way = shortestWay(scenario, crowd);
  items.forEach((item, i) => {
    if (!isAsking(item)) return;
    const path: Path = ['timeline', i];
    if (item.do === 'ask') reportUnknownSensors(item.sensors, path, warnings, ' Clients answer "[no results]" unless they have an answer of their own.');
    warnOfTarget(item.target ?? 'all', crowd, path, warnings);
    if (micros(item.at) > end) warnOfEnd(item, end, path, warnings);
    warnOfExpiry(item, expiryOf(item, scenario), way, path, warnings);
  });
}

const micros = (text: string): number => parseDuration(text) ?? 0;
const wordOf = (item: AskingItem): string => (item.do === 'ask' ? 'question' : 'action');

function warnOfEnd(item: AskingItem, end: number, path: Path, warnings: ProblemList): void {
  const sentence = `this ${wordOf(item)} comes at ${formatDuration(micros(item.at))}, after the end of the run at ${formatDuration(end)}.`;
  warnings.addAt([...path, 'at'], 'timeline.afterEnd', sentence, { got: item.at, hint: 'Ask earlier, or give the scenario a longer "duration".' });
}

/** `way`: one-way latency from a server to the nearest client. Two of them are the least that any answer takes. */
function warnOfExpiry(item: AskingItem, expiry: number, way: number, path: Path, warnings: ProblemList): void {
  if (2 * way <= expiry) return;
  const late =
    way > expiry ? `the nearest client hears of it after ${formatDuration(way)}` : `the nearest client's answer could be back after ${formatDuration(2 * way)}`;
  warnings.addAt(path, 'expiry.short', `this ${wordOf(item)} expires after ${formatDuration(expiry)}, but ${late} at the earliest.`, {
    hint: item.do === 'ask' ? 'Raise settings.questionExpiry.' : 'Raise settings.actionTimeout.',
  });
}

/** One-way latency from a server to a client, the least there is; 0 where there are no clients. */
function shortestWay(scenario: Scenario, crowd: Crowd): number {
  const { sites, servers, subnets } = compileNetwork(scenario);
  let least = Infinity;
  subnets.forEach(({ site, servers: names, prefix }) => {
    if (!crowd.bySubnet.get(prefixKey(prefix))) return;
    for (const name of names) {
      const there = servers[name]?.site ?? -1;
      const here = sites[site];
      if (here === undefined) continue;
      const apart = here.wan.latency + (sites[there]?.wan.latency ?? 0);
      least = Math.min(least, site === there && !here.remote ? here.lan.latency : apart);
    }
  });
  return least === Infinity ? 0 : least;
}

/** Where clients are at any time of the run: counts by site and by subnet. Whoever moves counts in both places. */
interface Crowd {
  readonly total: number;
  readonly bySite: ReadonlyMap<string, number>;
  readonly bySubnet: ReadonlyMap<string, number>;
}

function crowdOf(scenario: Scenario, plans: readonly SubnetPlan[]): Crowd {
  const bySite = new Map<string, number>();
  const bySubnet = new Map<string, number>();
  const siteOf = new Map<string, string>();
  const add = (subnet: string, clients: number): void => {
    const site = siteOf.get(subnet) ?? '';
    bySubnet.set(subnet, (bySubnet.get(subnet) ?? 0) + clients);
    bySite.set(site, (bySite.get(site) ?? 0) + clients);
  };
  let total = 0;
  scenario.subnets.forEach((subnet, i) => {
    const clients = plans[i]?.managed === true ? plans[i].clients : 0;
    total += clients;
    siteOf.set(blockKey(subnet.cidr) ?? '', subnet.site);
    add(blockKey(subnet.cidr) ?? '', clients);
  });
  for (const item of scenario.timeline ?? []) if (item.do === 'move') add(blockKey(item.toSubnet) ?? '', 1);
  return { total, bySite, bySubnet };
}

function warnOfTarget(target: Target, crowd: Crowd, path: Path, warnings: ProblemList): void {
  const why = emptiness(target, crowd);
  if (why === null) return;
  const got = target === 'all' ? target : JSON.stringify(target);
  warnings.addAt([...path, 'target'], 'target.nobody', `no client matches: ${why}.`, { got, hint: 'It is distributed all the same, and nobody answers.' });
}

/** Why nobody is meant, as far as that can be told before the run; null where somebody may be. */
function emptiness(target: Target, crowd: Crowd): string | null {
  if (crowd.total === 0) return 'there are no clients in this scenario';
  if (target === 'all') return null;
  if ('fraction' in target) return Math.round(target.fraction * 1_000_000) === 0 ? 'the fraction is below one in a million' : null;
  if ('site' in target) return (crowd.bySite.get(target.site) ?? 0) === 0 ? `there is no client at the site ${quote(target.site)}` : null;
  if ('subnet' in target) return (crowd.bySubnet.get(blockKey(target.subnet) ?? '') ?? 0) === 0 ? `there is no client in ${quote(target.subnet)}` : null;
  return target.addresses.length === 0 ? 'the list of addresses is empty' : null;
}
