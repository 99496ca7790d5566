import { describe, expect, it } from 'vitest';
import { distanceTo, hitWan } from './hit-wan';
import { connectionsOf, linesOfPlace, outlineOf, whereIsPlace } from './network-places';
import { sceneOf } from './scene.test-tools';
import { curveTo, pointOnCurve } from './trunks';

const sceneWith = (sites: Parameters<typeof sceneOf>[0]): ReturnType<typeof sceneOf> => {
  const scene = sceneOf(sites);
  scene.catchUp(Infinity);
  scene.fitScales(1, 0, true);
  return scene;
};
const branches = [
  { kind: 'branch' as const, subnets: [12, 8] },
  { kind: 'branch' as const, subnets: [40] },
];

describe('a WAN line under a point', () => {
  it('is the trunk along its whole way, some px beside it too, and nothing farther away', () => {
    const scene = sceneWith(branches);
    const { layout } = scene;
    for (const card of layout!.cards)
      for (const t of [0.3, 0.5, 0.8]) {
        const [x, y] = pointOnCurve(curveTo(layout!.servers[0]!, card), t);
        expect(hitWan(scene, x, y, 1)).toEqual({ kind: 'trunk', sites: [card.site], server: 0 });
        expect(hitWan(scene, x, y + 3, 1)).toEqual({ kind: 'trunk', sites: [card.site], server: 0 });
      }
    expect(hitWan(scene, layout!.servers[0]!.x - 300, layout!.wanBand.top - 20, 1)).toBeNull();
  });

  it('keeps its reach in px of the screen: zoomed in, the same distance on the map is away', () => {
    const scene = sceneWith(branches);
    const card = scene.layout!.cards[1]!;
    const x = card.riserX + 4;
    const y = card.y + card.titleHeight / 2;
    expect(hitWan(scene, x, y, 1)).toEqual({ kind: 'trunk', sites: [card.site], server: -1 });
    expect(hitWan(scene, x, y, 20)).toBeNull();
  });

  it('is the bus above a row of subnets', () => {
    const scene = sceneWith(branches);
    const bus = scene.layout!.buses[0]!;
    expect(hitWan(scene, (bus.x0 + bus.x1) / 2, bus.y, 1)).toEqual({ kind: 'bus', site: scene.layout!.cards[bus.card]!.site, bus: 0 });
  });

  it('is for cards of a lower row the line that they share, with all its sites', () => {
    const scene = sceneWith(Array.from({ length: 40 }, () => ({ kind: 'branch' as const, subnets: [30, 20] })));
    const main = scene.wan.mains[0]!;
    const hit = hitWan(scene, main.x, (scene.layout!.cards[0]!.y + main.y) / 2, 1);
    expect(hit?.kind === 'trunk' && hit.sites.length).toBe(main.cards.length);
  });

  it('measures to the nearest part of a way', () => {
    expect(distanceTo([0, 0, 10, 0, 10, 10], 5, 3)).toBe(3);
    expect(distanceTo([0, 0, 10, 0, 10, 10], 14, 13)).toBe(5);
  });
});

describe('places of the network', () => {
  it('know their connections: of a site, a line, a row of subnets, a server', () => {
    const scene = sceneWith(branches);
    expect(connectionsOf(scene, { kind: 'card', site: 0 })).toBe(4);
    expect(connectionsOf(scene, { kind: 'trunk', sites: [0, 1], server: 0 })).toBe(6);
    expect(connectionsOf(scene, { kind: 'trunk', sites: [1], server: -1 })).toBe(2);
    expect(connectionsOf(scene, { kind: 'server', server: 0 })).toBe(6);
    const buses = scene.layout!.buses.map((_, bus) => connectionsOf(scene, { kind: 'bus', site: 0, bus }));
    expect(buses.reduce((sum, connections) => sum + connections, 0)).toBe(6);
    expect(connectionsOf(scene, { kind: 'client', slot: 1 })).toBe(0);
  });

  it('light up their own lines and no others', () => {
    const scene = sceneWith(branches);
    expect(linesOfPlace(scene, { kind: 'trunk', sites: [1], server: 0 })).toHaveLength(1);
    expect(linesOfPlace(scene, { kind: 'bus', site: 0, bus: 0 })).toHaveLength(1);
    expect(linesOfPlace(scene, { kind: 'server', server: 0 })).toEqual([]);
    const site = linesOfPlace(scene, { kind: 'title', site: 1 });
    const card = scene.layout!.cards.find((one) => one.site === 1)!;
    for (const { points } of site) expect(points[points.length - 2]).toBe(card.riserX);
  });

  it('have a place on the map and, as far as they have a body, an outline', () => {
    const scene = sceneWith(branches);
    const [server] = scene.layout!.servers;
    expect(whereIsPlace(scene, { kind: 'server', server: 0 })).toEqual({ x: server!.x + server!.width / 2, y: server!.y + server!.height });
    expect(whereIsPlace(scene, { kind: 'title', site: 9 })).toBeNull();
    expect(outlineOf(scene, { kind: 'server', server: 0 })).toBe(server);
    expect(outlineOf(scene, { kind: 'trunk', sites: [0], server: 0 })).toBeNull();
  });
});
