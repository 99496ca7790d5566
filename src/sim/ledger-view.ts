/** The reading side of the books: what the ledger, its tables and charts show (NET-6, NET-7). */
import { CLASSES, DETAIL_STRIDE, REGISTRATION } from './books';
import type { Core } from './core';
import { booksWithSweeps, settledBooks, SIZE } from './ledger';
import { LINK_STRIDE, TRAFFIC_STRIDE, type ClassBytes, type Flow, type LedgerView, type Series, type TrafficClass } from './types';

function record<V>(of: (cls: number) => V): Readonly<Record<TrafficClass, V>> {
  return Object.fromEntries(CLASSES.map((name, cls) => [name, of(cls)] as const)) as Record<TrafficClass, V>;
}

export function bytesByClass(byClass: Float64Array): Readonly<Record<TrafficClass, ClassBytes>> {
  return record((cls) => ({ lan: byClass[cls * 2]!, wan: byClass[cls * 2 + 1]! }));
}

export function sumOf(numbers: Float64Array): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

export function ledgerView(core: Core): LedgerView {
  const books = settledBooks(core, 'totals only');
  const flow = (index: number): Flow => {
    const [sent, received, lost] = [books.sent[index]!, books.received[index]!, books.lost[index]!];
    return { sent, received, lost, inFlight: sent - received - lost };
  };
  const [sent, received, lost] = [sumOf(books.sent), sumOf(books.received), sumOf(books.lost)];
  return {
    byClass: bytesByClass(books.sent),
    flow: record((cls) => ({ lan: flow(cls * 2), wan: flow(cls * 2 + 1) })),
    peerLinks: { lan: books.peers[0]!, wan: books.peers[1]! },
    without: bytesByClass(books.without),
    messages: { lan: books.messages[0]!, wan: books.messages[1]! },
    bySite: core.world.sites.map((_, i) => ({ lan: books.sites[i * 3]!, wanUp: books.sites[i * 3 + 1]!, wanDown: books.sites[i * 3 + 2]! })),
    sent,
    received,
    lost,
    inFlight: sent - received - lost,
  };
}

export function seriesView(core: Core): Series {
  const books = settledBooks(core, 'totals only');
  const bytes = core.overheads ? SIZE.normalRequest + SIZE.normalAnswer : 0;
  return books.series.view(CLASSES, books.sent, { cls: REGISTRATION, bytes, without: core.keepsWithout ? bytes : 0 });
}

export function trafficBySubnet(core: Core): Float64Array {
  return settledBooks(core, 'totals only').subnets.slice();
}

export function trafficByServer(core: Core): Float64Array {
  return settledBooks(core, 'totals only').servers.slice();
}

export function trafficByClient(core: Core): Float64Array | null {
  if (core.books.detail === null) return null;
  const { detail } = settledBooks(core, 'with detail');
  const rows = new Float64Array(core.clients.count * TRAFFIC_STRIDE);
  for (let slot = 0; slot < core.clients.count; slot++)
    for (let i = 0; i < DETAIL_STRIDE; i++) rows[slot * TRAFFIC_STRIDE + (i % TRAFFIC_STRIDE)]! += detail![slot * DETAIL_STRIDE + i] ?? 0;
  return rows;
}

/** `waiting(link)`: µs until the queue of a site's link (site × 2, + 1 for down) is empty. While something waits, the link carries what it can. */
export function linkLoads(core: Core, waiting: (link: number) => number): Float64Array {
  const rows = new Float64Array(core.world.sites.length * LINK_STRIDE);
  const { series } = booksWithSweeps(core);
  for (let site = 0; site < core.world.sites.length; site++)
    for (let dir = 0; dir < 2; dir++) {
      const { remote, wan } = core.world.sites[site]!;
      const wait = waiting(site * 2 + dir);
      rows[site * LINK_STRIDE + dir] = wait > 0 && !remote ? (dir === 0 ? wan.upBps : wan.downBps) : series.rateOf(site * 2 + dir, core.now);
      rows[site * LINK_STRIDE + 2 + dir] = wait;
    }
  return rows;
}
