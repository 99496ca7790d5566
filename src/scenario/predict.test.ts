import { describe, expect, it } from 'vitest';
import { predictCost } from './predict';
import type { Scenario } from './types';

function scenario(clients: number, more: Partial<Scenario> = {}): Scenario {
  const subnets = [
    { cidr: '10.0.0.0/8', site: 'hq', clients: clients - 1 },
    { cidr: '11.0.0.0/24', site: 'hq', addresses: ['11.0.0.1'] },
    { cidr: '12.0.0.0/8', site: 'hq', clients: 500_000, managed: false },
  ];
  return { format: 'chainscope-scenario', version: 1, sites: [{ id: 'hq' }], subnets, ...more };
}

describe('predictCost', () => {
  it('counts clients, not endpoints without one', () => {
    expect(predictCost(scenario(1_000)).clients).toBe(1_000);
  });

  it('asks for confirmation above 250,000 clients', () => {
    expect([250_000, 250_001].map((clients) => predictCost(scenario(clients)).needsConfirmation)).toEqual([false, true]);
  });

  it('grows with the clients and with the length of the run, and keeps a million within 2 GB', () => {
    const [small, large, long] = [predictCost(scenario(10_000)), predictCost(scenario(1_000_000)), predictCost(scenario(1_000_000, { duration: '30d' }))];
    expect(large.megabytes).toBeGreaterThan(small.megabytes);
    expect(long.seconds).toBeGreaterThan(large.seconds);
    expect(large.megabytes).toBeLessThan(2_000);
  });

  it('counts what questions keep while they are open, not all that are asked (Q-5)', () => {
    const asked = (gap: number, count: number): Partial<Scenario> => ({
      timeline: Array.from({ length: count }, (_, i) => ({ at: `${i * gap}s`, do: 'ask', id: `q${i}`, sensors: ['Is Virtual'] })),
    });
    const [none, apart, together] = [{}, asked(601, 50), asked(1, 50)].map((more) => predictCost(scenario(1_000_000, more)));
    expect(apart!.megabytes - none!.megabytes).toBe(48);
    expect(together!.megabytes - none!.megabytes).toBe(50 * 48);
    expect(together!.seconds).toBeGreaterThan(none!.seconds);
  });
});
