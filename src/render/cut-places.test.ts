import { describe, expect, it } from 'vitest';
import { RecordingContext } from './context.test-tools';
import { cutPlaces } from './cut-places';
import { DARK, LIGHT } from './palette';
import { sceneOf, viewOf, withSites } from './scene.test-tools';
import { WanLayer } from './wan-layer';

const sites = [
  { kind: 'datacenter' as const, subnets: [6] },
  { kind: 'branch' as const, subnets: [12] },
  { kind: 'vpn' as const, subnets: [5] },
];
function sceneWith(links: Parameters<typeof withSites>[1]): ReturnType<typeof sceneOf> {
  const scene = withSites(sceneOf(sites), links);
  scene.setNames({
    ...scene.names,
    sites: sites.map(({ kind }, index) => ({ name: `Site ${index}`, remote: kind === 'vpn' })),
    servers: [{ name: 'Server', kind: 'server', site: 0, upstream: -1 }],
  });
  return scene;
}

describe('a cut WAN (NET-1)', () => {
  it('is the frame’s: its mark stands on the line of the site, and goes when the line is restored', () => {
    const scene = sceneWith([{}, { cut: true }, {}]);
    const card = scene.layout!.cards.find((one) => one.site === 1)!;
    expect(cutPlaces(scene)).toEqual([{ site: 1, where: 'card', x: card.riserX, y: card.y }]);
    expect(scene.isInterrupted(1, 0)).toBe(true);
    withSites(scene, [{}, {}, {}]);
    expect(cutPlaces(scene)).toEqual([]);
    expect(scene.isInterrupted(1, 0)).toBe(false);
  });

  it('of a site with a server stands at that server: the LAN line of its own clients is whole (NET-3)', () => {
    const scene = sceneWith([{ cut: true }, {}, {}]);
    expect(cutPlaces(scene).map(({ site, where }) => ({ site, where }))).toEqual([{ site: 0, where: 'server' }]);
    expect([0, 1, 2].map((site) => scene.isInterrupted(site, 0))).toEqual([false, true, true]);
  });

  it('changes the picture at once, and nothing changes while it stays so', () => {
    const scene = sceneWith([{}, {}, {}]);
    const frame = (cut: boolean): Float64Array<ArrayBuffer> => Float64Array.from({ length: 18 }, (_, i) => (i === 6 && cut ? 1 : 0));
    const next = (cut: boolean): boolean => scene.setFrame({ ...scene.frame!, sites: frame(cut), forward: null, backward: null }).cutsChanged;
    expect([next(true), next(true), next(false), next(false)]).toEqual([true, false, true, false]);
  });

  it.each([DARK, LIGHT])('has two bars in a gap of the line, in the $name theme', (palette) => {
    const scene = sceneWith([{}, { cut: true }, {}]);
    scene.fitScales(1, 0, false);
    const { cell } = scene.layout!;
    const context = new RecordingContext();
    new WanLayer(context.asContext, scene, { ...viewOf(cell, cell, 1280, 800), palette }).drawCuts('card');
    const card = scene.layout!.cards.find((one) => one.site === 1)!;
    const [gap, bars] = [context.of(palette.page), context.of(palette.blocked)];
    expect([gap.length, bars.length]).toEqual([1, 1]);
    expect(bars[0]!.points).toHaveLength(4);
    expect(gap[0]!.width).toBeGreaterThan(bars[0]!.width);
    for (const [x, y] of bars[0]!.points) {
      expect(Math.abs(x - card.riserX)).toBeLessThan(14);
      expect(card.y - y).toBeGreaterThan(0);
    }
  });
});
