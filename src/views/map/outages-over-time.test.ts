import { describe, expect, it } from 'vitest';
import { isInterrupted, isStopped } from '../../render/outages';
import { NO_NAMES, type MapNames } from '../../render/scene';
import type { Scenario } from '../../scenario/types';
import { outagesOverTime } from './outages-over-time';

const scenario = {
  sites: [
    { id: 'dc', kind: 'datacenter' },
    { id: 'b', kind: 'branch' },
    { id: 'v', kind: 'vpn' },
  ],
  servers: [
    { id: 'ts', kind: 'server', site: 'dc' },
    { id: 'zs', kind: 'zone', site: 'dc', upstream: 'ts' },
  ],
  subnets: [],
  timeline: [
    { at: '2m', do: 'cutWan', site: 'b' },
    { at: '4m', do: 'restoreWan', site: 'b' },
  ],
} as unknown as Scenario;

const names: MapNames = {
  ...NO_NAMES,
  sites: [
    { name: 'dc', remote: false },
    { name: 'b', remote: false },
    { name: 'v', remote: true },
  ],
  servers: [
    { name: 'ts', kind: 'server', site: 0, upstream: -1 },
    { name: 'zs', kind: 'zone', site: 0, upstream: 0 },
  ],
};
const SECOND = 1e6;

describe('outages', () => {
  it('follow the timeline: a WAN is cut from its moment until it is restored (NET-1)', () => {
    const at = outagesOverTime(scenario, []);
    expect([119, 120, 239, 240].map((seconds) => [...at(seconds * SECOND).sites])).toEqual([[], [1], [1], []]);
    expect(at(130 * SECOND)).toBe(at(200 * SECOND));
  });

  it('follow what was done live, between what the timeline does', () => {
    const at = outagesOverTime(scenario, [{ at: '3m', do: 'stopServer', server: 'ts' }]);
    expect([...at(179 * SECOND).servers]).toEqual([]);
    expect([...at(181 * SECOND).servers]).toEqual([0]);
    expect([...at(181 * SECOND).sites]).toEqual([1]);
    expect([...at(300 * SECOND).servers]).toEqual([0]);
  });

  it('interrupt the lines that need what is missing, and no LAN within the server’s own site', () => {
    const cut = { sites: new Set([0]), servers: new Set<number>() };
    expect([0, 1, 2].map((site) => isInterrupted(cut, names, site, 0))).toEqual([false, true, true]);
    const branchCut = { sites: new Set([1]), servers: new Set<number>() };
    expect([0, 1, 2].map((site) => isInterrupted(branchCut, names, site, 0))).toEqual([false, true, false]);
  });

  it('reach the servers below a stopped one', () => {
    const stopped = { sites: new Set<number>(), servers: new Set([0]) };
    expect(isStopped(stopped, names, 1)).toBe(true);
    expect(isStopped({ ...stopped, servers: new Set([1]) }, names, 0)).toBe(false);
    expect(isInterrupted(stopped, names, 2, 1)).toBe(true);
  });
});
