/**
 * Large estates with a plausible address plan: a data center, a headquarters, as many branches as it takes, and remote
 * workers on VPN. Subnets hold 60 to 250 clients; the total is exact.
 */
import type { Scenario, ScenarioSettings, ScenarioSite, ScenarioSubnet, TimelineItem } from '../types';
import { slash24 } from './addresses';
import { CITIES } from './cities';

export interface EstateOptions {
  readonly name: string;
  readonly description: string;
  readonly clients: number;
  readonly seed: number;
  readonly settings?: ScenarioSettings;
  /** Given the branches' site ids, in order. */
  readonly timeline?: (branches: readonly string[]) => readonly TimelineItem[];
}

const SMALLEST = 60;
const LARGEST = 250;
/** Of 100 clients, how many are in the data center, at headquarters, on VPN; branches have the rest. */
const SHARES = { dc: 6, hq: 14, vpn: 8 };
/** Each site gets whole /21 blocks of 10.0.0.0/8: eight /24. */
const BLOCK = 8;
const MOST_BRANCH_SUBNETS = 8;

export function estate(options: EstateOptions): Scenario {
  const share = (percent: number): number => Math.floor((options.clients * percent) / 100);
  const sizes = sizeSource(options.seed);
  const plan = new Plan();
  plan.addSite({ id: 'dc', name: 'Data center', kind: 'datacenter' }, split(share(SHARES.dc), sizes));
  plan.addSite({ id: 'hq', name: 'Headquarters', kind: 'headquarters' }, split(share(SHARES.hq), sizes));
  const vpn = split(share(SHARES.vpn), sizes);
  const branches = addBranches(plan, options.clients - share(SHARES.dc) - share(SHARES.hq) - share(SHARES.vpn), sizes);
  plan.addVpn(vpn);
  const timeline = options.timeline?.(branches) ?? [];
  return {
    format: 'chainscope-scenario',
    version: 1,
    name: options.name,
    description: options.description,
    seed: options.seed,
    duration: '10m',
    servers: [
      { id: 'ts', kind: 'server', site: 'dc' },
      { id: 'zs1', kind: 'zone', site: 'dc', upstream: 'ts' },
    ],
    sites: plan.sites,
    subnets: plan.subnets,
    peering: { isolated: ['172.16.0.0/12'] },
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(timeline.length > 0 ? { timeline } : {}),
  };
}

class Plan {
  readonly sites: ScenarioSite[] = [];
  readonly subnets: ScenarioSubnet[] = [];
  private nextIndex = 0;

  addSite(site: ScenarioSite, clientCounts: readonly number[]): void {
    this.sites.push(site);
    clientCounts.forEach((clients, i) => this.subnets.push({ cidr: slash24(10, this.nextIndex + i), site: site.id, clients }));
    this.nextIndex += Math.ceil(clientCounts.length / BLOCK) * BLOCK;
  }

  addVpn(clientCounts: readonly number[]): void {
    this.sites.push({ id: 'vpn', name: 'Remote workers', kind: 'vpn' });
    clientCounts.forEach((clients, i) => this.subnets.push({ cidr: slash24(172, (16 << 8) + i), site: 'vpn', clients }));
  }
}

function addBranches(plan: Plan, clients: number, sizes: () => number): string[] {
  const counts = split(clients, sizes);
  const ids: string[] = [];
  for (let taken = 0; taken < counts.length;) {
    const n = 1 + (sizes() % MOST_BRANCH_SUBNETS);
    const name = branchName(ids.length);
    const id = name.toLowerCase().replaceAll(' ', '-');
    plan.addSite({ id, name, kind: 'branch' }, counts.slice(taken, taken + n));
    ids.push(id);
    taken += n;
  }
  return ids;
}

/** Every city once, then "Berlin 2", and so on. */
function branchName(i: number): string {
  const city = CITIES[(i * 37) % CITIES.length] ?? 'Branch';
  const round = Math.floor(i / CITIES.length) + 1;
  return round === 1 ? city : `${city} ${round}`;
}

/** Cuts a number of clients into subnets of 60 to 250. */
function split(clients: number, sizes: () => number): number[] {
  const counts: number[] = [];
  let left = clients;
  while (left > LARGEST) {
    const size = Math.min(SMALLEST + (sizes() % (LARGEST - SMALLEST + 1)), left - SMALLEST);
    counts.push(size);
    left -= size;
  }
  if (left > 0) counts.push(left);
  return counts;
}

/** A fixed sequence of numbers, so that the plan is the same on every machine. */
function sizeSource(seed: number): () => number {
  let h = seed >>> 0;
  return () => {
    h = (Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return (h ^ (h >>> 13)) >>> 0;
  };
}
