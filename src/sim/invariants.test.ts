import { describe, expect, it } from 'vitest';
import { randomWorld } from '../testing/random-world';
import { Core } from './core';
import { violationsOf } from './invariants';
import { createSimulation } from './simulation';

describe('invariants in reports', () => {
  it('hold at the end of random runs (invariants 1, 2, 5, 16, 17)', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const world = randomWorld(seed);
      const sim = createSimulation(world);
      sim.advanceTo(world.duration);
      expect(sim.report().invariants).toEqual({ checked: true, violations: [] });
    }
  });

  it('are told when a link points the wrong way, an offline client has one, or bytes are missing', () => {
    const core = new Core(randomWorld(4));
    core.clients.hot.out[0][1] = 0;
    core.books.sent[0]! += 5;
    const said = violationsOf(core, core.books).join('\n');
    expect(said).toMatch(/^1: .*disagree/m);
    expect(said).toMatch(/^1: .*offline/m);
    expect(said).toMatch(/^2: .*wrong way/m);
    expect(said).toMatch(/^16: 5 bytes/m);
  });
});
