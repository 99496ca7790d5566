/** The same remote workers twice: once peering with each other over the internet, once isolated (CHAIN-4). */
import type { Scenario } from '../types';
import type { BuiltIn } from './types';

const NOT_ISOLATED = 'A headquarters of 20 clients and 24 remote workers on VPN, whose range is not isolated: they peer with each other over the internet.';
const ISOLATED = 'A headquarters of 20 clients and 24 remote workers on VPN, whose range 10.8.0.0/16 is isolated: they do not peer.';

function base(name: string, description: string): Scenario {
  return {
    format: 'chainscope-scenario',
    version: 1,
    name,
    description,
    seed: 6,
    duration: '5m',
    servers: [{ id: 'ts', kind: 'server', site: 'hq' }],
    sites: [
      { id: 'hq', name: 'Headquarters', kind: 'headquarters' },
      { id: 'vpn', name: 'Remote workers', kind: 'vpn' },
    ],
    subnets: [
      { cidr: '10.1.0.0/24', site: 'hq', clients: 20 },
      { cidr: '10.8.0.0/24', site: 'vpn', clients: 24 },
    ],
    settings: { startWindow: '5s' },
  };
}

export const vpnNotIsolated: BuiltIn = {
  id: 'vpn-not-isolated',
  title: 'VPN, not isolated',
  group: 'VPN',
  card: {
    what: NOT_ISOLATED,
    notice: 'The VPN range forms a chain like any other subnet, but each of its links runs from one home to another: every one of them is a WAN link.',
    tryThis: 'Isolate 10.8.0.0/16 and wait for the resets, or open “VPN, isolated” and compare the leader connections and the WAN links.',
    simplified: 'All home links are alike, and all remote workers are in one VPN site.',
  },
  scenario: () => base('VPN, not isolated', NOT_ISOLATED),
};

export const vpnIsolated: BuiltIn = {
  id: 'vpn-isolated',
  title: 'VPN, isolated',
  group: 'VPN',
  card: {
    what: ISOLATED,
    notice: 'Each of the 24 VPN clients leads in both directions: 48 leader connections. No peer link crosses the internet. The headquarters chain needs two.',
    tryThis: 'Move a client from headquarters to 10.8.0.0/24: it leaves its chain and becomes both leaders on its own.',
    simplified: 'All home links are alike, and all remote workers are in one VPN site.',
  },
  scenario: () => ({ ...base('VPN, isolated', ISOLATED), peering: { isolated: ['10.8.0.0/16'] } }),
};
