/** Addresses, chain keys, firewalls, latencies and draws in plain code, for the reference and the oracle. Slow and obvious on purpose. */
import type { FirewallRule, Match, Micros, Peering, Prefix, SiteSpec, SubnetSpec, World, Words } from '../sim/world';

export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

export function addressOfWords(family: 4 | 6, words: Words): Address {
  return { family, value: words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n) };
}

export function addressOfClient(world: World, slot: number): Address {
  const raw = world.address[slot] ?? 0;
  if (world.family[slot] === 4) return { family: 4, value: BigInt(raw) };
  const word = (n: number): number => world.v6Words[raw + n] ?? 0;
  return addressOfWords(6, [word(0), word(1), word(2), word(3)]);
}

export function subnetNumber(world: World, index: number): SubnetSpec {
  const subnet = world.subnets[index];
  if (!subnet) throw new Error(`no subnet ${index}`);
  return subnet;
}

/** CHAIN-5: IPv4 before IPv6, ascending. */
export function compareAddresses(a: Address, b: Address): number {
  if (a.family !== b.family) return a.family - b.family;
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}

const bitsOf = (family: 4 | 6): number => (family === 4 ? 32 : 128);

export function block(address: Address, length: number): string {
  const rest = BigInt(bitsOf(address.family) - length);
  return `${((address.value >> rest) << rest).toString(16)}/${length}`;
}

export function inPrefix(address: Address, prefix: Prefix): boolean {
  if (address.family !== prefix.family) return false;
  return block(address, prefix.length) === block(addressOfWords(prefix.family, prefix.words), prefix.length);
}

function longestMatch(address: Address, prefixes: readonly Prefix[]): Prefix | null {
  let best: Prefix | null = null;
  for (const prefix of prefixes) if (inPrefix(address, prefix) && (best === null || prefix.length > best.length)) best = prefix;
  return best;
}

/** The scope part of the chain key (CHAIN-1 to CHAIN-4). */
export function chainScope(peering: Peering, address: Address, client: number): string {
  if (longestMatch(address, peering.isolated)) return `ISO/${client}`;
  if (address.family === 6 && peering.addressPrefixIPv6 === 0) return `ISO/${client}`;
  const mask = block(address, address.family === 4 ? peering.addressMask : peering.addressPrefixIPv6);
  const name = (p: Prefix): string => block(addressOfWords(p.family, p.words), p.length);
  const separated = longestMatch(address, peering.separated);
  if (separated) return `SEP/${name(separated)}/${mask}`;
  const intentional = longestMatch(address, peering.intentional);
  if (intentional) return `INT/${name(intentional)}`;
  return `MASK/${mask}`;
}

/** Clients with equal keys may peer: server | nat | family | scope (CHAIN-6, CHAIN-7). */
export function chainKey(peering: Peering, address: Address, client: number, server: number, nat: number): string {
  return [server, nat, address.family, chainScope(peering, address, client)].join('|');
}

const isIn = (match: Match, address: Address): boolean => match === null || inPrefix(address, match);

/** LINK-10: first match wins, default allow. */
export function firewallAllows(rules: readonly FirewallRule[], from: Address, to: Address): boolean {
  for (const rule of rules) {
    const forth = isIn(rule.from, from) && isIn(rule.to, to);
    const back = rule.bothWays && isIn(rule.from, to) && isIn(rule.to, from);
    if (forth || back) return rule.allow;
  }
  return true;
}

/** NET-3: traffic inside a site that is neither VPN nor internet stays on its LAN. */
export function sharesLan(sites: readonly SiteSpec[], a: number, b: number): boolean {
  return a === b && a >= 0 && sites[a]?.remote === false;
}

export function latencyBetweenSites(sites: readonly SiteSpec[], a: number, b: number): Micros {
  if (sharesLan(sites, a, b)) return sites[a]?.lan.latency ?? 0;
  return (sites[a]?.wan.latency ?? 0) + (sites[b]?.wan.latency ?? 0);
}

/** µs that s bytes take on a link of their own, begun ones counted whole. */
export function timeOnLink(bytes: number, rate: number): Micros {
  const [bits, r] = [BigInt(bytes) * 8_000_000n, BigInt(rate)];
  return Number((bits + r - 1n) / r);
}

export function siteLinkUp(sites: readonly SiteSpec[], cut: readonly boolean[], a: number, b: number): boolean {
  return sharesLan(sites, a, b) || !(cut[a] === true || cut[b] === true);
}

/** A client in site `from` reaches a server: it and its upstream run, and no cut WAN lies on the way, hop by hop. */
export function serverReachable(world: World, cut: readonly boolean[], running: readonly boolean[], from: number, server: number): boolean {
  let site = from;
  for (let hop = server; hop >= 0;) {
    const spec = world.servers[hop];
    if (!spec || running[hop] !== true || !siteLinkUp(world.sites, cut, site, spec.site)) return false;
    site = spec.site;
    hop = spec.upstream;
  }
  return true;
}

export function mix(hash: number, value: number): number {
  let h = hash ^ value;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Number of a name for draws. */
export function textKey(text: string): number {
  let h = 0x7e7;
  for (let n = 0; n < text.length; n++) h = mix(h, text.charCodeAt(n));
  return h;
}

export function entityOf(address: Address): number {
  if (address.family === 4) return Number(address.value);
  let h = 0x36000000;
  for (const shift of [96n, 64n, 32n, 0n]) h = mix(h, Number((address.value >> shift) & 0xffffffffn));
  return h;
}

export function draw(seed: number, entity: number, stream: number, counter: number): number {
  const high = Math.floor(seed / 2 ** 32);
  let h = mix(0x9e3779b9, seed % 2 ** 32);
  if (high > 0) h = mix(h, high);
  return mix(mix(mix(h, entity), stream), counter);
}

export function uniform(range: readonly [number, number], seed: number, entity: number, stream: number, counter: number): number {
  const [lo, hi] = range;
  const span = hi - lo + 1;
  const u = draw(seed, entity, stream, counter);
  if (span <= 2 ** 32) return Math.min(hi, lo + Math.floor((u * span) / 2 ** 32));
  const v = draw(seed, entity, stream + 128, counter);
  return Math.min(hi, lo + Math.floor(((u * 2 ** 21 + (v >>> 11)) * span) / 2 ** 53));
}

/** The first host address of a subnet that nobody has or had. */
export function firstFreeAddress({ family, words, length }: Prefix, taken: readonly { readonly address: Address }[]): Address | null {
  const size = 1n << BigInt(bitsOf(family) - length);
  const base = addressOfWords(family, words).value;
  const first = size <= 2n ? 0n : 1n;
  const last = family === 4 && size > 2n ? size - 2n : size - 1n;
  for (let n = first; n <= last; n++) {
    if (!taken.some(({ address }) => address.family === family && address.value === base + n)) return { family, value: base + n };
  }
  return null;
}
