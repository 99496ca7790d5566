import { describe, expect, it } from 'vitest';
import { wanWithoutPeering } from './without-peering';

const scenario = {
  sites: [
    { id: 'dc', kind: 'datacenter' },
    { id: 'branch', kind: 'branch' },
    { id: 'vpn', kind: 'vpn' },
  ],
  servers: [
    { id: 'ts', kind: 'server', site: 'dc' },
    { id: 'cloud', kind: 'cloud' },
  ],
} as const;
const clients = (site: string, server: string | null, many: number) => Array.from({ length: many }, () => ({ site, server }));

describe('a question without peering (NET-7)', () => {
  it('costs a message down and one up for each client, over the WAN unless client and server share a site (NET-3)', () => {
    expect(wanWithoutPeering([...clients('dc', 'ts', 12), ...clients('branch', 'ts', 5)], 17, scenario)).toBe(10);
  });
  it('is WAN for remote clients wherever their server is, and for a server without a site', () => {
    expect(wanWithoutPeering(clients('vpn', 'ts', 3), 3, scenario)).toBe(6);
    expect(wanWithoutPeering(clients('dc', 'cloud', 4), 4, scenario)).toBe(8);
  });
  it('leaves out who never registered, and is not told when it would be about other clients than the question', () => {
    expect(wanWithoutPeering([...clients('branch', 'ts', 2), ...clients('branch', null, 9)], 2, scenario)).toBe(4);
    expect(wanWithoutPeering(clients('branch', 'ts', 2), 3, scenario)).toBeNull();
  });
});
