/** Notes about WAN and LAN figures that are allowed, but far from what links are like: slow, lossy, with absurd delays, or too small for registrations alone. */
import type { SiteSpec } from '../sim/world';
import { SETTINGS_DEFAULTS } from './defaults';
import type { NetworkFacts } from './network-facts';
import { micros, onLan } from './network-facts';
import type { Path, ProblemList } from './problems';
import { countWords, rateWords, timeWords } from './spoken';

/** NET-5. */
const SLOW_BPS = 128_000;
/** Above these no link on earth is left: a satellite takes 0.3 s. */
const LONG = 1_000_000;
const MUCH_LOSS_PPM = 200_000;
/** A normal registration and its answer (rule book §9). */
const REGISTRATION = { request: 400, answer: 200 };

export function warnOfLinks(facts: NetworkFacts, warnings: ProblemList): void {
  const load = registrationLoad(facts);
  facts.sites.forEach((site, i) => {
    if (warnings.isFull) return;
    warnOfSlowness(site, i, warnings);
    warnOfDelays(facts, site, i, warnings);
    warnOfLoss(site, i, warnings);
    if (facts.hasSizes) warnOfRegistrations(facts, site, load[i]!, i, warnings);
  });
}

const linkWords = (site: SiteSpec): string => (site.remote ? "each client's own link" : 'the WAN of this site');

function warnOfSlowness(site: SiteSpec, i: number, warnings: ProblemList): void {
  const slow = (['down', 'up'] as const).filter((way) => (way === 'down' ? site.wan.downBps : site.wan.upBps) < SLOW_BPS);
  if (slow.length > 0) {
    const rates = slow.map((way) => `${rateWords(way === 'down' ? site.wan.downBps : site.wan.upBps)} ${way}`).join(' and ');
    const sentence = `${linkWords(site)} carries ${rates}, below ${rateWords(SLOW_BPS)}: links to peers across it are flagged "Slow Link".`;
    warnings.addAt(['sites', i, 'wan', ...(slow.length === 1 ? slow : [])], 'link.slow', sentence);
  }
  if (site.remote || site.lan.rateBps >= SLOW_BPS) return;
  const sentence = `the LAN carries ${rateWords(site.lan.rateBps)}, below ${rateWords(SLOW_BPS)}: all links inside this site are flagged "Slow Link".`;
  warnings.addAt(['sites', i, 'lan', 'rate'], 'link.slow', sentence);
}

function warnOfDelays(facts: NetworkFacts, site: SiteSpec, i: number, warnings: ProblemList): void {
  const timeout = micros(facts.scenario.settings?.connectTimeout ?? SETTINGS_DEFAULTS.connectTimeout);
  const warn = (path: Path, latency: number, where: string): void => {
    if (latency < LONG && 2 * latency < timeout) return;
    const never = 2 * latency >= timeout ? ` With settings.connectTimeout ${timeWords(timeout)} no link to a peer ${where} is ever made.` : '';
    warnings.addAt(path, 'latency.long', `${timeWords(latency)} one way is longer than any real link takes; a satellite takes 300 ms.${never}`);
  };
  warn(['sites', i, 'wan', 'latency'], site.wan.latency, 'across this WAN');
  if (!site.remote) warn(['sites', i, 'lan', 'latency'], site.lan.latency, 'inside this site');
  if (site.wan.jitter < LONG) return;
  const sentence = `a message takes up to ${timeWords(site.wan.jitter)} longer than another: messages overtake each other, and questions may expire on their way.`;
  warnings.addAt(['sites', i, 'wan', 'jitter'], 'jitter.long', sentence);
}

function warnOfLoss(site: SiteSpec, i: number, warnings: ProblemList): void {
  const { lossPpm } = site.wan;
  if (lossPpm < MUCH_LOSS_PPM) return;
  const times = Number((1e6 / (1e6 - lossPpm)).toPrecision(2));
  const sentence = `of 100 messages ${Number((lossPpm / 1e4).toPrecision(3))} are lost here and sent again: each crosses this link ${times} times on average.`;
  warnings.addAt(['sites', i, 'wan', 'loss'], 'loss.high', sentence);
}

/** Clients whose registrations leave a site over its WAN, and those of others that come in, because their server is there (REG-4). */
interface Crossing {
  own: number;
  incoming: number;
}

function registrationLoad(facts: NetworkFacts): readonly Crossing[] {
  const load = facts.sites.map((): Crossing => ({ own: 0, incoming: 0 }));
  facts.subnets.forEach(({ site, servers }, i) => {
    // Each client chooses one of its servers at random (REG-9).
    const share = (facts.clients[i] ?? 0) / servers.length;
    for (const server of share > 0 ? servers : []) {
      if (onLan(facts, site, server)) continue;
      load[site]!.own += share;
      const there = load[facts.servers[server]?.site ?? -1];
      if (there !== undefined) there.incoming += share;
    }
  });
  return load;
}

function warnOfRegistrations(facts: NetworkFacts, site: SiteSpec, { own, incoming }: Crossing, i: number, warnings: ProblemList): void {
  // Behind links of their own each client registers alone.
  const [out, into] = site.remote ? [Math.min(1, own), 0] : [own, incoming];
  const rate = (bytes: number): number => (bytes * 8) / (facts.registrationGap / 1e6);
  const up = rate(out * REGISTRATION.request + into * REGISTRATION.answer);
  const down = rate(out * REGISTRATION.answer + into * REGISTRATION.request);
  if (up <= site.wan.upBps && down <= site.wan.downBps) return;
  const whose = site.remote ? 'the normal registrations of one client' : `normal registrations of ${countWords(out + into)} clients`;
  const sentence = `${whose} alone take ${rateWords(up)} up and ${rateWords(down)} down; the link has ${rateWords(site.wan.upBps)} and ${rateWords(site.wan.downBps)}.`;
  warnings.addAt(['sites', i, 'wan'], 'link.registrations', sentence, {
    hint: 'They do not wait in this version, so the run looks better than such a network would.',
  });
}
