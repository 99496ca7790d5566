/** Notes about files that are larger than the links to their targets can carry before the action expires, or before the run ends. */
import { maskWords } from '../sim/address';
import type { Prefix } from '../sim/world';
import { formatPrefix } from './addresses';
import type { NetworkFacts } from './network-facts';
import { micros, onLan, siteWords } from './network-facts';
import { ACTION_EXPIRY, SETTINGS_DEFAULTS } from './defaults';
import type { ProblemList } from './problems';
import { plain } from './problems';
import { slotOfAddress } from './client-columns';
import { blockKey, prefixKey } from './resolve-names';
import { rateWords, sizeWords, timeWords } from './spoken';
import type { Target, TimelineItem } from './types';
import { parseSize } from './units';

type Deploy = TimelineItem & { readonly do: 'deploy' };

/** The narrowest part of a way, in words for the sentence. */
interface Narrow {
  readonly bps: number;
  readonly words: string;
  /** The link of the site that is meant anyway. */
  readonly own?: boolean;
}

export function warnOfFiles(facts: NetworkFacts, warnings: ProblemList): void {
  const sizes = new Map((facts.scenario.files ?? []).map((file) => [file.id, parseSize(file.size) ?? 0]));
  const items = facts.scenario.timeline ?? [];
  if (sizes.size === 0 || !items.some((item) => item.do === 'deploy')) return;
  const ways = waysBySubnet(facts);
  items.forEach((item, i) => {
    if (item.do !== 'deploy' || item.file === undefined || warnings.isFull) return;
    warnOfDeployment(facts, item, sizes.get(item.file) ?? 0, i, ways, warnings);
  });
}

function warnOfDeployment(facts: NetworkFacts, item: Deploy, size: number, i: number, ways: readonly (Narrow | null)[], warnings: ProblemList): void {
  const expiry = micros(ACTION_EXPIRY) + micros(facts.scenario.settings?.actionTimeout ?? SETTINGS_DEFAULTS.actionTimeout);
  const left = facts.end - micros(item.at);
  if (left < 0) return;
  const [limit, limitWords] = expiry <= left ? [expiry, `the action expires after ${timeWords(expiry)}`] : [left, `the run ends ${timeWords(left)} later`];
  for (const [site, narrow] of narrowestBySite(facts, item.target ?? 'all', ways)) {
    const time = ((size * 8) / narrow.bps) * 1e6;
    const spec = facts.sites[site];
    if (time <= limit || spec === undefined || warnings.isFull) continue;
    const where = narrow.own === true ? '' : ` to reach ${plain(siteWords(spec))}`;
    const sentence = `${sizeWords(size)} over ${narrow.words} take ${timeWords(time)}${where}; ${limitWords}.`;
    warnings.addAt(['timeline', i, 'file'], 'file.slow', sentence, {
      ...(item.file === undefined ? {} : { got: item.file }),
      hint: 'That is one copy, with the link to itself. Use a smaller file, a faster link, or more time.',
    });
  }
}

/** The slowest way into each site that has a target. */
function narrowestBySite(facts: NetworkFacts, target: Target, ways: readonly (Narrow | null)[]): ReadonlyMap<number, Narrow> {
  const found = new Map<number, Narrow>();
  for (const subnet of targetSubnets(facts, target)) {
    const way = ways[subnet] ?? null;
    const site = facts.subnets[subnet]?.site ?? -1;
    const before = found.get(site);
    if (way !== null && (before === undefined || way.bps < before.bps)) found.set(site, way);
  }
  return found;
}

function targetSubnets(facts: NetworkFacts, target: Target): Iterable<number> {
  const all = facts.subnets.map((_, i) => i).filter((i) => (facts.clients[i] ?? 0) > 0);
  if (target === 'all' || 'fraction' in target) return all;
  if ('site' in target) return all.filter((i) => facts.sites[facts.subnets[i]!.site]?.id === target.site);
  if ('subnet' in target) return all.filter((i) => prefixKey(facts.subnets[i]!.prefix) === blockKey(target.subnet));
  return new Set(target.addresses.map((address) => facts.columns.subnetOf[slotOfAddress(facts.columns, address) ?? -1] ?? -1));
}

