/** Notes about throttles (NET-4) that limit nobody, that are given twice, or that let through next to nothing. */
import { lastWords } from '../sim/address';
import type { Prefix } from '../sim/world';
import { comparePrefixes, compareWords, formatPrefix, parseCidr } from './addresses';
import { countInside } from './client-columns';
import type { NetworkFacts } from './network-facts';
import type { ProblemList } from './problems';
import { quote } from './problems';
import { blockKey, prefixKey } from './resolve-names';
import { rateWords, timeWords } from './spoken';
import { parseRate } from './units';

/** A question with one sensor (rule book §9). */
const QUESTION_BYTES = 360;
const SLOW_BPS = 128_000;

export function warnOfThrottles(facts: NetworkFacts, warnings: ProblemList): void {
  const throttles = facts.scenario.throttles ?? [];
  if (throttles.length === 0) return;
  const visited = subnetsWithClients(facts);
  const byServer = new Map<string, readonly Prefix[]>();
  throttles.forEach((throttle, i) => {
    if (warnings.isFull) return;
    const prefixes = byServer.get(throttle.server) ?? prefixesOf(facts, throttle.server, visited);
    byServer.set(throttle.server, prefixes);
    const prefix = throttle.subnet === undefined ? null : (parseCidr(throttle.subnet)?.prefix ?? null);
    warnOfNobody(facts, i, prefix, prefixes, visited, warnings);
    warnOfTrickle(facts, i, warnings);
  });
  warnOfDoubles(facts, warnings);
}

/** In chain order: subnets where clients start, or move to. */
function subnetsWithClients(facts: NetworkFacts): readonly number[] {
  const places = facts.subnets.map((_, i) => i).filter((i) => (facts.clients[i] ?? 0) > 0 || facts.goals.has(prefixKey(facts.subnets[i]!.prefix)));
  return places.sort((a, b) => comparePrefixes(facts.subnets[a]!.prefix, facts.subnets[b]!.prefix));
}

function prefixesOf(facts: NetworkFacts, server: string, visited: readonly number[]): readonly Prefix[] {
  const index = facts.servers.findIndex((one) => one.id === server);
  return visited.filter((i) => facts.subnets[i]?.servers.includes(index)).map((i) => facts.subnets[i]!.prefix);
}

function warnOfNobody(
  facts: NetworkFacts,
  i: number,
  prefix: Prefix | null,
  prefixes: readonly Prefix[],
  visited: readonly number[],
  warnings: ProblemList,
): void {
  const { server = '', subnet = '' } = facts.scenario.throttles?.[i] ?? {};
  if (prefix === null) {
    if (prefixes.length === 0) {
      warnings.addAt(['throttles', i, 'server'], 'throttle.nobody', `no client registers with ${quote(server)}, so this throttle limits nobody.`, {
        got: server,
      });
    }
    return;
  }
  if (limitsSomebody(facts, prefix, prefixes)) return;
  const all = visited.map((place) => facts.subnets[place]!.prefix);
  const why = limitsSomebody(facts, prefix, all) ? `the clients in ${quote(subnet)} register with other servers` : `no client is in ${quote(subnet)}`;
  const near = nearestPrefixes(prefix, prefixes);
  const sentence = `${why}, so this throttle of ${quote(server)} limits nobody.${near === '' ? '' : ` The nearest subnets of that server: ${near}.`}`;
  warnings.addAt(['throttles', i, 'subnet'], 'throttle.nobody', sentence, { got: subnet });
}

/** `prefixes` are apart from each other and in order, so only the two around the beginning can share addresses with `prefix`. */
function limitsSomebody(facts: NetworkFacts, prefix: Prefix, prefixes: readonly Prefix[]): boolean {
  const next = firstNotBefore(prefixes, prefix);
  const [inside, around] = [prefixes[next], prefixes[next - 1]];
  if (inside !== undefined && covers(prefix, inside)) return true;
  if (around === undefined || !covers(around, prefix)) return false;
  return countInside(facts.columns, prefix) > 0 || facts.goals.has(prefixKey(around));
}

function firstNotBefore(prefixes: readonly Prefix[], prefix: Prefix): number {
  let [low, high] = [0, prefixes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = prefixes[middle]!;
    if ((there.family - prefix.family || compareWords(there.words, prefix.words)) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function covers(outer: Prefix, inner: Prefix): boolean {
  return (
    outer.family === inner.family &&
    outer.length <= inner.length &&
    compareWords(outer.words, inner.words) <= 0 &&
    compareWords(inner.words, lastWords(outer)) <= 0
  );
}

/** One on each side, of the same family. */
function nearestPrefixes(prefix: Prefix, prefixes: readonly Prefix[]): string {
  const next = firstNotBefore(prefixes, prefix);
  const near = [prefixes[next - 1], prefixes[next]].filter((one) => one !== undefined && one.family === prefix.family);
  return near.map((one) => formatPrefix(one!)).join(', ');
}

function warnOfTrickle(facts: NetworkFacts, i: number, warnings: ProblemList): void {
  const { rate = '' } = facts.scenario.throttles?.[i] ?? {};
  const bps = parseRate(rate) ?? SLOW_BPS;
  if (bps >= SLOW_BPS || !facts.hasSizes) return;
  const sentence = `${rateWords(bps)} is very little: a question of ${QUESTION_BYTES} bytes takes ${timeWords(((QUESTION_BYTES * 8) / bps) * 1e6)} for each backward leader, one after the other.`;
  warnings.addAt(['throttles', i, 'rate'], 'throttle.slow', sentence, { got: rate });
}

/** Two throttles for the same clients of one server: both are right, and the tighter one decides. */
function warnOfDoubles(facts: NetworkFacts, warnings: ProblemList): void {
  const first = new Map<string, number>();
  facts.scenario.throttles?.forEach(({ server, subnet }, i) => {
    const key = `${server} ${subnet === undefined ? '' : blockKey(subnet)}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, i);
    else {
      const sentence = `throttles[${before}] is for the same clients of ${quote(server)}; the tighter of the two decides.`;
      warnings.addAt(['throttles', i], 'throttle.double', sentence, { hint: 'Keep one of them.' });
    }
  });
}
