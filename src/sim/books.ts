/** The running totals that the ledger keeps: bytes by class and place, by site, and by client where somebody wants that. */
/** Fleets up to this size have books for each client even when nobody asks for them. */
export const DETAIL_LIMIT = 20_000;
/** Classes of traffic (NET-6), in the order of the books. */
export const CLASSES = ['registration', 'control', 'question', 'answer', 'action'] as const;
/** Numbers per client: class × (LAN, WAN) × (sent, received). */
export const DETAIL_STRIDE = CLASSES.length * 4;

export interface Books {
  /** By class: LAN bytes, WAN bytes. */
  bytes: Float64Array;
  /** LAN, WAN. */
  messages: Float64Array;
  /** By site: LAN, WAN up, WAN down. */
  sites: Float64Array;
  sent: number;
  received: number;
  lost: number;
  /** By slot, or null for large fleets. */
  detail: Float64Array | null;
}

export function createBooks(siteCount: number, clientCount: number, perClient: boolean): Books {
  return {
    bytes: new Float64Array(CLASSES.length * 2),
    messages: new Float64Array(2),
    sites: new Float64Array(siteCount * 3),
    sent: 0,
    received: 0,
    lost: 0,
    detail: perClient ? new Float64Array(clientCount * DETAIL_STRIDE) : null,
  };
}

export function copyBooks(books: Books): Books {
  return {
    ...books,
    bytes: books.bytes.slice(),
    messages: books.messages.slice(),
    sites: books.sites.slice(),
    detail: books.detail?.slice() ?? null,
  };
}