/** For each subnet the narrowest part of the way from its server, from the best of them if there are several; null where nobody is. */
function waysBySubnet(facts: NetworkFacts): readonly (Narrow | null)[] {
  const throttles = throttleIndex(facts);
  return facts.subnets.map(({ prefix, site, servers }, i) => {
    if ((facts.clients[i] ?? 0) === 0) return null;
    let best: Narrow | null = null;
    for (const server of servers) {
      const way = narrowest([...throttleParts(throttles.get(server), prefix), ...linkParts(facts, server, site), ...upstreamParts(facts, server)]);
      if (best === null || way.bps > best.bps) best = way;
    }
    return best;
  });
}

function narrowest(parts: readonly Narrow[]): Narrow {
  return parts.reduce((least, part) => (part.bps < least.bps ? part : least), { bps: Infinity, words: 'no link' });
}

function linkParts(facts: NetworkFacts, server: number, site: number): Narrow[] {
  const here = facts.sites[site];
  const there = facts.sites[facts.servers[server]?.site ?? -1];
  if (here === undefined) return [];
  if (onLan(facts, site, server)) return [{ bps: here.lan.rateBps, words: `the LAN's ${rateWords(here.lan.rateBps)}` }];
  const up = there === undefined ? [] : [{ bps: there.wan.upBps, words: `${plain(there.name)}'s ${rateWords(there.wan.upBps)} up` }];
  return [{ bps: here.wan.downBps, words: `${plain(here.name)}'s ${rateWords(here.wan.downBps)}`, own: true }, ...up];
}

/** A file crosses to a Zone Server once (SRV-1). */
function upstreamParts(facts: NetworkFacts, server: number): Narrow[] {
  const here = facts.servers[server];
  const above = facts.servers[here?.upstream ?? -1];
  if (here === undefined || above === undefined) return [];
  const [from, to] = [facts.sites[above.site], facts.sites[here.site]];
  const isLan = from !== undefined && from === to && !from.remote;
  const parts: Narrow[] = [];
  if (isLan) parts.push({ bps: from.lan.rateBps, words: `the LAN's ${rateWords(from.lan.rateBps)}` });
  else {
    if (from !== undefined) parts.push({ bps: from.wan.upBps, words: `${plain(from.name)}'s ${rateWords(from.wan.upBps)} up` });
    if (to !== undefined) parts.push({ bps: to.wan.downBps, words: `${plain(to.name)}'s ${rateWords(to.wan.downBps)}` });
  }
  return [...parts, ...upstreamParts(facts, here.upstream)];
}

/** The throttles of one server: of all its clients, and by the key of a subnet. */
interface ServerThrottles {
  readonly all: Narrow[];
  readonly bySubnet: Map<string, Narrow>;
  /** Lengths of the subnets, the longest first. */
  readonly lengths: number[];
}

function throttleIndex(facts: NetworkFacts): ReadonlyMap<number, ServerThrottles> {
  const index = new Map<number, ServerThrottles>();
  for (const { server, subnet, rateBps } of facts.throttles) {
    const entry = index.get(server) ?? { all: [], bySubnet: new Map<string, Narrow>(), lengths: [] };
    index.set(server, entry);
    const words = `the throttle of ${rateWords(rateBps)}`;
    if (subnet === null) entry.all.push({ bps: rateBps, words });
    // Of two equal subnets the first one counts.
    else if (!entry.bySubnet.has(prefixKey(subnet))) {
      entry.bySubnet.set(prefixKey(subnet), { bps: rateBps, words: `${words} for ${formatPrefix(subnet)}` });
      if (!entry.lengths.includes(subnet.length)) entry.lengths.push(subnet.length);
    }
  }
  for (const { lengths } of index.values()) lengths.sort((a, b) => b - a);
  return index;
}

/** The throttles for all clients, and the one with the longest subnet around this one (NET-4). */
function throttleParts(throttles: ServerThrottles | undefined, prefix: Prefix): readonly Narrow[] {
  if (throttles === undefined) return [];
  for (const length of throttles.lengths) {
    if (length > prefix.length) continue;
    const around = { family: prefix.family, words: maskWords(prefix.family, prefix.words, length), length };
    const part = throttles.bySubnet.get(prefixKey(around));
    if (part !== undefined) return [...throttles.all, part];
  }
  return throttles.all;
}
