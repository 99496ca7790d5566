import { describe, expect, it } from 'vitest';
import { sceneOf, withSites } from './scene.test-tools';
import { ARROW_STEP, LONGEST_QUEUE, WIDEST_LINE, BLOCK } from './wan-scales';
import { queueLength } from './queue-layer';

const branches = [
  { kind: 'branch' as const, subnets: [12, 8] },
  { kind: 'branch' as const, subnets: [40] },
  { kind: 'vpn' as const, subnets: [60] },
];
const fit = (scene: ReturnType<typeof sceneOf>, zoom = 1, seconds = 0): typeof scene => {
  scene.catchUp(Infinity);
  scene.fitScales(zoom, seconds, true);
  return scene;
};

describe('the width of WAN lines', () => {
  it('is linear from zero on one round scale for the whole picture, and no line is wider than it may be', () => {
    const scene = fit(sceneOf(branches));
    const { wan } = scene;
    const { perPx } = wan.scales.scales;
    expect([0.5, 1, 2, 5, 10, 20, 50]).toContain(perPx);
    const widest = Math.max(...wan.values.perCard);
    expect(widest).toBe(120);
    expect(wan.widthOf(widest)).toBeLessThanOrEqual(WIDEST_LINE);
    expect(wan.widthOf(0)).toBe(0);
    for (const value of [1, 7, 60]) expect(wan.widthOf(2 * value)).toBeCloseTo(2 * wan.widthOf(value), 9);
  });

  it('holds what is there, not only what was foreseen: a fleet in which everybody leads has no line that is cut off', () => {
    const scene = fit(
      sceneOf([{ kind: 'branch', subnets: [200] }], (columns) => {
        for (let slot = 0; slot < columns.count; slot++) columns.state[slot]! |= 4 | 8;
      }),
    );
    expect(scene.wan.widthOf(400)).toBeLessThanOrEqual(WIDEST_LINE);
    expect(scene.wan.widthOf(400)).toBeGreaterThan(WIDEST_LINE / 4);
  });

  it('grows in steps with the zoom, so that the scale is round at each', () => {
    const scene = fit(sceneOf(branches));
    const far = scene.wan.scales.scales.perPx;
    fit(scene, 1.2);
    expect(scene.wan.scales.scales.perPx).toBe(far);
    fit(scene, 30);
    expect(scene.wan.scales.scales.perPx).toBeLessThan(far);
    expect([0.5, 1, 2, 5]).toContain(scene.wan.scales.scales.perPx);
  });

  it('shows rates by choice, of both directions together, and changes with them by steps only', () => {
    const scene = withSites(sceneOf(branches), [{ up: 10_000, down: 30_000 }, {}, {}]);
    scene.setWanWidth('rate');
    fit(scene);
    const { perPx } = scene.wan.scales.scales;
    const card = scene.layout!.cards.findIndex((one) => one.site === 0);
    expect(scene.wan.values.perCard[card]).toBeCloseTo(40_000, 9);
    expect(scene.wan.widthOf(40_000)).toBeGreaterThan(WIDEST_LINE / 4);
    // A little more, a lull of a second: the same scale.
    for (const [up, seconds] of [
      [10_500, 1],
      [100, 2],
    ] as const) {
      withSites(scene, [{ up, down: 30_000 * (up / 10_000) }, {}, {}]);
      fit(scene, 1, seconds);
      expect(scene.wan.scales.scales.perPx).toBe(perPx);
    }
    withSites(scene, [{ up: 1_000_000 }, {}, {}]);
    fit(scene, 1, 2.1);
    expect(scene.wan.scales.scales.perPx).toBeGreaterThan(perPx);
  });
});

describe('the density of arrows', () => {
  it('has a place for each arrow on the busiest line, and is not there with reduced motion', () => {
    const scene = fit(withSites(sceneOf(branches), [{ down: 5_000_000 }, { up: 100 }, {}]));
    const { perArrow } = scene.wan.scales.scales;
    expect((5_000_000 / perArrow) * ARROW_STEP).toBeLessThanOrEqual(100);
    scene.fitScales(1, 0, false);
    expect(scene.wan.scales.scales.perArrow).toBe(0);
  });
});

describe('the length of queues', () => {
  it('grows linearly with the wait, on one scale in lengths of time that people say', () => {
    const scene = fit(withSites(sceneOf(branches), [{ waitUp: 17_500_000 }, { waitDown: 3_500_000 }, {}]));
    const { perBlock } = scene.wan.scales.scales;
    expect(perBlock).toBe(5_000_000);
    expect(queueLength(17_500_000, perBlock)).toBeCloseTo(3.5 * BLOCK, 9);
    expect(queueLength(17_500_000, perBlock)).toBeCloseTo(5 * queueLength(3_500_000, perBlock), 9);
    expect(queueLength(17_500_000, perBlock)).toBeLessThanOrEqual(LONGEST_QUEUE);
    expect(queueLength(100, perBlock)).toBe(0);
  });

  it('has no scale where nothing waits', () => {
    expect(fit(sceneOf(branches)).wan.scales.scales.perBlock).toBe(0);
    const scene = fit(withSites(sceneOf(branches), [{ waitUp: 1_000_000 }, {}, {}]));
    withSites(scene, [{}, {}, {}]);
    fit(scene, 1, 100);
    expect(scene.wan.scales.scales.perBlock).toBe(0);
  });

  it('starts anew at a moment that was sought', () => {
    const scene = fit(withSites(sceneOf(branches), [{ waitUp: 100_000_000 }, {}, {}]));
    const before = scene.wan.scales.scales.perBlock;
    withSites(scene, [{ waitUp: 1_000_000 }, {}, {}]);
    fit(scene);
    expect(scene.wan.scales.scales.perBlock).toBe(before);
    scene.wan.scales.forgetPeaks();
    fit(scene);
    expect(scene.wan.scales.scales.perBlock).toBeLessThan(before);
  });
});
