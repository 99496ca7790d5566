import { describe, expect, it } from 'vitest';
import { sceneOf } from './scene.test-tools';
import { WanPath } from './wan-path';

describe('the way between a server and a client', () => {
  const ways = (sites: Parameters<typeof sceneOf>[0], many: number): void => {
    const scene = sceneOf(sites);
    scene.catchUp(0);
    const path = new WanPath(scene);
    const { servers, cell } = scene.layout!;
    const server = servers[0]!;
    for (let slot = 0; slot < many; slot++) {
      expect(path.find(slot)).toBe(true);
      path.moveTo(0);
      expect([path.x, path.y]).toEqual([server.x + server.width / 2, server.y + server.height]);
      let [x, y] = [path.x, path.y];
      const step = path.length / 400;
      for (let i = 1; i <= 400; i++) {
        path.moveTo(i / 400);
        // Never farther than a step: the way has no gaps.
        expect(Math.hypot(path.x - x, path.y - y)).toBeLessThanOrEqual(step * 1.000_1);
        [x, y] = [path.x, path.y];
      }
      expect(Math.hypot(x - scene.positions[2 * slot]!, y - scene.positions[2 * slot + 1]!)).toBeLessThan(cell * 0.01);
    }
  };

  it('leads over trunk, riser and bus without a gap to every client of a chain', () => ways([{ kind: 'branch', subnets: [9, 14] }], 23));
  it('leads over the fan to clients that peer with nobody, few or many (CHAIN-4)', () => {
    ways([{ kind: 'vpn', subnets: [7] }], 7);
    ways([{ kind: 'vpn', subnets: [200] }], 40);
  });
  it('leads over the main to cards of a lower row', () => {
    const sites = Array.from({ length: 40 }, () => ({ kind: 'branch' as const, subnets: [30, 20] }));
    const scene = sceneOf(sites);
    expect(new Set(scene.layout!.cards.map((card) => card.y)).size).toBeGreaterThan(1);
    ways(sites, 60);
    const path = new WanPath(scene);
    scene.catchUp(0);
    expect(path.find(scene.slotCount - 1)).toBe(true);
  });

  it('is not there for a client without a place', () => {
    expect(new WanPath(sceneOf([{ kind: 'branch', subnets: [4] }])).find(99)).toBe(false);
  });
});
