import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileScenario } from '../scenario/compile';
import { LIMITS } from '../scenario/limits';
import { sensorSpec } from '../scenario/sensors';
import { proveScenario } from '../views/estimate/prove-scenario';
import { estimate, type EstimateInputs } from './estimate';
import { estimateFigures, fileVerdict } from './estimate-figures';
import { expectedOf } from './expected';
import { proofFormulas, proofRun } from './proof';

const GIVEN: EstimateInputs = { clients: 8_000, sites: 40, vpnShare: 0.25, fileBytes: 500e6, linkBps: 50e6, sensor: sensorSpec('Operating System') };

describe('the ten-second answer', () => {
  it('for 8,000 clients at 40 sites with a quarter on VPN is what a pencil says', () => {
    const found = estimate(GIVEN);
    // 6,000 clients, 150 at each site: one chain each. 2,000 isolated ones.
    expect(found.leaders).toEqual({ value: 2 * 40 + 2_000, without: 8_000 });
    expect(found.connections).toEqual({ value: 2 * (40 + 2_000), without: 16_000 });
    expect(found.file).toEqual({ value: 2_040 * 500e6, without: 8_000 * 500e6 });
    // One copy on 50 Mbit/s takes 80 s, a VPN client's 20 Mbit/s 200 s; the server's 10 Gbit/s decide: 2,040 copies. Without peering a site's 150 copies.
    expect(found.seconds).toEqual({ value: 816, without: 12_000 });
    expect(found.registrations.value).toBeCloseTo(133.33, 2);
  });

  it('counts registrations on both sides: peering does not save them, its lists add to them (REG-4)', () => {
    const { registered, registrations, day, asked, file } = estimate({ ...GIVEN, vpnShare: 0 });
    expect(registrations.value).toBe(registrations.without);
    expect(registered.value).toBeGreaterThan(registered.without);
    expect(day.value).toBe(registered.value + asked.value + file.value);
    expect(day.without).toBe(registered.without + asked.without + file.without);
  });

  it('says plainly that nothing is saved on files when all are on VPN', () => {
    const found = estimate({ ...GIVEN, vpnShare: 1 });
    expect(found.file.value).toBe(found.file.without);
    // 4 TB over the server's 10 Gbit/s
    expect(found.seconds).toEqual({ value: 3_200, without: 3_200 });
    expect(fileVerdict(found)).toMatch(/^Nothing is saved on files/);
    expect(fileVerdict(estimate(GIVEN))).toBeNull();
    expect(fileVerdict(estimate({ ...GIVEN, clients: 40, vpnShare: 0 }))).toMatch(/chain of its own/);
  });

  it('has a formula, inputs, what it rests on and what it leaves out for every figure, and the grade of the least sure', () => {
    for (const figure of Object.values(estimateFigures(GIVEN, estimate(GIVEN)))) {
      expect(figure.formula).not.toBe('');
      expect(figure.withoutFormula).not.toBe('');
      expect(figure.terms.length).toBeGreaterThan(0);
      expect(figure.exclusions.length).toBeGreaterThan(0);
      expect(new Set(figure.terms.map((term) => term.name)).size).toBe(figure.terms.length);
      expect(figure.grade === 'assumption').toBe(figure.basis.some((one) => one.grade === 'assumption'));
      for (const { rule } of figure.basis) expect(rule).toMatch(/^([A-Z]+-\d+|Q-\d+|§9)$/);
    }
  });

  it('never makes more leaders than clients, and never more copies with peering than without', () => {
    fc.assert(
      fc.property(
        fc.record({
          clients: fc.integer({ min: 1, max: 1_000_000 }),
          sites: fc.integer({ min: 1, max: 2_000 }),
          vpnShare: fc.double({ min: 0, max: 1, noNaN: true }),
          fileBytes: fc.integer({ min: 1, max: 1e12 }),
          linkBps: fc.integer({ min: 1_000, max: 1e12 }),
        }),
        (given) => {
          const found = estimate({ ...GIVEN, ...given });
          for (const pair of [found.leaders, found.connections, found.file, found.seconds, found.asked]) {
            expect(pair.value).toBeGreaterThan(0);
            expect(pair.value).toBeLessThanOrEqual(pair.without * (1 + 1e-12));
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('its proof', () => {
  it.each([
    ['offices and VPN', GIVEN],
    ['nobody on VPN', { ...GIVEN, clients: 3_001, sites: 7, vpnShare: 0 }],
    ['all on VPN', { ...GIVEN, clients: 500, vpnShare: 1 }],
    ['one client', { ...GIVEN, clients: 1, sites: 1, vpnShare: 0 }],
    ['more sites than clients', { ...GIVEN, clients: 20, sites: 300, vpnShare: 0.1 }],
    ['a slow link', { ...GIVEN, clients: 600, sites: 2, linkBps: 128_000 }],
  ] as const)('builds a network of which all formulas say the same: %s', (_, inputs) => {
    const world = compileScenario(proveScenario(inputs));
    expect(world.clientCount).toBe(inputs.clients);
    const run = proofRun(inputs);
    expect(world.duration).toBe(run.end * 1e6);
    const formulas = proofFormulas(inputs, run);
    const expected = new Map(expectedOf(world, world.duration).map((one) => [one.id, one]));
    for (const [id, value] of Object.entries(formulas)) expect(expected.get(id as keyof typeof formulas)).toMatchObject({ value: expect.closeTo(value, 3) });
  });

  it('gives the first registrations the time that their links need', () => {
    expect(proofRun(GIVEN)).toEqual({ startWindow: 60, askAt: 180, end: 600 });
    expect(proofRun({ ...GIVEN, clients: 600, sites: 2, linkBps: 128_000 }).startWindow).toBeGreaterThan(60);
    // Nobody has a reset while it runs (REG-2).
    expect(proofRun({ ...GIVEN, clients: LIMITS.clients, sites: 1, linkBps: 1_000 }).end).toBeLessThan(2 * 3_600);
  });
});
