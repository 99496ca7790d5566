/** What is said about a site's WAN link, a line or a server of the map: on hover in two lines, in its menu, and to people who do not see it. */
import { sitesOf, type Hit } from '../../render/hit-test';
import type { MapNames } from '../../render/scene';
import { capacityOf, type SiteLink } from '../../render/site-links';
import { waitWords } from '../../render/text';
import type { ScenarioSite } from '../../scenario/types';
import { bitRate, count, number } from '../../store/units';

/** The part of the renderer that knows the figures. */
export interface PlaceFigures {
  siteLink(site: number): SiteLink;
  connectionsOf(place: Hit): number;
}
export interface PlaceContext {
  readonly names: MapNames;
  readonly sites: readonly ScenarioSite[];
  readonly stopped: ReadonlySet<number>;
  readonly figures: PlaceFigures;
}

/** The title, and the figures. */
export function placeWords(place: Hit, context: PlaceContext): readonly [string, string] {
  const connections = count(context.figures.connectionsOf(place), 'connection');
  return [`${titleOf(place, context)} · ${connections}`, figuresOf(place, context)];
}

export function titleOf(place: Hit, { names }: PlaceContext): string {
  if (place.kind === 'server') return names.servers[place.server]?.name ?? 'Server';
  const sites = sitesOf(place);
  const site = sites.length === 1 ? nameOf(names, sites[0]!) : `${sites.length} sites`;
  if (place.kind === 'bus') return `${site}, row of subnets`;
  if (place.kind === 'trunk') return `${site} – ${names.servers[place.server]?.name ?? 'servers'}`;
  return site;
}

function figuresOf(place: Hit, context: PlaceContext): string {
  const { names, stopped } = context;
  if (place.kind === 'server') {
    const site = names.servers[place.server]?.site ?? -1;
    const own = site < 0 ? 'outside every site' : `WAN of ${nameOf(names, site)}: ${linkWords(site, context)}`;
    return stopped.has(place.server) ? `stopped · ${own}` : own;
  }
  const sites = sitesOf(place);
  if (sites.length > 1) return sumWords(sites, context);
  const site = sites[0] ?? -1;
  if (place.kind === 'trunk' && place.server >= 0 && names.servers[place.server]?.site === site && !names.sites[site]?.remote)
    return 'inside the site, on its LAN';
  return `${names.sites[site]?.remote ? 'access links' : 'WAN link'}: ${linkWords(site, context)}`;
}

const nameOf = (names: MapNames, site: number): string => names.sites[site]?.name ?? 'a site';

function linkWords(site: number, { names, figures }: PlaceContext): string {
  const link = figures.siteLink(site);
  if (link.cut) return 'cut, nothing goes through';
  // Where each client has a link of its own, a sum is no share of anything.
  const wan = capacityOf(names, site);
  return `up ${rateWords(link.up, wan?.upBps)}${waitPart(link.waitUp)} · down ${rateWords(link.down, wan?.downBps)}${waitPart(link.waitDown)}`;
}

const waitPart = (wait: number): string => (wait > 0 ? `, ${waitWords(wait)}` : '');

function rateWords(rate: number, capacity: number | undefined): string {
  if (capacity === undefined || capacity <= 0) return bitRate(rate);
  const share = (100 * rate) / capacity;
  return `${bitRate(rate)} (${share > 0 && share < 0.1 ? '< 0.1' : number(Math.round(share * 10) / 10)} %)`;
}

function sumWords(sites: readonly number[], { figures }: PlaceContext): string {
  let [up, down, wait, cut] = [0, 0, 0, 0];
  for (const site of sites) {
    const link = figures.siteLink(site);
    up += link.up;
    down += link.down;
    wait = Math.max(wait, link.waitUp, link.waitDown);
    cut += Number(link.cut);
  }
  return `their WAN links: up ${bitRate(up)} · down ${bitRate(down)}${waitPart(wait)}${cut > 0 ? ` · ${cut} cut` : ''}`;
}
