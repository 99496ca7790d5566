import { describe, expect, it } from 'vitest';
import { createLayout } from '../../layout/create-layout';
import { fixtureOf } from '../../layout/layout-fixture';
import { isPlace, type Hit } from '../../render/hit-test';
import { NO_NAMES } from '../../render/scene';
import type { SiteLink } from '../../render/site-links';
import { nextPlace } from './place-walk';
import { placeWords, titleOf, type PlaceContext } from './place-words';

const IDLE: SiteLink = { cut: false, up: 0, down: 0, waitUp: 0, waitDown: 0, connections: 0 };

function contextOf(links: Readonly<Record<number, Partial<SiteLink>>>, stopped: readonly number[] = []): PlaceContext {
  const wan = { upBps: 64_000, downBps: 128_000 };
  return {
    names: {
      ...NO_NAMES,
      sites: [
        { name: 'Data center', remote: false, wan },
        { name: 'Branch', remote: false, wan },
        { name: 'Remote workers', remote: true, wan },
      ],
      servers: [{ name: 'Tanium Server', kind: 'server', site: 0, upstream: -1 }],
    },
    sites: [],
    stopped: new Set(stopped),
    figures: { siteLink: (site) => ({ ...IDLE, ...links[site] }), connectionsOf: (place) => (place.kind === 'server' ? 9 : 4) },
  };
}

describe('what is said about a place of the network', () => {
  it('of a site: connections, and of its link rate, utilisation and waiting in each direction', () => {
    const context = contextOf({ 1: { up: 64_000, down: 32_000, waitUp: 3_200_000 } });
    expect(placeWords({ kind: 'title', site: 1 }, context)).toEqual([
      'Branch · 4 connections',
      'WAN link: up 64 kbit/s (100 %), 3.2 s behind · down 32 kbit/s (25 %)',
    ]);
    expect(titleOf({ kind: 'trunk', sites: [1], server: 0 }, context)).toBe('Branch – Tanium Server');
    expect(titleOf({ kind: 'bus', site: 1, bus: 3 }, context)).toBe('Branch, row of subnets');
  });

  it('of a link that carries next to nothing is not that it is idle', () => {
    expect(placeWords({ kind: 'card', site: 1 }, contextOf({ 1: { up: 10 } }))[1]).toBe('WAN link: up 10 bit/s (< 0.1 %) · down 0 bit/s (0 %)');
  });

  it('of clients with links of their own is no utilisation: a sum is no share of anything (NET-1)', () => {
    expect(placeWords({ kind: 'card', site: 2 }, contextOf({ 2: { up: 900_000, waitDown: 60_000_000 } }))[1]).toBe(
      'access links: up 900 kbit/s · down 0 bit/s, 60 s behind',
    );
  });

  it('of a LAN line is that it is one (NET-3), of a cut WAN that nothing goes through', () => {
    expect(placeWords({ kind: 'trunk', sites: [0], server: 0 }, contextOf({}))[1]).toBe('inside the site, on its LAN');
    expect(placeWords({ kind: 'trunk', sites: [1], server: 0 }, contextOf({ 1: { cut: true } }))[1]).toBe('WAN link: cut, nothing goes through');
  });

  it('of a server: the link of its site, and whether it is stopped', () => {
    const words = placeWords({ kind: 'server', server: 0 }, contextOf({ 0: { up: 5_000 } }, [0]));
    expect(words).toEqual(['Tanium Server · 9 connections', 'stopped · WAN of Data center: up 5 kbit/s (7.8 %) · down 0 bit/s (0 %)']);
  });

  it('of a line that sites share: their sum, the longest wait, and how many are cut', () => {
    const context = contextOf({ 0: { up: 1_000, waitUp: 500_000 }, 1: { up: 2_000, down: 4_000, waitDown: 1_000_000, cut: true } });
    expect(placeWords({ kind: 'trunk', sites: [0, 1], server: 0 }, context)).toEqual([
      '2 sites – Tanium Server · 4 connections',
      'their WAN links: up 3 kbit/s · down 4 kbit/s, 1 s behind · 1 cut',
    ]);
  });

  it('is not about clients, links, walls and subnets', () => {
    const others: Hit[] = [
      { kind: 'client', slot: 1 },
      { kind: 'link', from: 1, to: 2 },
      { kind: 'wall', left: 1, right: 2, subnet: 0 },
      { kind: 'box', subnet: 0 },
    ];
    expect(others.map(isPlace)).toEqual([false, false, false, false]);
    expect(isPlace({ kind: 'server', server: 0 })).toBe(true);
  });
});

describe('Page down and Page up on the map', () => {
  const layout = createLayout(
    fixtureOf([
      { kind: 'branch', subnets: [4] },
      { kind: 'branch', subnets: [5] },
    ]).input,
  );

  it('go from the servers to the sites and around', () => {
    const seen: (Hit | null)[] = [];
    let at: Hit | null = null;
    for (let step = 0; step < 4; step++) seen.push((at = nextPlace(layout, at, 1)));
    expect(seen).toEqual([
      { kind: 'server', server: 0 },
      { kind: 'title', site: 0 },
      { kind: 'title', site: 1 },
      { kind: 'server', server: 0 },
    ]);
    expect(nextPlace(layout, { kind: 'title', site: 0 }, -1)).toEqual({ kind: 'server', server: 0 });
    expect(nextPlace(layout, null, -1)).toEqual({ kind: 'title', site: 1 });
  });
});
