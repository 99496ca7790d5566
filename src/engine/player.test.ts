import { describe, expect, test } from 'vitest';
import { compileScenario } from '../scenario/compile';
import { createSimulation } from '../sim/simulation';
import { randomScenario } from '../testing/random-world';
import { Player } from './player';
import { Run } from './run';
import { Scene } from './scene';

const TICK = 16;

/** Plays a random network at Auto; returns speed and time of every tick. */
function playRandom(seed: number, ticks: number, waves: 'by event' | 'swept'): { readonly speed: number; readonly time: number }[] {
  const scenario = randomScenario(seed);
  const run = new Run(
    { scenario, world: compileScenario(scenario), text: '', warnings: [] },
    (world) => createSimulation(world, { waves }),
    () => 0,
  );
  const scene = new Scene(run, () => 0);
  const player = new Player();
  player.setSpeed('auto');
  player.setPlaying(true);
  const seen: { speed: number; time: number }[] = [];
  for (let i = 0; i < ticks && player.playing; i++) {
    player.tick(scene, i * TICK);
    seen.push({ speed: player.speed, time: run.now });
  }
  return seen;
}

describe('playing random networks at Auto', () => {
  test.each(['by event', 'swept'] as const)('time never stands still, and the speed goes up by a fifteenth a tick at most (waves %s)', (waves) => {
    for (let seed = 1; seed <= 40; seed++) {
      const seen = playRandom(seed, 500, waves);
      expect(seen.length).toBeGreaterThan(100);
      seen.slice(2).forEach(({ speed, time }, i) => {
        const before = seen[i + 1];
        expect(time, `seed ${seed}, tick ${i + 2}`).toBeGreaterThan(before?.time ?? 0);
        expect(speed, `seed ${seed}, tick ${i + 2}`).toBeLessThanOrEqual((before?.speed ?? 0) * 1.067);
      });
    }
  });
});
