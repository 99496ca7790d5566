import { describe, expect, it } from 'vitest';
import type { Scenario, TimelineItem } from '../scenario/types';
import { faultsInForce, freshRuleId, rulesInForce } from './rules-in-force';

const scenario: Scenario = {
  format: 'chainscope-scenario',
  version: 1,
  sites: [{ id: 'hq' }],
  subnets: [{ cidr: '10.0.0.0/24', site: 'hq', clients: 5 }],
  firewalls: [{ id: 'fw1', from: '10.0.0.1', to: 'any' }],
  timeline: [{ at: '2m', do: 'block', id: 'late', rule: { from: 'any', to: '10.0.0.2' } }],
};
const block = (at: string, id: string): TimelineItem => ({ at, do: 'block', id, rule: { from: '10.0.0.3', to: '10.0.0.4', bothWays: true } });
const ids = (acts: readonly TimelineItem[], time: number): (string | null)[] => rulesInForce(scenario, acts, time).map((rule) => rule.id);

describe('rules in force (LINK-10)', () => {
  it('are those of the scenario at its start', () => {
    expect(ids([], 0)).toEqual(['fw1']);
  });
  it('stand newest first before those of the scenario', () => {
    expect(ids([block('60s', 'a'), block('90s', 'b')], 150_000_000)).toEqual(['late', 'b', 'a', 'fw1']);
  });
  it('do not include what comes later', () => {
    expect(ids([block('60s', 'a')], 59_000_000)).toEqual(['fw1']);
  });
  it('end when they are removed, those of the scenario as well', () => {
    expect(ids([block('60s', 'a'), { at: '70s', do: 'unblock', id: 'a' }, { at: '70s', do: 'unblock', id: 'fw1' }], 80_000_000)).toEqual([]);
  });
  it('never lend their id to a new one', () => {
    expect(freshRuleId(scenario, [block('1s', 'wall-1'), block('1s', 'wall-2')])).toBe('wall-3');
  });
});

describe('faults in force (SRV-1, NET-1)', () => {
  const acts: readonly TimelineItem[] = [
    { at: '1m', do: 'cutWan', site: 'hq' },
    { at: '2m', do: 'restoreWan', site: 'hq' },
    { at: '3m', do: 'stopServer', server: 'ts' },
  ];
  it.each([
    [30, [], []],
    [90, ['hq'], []],
    [150, [], []],
    [200, [], ['ts']],
  ])('after %i s are sites %j and servers %j', (seconds, sites, servers) => {
    const faults = faultsInForce(scenario, acts, seconds * 1e6);
    expect([...faults.cutSites]).toEqual(sites);
    expect([...faults.stoppedServers]).toEqual(servers);
  });
});
