/** Pieces to a scenario: sites with ids and kinds, subnets with clients, and one Tanium Server. */
import type { SiteKind } from '../defaults';
import type { Scenario, ScenarioSite } from '../types';
import { formatBlock } from './blocks';
import type { Entry } from './read-entries';
import type { Piece } from './sort-out';
import { guessKind, SiteIds, UNASSIGNED } from './site-names';
import type { ImportedSite } from './types';
import type { Warnings } from './warnings';
import { atLine } from './warnings';

export interface Built {
  readonly scenario: Scenario;
  readonly siteList: readonly ImportedSite[];
}

class Site {
  readonly name: string;
  readonly region: string;
  kind: SiteKind | null = null;
  wanDown: string | null = null;
  wanUp: string | null = null;
  latency: string | null = null;
  subnets = 0;
  clients = 0;

  constructor(name: string, region: string) {
    this.name = name;
    this.region = region;
  }

  /** The first row that says something about the site is believed. */
  learn(entry: Entry, warnings: Warnings): void {
    for (const what of ['kind', 'wanDown', 'wanUp', 'latency'] as const) {
      const value = entry[what];
      if (value === null) continue;
      if (this[what] === null) Object.assign(this, { [what]: value });
      else if (this[what] !== value)
        warnings.add('site.differs', atLine(entry.line), `Site ${this.name} has ${this[what]} in an earlier row and ${value} here; the first is used.`);
    }
  }
}

export function buildScenario(pieces: readonly Piece[], counts: readonly number[], name: string, description: string, warnings: Warnings): Built {
  const sites = collectSites(pieces, counts, warnings);
  const ids = new SiteIds();
  const idOf = new Map([...sites].map(([key, site]) => [key, ids.idFor(site.name)]));
  const names = distinctNames([...sites.values()]);
  const kindOf = (site: Site): SiteKind => site.kind ?? guessKind(site.name);
  const siteList = [...sites].map(([key, site]) => ({
    id: idOf.get(key) ?? '',
    name: names.get(site) ?? site.name,
    kind: kindOf(site),
    kindGuessed: site.kind === null,
    subnets: site.subnets,
    clients: site.clients,
  }));
  const home = siteList.find((site) => site.kind === 'datacenter');
  noteGuesses(siteList, warnings);
  warnings.add(
    'servers.default',
    '',
    home === undefined
      ? 'The list names no data center: one Tanium Server is placed outside every site.'
      : `One Tanium Server is placed in ${home.name}, the first data center.`,
  );
  const scenario: Scenario = {
    format: 'chainscope-scenario',
    version: 1,
    name,
    description,
    servers: [{ id: 'ts', kind: 'server', ...(home === undefined ? {} : { site: home.id }) }],
    sites: [...sites.values()].map((site, i) => writeSite(site, siteList[i])),
    subnets: pieces.map(({ block, entry }, i) => ({ cidr: formatBlock(block), site: idOf.get(entry.siteKey) ?? '', clients: counts[i] ?? 0 })),
  };
  return { scenario, siteList };
}

/** In the order of the file; the rows without a site last. */
function collectSites(pieces: readonly Piece[], counts: readonly number[], warnings: Warnings): Map<string, Site> {
  const sites = new Map<string, Site>();
  const unassigned = new Site(UNASSIGNED, '');
  pieces.forEach(({ entry }, i) => {
    const site = entry.siteKey === '' ? unassigned : (sites.get(entry.siteKey) ?? new Site(entry.siteName, entry.region));
    if (entry.siteKey !== '') sites.set(entry.siteKey, site);
    site.learn(entry, warnings);
    site.subnets++;
    site.clients += counts[i] ?? 0;
  });
  if (unassigned.subnets > 0) sites.set('', unassigned);
  return sites;
}

/** Two cities of one name get their regions. */
function distinctNames(sites: readonly Site[]): Map<Site, string> {
  const byName = new Map<string, number>();
  for (const site of sites) byName.set(site.name, (byName.get(site.name) ?? 0) + 1);
  return new Map(
    sites.map((site) => [
      site,
      (byName.get(site.name) ?? 0) > 1 && site.region !== '' && site.region !== site.name ? `${site.name} (${site.region})` : site.name,
    ]),
  );
}

function writeSite(site: Site, listed: ImportedSite | undefined): ScenarioSite {
  const wan = {
    ...(site.wanDown === null ? {} : { down: site.wanDown }),
    ...(site.wanUp === null ? {} : { up: site.wanUp }),
    ...(site.latency === null ? {} : { latency: site.latency }),
  };
  return { id: listed?.id ?? '', name: listed?.name ?? site.name, kind: listed?.kind ?? 'branch', ...(Object.keys(wan).length > 0 ? { wan } : {}) };
}

const MOST_NAMED = 5;

/** Guesses change a run (VPN sites have access links of their own), so each is said. */
function noteGuesses(sites: readonly ImportedSite[], warnings: Warnings): void {
  const words: { readonly [Kind in SiteKind]: string } = {
    datacenter: 'data center',
    headquarters: 'headquarters',
    branch: 'branch',
    vpn: 'VPN',
    internet: 'internet',
    lab: 'lab',
  };
  for (const kind of ['datacenter', 'headquarters', 'vpn', 'internet', 'lab', 'branch'] as const) {
    const guessed = sites.filter((site) => site.kindGuessed && site.kind === kind);
    if (guessed.length === 0) continue;
    const named = guessed.slice(0, MOST_NAMED).map((site) => site.name.slice(0, 40));
    const more = guessed.length > MOST_NAMED ? ` and ${guessed.length - MOST_NAMED} more` : '';
    warnings.add(
      'site.kindGuessed',
      '',
      `Kind guessed from the name: ${words[kind]} for ${named.join(', ')}${more}.`,
      'A column “kind” decides it: datacenter, headquarters, branch, vpn, internet or lab.',
    );
  }
}
