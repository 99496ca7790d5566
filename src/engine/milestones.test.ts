import { describe, expect, test } from 'vitest';
import { compileScenario } from '../scenario/compile';
import type { Scenario, TimelineItem } from '../scenario/types';
import { createSimulation } from '../sim/simulation';
import type { Milestone } from './contract';
import { MIXED, SMALL } from './engine.test-tools';
import { LIMITS } from './limits';
import { MilestoneList } from './milestones';
import { Run } from './run';

const SECOND = 1_000_000;

function runOf(scenario: Scenario, cpuNow = () => 0): Run {
  return new Run({ scenario, world: compileScenario(scenario), text: '', warnings: [] }, createSimulation, cpuNow);
}
function found(scenario: Scenario, seconds: number): readonly Milestone[] {
  const run = runOf(scenario);
  run.advance(seconds * SECOND, Infinity);
  return run.milestones.all;
}

describe('milestones', () => {
  test('chains have formed when the last role has changed hands, once', () => {
    const all = found(SMALL, 600);
    expect(all.map((one) => one.kind)).toEqual(['formed']);
    expect(all[0]?.text).toBe('Chains have formed: 8 clients, 2 leader connections.');
    expect(all[0]?.t).toBeLessThanOrEqual(73 * SECOND);
    expect(all[0]?.eventId).toBeGreaterThan(0);
  });

  test('an unplugged client is healed once its neighbours have noticed, tried it in vain and linked past it (LINK-8, LINK-7)', () => {
    const timeline: TimelineItem[] = [{ at: '200s', do: 'stop', clients: ['10.0.5.4'] }];
    const healed = found({ ...SMALL, timeline }, 400).filter((one) => one.kind === 'healed');
    expect(healed).toHaveLength(1);
    expect(healed[0]?.t).toBeGreaterThanOrEqual(233 * SECOND);
    expect(healed[0]?.t).toBeLessThan(234 * SECOND);
  });

  test('a firewall inside a chain makes its neighbours reflect, and lifting it heals (LINK-10, LINK-7)', () => {
    const timeline: TimelineItem[] = [
      { at: '200s', do: 'block', id: 'b', rule: { from: '10.0.5.0/30', to: '10.0.5.4/30', bothWays: true } },
      { at: '400s', do: 'unblock', id: 'b' },
    ];
    const kinds = found({ ...SMALL, timeline }, 700).map((one) => one.kind);
    expect(kinds).toContain('reflection');
    expect(kinds.at(-1)).toBe('healed');
    expect(kinds.indexOf('reflection')).toBeLessThan(kinds.lastIndexOf('healed'));
  });

  test('they do not depend on how time was sliced, nor on going back and forth', () => {
    const timeline: TimelineItem[] = [
      { at: '200s', do: 'stop', clients: ['10.0.5.4', '10.1.7.5'] },
      { at: '300s', do: 'start', clients: ['10.0.5.4'] },
    ];
    const scenario = { ...MIXED, timeline };
    const straight = found(scenario, 500);
    expect(straight.length).toBeGreaterThan(1);
    const sliced = runOf(scenario);
    for (let t = 0; t <= 500; t += 7) sliced.advance(Math.min(500, t + 0.123) * SECOND, Infinity);
    sliced.advance(500 * SECOND, Infinity);
    expect(sliced.milestones.all).toEqual(straight);
    sliced.rewindFor(210 * SECOND);
    sliced.advance(500 * SECOND, Infinity);
    expect(sliced.milestones.all).toEqual(straight);
  });

  test('a changed past takes the milestones after it away', () => {
    const run = runOf(SMALL);
    run.advance(200 * SECOND, Infinity);
    run.intervene((at) => ({ at: `${at}us`, do: 'stop', clients: ['10.0.5.4'] }), { do: 'stop', clients: [3], orderly: false });
    run.advance(300 * SECOND, Infinity);
    expect(run.milestones.all.map((one) => one.kind)).toContain('healed');
    run.replaceActs([]);
    expect(run.milestones.all.map((one) => one.kind)).toEqual(['formed']);
  });

  test('the list never grows past its bound, and keeps what matters', () => {
    const list = new MilestoneList();
    list.add([{ t: 5, kind: 'formed', text: '', eventId: 1 }]);
    for (let t = 10; t < 2_000; t++) list.add([{ t, kind: 'reflection', text: '', eventId: t }]);
    expect(list.all).toHaveLength(LIMITS.milestones);
    expect(list.all[0]?.kind).toBe('formed');
    expect(list.all.at(-1)?.t).toBe(1_999);
  });
});

describe('determinism', () => {
  test('a run that comes out differently the second time is noticed', () => {
    let clock = 0;
    const run = runOf(MIXED, () => (clock += 40));
    run.advance(100 * SECOND, Infinity);
    expect(run.history.count).toBeGreaterThan(2);
    const key = run.history.backFrom(run.now)[0]!;
    Object.assign(key, { fingerprint: `${key.fingerprint} other` });
    run.rewindFor(key.now - 1);
    expect(() => run.advance(key.now, Infinity)).toThrow('not reproducible');
  });
});
