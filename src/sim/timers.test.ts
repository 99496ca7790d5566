import { describe, expect, it } from 'vitest';
import { randomWorld } from '../testing/random-world';
import { createSimulation } from './simulation';

describe('normal registrations within a stretch of time (REG-3)', () => {
  it('are the same whether asked before, between or after them', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const world = { ...randomWorld(seed), timeline: [] };
      const [from, to] = [world.duration / 2, world.duration / 2 + 60_000_000].map(Math.floor) as [number, number];
      const early = createSimulation(world);
      early.advanceTo(from);
      const inRhythm = (slot: number): boolean => early.timersOf(slot).nextNormal !== null;
      const asked = [from, Math.floor((from + to) / 2), to + 120_000_000].map((now) => {
        const sim = createSimulation(world);
        sim.advanceTo(now);
        const seen: string[] = [];
        sim.eachNormalRegistration(from, to, 0, sim.slotCount, (slot, t) => {
          expect(t > from && t <= to).toBe(true);
          if (inRhythm(slot)) seen.push(`${t} ${slot}`);
        });
        return seen.sort();
      });
      expect(asked[1]).toEqual(asked[0]);
      expect(asked[2]).toEqual(asked[0]);
    }
  });
});
