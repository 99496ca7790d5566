import { describe, expect, it } from 'vitest';
import { carried, DOWN, siteCount, UP } from './site-links';
import { sceneOf, withSites } from './scene.test-tools';
import { flowOn } from './wan-scales';
import { ratesOf, sharesOf } from './wan-values';

const branches = [
  { kind: 'datacenter' as const, subnets: [6] },
  { kind: 'branch' as const, subnets: [12, 8] },
  { kind: 'vpn' as const, subnets: [5] },
];
const named = (scene: ReturnType<typeof sceneOf>): typeof scene => {
  scene.setNames({
    ...scene.names,
    sites: branches.map(({ kind }, index) => ({ name: `Site ${index}`, remote: kind === 'vpn' })),
    servers: [{ name: 'Server', kind: 'server', site: 0, upstream: -1 }],
  });
  return scene;
};

describe('rates on WAN lines', () => {
  it('of a site are those of its link (NET-1), shared out over its rows of subnets by connections', () => {
    const scene = named(withSites(sceneOf(branches), [{}, { up: 300, down: 700 }, { up: 50, down: 50 }]));
    const { layout, connections } = scene;
    const rates = ratesOf(layout!, sharesOf(layout!, connections!, scene.names), scene.sites);
    const card = layout!.cards.findIndex((one) => one.site === 1);
    expect(rates.perCard[card]).toBeCloseTo(1_000, 9);
    expect(rates.perTrunk[card]).toBeCloseTo(1_000, 9);
    const buses = layout!.buses.map((bus, index) => (bus.card === card ? rates.perBus[index]! : 0));
    expect(buses.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(1_000, 9);
  });

  it('are none on the LAN line of the server’s own site: what its link carries is the server’s (NET-3)', () => {
    const scene = named(withSites(sceneOf(branches), [{ up: 9_000, down: 9_000 }, {}, {}]));
    const { layout, connections } = scene;
    const rates = ratesOf(layout!, sharesOf(layout!, connections!, scene.names), scene.sites);
    expect(rates.perCard[layout!.cards.findIndex((one) => one.site === 0)]).toBe(0);
  });

  it('are shared out by clients while nobody leads yet', () => {
    const scene = named(
      withSites(
        sceneOf(branches, (columns) => columns.state.fill(0)),
        [{}, { up: 100, down: 100 }, {}],
      ),
    );
    const { layout } = scene;
    const card = layout!.cards.findIndex((one) => one.site === 1);
    const shares = sharesOf(layout!, scene.connections!, scene.names);
    expect(shares.perCard[card]).toBe(1);
    const rows = layout!.buses.map((bus, index) => (bus.card === card ? shares.perBus[index]! : 0)).filter((share) => share > 0);
    expect(rows.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('flow in each direction along trunk, riser and bus; on a main for all its sites', () => {
    const many = Array.from({ length: 40 }, () => ({ kind: 'branch' as const, subnets: [30, 20] }));
    const scene = withSites(
      sceneOf(many),
      many.map(() => ({ up: 10, down: 30 })),
    );
    expect(siteCount(scene.sites)).toBe(40);
    const mains = scene.wan.lines.filter((line) => line.kind === 'main');
    expect(mains.length).toBeGreaterThan(0);
    for (const main of mains) {
      expect(flowOn(main, scene.sites, UP)).toBeCloseTo(10 * main.sites.length, 6);
      expect(flowOn(main, scene.sites, DOWN)).toBeCloseTo(30 * main.sites.length, 6);
    }
    for (const trunk of scene.wan.lines.filter((line) => line.kind === 'trunk')) expect(flowOn(trunk, scene.sites, DOWN)).toBeCloseTo(30, 6);
  });
});

describe('what a link carries', () => {
  it('is no more than it can, and all it can while anything waits; books count what is given to it (NET-2)', () => {
    const scene = sceneOf(branches);
    const names = {
      ...scene.names,
      sites: [
        { name: 'a', remote: false, wan: { upBps: 64_000, downBps: 64_000 } },
        { name: 'b', remote: false, wan: { upBps: 64_000, downBps: 64_000 } },
        { name: 'c', remote: true, wan: { upBps: 5, downBps: 5 } },
      ],
    };
    const rows = withSites(scene, [
      { up: 900_000, down: 10 },
      { up: 0, waitUp: 1 },
      { up: 77, down: 77 },
    ]).frame!.sites;
    const own = carried(rows, names);
    expect([own[UP], own[DOWN]]).toEqual([64_000, 10]);
    expect([own[6 + UP], own[6 + DOWN]]).toEqual([64_000, 0]);
    expect([own[12 + UP], own[12 + DOWN]]).toEqual([77, 77]);
    expect(rows[UP]).toBe(900_000);
  });
});
