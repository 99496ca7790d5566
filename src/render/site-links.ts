/** The WAN link of each site as the frame tells it. */
import { SITE_STRIDE } from '../engine/frame';
import type { MapNames } from './scene';

export interface SiteLink {
  readonly cut: boolean;
  /** Bits per second lately, seen from the site. */
  readonly up: number;
  readonly down: number;
  /** µs until what waits at the site for the way up, and at the far end for the way down, is gone. */
  readonly waitUp: number;
  readonly waitDown: number;
  /** From the site to servers. */
  readonly connections: number;
}

/** Columns of the two directions. */
export const UP = 1;
export const DOWN = 2;

export type SiteRows = Float64Array;
export const NO_SITES: SiteRows = new Float64Array(0);

export const siteCount = (rows: SiteRows): number => Math.floor(rows.length / SITE_STRIDE);

export function siteLink(rows: SiteRows, site: number): SiteLink {
  const at = site * SITE_STRIDE;
  return {
    cut: rows[at] === 1,
    up: rows[at + UP] ?? 0,
    down: rows[at + DOWN] ?? 0,
    waitUp: rows[at + 3] ?? 0,
    waitDown: rows[at + 4] ?? 0,
    connections: rows[at + 5] ?? 0,
  };
}

export const rateOf = (rows: SiteRows, site: number): number => (rows[site * SITE_STRIDE + UP] ?? 0) + (rows[site * SITE_STRIDE + DOWN] ?? 0);

/** The longest that anything waits at any site's link. */
export function longestWait(rows: SiteRows): number {
  let most = 0;
  for (let at = 0; at + SITE_STRIDE <= rows.length; at += SITE_STRIDE) most = Math.max(most, rows[at + 3]!, rows[at + 4]!);
  return most;
}

/** Sites whose WAN is cut (NET-1); `before` itself when these are the same. */
export function cutSites(rows: SiteRows, before: ReadonlySet<number>): ReadonlySet<number> {
  const found: number[] = [];
  for (let site = 0; site < siteCount(rows); site++) if (rows[site * SITE_STRIDE] === 1) found.push(site);
  return found.length === before.size && found.every((site) => before.has(site)) ? before : new Set(found);
}

/**
 * Books count what is given to a link; what a link carries is no more than it can, and all it can while anything waits (NET-2), and nothing while it is cut
 * (NET-1). Rows of their own:
 * the frame's go back to the engine.
 */
export function carried(rows: SiteRows, names: MapNames): SiteRows {
  const own = rows.slice();
  for (let site = 0; site < siteCount(rows); site++) {
    const at = site * SITE_STRIDE;
    if (own[at] === 1) own[at + UP] = own[at + DOWN] = 0;
    const wan = capacityOf(names, site);
    if (wan === null || own[at] === 1) continue;
    own[at + UP] = own[at + 3]! > 0 ? wan.upBps : Math.min(own[at + UP]!, wan.upBps);
    own[at + DOWN] = own[at + 4]! > 0 ? wan.downBps : Math.min(own[at + DOWN]!, wan.downBps);
  }
  return own;
}

/** What the link of a site can carry, bits per second; null where each client has a link of its own (NET-1), or nobody knows. */
export function capacityOf(names: MapNames, site: number): { readonly upBps: number; readonly downBps: number } | null {
  const found = names.sites[site];
  return found === undefined || found.remote ? null : (found.wan ?? null);
}
