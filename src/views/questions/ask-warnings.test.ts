import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../scenario/types';
import { askWarnings } from './ask-warnings';

const scenario: Scenario = {
  format: 'chainscope-scenario',
  version: 1,
  servers: [
    { id: 'ts', kind: 'server' },
    { id: 'zs1', kind: 'zone', upstream: 'ts' },
    { id: 'ms', kind: 'module' },
  ],
  sites: [{ id: 'hq', name: 'Headquarters' }, { id: 'b1' }, { id: 'b2' }],
  subnets: [{ cidr: '10.1.0.0/24', site: 'hq', clients: 3 }],
};
const whole = { cutSites: new Set<string>(), stoppedServers: new Set<string>() };
const all = { online: 3, registered: 3 };

describe('what is said before a question is asked', () => {
  it('is nothing while all is well, and a Module Server that stands still is none of its business', () => {
    expect(askWarnings(scenario, whole, all)).toEqual([]);
    expect(askWarnings(scenario, { ...whole, stoppedServers: new Set(['ms']) }, all)).toEqual([]);
  });
  it('tells one server that stands still from all of them (SRV-1)', () => {
    expect(askWarnings(scenario, { ...whole, stoppedServers: new Set(['zs1']) }, all)[0]).toContain('Server zs1 stands still');
    expect(askWarnings(scenario, { ...whole, stoppedServers: new Set(['zs1', 'ts']) }, all)[0]).toContain('No server runs');
  });
  it('tells that nobody is online, or that nobody has registered (Q-7)', () => {
    expect(askWarnings(scenario, whole, { online: 0, registered: 0 })).toEqual([expect.stringContaining('No computer is online')]);
    expect(askWarnings(scenario, whole, { online: 3, registered: 0 })).toEqual([expect.stringContaining('has registered yet')]);
  });
  it('names sites that are cut off, few by name and many by number', () => {
    expect(askWarnings(scenario, { ...whole, cutSites: new Set(['hq', 'b1']) }, all)).toEqual([expect.stringContaining('Headquarters and b1')]);
    expect(askWarnings(scenario, { ...whole, cutSites: new Set(['hq', 'b1', 'b2']) }, all)).toEqual([
      expect.stringContaining('Headquarters and 2 other sites'),
    ]);
  });
  it('takes the servers that a scenario has without naming any', () => {
    const { servers: _, ...unnamed } = scenario;
    expect(askWarnings(unnamed, { ...whole, stoppedServers: new Set(['ts']) }, all)[0]).toContain('No server runs');
  });
});
