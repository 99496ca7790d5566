/** 240 clients, of whom a share works over VPN: the saving shrinks with every client that moves out of the office (CHAIN-4, NET-3). */
import type { Scenario } from '../types';
import type { BuiltIn } from './types';

const CLIENTS = 240;
const OFFICES = ['10.1.0', '10.1.1', '10.1.2', '10.1.3'];
const SIMPLIFIED = 'All remote workers are in one isolated range and share one kind of access link. Nobody roams between office and home during the run.';

/** Office clients are spread evenly; a subnet without anybody is left out. */
function scenario(name: string, description: string, percent: number): Scenario {
  const remote = (CLIENTS * percent) / 100;
  const each = (CLIENTS - remote) / OFFICES.length;
  return {
    format: 'chainscope-scenario',
    version: 1,
    name,
    description,
    seed: 32,
    duration: '2m',
    servers: [{ id: 'ts', kind: 'server', site: 'dc' }],
    sites: [
      { id: 'dc', name: 'Data center', kind: 'datacenter' },
      { id: 'office', name: 'Office', kind: 'branch', wan: { down: '100Mbps', up: '100Mbps', latency: '20ms' } },
      { id: 'home', name: 'Remote workers', kind: 'vpn' },
    ],
    subnets: [
      ...(each > 0 ? OFFICES.map((prefix) => ({ cidr: `${prefix}.0/24`, site: 'office', clients: each })) : []),
      ...(remote > 0 ? [{ cidr: '10.8.0.0/24', site: 'home', clients: remote }] : []),
    ],
    peering: { isolated: ['10.8.0.0/16'] },
    settings: { startWindow: '0s' },
    timeline: [{ at: '30s', do: 'ask', id: 'q1', sensors: ['Operating System'] }],
  };
}

interface Variant {
  readonly id: string;
  readonly title: string;
  readonly percent: number;
  readonly what: string;
  readonly notice: string;
  readonly tryThis: string;
}

function variant({ id, title, percent, what, notice, tryThis }: Variant): BuiltIn {
  return { id, title, group: 'Network', card: { what, notice, tryThis, simplified: SIMPLIFIED }, scenario: () => scenario(title, what, percent) };
}

export const vpnShare = variant({
  id: 'vpn-share',
  title: 'VPN share: 25 %',
  percent: 25,
  what: 'An office of 180 clients in four subnets, and 60 remote workers on VPN, whose range is isolated. At 0:30 all 240 are asked.',
  notice:
    'The question and its answers take 30.3 kB of WAN, 111.3 kB without peering: 8 messages for four chains, 120 for 60 remote workers. Registrations, 1.4 MB by 0:40, are saved by nobody. Homes have answered after 0.11 s, the chains after 0.31 s.',
  tryThis:
    'Change the share: raise the clients of 10.8.0.0/24 and lower those of the office, or open the siblings at 0, 50 and 100 %, and compare the hatched bars.',
});

export const vpnShare0 = variant({
  id: 'vpn-share-0',
  title: 'VPN share: 0 %',
  percent: 0,
  what: 'An office of 240 clients in four subnets; nobody works over VPN. At 0:30 all 240 are asked.',
  notice:
    'Four chains carry the question with eight WAN messages for 240 clients: 2.5 kB, 111.3 kB without peering. Registrations, 1.4 MB by 0:40, are saved by nobody; the peer lists in them cost nearly as much as this one question saves.',
  tryThis: 'Move a client to another subnet and see that nothing is lost by it; then open the siblings at 25, 50 and 100 %.',
});

export const vpnShare50 = variant({
  id: 'vpn-share-50',
  title: 'VPN share: 50 %',
  percent: 50,
  what: 'An office of 120 clients in four subnets, and 120 remote workers on VPN, whose range is isolated. At 0:30 all 240 are asked.',
  notice:
    'The question and its answers take 58.1 kB of WAN, 111.4 kB without peering: of the 248 messages 240 are those of the remote workers. Registrations, 1.4 MB by 0:40, are saved by nobody.',
  tryThis: 'Take 10.8.0.0/16 out of the isolated subnets: the remote workers form a chain across their own access links. Compare bytes and time.',
});

export const vpnShare100 = variant({
  id: 'vpn-share-100',
  title: 'VPN share: 100 %',
  percent: 100,
  what: 'Everybody works from home: 240 clients on VPN, whose range is isolated. At 0:30 all 240 are asked.',
  notice:
    'Nothing is saved, at any question, action or file: each client talks to the server for itself, 480 messages and 111.4 kB for this question, with and without peering. The answers are back after 0.11 s, since there is no chain to pass.',
  tryThis: 'Take 10.8.0.0/16 out of the isolated subnets and ask again: the answers are merged, but every hop crosses two access links.',
});
