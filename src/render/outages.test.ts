import { describe, expect, it } from 'vitest';
import { isInterrupted, isStopped } from './outages';
import { NO_NAMES, type MapNames } from './scene';

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

describe('outages', () => {
  it('interrupt the lines that need what is missing, and no LAN within the server’s own site (NET-1)', () => {
    const cut = { sites: new Set([0]), servers: new Set<number>() };
    expect([0, 1, 2].map((site) => isInterrupted(cut, names, site, 0))).toEqual([false, true, true]);
    const branchCut = { sites: new Set([1]), servers: new Set<number>() };
    expect([0, 1, 2].map((site) => isInterrupted(branchCut, names, site, 0))).toEqual([false, true, false]);
  });

  it('reach the servers below a stopped one (REG-10)', () => {
    const stopped = { sites: new Set<number>(), servers: new Set([0]) };
    expect(isStopped(stopped, names, 1)).toBe(true);
    expect(isStopped({ ...stopped, servers: new Set([1]) }, names, 0)).toBe(false);
    expect(isInterrupted(stopped, names, 2, 1)).toBe(true);
  });
});
