import { describe, expect, test } from 'vitest';
import { Playback } from './playback';

/** Ticks of 16 ms from wall time `from`; the engine keeps up with `share` of what is asked. */
function play(playback: Playback, start: { wall: number; time: number }, ticks: number, share = 1): { wall: number; time: number } {
  let { wall, time } = start;
  for (let i = 0; i < ticks; i++) {
    const target = playback.target(wall, time);
    time += Math.floor((target - time) * share);
    playback.reached(wall, time);
    wall += 16;
  }
  return { wall, time };
}

describe('playback', () => {
  test('steering does nothing unless Auto is on, and a speed of one’s own ends Auto', () => {
    const playback = new Playback();
    playback.steer(50, 0, false);
    expect(playback.speed).toBe(1);
    playback.setSpeed('auto');
    playback.steer(50, 0, true);
    expect(playback).toMatchObject({ speed: 50, auto: true });
    playback.setSpeed(2);
    expect(playback).toMatchObject({ speed: 2, auto: false });
  });

  test('what is achieved is told in proportion to the speed in force, while that changes', () => {
    const playback = new Playback();
    playback.setSpeed('auto');
    playback.steer(10, 0, true);
    const place = play(playback, { wall: 0, time: 0 }, 40, 0.5);
    playback.steer(0.1, place.wall, false);
    expect(playback.speed).toBe(0.1);
    expect(playback.achieved).toBeCloseTo(0.05, 3);
  });

  test('a machine that keeps up achieves what is asked', () => {
    const playback = new Playback();
    playback.setSpeed(4);
    play(playback, { wall: 0, time: 0 }, 100);
    expect(playback.achieved).toBeCloseTo(4, 5);
  });

  test('a tick does not pass the instant it must stop at, and goes on from there', () => {
    const playback = new Playback();
    playback.setSpeed(60);
    playback.target(0, 0);
    expect(playback.target(16, 0, 1_000)).toBe(1_000);
    expect(playback.target(32, 1_000)).toBe(961_000);
  });
});
