/** The report's deployments: counted over those that an action is for, whoever else passes it on. */
import { describe, expect, it } from 'vitest';
import { compileScenario } from '../scenario/compile';
import { figure2 } from '../scenario/library/figure-2';
import { createSimulation } from '../sim/simulation';

const SECOND = 1_000_000;

function played(until: number) {
  const timeline = [{ at: '110s', do: 'deploy', id: 'a1', target: { site: 'hq' }, distribute: '10s' }] as const;
  const sim = createSimulation(compileScenario({ ...figure2.scenario(), timeline }));
  sim.advanceTo(until * SECOND);
  return { sim, report: sim.report().deployments[0]!, view: sim.questions()[0]! };
}

describe('a deployment', () => {
  it('has its targets only: those who are not meant are no progress of it (Q-8)', () => {
    const { report, view } = played(112);
    expect(view.tested).toBeGreaterThanOrEqual(40);
    expect(report.targets).toBe(20);
    expect(report.completed).toBeLessThan(10);
    expect([report.halfAt, report.p95At, report.completeAt]).toEqual([null, null, null]);
  });

  it('is half done and complete when half and all of its targets have come to an end (Q-8)', () => {
    const { sim, report } = played(130);
    const { heardAt } = sim.questionColumns(0)!;
    const site = sim.world.sites.findIndex(({ id }) => id === 'hq');
    const ends = [...heardAt].filter((_, client) => sim.world.subnets[sim.world.subnetOf[client]!]!.site === site).sort((a, b) => a - b);
    expect(ends).toHaveLength(20);
    expect(report).toMatchObject({ targets: 20, completed: 20, failed: 0, expired: 0 });
    expect([report.halfAt, report.p95At, report.completeAt]).toEqual([ends[9]! / SECOND, ends[18]! / SECOND, ends[19]! / SECOND]);
  });
});
