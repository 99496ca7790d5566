import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { autoSpeed, easeSpeed } from './auto-speed';
import type { Situation } from './auto-speed';
import { MAX_SPEED, MIN_SPEED } from './limits';

const SECOND = 1_000_000;
const IDLE: Situation = { hop: null, hops: 1, single: false, statuses: false, next: Infinity, nextTravels: false, pace: Infinity };
const onScreen = (hop: number, speed: number): number => hop / SECOND / speed;

describe('auto speed', () => {
  test('a hop takes 0.35 to 0.6 s on the screen while the chain is short, on the LAN and on the way to the server', () => {
    for (const hop of [5_500, 40_000, 100_000]) {
      for (const hops of [2, 8, 18]) {
        const seconds = onScreen(hop, autoSpeed({ ...IDLE, hop, hops }));
        expect(seconds).toBeGreaterThanOrEqual(0.35);
        expect(seconds).toBeLessThanOrEqual(0.6);
      }
    }
  });

  test('a wave through a long chain takes 6 to 10 s, however many clients are in it', () => {
    for (const hops of [40, 250, 4_000]) {
      const wave = hops * onScreen(5_500, autoSpeed({ ...IDLE, hop: 5_500, hops }));
      expect(wave).toBeGreaterThanOrEqual(6);
      expect(wave).toBeLessThanOrEqual(10);
    }
  });

  test('a single message that is followed is seen hop by hop, however long its chain is', () => {
    expect(onScreen(5_500, autoSpeed({ ...IDLE, hop: 5_500, hops: 250, single: true }))).toBeCloseTo(0.45, 5);
  });

  test('statuses of actions are shown on their way, but not hop by hop unless one of them is followed', () => {
    const statuses = { ...IDLE, hop: 5_500, hops: 10, statuses: true };
    expect(autoSpeed(statuses)).toBe(0.25);
    expect(autoSpeed({ ...statuses, single: true })).toBeLessThan(0.02);
  });

  test('idle time passes at 60×, faster when nothing is known to come for long, and never faster than 600×', () => {
    expect(autoSpeed({ ...IDLE, next: 600 * SECOND })).toBe(60);
    expect(autoSpeed({ ...IDLE, next: 3_600 * SECOND })).toBe(180);
    expect(autoSpeed({ ...IDLE, next: 86_400 * SECOND })).toBe(600);
    expect(autoSpeed(IDLE)).toBe(60);
  });

  test('what goes on beside sets the pace', () => {
    expect(autoSpeed({ ...IDLE, pace: 1 })).toBe(1);
    expect(autoSpeed({ ...IDLE, pace: 1, hop: 5_500 })).toBeLessThan(0.02);
  });

  test('the speed falls all the way to what is known to come, and never gets stuck before it', () => {
    for (const nextTravels of [true, false]) {
      let left = 300 * SECOND;
      let before = Infinity;
      let ticks = 0;
      for (; left > 0; ticks++) {
        const speed = autoSpeed({ ...IDLE, next: left, nextTravels });
        expect(speed).toBeLessThanOrEqual(before);
        // A tick of 16 ms goes at most a twentieth of the way, or arrives slowly.
        expect(speed * 16_000).toBeLessThanOrEqual(Math.max(left / 20, 16_001));
        left -= speed * 16_000;
        before = speed;
      }
      expect(ticks * 0.016).toBeLessThan(10);
    }
  });

  test('the speed goes down at once and up little by little, within seconds', () => {
    expect(easeSpeed(60, 0.01, 16)).toBe(0.01);
    let speed = 0.012;
    let before = speed;
    for (let i = 0; i < 16; i++) {
      speed = easeSpeed(speed, 60, 16);
      expect(speed).toBeGreaterThan(before);
      expect(speed).toBeLessThan(before * 1.1);
      before = speed;
    }
    for (let i = 0; i < 150; i++) speed = easeSpeed(speed, 60, 16);
    expect(speed).toBe(60);
  });

  test('whatever the situation is, the speed is one that can be played', () => {
    const situation = fc.record({
      hop: fc.option(fc.integer({ min: 0, max: 1e9 })),
      hops: fc.integer({ min: 0, max: 1e6 }),
      single: fc.boolean(),
      statuses: fc.boolean(),
      next: fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 1e12 })),
      nextTravels: fc.boolean(),
      pace: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 60 })),
    });
    fc.assert(
      fc.property(situation, (given) => {
        const speed = autoSpeed(given);
        expect(speed).toBeGreaterThanOrEqual(MIN_SPEED);
        expect(speed).toBeLessThanOrEqual(MAX_SPEED);
      }),
    );
  });
});
