/** What the formulas need of a fleet: its chains. Equal ones are counted together, so that a million clients are a handful of lines. */

export type Place = 'lan' | 'wan';

export interface Chain {
  /** So many chains are alike. */
  readonly count: number;
  /** Clients of one of them, at least 1. A client that peers with nobody is a chain of one (CHAIN-10). */
  readonly clients: number;
  /** Of its clients: how many reach their server over a WAN (NET-3). */
  readonly wanClients: number;
  /** Where the backward leader's, and the forward leader's, connection to the server runs. */
  readonly enters: Place;
  readonly leaves: Place;
  /** Links between neighbours that run over a WAN: link k goes from the k-th client to the next, counted from 1. */
  readonly wanLinks: 'none' | 'all' | readonly number[];
  /** Indices of the site and the subnet of its clients; −1 = several. */
  readonly site: number;
  readonly subnet: number;
  /** Where the way from its Zone Server to the upstream server runs (SRV-1); null = it talks to no Zone Server. */
  readonly zone: Place | null;
}

export interface Fleet {
  readonly clients: number;
  readonly chains: readonly Chain[];
  /** Of every Zone Server, whoever is behind it: where the way to its upstream server runs. */
  readonly zones: readonly Place[];
}

export function sumChains(fleet: Fleet, value: (chain: Chain) => number): number {
  let sum = 0;
  for (const chain of fleet.chains) sum += chain.count * value(chain);
  return sum;
}

export const chainCount = (fleet: Fleet): number => sumChains(fleet, () => 1);

export function isWanLink(chain: Chain, link: number): boolean {
  return chain.wanLinks === 'all' || (chain.wanLinks !== 'none' && chain.wanLinks.includes(link));
}

export function wanLinkCount(chain: Chain): number {
  return chain.wanLinks === 'none' ? 0 : chain.wanLinks === 'all' ? chain.clients - 1 : chain.wanLinks.length;
}

/** Equal chains become one line. */
export function gather(chains: Iterable<Chain>): Chain[] {
  const lines = new Map<string, Chain>();
  for (const chain of chains) {
    const { count, ...rest } = chain;
    const key = JSON.stringify(rest);
    const known = lines.get(key);
    lines.set(key, known === undefined ? chain : { ...known, count: known.count + count });
  }
  return [...lines.values()];
}
