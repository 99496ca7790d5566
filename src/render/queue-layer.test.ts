import { describe, expect, it } from 'vitest';
import { RecordingContext } from './context.test-tools';
import { DARK } from './palette';
import { QueueLayer } from './queue-layer';
import { sceneOf, viewOf, withSites } from './scene.test-tools';
import { BLOCK } from './wan-scales';

const sites = [
  { kind: 'datacenter' as const, subnets: [6] },
  { kind: 'branch' as const, subnets: [30] },
  { kind: 'branch' as const, subnets: [24] },
];

/** Blocks as [x0, y0, x1, y1], and the places of labels. */
function drawn(
  links: Parameters<typeof withSites>[1],
  hosts = false,
): { readonly blocks: number[][]; readonly labels: number; readonly scene: ReturnType<typeof sceneOf> } {
  const scene = withSites(sceneOf(sites), links);
  if (hosts) scene.setNames({ ...scene.names, servers: [{ name: 'Server', kind: 'server', site: 0, upstream: -1 }] });
  scene.fitScales(1, 0, false);
  const context = new RecordingContext();
  const { cell } = scene.layout!;
  new QueueLayer(context.asContext, scene, viewOf(cell, cell, 1280, 800)).draw(scene.sites);
  const blocks = context
    .of(DARK.text)
    .filter((stroke) => stroke.how === 'stroke')
    .flatMap(({ points }) => Array.from({ length: points.length / 2 }, (_, i) => [...points[2 * i]!, ...points[2 * i + 1]!]));
  return { blocks, labels: context.of(DARK.text).filter((stroke) => stroke.how === 'fillText').length, scene };
}

describe('queues (NET-2)', () => {
  it('for the way up lie on the upper edge of the site’s card, a block for each stretch of waiting, with how far it is behind', () => {
    const { blocks, labels, scene } = drawn([{}, { waitUp: 18_000_000 }, {}]);
    const card = scene.layout!.cards.find((one) => one.site === 1)!;
    expect(scene.wan.scales.scales.perBlock).toBe(5_000_000);
    expect(blocks).toHaveLength(Math.ceil(18 / 5));
    for (const [x0, y0, x1] of blocks) {
      expect(Math.max(x0!, x1!)).toBeLessThan(card.riserX);
      expect(Math.min(x0!, x1!)).toBeGreaterThan(card.x);
      expect(card.y - y0!).toBeGreaterThan(0);
      expect(card.y - y0!).toBeLessThan(10);
    }
    expect(labels).toBe(1);
  });

  it('for the way down lie on the line, nearer to its server', () => {
    const { blocks, scene } = drawn([{}, {}, { waitDown: 10_000_000 }]);
    const { servers, cards } = scene.layout!;
    const card = cards.find((one) => one.site === 2)!;
    expect(blocks.length).toBeGreaterThan(0);
    const [x, y] = blocks[0]!;
    const toServer = Math.hypot(x! - (servers[0]!.x + servers[0]!.width / 2), y! - servers[0]!.y - servers[0]!.height);
    expect(toServer).toBeLessThan(Math.hypot(x! - card.riserX, y! - card.y));
  });

  it('of a site with a server lie at that server: what goes out on its left, what comes in on its right', () => {
    const { blocks, scene } = drawn([{ waitUp: 2_000_000, waitDown: 2_000_000 }, {}, {}], true);
    const server = scene.layout!.servers[0]!;
    const middle = server.x + server.width / 2;
    expect(blocks.some(([x0]) => x0! < middle)).toBe(true);
    expect(blocks.some(([x0]) => x0! > middle)).toBe(true);
    for (const [, y0] of blocks) expect(Math.abs(y0! - server.y - server.height)).toBeLessThan(12);
  });

  it('grow linearly with the wait on one scale', () => {
    const lengthOf = (blocks: number[][]): number => {
      const xs = blocks.flatMap(([x0, , x1]) => [x0!, x1!]);
      return Math.max(...xs) - Math.min(...xs);
    };
    const both = drawn([{}, { waitUp: 40_000_000 }, { waitUp: 20_000_000 }]);
    const cards = [1, 2].map((site) => both.scene.layout!.cards.find((one) => one.site === site)!);
    const [long, short] = cards.map((card) => lengthOf(both.blocks.filter(([x0]) => x0! > card.x && x0! < card.riserX)));
    expect(long).toBeCloseTo((40 / 10) * BLOCK - 1.5, 0);
    expect(short! / long!).toBeCloseTo(0.5, 1);
  });

  it('are not there where nothing waits, and not on a line that is cut', () => {
    expect(drawn([{}, {}, {}]).blocks).toEqual([]);
    expect(drawn([{}, {}, { cut: true, waitDown: 10_000_000 }]).blocks).toEqual([]);
  });
});
