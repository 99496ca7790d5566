/**
 * What WAN lines are drawn by: connections, or bits per second. Rates are known by site (NET-1: one link each); they are shared out over the
 * site's lines by connections, which the legend says.
 */
import type { Layout, SiteCard } from '../layout/types';
import type { Connections } from './connections';
import type { MapNames } from './scene';
import { rateOf, type SiteRows } from './site-links';

export type WanWidth = 'connections' | 'rate';

/** Card × servers + server; card; bus. */
export interface LineValues {
  readonly perTrunk: Float64Array;
  readonly perCard: Float64Array;
  readonly perBus: Float64Array;
}

/** NET-3: within the server's own site it is LAN. */
export function isLanTrunk(names: MapNames, card: SiteCard, server: number): boolean {
  return !card.remote && names.servers[server]?.site === card.site;
}

/** Which share of its site's WAN traffic each line carries. */
export function sharesOf(layout: Layout, counts: Connections, names: MapNames): LineValues {
  const { serverCount } = counts;
  const crossing = connectionsBySite(layout, counts, names);
  const shares: LineValues = {
    perTrunk: new Float64Array(layout.cards.length * serverCount),
    perCard: new Float64Array(layout.cards.length),
    perBus: new Float64Array(layout.buses.length),
  };
  layout.cards.forEach((card, index) => {
    const all = crossing.get(card.site) ?? 0;
    const hosts = names.servers.some((server) => server.site === card.site);
    // While nobody leads, lines carry registrations: by clients. What a server's own site sends then is the server's.
    const weights = all > 0 ? counts.perTrunk : counts.clientsPerTrunk;
    const sum = all > 0 ? all : hosts ? 0 : card.clients;
    if (sum === 0) return;
    for (let server = 0; server < serverCount; server++) {
      if (isLanTrunk(names, card, server)) continue;
      const share = weights[index * serverCount + server]! / sum;
      shares.perTrunk[index * serverCount + server] = share;
      shares.perCard[index]! += share;
    }
  });
  layout.buses.forEach((bus, index) => {
    const all = counts.perCard[bus.card]!;
    const part = all > 0 ? counts.perBus[index]! / all : counts.clientsPerBus[index]! / Math.max(1, layout.cards[bus.card]!.clients);
    shares.perBus[index] = shares.perCard[bus.card]! * part;
  });
  return shares;
}

/** Connections that cross the WAN link of each site: those of its clients, and those of others to servers that stand there. */
function connectionsBySite(layout: Layout, counts: Connections, names: MapNames): Map<number, number> {
  const crossing = new Map<number, number>();
  const add = (site: number, connections: number): Map<number, number> => crossing.set(site, (crossing.get(site) ?? 0) + connections);
  layout.cards.forEach((card, index) => {
    for (let server = 0; server < counts.serverCount; server++) {
      const connections = counts.perTrunk[index * counts.serverCount + server]!;
      if (connections === 0 || isLanTrunk(names, card, server)) continue;
      add(card.site, connections);
      const home = names.servers[server]?.site ?? -1;
      if (home >= 0 && home !== card.site) add(home, connections);
    }
  });
  return crossing;
}

/** Bits per second, both directions together. */
export function ratesOf(layout: Layout, shares: LineValues, rows: SiteRows): LineValues {
  const { cards, buses } = layout;
  const servers = layout.servers.length;
  return {
    perTrunk: shares.perTrunk.map((share, index) => (share === 0 ? 0 : share * rateOf(rows, cards[Math.floor(index / servers)]!.site))),
    perCard: shares.perCard.map((share, index) => share * rateOf(rows, cards[index]!.site)),
    perBus: shares.perBus.map((share, index) => share * rateOf(rows, cards[buses[index]!.card]!.site)),
  };
}
