import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../scenario/types';
import { stoppedOverTime } from './stopped-servers';

const scenario = {
  sites: [{ id: 'dc', kind: 'datacenter' }],
  servers: [
    { id: 'ts', kind: 'server', site: 'dc' },
    { id: 'zs', kind: 'zone', site: 'dc', upstream: 'ts' },
  ],
  subnets: [],
  timeline: [
    { at: '2m', do: 'stopServer', server: 'zs' },
    { at: '4m', do: 'startServer', server: 'zs' },
  ],
} as unknown as Scenario;
const SECOND = 1e6;

describe('stopped servers', () => {
  it('follow the timeline: a server is stopped from its moment until it is started (REG-10)', () => {
    const at = stoppedOverTime(scenario, []);
    expect([119, 120, 239, 240].map((seconds) => [...at(seconds * SECOND)])).toEqual([[], [1], [1], []]);
    expect(at(130 * SECOND)).toBe(at(200 * SECOND));
  });

  it('follow what was done live, between what the timeline does', () => {
    const at = stoppedOverTime(scenario, [{ at: '3m', do: 'stopServer', server: 'ts' }]);
    expect([...at(179 * SECOND)]).toEqual([1]);
    expect([...at(181 * SECOND)]).toEqual([1, 0]);
    expect([...at(300 * SECOND)]).toEqual([0]);
  });

  it('are none where nothing is known, and a server that is not there stops nothing', () => {
    expect([...stoppedOverTime(null, [])(SECOND)]).toEqual([]);
    expect([...stoppedOverTime(scenario, [{ at: '1s', do: 'stopServer', server: 'nobody' }])(SECOND)]).toEqual([]);
  });
});
