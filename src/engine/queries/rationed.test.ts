import { describe, expect, test } from 'vitest';
import { SMALL } from '../engine.test-tools';
import { compileScenario } from '../../scenario/compile';
import { createSimulation } from '../../sim/simulation';
import { Run } from '../run';
import { rationed } from './rationed';

const SECOND = 1_000_000;

function costly(millis: number) {
  const clock = { now: 0 };
  const run = new Run({ scenario: SMALL, world: compileScenario(SMALL), text: '', warnings: [] }, createSimulation, () => clock.now);
  const read = (): number =>
    rationed(run, 'time', () => {
      clock.now += millis;
      return run.now;
    });
  return { clock, run, read };
}

describe('figures that cost much', () => {
  test('take a tenth of the time at most while a run plays, however often somebody asks', () => {
    const { clock, run, read } = costly(20);
    run.playing = true;
    let reads = 0;
    let last = -1;
    while (clock.now < 2_000) {
      run.advance(run.now + 1_000, Infinity);
      const told = read();
      if (told !== last) reads++;
      last = told;
      clock.now += 5;
    }
    expect(reads).toBeGreaterThan(8);
    expect((reads * 20) / clock.now).toBeLessThanOrEqual(0.11);
  });

  test('are those of the instant at rest, and read once for it', () => {
    const { clock, run, read } = costly(20);
    run.advance(SECOND, Infinity);
    expect([read(), read(), clock.now]).toEqual([SECOND, SECOND, 20]);
    run.advance(2 * SECOND, Infinity);
    expect(read()).toBe(2 * SECOND);
  });

  test('are read anew after a jump, also back to an instant that is later than what was read', () => {
    const { run, read } = costly(20);
    run.playing = true;
    run.advance(SECOND, Infinity);
    expect(read()).toBe(SECOND);
    run.advance(5 * SECOND, Infinity);
    run.rewindFor(2 * SECOND);
    run.advance(2 * SECOND, Infinity);
    expect(read()).toBe(2 * SECOND);
  });
});
