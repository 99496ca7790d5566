import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordingContext } from './context.test-tools';
import { FlowClock } from './flow-clock';
import { eachArrow, FlowLayer } from './flow-layer';
import { DARK } from './palette';
import { sceneOf, viewOf, withSites } from './scene.test-tools';
import { ARROW_STEP } from './wan-scales';

const arrowsOf = (density: number, shift: number, length = 12_000): number[] => {
  const found: number[] = [];
  eachArrow(3, density, shift, 0, length, (distance) => found.push(distance));
  return found;
};

describe('arrows on a line', () => {
  it('are as dense as the rate is, evenly', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.double({ min: 0, max: 1e5, noNaN: true }), (density, shift) => {
        const places = 12_000 / ARROW_STEP;
        expect(Math.abs(arrowsOf(density, shift).length - density * places)).toBeLessThan(12);
      }),
    );
    expect(arrowsOf(0, 5)).toEqual([]);
  });

  it('move at one speed whatever the rate, and a higher rate adds some and moves none', () => {
    const few = arrowsOf(0.2, 100);
    const more = arrowsOf(0.5, 100);
    expect(more.length).toBeGreaterThan(few.length);
    for (const distance of few) expect(more).toContain(distance);
    const later = arrowsOf(0.2, 107);
    for (const distance of few.filter((one) => one + 7 <= 12_000)) expect(later.some((one) => Math.abs(one - distance - 7) < 1e-6)).toBe(true);
  });
});

describe('the clock of what flows', () => {
  it('goes while the run plays and rests while it is paused', () => {
    const clock = new FlowClock();
    expect(clock.seconds(5_000)).toBe(0);
    clock.setPlaying(true, 5_000);
    clock.setPlaying(true, 5_500);
    expect(clock.seconds(7_000)).toBe(2);
    clock.setPlaying(false, 8_000);
    expect(clock.seconds(60_000)).toBe(3);
    clock.setPlaying(true, 70_000);
    expect(clock.seconds(70_500)).toBe(3.5);
  });
});

describe('what flows to and from a site', () => {
  const sites = [
    { kind: 'branch' as const, subnets: [12] },
    { kind: 'branch' as const, subnets: [9] },
  ];
  const draw = (links: Parameters<typeof withSites>[1], seconds = 1, withArrows = true): number => {
    const scene = withSites(sceneOf(sites), links);
    scene.fitScales(1, 0, withArrows);
    const context = new RecordingContext();
    const { cell } = scene.layout!;
    new FlowLayer(context.asContext, scene, viewOf(cell, cell, 1280, 800)).draw(scene.sites, seconds);
    return context.of(DARK.flow).reduce((sum, stroke) => sum + stroke.points.length / 3, 0);
  };

  it('is drawn in proportion', () => {
    const one = draw([{ down: 40_000 }, { up: 1_000_000 }]);
    const two = draw([{ down: 400_000 }, { up: 1_000_000 }]);
    expect(one).toBeGreaterThan(0);
    expect(two).toBeGreaterThan(one);
    expect(draw([{}, {}])).toBe(0);
  });

  it('is not drawn inside a site either whose server is stopped (REG-10)', () => {
    const scene = withSites(sceneOf(sites), [{ down: 40_000 }, {}]);
    scene.setNames({ ...scene.names, servers: [{ name: 'Server', kind: 'server', site: -1, upstream: -1 }] });
    scene.setStopped(new Set([0]));
    scene.fitScales(1, 0, true);
    const context = new RecordingContext();
    const { cell } = scene.layout!;
    new FlowLayer(context.asContext, scene, viewOf(cell, cell, 1280, 800)).draw(scene.sites, 1);
    expect(context.of(DARK.flow)).toEqual([]);
  });

  it('is not drawn on a line that is cut (NET-1), and not with reduced motion', () => {
    expect(draw([{ cut: true, down: 40_000 }, {}])).toBe(0);
    expect(draw([{ down: 40_000 }, {}], 1, false)).toBe(0);
  });
});
