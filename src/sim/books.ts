/** The running totals that the ledger keeps (NET-6): by class and place, by site, subnet and server, by client where somebody wants that, and over time. */
import { SeriesBooks } from './series-books';
import { TRAFFIC_STRIDE } from './types';
import type { World } from './world';

/** Fleets up to this size have books for each client even when nobody asks for them. */
export const DETAIL_LIMIT = 20_000;
/** Classes of traffic (NET-6), in the order of the books. */
export const CLASSES = ['registration', 'control', 'question', 'answer', 'action'] as const;
export const REGISTRATION = 0;
export const CONTROL = 1;
export const QUESTION = 2;
export const ANSWER = 3;
export const ACTION = 4;
export type ByteClass = typeof REGISTRATION | typeof CONTROL | typeof QUESTION | typeof ANSWER | typeof ACTION;
/** Numbers per client: class × (LAN, WAN) × (sent, received). */
export const DETAIL_STRIDE = CLASSES.length * 4;
/** Bytes of a keep-alive (protocol.md §9). */
export const KEEP_ALIVE_BYTES = 60;

export interface Books {
  /** By class: LAN bytes, WAN bytes. What is neither received nor lost is in flight. */
  sent: Float64Array;
  received: Float64Array;
  lost: Float64Array;
  /** LAN, WAN. */
  messages: Float64Array;
  /** Bytes sent on links between peers: LAN, WAN. */
  peers: Float64Array;
  /** By site: LAN, WAN up, WAN down; sent. */
  sites: Float64Array;
  /** By subnet (of the client) and by server: rows of TRAFFIC_STRIDE. */
  subnets: Float64Array;
  servers: Float64Array;
  /** The same work without peering (NET-7), as `sent`. */
  without: Float64Array;
  /** By slot, or null for large fleets. */
  detail: Float64Array | null;
  series: SeriesBooks;
}

export function createBooks(world: World, perClient: boolean): Books {
  const { sites, subnets, servers, settings, clientCount } = world;
  const byClass = (): Float64Array => new Float64Array(CLASSES.length * 2);
  return {
    sent: byClass(),
    received: byClass(),
    lost: byClass(),
    messages: new Float64Array(2),
    peers: new Float64Array(2),
    sites: new Float64Array(sites.length * 3),
    subnets: new Float64Array(subnets.length * TRAFFIC_STRIDE),
    servers: new Float64Array(servers.length * TRAFFIC_STRIDE),
    without: byClass(),
    detail: perClient ? new Float64Array(clientCount * DETAIL_STRIDE) : null,
    series: new SeriesBooks(CLASSES.length, CONTROL, settings.keepAlive, settings.protocolOverheads ? KEEP_ALIVE_BYTES : 0, sites.length),
  };
}

export function copyBooks(books: Books): Books {
  return {
    sent: books.sent.slice(),
    received: books.received.slice(),
    lost: books.lost.slice(),
    messages: books.messages.slice(),
    peers: books.peers.slice(),
    sites: books.sites.slice(),
    subnets: books.subnets.slice(),
    servers: books.servers.slice(),
    without: books.without.slice(),
    detail: books.detail?.slice() ?? null,
    series: SeriesBooks.copyOf(books.series),
  };
}
