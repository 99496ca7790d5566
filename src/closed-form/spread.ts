/** Clients spread over sites and subnets: evenly over the sites, in each over as few /24 as hold them, evenly again; remote clients apart, each for itself. */
import { gather, type Chain, type Fleet } from './fleet';

/** Hosts of a /24 (CHAIN-1). */
export const MOST_IN_SUBNET = 254;

export interface SpreadInputs {
  readonly clients: number;
  readonly sites: number;
  /** 0 to 1. */
  readonly vpnShare: number;
}
export interface Spread {
  readonly vpn: number;
  /** Sites with equally many clients: what each of their subnets holds. Sites that hold nobody are left out. */
  readonly sites: readonly { readonly count: number; readonly subnets: readonly number[] }[];
}

export function spread({ clients, sites, vpnShare }: SpreadInputs): Spread {
  const vpn = Math.round(clients * vpnShare);
  return {
    vpn,
    sites: shared(clients - vpn, sites).map(({ count, each }) => ({ count, subnets: subnetsOf(each) })),
  };
}

export function subnetsOf(clients: number): number[] {
  return shared(clients, Math.ceil(clients / MOST_IN_SUBNET)).flatMap(({ count, each }) => Array.from({ length: count }, () => each));
}

/** `total` in `parts` whole parts as equal as can be, the larger first; parts of nothing are left out. */
function shared(total: number, parts: number): { readonly count: number; readonly each: number }[] {
  if (total === 0 || parts === 0) return [];
  const least = Math.floor(total / parts);
  const more = total % parts;
  return [
    { count: more, each: least + 1 },
    { count: parts - more, each: least },
  ].filter(({ count, each }) => count > 0 && each > 0);
}

/** All of them reach their server, which stands outside every site, over a WAN (NET-3). */
export function fleetOfSpread({ vpn, sites }: Spread): Fleet {
  const chain = (count: number, clients: number): Chain => ({
    count,
    clients,
    wanClients: clients,
    enters: 'wan',
    leaves: 'wan',
    wanLinks: 'none',
    site: -1,
    subnet: -1,
    zone: null,
  });
  const chains = sites.flatMap(({ count, subnets }) => subnets.map((clients) => chain(count, clients)));
  if (vpn > 0) chains.push(chain(vpn, 1));
  return { clients: chains.reduce((sum, one) => sum + one.count * one.clients, 0), chains: gather(chains), zones: [] };
}

/** Of the site that has most: chains, and clients. */
export function busiestSite({ sites }: Spread): { readonly chains: number; readonly clients: number } {
  return sites.reduce(
    (most, { subnets }) => ({
      chains: Math.max(most.chains, subnets.length),
      clients: Math.max(
        most.clients,
        subnets.reduce((a, b) => a + b, 0),
      ),
    }),
    { chains: 0, clients: 0 },
  );
}
