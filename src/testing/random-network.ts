/** Links for random worlds: rates from a thousand bits per second to ten billion, jitter, loss, far sites, throttles, Zone Servers in a row. */
import type { Micros } from '../sim/world';
import { compareAddresses } from './plain-network';
import { parseAddress, SECOND, type PlainWorld } from './plain-world';
import type { Draft } from './random-world';

const KBPS = 1000;
const MBPS = 1_000_000;
const GBPS = 1_000_000_000;
const MILLISECOND: Micros = 1000;
/** Some divide the bits of a message without a rest, most do not; 128 kbps is where slow links end. */
const LAN_RATES = [8 * KBPS, 64 * KBPS, 127_999, 128 * KBPS, MBPS, 12_345_679, 100 * MBPS, GBPS, 10 * GBPS];
const WAN_RATES = [KBPS, 8 * KBPS, 33_333, 127_999, 128 * KBPS, MBPS, 1_234_567, 10 * MBPS, 50 * MBPS, GBPS, 10 * GBPS];

/** To be called last: what it draws changes nothing else of the world. */
export function addNetwork(draft: Draft): void {
  const { dice, on, world } = draft;
  for (const site of world.sites) {
    if (on.has('lanRates')) site.lanBps = dice.pick(LAN_RATES);
    if (on.has('wanRates')) [site.upBps, site.downBps] = [wanRate(draft), wanRate(draft)];
    if (on.has('jitter') && dice.chance(70)) site.jitter = dice.pick([1, 5 * MILLISECOND, 300 * MILLISECOND, 2 * SECOND]);
    if (on.has('loss') && dice.chance(70)) site.lossPpm = dice.pick([1000, 50_000, 200_000, 500_000]);
    if (on.has('farLinks')) site.wan = dice.pick([0, 300 * MILLISECOND, SECOND, 2 * SECOND]);
    if (on.has('farLinks') && dice.chance(30)) site.lan = dice.pick([0, 20 * MILLISECOND, 2 * SECOND]);
  }
  if (on.has('throttles')) world.throttles = Array.from({ length: dice.between(1, 5) }, () => throttle(draft)).sort(inOrderOfFiles);
  if (on.has('zoneChain') && on.has('zone')) addZoneChain(draft);
}

function wanRate({ dice }: Draft): number {
  return dice.chance(15) ? dice.between(KBPS, 100 * KBPS) : dice.pick(WAN_RATES);
}

type Throttle = NonNullable<PlainWorld['throttles']>[number];

function throttle({ dice, world }: Draft): Throttle {
  const { cidr } = dice.pick(world.subnets);
  const wide = cidr.includes(':') ? cidr : dice.pick(['10.0.0.0/8', cidr.replace(/\d+\/\d+$/, '0/24')]);
  const narrow = cidr.includes(':') ? cidr : cidr.replace(/\/\d+$/, `/${dice.pick([28, 30])}`);
  const rateBps = dice.pick([8 * KBPS, 100 * KBPS, 333_333, 2 * MBPS, GBPS]);
  return { server: dice.pick(world.servers).id, subnet: dice.pick([null, cidr, wide, narrow]), rateBps };
}

/** The order in which a scenario file is read: all clients before subnets, by address and length, the tighter of two equal ones first. */
function inOrderOfFiles(a: Throttle, b: Throttle): number {
  if (a.server !== b.server) return a.server < b.server ? -1 : 1;
  if (a.subnet === null || b.subnet === null) return Number(a.subnet !== null) - Number(b.subnet !== null) || a.rateBps - b.rateBps;
  const [[addressA = '', lengthA], [addressB = '', lengthB]] = [a.subnet.split('/'), b.subnet.split('/')];
  return compareAddresses(parseAddress(addressA), parseAddress(addressB)) || Number(lengthA) - Number(lengthB) || a.rateBps - b.rateBps;
}

/** A Zone Server behind a Zone Server. */
function addZoneChain({ dice, world }: Draft): void {
  const second = world.servers.find((server) => server.id === 'zs2');
  if (second) second.upstream = 'zs1';
  else world.servers.push({ id: 'zs2', kind: 'zone', site: dice.chance(25) ? null : dice.pick(world.sites).id, upstream: 'zs1' });
}
