import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../scenario/types';
import { workloadItems } from './workload-items';

const scenario: Scenario = {
  format: 'chainscope-scenario',
  version: 1,
  sites: [{ id: 'hq' }],
  subnets: [{ cidr: '10.1.0.0/24', site: 'hq', clients: 3 }],
  timeline: [
    { at: '2m', do: 'deploy', id: 'a1' },
    { at: '90s', do: 'ask', id: 'q1', sensors: ['Operating System'] },
    { at: '1m', do: 'cutWan', site: 'hq' },
    { at: '3m', do: 'deploy', id: 'patch', file: 'f' },
  ],
};

describe('the workload of a run', () => {
  it('is its questions and actions by time, those added among them and marked, and nothing else', () => {
    const items = workloadItems(scenario, [
      { at: '100s', do: 'ask', id: 'q2', sensors: ['Is Virtual'] },
      { at: '101s', do: 'stop', clients: ['10.1.0.1'] },
    ]);
    expect(items.map(({ kind, id, at, live, later }) => [kind, id, at, live, later])).toEqual([
      ['question', 'q1', 90e6, false, false],
      ['question', 'q2', 100e6, true, false],
      ['action', 'a1', 120e6, false, false],
      ['action', 'patch', 180e6, false, true],
    ]);
  });
  it('is empty where nothing is asked', () => {
    expect(workloadItems({ ...scenario, timeline: [] }, [])).toEqual([]);
  });
});
